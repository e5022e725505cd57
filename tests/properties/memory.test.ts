/** Conversions that take what earlier ones left give exactly what a conversion from nothing gives, whatever happens to the definitions in between. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Collector } from '../../src/diagnostics/collector.ts'
import { diskData } from '../../src/files/data-files.ts'
import type { FileTree } from '../../src/files/tree.ts'
import { ConversionMemory } from '../../src/ir/conversion-memory.ts'
import type { ConvertOptions } from '../../src/ir/convert-options.ts'
import { NO_DATA, type DataFiles } from '../../src/ir/definitions.ts'
import { convertDefinitionFiles } from '../../src/pipeline.ts'
import { NO_OVERRIDES, overridesOf, type Overrides } from '../../src/reader/overrides.ts'
import { parseYaml } from '../../src/yaml/parse.ts'
import { DEFAULT_OPTIONS, readTree } from '../support/convert-tree.ts'
import { FIXTURES } from '../support/golden.ts'
import { SEED } from '../support/seed.ts'
import { mutate, Random } from './mutate.ts'

const WALKS = Number(process.env['WALKS'] ?? 40)
const STEPS = 12

/** All that a conversion depends on. */
interface State {
  readonly files: FileTree
  readonly data: DataFiles
  readonly options: ConvertOptions
  readonly overrides: Overrides
}

const folders = ['dialects', 'broken'].flatMap((group) => readdirSync(join(FIXTURES, group)).map((name) => join(group, name)))
const read = (folder: string): Pick<State, 'files' | 'data'> => ({ files: readTree(join(FIXTURES, folder, 'input'), new Collector()), data: diskData(join(FIXTURES, folder, 'input')) })
const small = folders.map(read)
const gnome = read('gnome')

test(`${WALKS} walks of ${STEPS} conversions with one memory give what fresh ones give (seed ${SEED})`, () => {
  const failures: string[] = []
  for (let walk = 0; walk < WALKS && failures.length < 3; walk++) {
    const random = new Random(SEED * 65537 + walk)
    const start = random.below(6) === 0 ? gnome : random.pick(small)
    const first: State = { ...start, options: { ...DEFAULT_OPTIONS }, overrides: NO_OVERRIDES }
    const seen = [first]
    const memory = new ConversionMemory()
    for (let step = 0; step < STEPS; step++) {
      const state = seen.at(-1) ?? first
      const difference = differenceOf(convert(state, memory), convert(state))
      if (difference !== undefined) {
        failures.push(`walk ${walk}, step ${step}: ${difference}`)
        break
      }
      seen.push(changed(random.below(4) === 0 ? random.pick(seen) : state, start.files, random))
    }
  }
  expect(failures).toEqual([])
}, 120_000)

function convert({ files, data, options, overrides }: State, memory?: ConversionMemory): Readonly<Record<string, unknown>> {
  const collector = new Collector()
  const { tree, conversion, definitions } = convertDefinitionFiles({ files, data, options: { ...options }, overrides, collector, memory })
  return { tree: [...tree], diagnostics: collector.list(), conversion, definitions: { ...definitions, data: NO_DATA } }
}

function differenceOf(remembered: ReturnType<typeof convert>, fresh: ReturnType<typeof convert>): string | undefined {
  return Object.keys(fresh).find((key) => !isDeepStrictEqual(remembered[key], fresh[key]))
}

/** The state with one thing changed, as it may be from one commit or command to the next. */
function changed(state: State, original: FileTree, random: Random): State {
  switch (random.below(10)) {
    case 0: return { ...state, options: otherOptions(state, random) }
    case 1: return { ...state, overrides: otherOverrides(state.files, random) }
    case 2: return { ...state, data: otherData(state.data, random) }
    case 3: return { ...state, files: original }
    case 4: return { ...state, files: inOrder(mutate(state.files, random)) }
    default: return { ...state, files: inOrder(edited(state.files, random)) }
  }
}

/** What people do most: another ref, a line less, two lines the other way round, a comment that moves everything behind it. */
function edited(files: FileTree, random: Random): FileTree {
  if (files.size === 0) return files
  const path = random.pick([...files.keys()])
  const lines = (files.get(path) ?? '').split('\n')
  const at = random.below(lines.length)
  switch (random.below(5)) {
    case 0: lines.splice(at, 1); break
    case 1: lines.splice(at, 2, lines[at + 1] ?? '', lines[at] ?? ''); break
    case 2: lines.unshift('# a comment'); break
    case 3: return new Map([...files].filter(([other]) => other !== path))
    default: return new Map([...files, [path, (files.get(path) ?? '').replace(/\b[0-9a-f]{40}\b/g, (ref) => (random.below(3) ? ref : ref.slice(1) + String(random.below(10))))]])
  }
  return new Map([...files, [path, lines.join('\n')]])
}

/** Files behind each other as if they were read from a folder. */
function inOrder(files: FileTree): FileTree {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function otherOptions({ files, options }: State, random: Random): ConvertOptions {
  const keys = [...files.keys()].filter((path) => path.endsWith('.morph')).map((path) => path.replace(/\.morph$/, ''))
  const some = random.shuffled(keys).slice(0, 1 + random.below(keys.length))
  return random.pick<ConvertOptions>([
    { ...options, target: random.pick(['bst2', 'bst1']) }, { ...options, base: random.pick(['replace', 'bootstrap']) },
    { ...options, integration: random.pick(['element', 'system']) }, { ...options, fixRoot: !options.fixRoot },
    { ...options, projectName: random.pick(['definitions', 'other']) }, { ...options, aliases: new Map([['upstream', `https://${random.below(3)}.example/`]]) },
    { ...options, systems: some }, { ...options, clusters: some }, { ...options, systems: undefined, clusters: undefined },
    { ...options, resolvedRefs: new Map([[`upstream:${random.below(3)} master`, 'a'.repeat(40)]]) },
  ])
}

function otherOverrides(files: FileTree, random: Random): Overrides {
  const names = [...files.values()].flatMap((text) => [...text.matchAll(/(?:morph|name): (\S+?)(?:\.morph)?$/gm)].map(([, name = '']) => name))
  if (names.length === 0 || random.below(3) === 0) return NO_OVERRIDES
  return overridesOf('morph2bst.yaml', parseYaml('morph2bst.yaml', `chunks:\n  ${JSON.stringify(random.pick(names))}:\n    ref: ${String(random.below(10)).repeat(40)}\n    build-system: ${random.pick(['manual', 'cmake', 'none'])}\n`, new Collector()))
}

/** The files that deployments copy, with one of them gone or with other content. */
function otherData(data: DataFiles, random: Random): DataFiles {
  const chosen = random.below(4)
  const isHit = (path: string): boolean => path.length % 4 === chosen
  const isGone = random.below(2) === 0
  return {
    entry: (path) => {
      const entry = data.entry(path)
      if (entry?.kind !== 'file' || !isHit(path)) return entry
      return isGone ? undefined : { ...entry, bytes: Buffer.concat([entry.bytes, Buffer.from('\n')]) }
    },
    fault: (path) => data.fault(path),
  }
}
