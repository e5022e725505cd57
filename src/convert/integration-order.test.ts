import fc from 'fast-check'
import { Collector } from '../diagnostics/collector.ts'
import type { Code, ParametersOf } from '../diagnostics/catalogue.ts'
import type { Related, Span } from '../diagnostics/diagnostic.ts'
import type { Element, Project } from '../ir/project.ts'
import { convertTexts } from '../../tests/support/convert-tree.ts'
import { SEED } from '../../tests/support/seed.ts'

/** What BuildStream stages to build an element, in its order: BF §5.1 word for word, over the project that was made. */
function buildScope(project: Project, target: string): readonly string[] {
  const of = (name: string): Element => project.elements.get(name)!
  const all = (name: string): readonly string[] => [...of(name).buildDepends, ...of(name).runtimeDepends, ...of(name).depends].map((dependency) => dependency.element)
  const runtime = (name: string): readonly string[] => [...of(name).runtimeDepends, ...of(name).depends].map((dependency) => dependency.element)
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean => all(from).some((next) => {
    if (next === to) return true
    if (seen.has(next)) return false
    seen.add(next)
    return reaches(next, to, seen)
  })
  const compare = (a: string, b: string): number => (reaches(a, b) ? 1 : reaches(b, a) ? -1 : a < b ? -1 : a > b ? 1 : 0)
  const order: string[] = []
  const visited = new Set<string>()
  const visit = (name: string): void => {
    if (visited.has(name)) return
    visited.add(name)
    for (const next of [...new Set(runtime(name))].sort(compare)) visit(next)
    order.push(name)
  }
  const build = new Set([...of(target).buildDepends, ...of(target).depends].map((dependency) => dependency.element))
  for (const name of [...build].sort(compare)) visit(name)
  return order
}

/** Hears what is reported of the order, with its parameters. */
class Listener extends Collector {
  readonly pairs: string[] = []

  override report<C extends Code>(code: C, parameters: ParametersOf<C>, at?: Span, related?: readonly Related[]): void {
    if (code === 'convert/integration-order' || code === 'convert/integration-tie') {
      const { second, firsts } = parameters as unknown as ParametersOf<'convert/integration-order'>
      this.pairs.push(...firsts.map((first) => `${first} < ${second}`))
    }
    super.report(code, parameters, at, related)
  }
}

interface Shape {
  /** For each stratum: its name, the earlier strata it is built on, and its chunks. */
  readonly strata: readonly { readonly below: readonly number[]; readonly chunks: readonly { readonly letter: string; readonly key: number; readonly depends: readonly number[] }[] }[]
  readonly order: readonly number[]
}

const shape: fc.Arbitrary<Shape> = fc.record({
  strata: fc.array(fc.record({
    below: fc.array(fc.nat(3), { maxLength: 2 }),
    chunks: fc.array(fc.record({ letter: fc.constantFrom('a', 'k', 'z', 'B'), key: fc.nat(3), depends: fc.array(fc.nat(4), { maxLength: 2 }) }), { minLength: 1, maxLength: 5 }),
  }), { minLength: 1, maxLength: 4 }),
  order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }),
})

/** Definitions of a shape; element names are in no order that dependencies follow. */
function filesOf({ strata, order }: Shape): ReadonlyMap<string, string> {
  const stratumName = (index: number): string => `${'zkaB'[index] ?? ''}${index}`
  const chunkName = (stratum: number, chunk: number): string => `${strata[stratum]?.chunks[chunk]?.letter ?? ''}${stratum}${chunk}`
  const files = new Map([['VERSION', 'version: 8\n']])
  for (const [index, { below, chunks }] of strata.entries()) {
    const references = [...new Set(below)].filter((other) => other < index).map((other) => `{morph: strata/${stratumName(other)}.morph}`)
    const entries = chunks.map(({ key, depends }, chunk) => {
      const siblings = [...new Set(depends)].filter((other) => other < chunk).map((other) => chunkName(index, other))
      const name = chunkName(index, chunk)
      return `- {name: ${name}, repo: "upstream:x", ref: ${'0'.repeat(40)}, build-depends: [${siblings.join(', ')}], install-commands: [x], system-integration: {${name}-misc: {0${key}-${name}: [run ${name}]}}}\n`
    })
    files.set(`strata/${stratumName(index)}.morph`, `name: s${index}\nkind: stratum\nbuild-depends: [${references.join(', ')}]\nchunks:\n${entries.join('')}`)
  }
  const listed = order.filter((index) => index < strata.length)
  files.set('systems/box.morph', `name: box\nkind: system\narch: x86_64\nstrata: [${listed.map((index) => `{morph: strata/${stratumName(index)}.morph}`).join(', ')}]\n`)
  return files
}

test(`what is said to run in another order is what does, over random definitions (seed ${SEED})`, () => {
  let inverted = 0
  fc.assert(fc.property(shape, (made) => {
    fc.pre(made.order.some((index) => index < made.strata.length))
    const listener = new Listener()
    const { conversion } = convertTexts(filesOf(made), {}, listener)
    const ran = buildScope(conversion.project, 'systems/box.bst').flatMap((name) => conversion.project.elements.get(name)!.public.integrationCommands.map((command) => command.text))
      .filter((command) => command.startsWith('run ')).map((command) => command.slice(4))
    const keyOf = (name: string): string => `0${made.strata[Number(name[1])]!.chunks[Number(name[2])]!.key}-${name}-${name}-misc`
    const expected = ran.flatMap((second, index) => ran.slice(index + 1).filter((first) => keyOf(first) < keyOf(second)).map((first) => `${keyOf(first)} < ${keyOf(second)}`))
    inverted += expected.length
    expect([...listener.pairs].sort()).toEqual(expected.sort())
  }), { numRuns: 300, seed: SEED })
  expect(inverted).toBeGreaterThan(100)
})
