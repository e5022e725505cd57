import fc from 'fast-check'
import type { BuildMode, Chunk, Definitions, Stratum } from '../ir/definitions.ts'
import { stagingOf } from './staging.ts'

const at = { file: 'f', start: 0, end: 0 }
const located = (value: string): { value: string; at: typeof at } => ({ value, at })

interface Shape {
  readonly buildDepends: readonly string[]
  readonly chunks: readonly { readonly name: string; readonly mode: BuildMode; readonly depends: readonly string[] }[]
}

function definitionsOf(shapes: Readonly<Record<string, Shape>>): Definitions {
  const chunks = new Map<string, Chunk>()
  const strata = new Map<string, Stratum>()
  for (const [name, shape] of Object.entries(shapes)) {
    for (const { name: chunk, mode, depends } of shape.chunks) {
      const path = `${name}/${chunk}`
      chunks.set(path, { path, name: chunk, stratum: name, mode, buildDepends: depends.map((other) => located(`${name}/${other}`)) } as unknown as Chunk)
    }
    strata.set(name, { path: name, name, buildDepends: shape.buildDepends.map(located), chunks: shape.chunks.map((chunk) => located(`${name}/${chunk.name}`)) } as unknown as Stratum)
  }
  return { chunks, strata } as unknown as Definitions
}

/** What YBD installs to build a chunk: the pseudo-code of BD §5.4, word for word, without names that clash. */
function stagedByYbd(definitions: Definitions, chunk: Chunk): ReadonlySet<string> {
  const done = new Set<string>()
  const dependsOf = (key: string): readonly string[] => {
    const one = definitions.chunks.get(key)
    const stratum = definitions.strata.get(one ? one.stratum : key)
    return [...(stratum?.buildDepends ?? []).map((reference) => reference.value), ...(one?.buildDepends ?? []).map((reference) => reference.value)]
  }
  const modeOf = (key: string): BuildMode => definitions.chunks.get(key)?.mode ?? 'staging'
  const direct = dependsOf(chunk.path)
  const visiting = new Set<string>()
  const visit = (keys: readonly string[]): void => {
    for (const key of keys) {
      if (done.has(key) || visiting.has(key)) continue
      visiting.add(key)
      visit(dependsOf(key))
      if (direct.includes(key) || modeOf(key) === chunk.mode) {
        visit(definitions.strata.get(key)?.chunks.map((reference) => reference.value) ?? [])
        done.add(key)
      }
      visiting.delete(key)
    }
  }
  visit(direct)
  return new Set([...done].filter((key) => definitions.chunks.has(key) && key !== chunk.path))
}

/** What BuildStream stages: build dependencies and their runtime closures, over the stacks that conversion makes. */
function stagedByBuildStream(definitions: Definitions, chunk: Chunk): ReadonlySet<string> {
  const staging = new Map([...definitions.strata.values()].flatMap((stratum) => [...stagingOf(definitions, stratum)]))
  const staged = new Set<string>()
  const run = (path: string): void => {
    if (staged.has(path)) return
    staged.add(path)
    for (const next of staging.get(path)?.depends ?? []) run(next)
  }
  const strata = (key: string, seen = new Set<string>()): void => {
    for (const { value } of definitions.strata.get(key)?.buildDepends ?? []) {
      if (seen.has(value)) continue
      seen.add(value)
      for (const content of definitions.strata.get(value)?.chunks ?? []) if (definitions.chunks.get(content.value)?.mode === 'staging') run(content.value)
      strata(value, seen)
    }
  }
  if (chunk.mode === 'staging') strata(chunk.stratum)
  for (const path of [...(staging.get(chunk.path)?.depends ?? []), ...(staging.get(chunk.path)?.buildDepends ?? [])]) run(path)
  staged.delete(chunk.path)
  return staged
}

const shape = (index: number): fc.Arbitrary<Shape> => fc.record({
  buildDepends: fc.subarray(Array.from({ length: index }, (_, lower) => `s${lower}`)),
  chunks: fc.array(fc.record({ mode: fc.constantFrom<BuildMode>('staging', 'staging', 'bootstrap'), picks: fc.array(fc.nat(20), { maxLength: 4 }) }), { minLength: 1, maxLength: 7 }),
}).map(({ buildDepends, chunks }) => ({
  buildDepends,
  chunks: chunks.map(({ mode, picks }, number) => ({
    name: `c${number}`, mode, depends: number === 0 ? [] : [...new Set(picks.map((pick) => `c${pick % number}`))],
  })),
}))

test('every chunk finds exactly what YBD staged for it', () => {
  fc.assert(fc.property(fc.tuple(shape(0), shape(1), shape(2), shape(3)), (shapes) => {
    const definitions = definitionsOf(Object.fromEntries(shapes.map((one, index) => [`s${index}`, one])))
    for (const chunk of definitions.chunks.values()) {
      expect([chunk.path, ...[...stagedByBuildStream(definitions, chunk)].sort()]).toEqual([chunk.path, ...[...stagedByYbd(definitions, chunk)].sort()])
    }
  }), { numRuns: 400 })
})

test('a stage-3 chunk sees the bootstrap chunks it names, not those that these were built with', () => {
  const definitions = definitionsOf({ toolchain: { buildDepends: [], chunks: [
    { name: 'stage1', mode: 'bootstrap', depends: [] },
    { name: 'stage2', mode: 'bootstrap', depends: ['stage1'] },
    { name: 'libc', mode: 'staging', depends: ['stage2'] },
    { name: 'shell', mode: 'staging', depends: ['stage2', 'libc'] },
  ] } })
  const staging = stagingOf(definitions, definitions.strata.get('toolchain')!)
  expect(staging.get('toolchain/shell')).toEqual({ depends: ['toolchain/libc'], buildDepends: ['toolchain/stage2'] })
})
