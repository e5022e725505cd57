/** Whatever became of definitions: a difference covers every file that differs, says nothing of equal ones, and reads the other way round from behind. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Collector } from '../../src/diagnostics/collector.ts'
import type { ChangePlace, Difference } from '../../src/ir/difference.ts'
import { diskData } from '../../src/files/data-files.ts'
import type { FileTree } from '../../src/files/tree.ts'
import type { ConvertOptions } from '../../src/ir/convert-options.ts'
import type { DataFiles } from '../../src/ir/definitions.ts'
import { NO_OVERRIDES } from '../../src/reader/overrides.ts'
import { convertTexts, readTree, type Converted } from '../support/convert-tree.ts'
import { FIXTURES } from '../support/golden.ts'
import { SEED } from '../support/seed.ts'
import { between } from '../support/told-difference.ts'
import { mutate, Random } from './mutate.ts'

interface Input {
  readonly files: FileTree
  readonly data: DataFiles
}

const RUNS = Number(process.env['MUTATIONS'] ?? 150)

const read = (folder: string): Input => ({ files: readTree(join(FIXTURES, folder, 'input'), new Collector()), data: diskData(join(FIXTURES, folder, 'input')) })
const small = ['dialects', 'broken'].flatMap((group) => readdirSync(join(FIXTURES, group)).map((name) => join(group, name))).map(read)
const gnome = read('gnome')

test(`differences of ${RUNS} pairs of damaged repositories (seed ${SEED})`, () => {
  const faults: string[] = []
  for (let run = 0; run < RUNS && faults.length < 10; run++) {
    const random = new Random(SEED * 31 + run)
    const input = random.below(10) === 0 ? gnome : random.pick(small)
    const options = { target: random.pick(['bst2', 'bst1'] as const), base: random.pick(['replace', 'bootstrap'] as const) }
    const [one, other] = [converted(random.below(2) ? input : mutated(input, random), options), converted(shuffledAbout(mutated(input, random), random), options)]
    faults.push(...faultsOf(one, other).map((fault) => `run ${run} with ${JSON.stringify(options)}: ${fault}`))
  }
  expect(faults).toEqual([])
}, 180_000)

function mutated(input: Input, random: Random): Input {
  return { ...input, files: mutate(input.files, random) }
}

/** Some definitions under other names, and all references with them. */
function shuffledAbout(input: Input, random: Random): Input {
  const paths = [...input.files.keys()].filter((path) => path.endsWith('.morph'))
  if (paths.length === 0 || random.below(2)) return input
  const from = random.pick(paths).replace(/\.morph$/, '')
  const to = random.pick([`${from}-x`, from.replace(/[^/]*$/, 'y'), `strata/z-${from.replace(/^.*\//, '')}`])
  return { ...input, files: new Map([...input.files].map(([path, text]) => [path.startsWith(from) ? to + path.slice(from.length) : path, text.replaceAll(from, () => to)])) }
}

function converted({ files, data }: Input, options: Partial<ConvertOptions>): Converted {
  return convertTexts(files, options, new Collector(), NO_OVERRIDES, data)
}

function faultsOf(one: Converted, other: Converted): readonly string[] {
  const [there, back, nothing] = [between(one, other), between(other, one), between(one, { ...one, tree: new Map(one.tree) })]
  return [
    ...nothing.changes.length + nothing.files.length + nothing.diagnostics.appeared.length + nothing.diagnostics.gone.length > 0 ? ['equal sides differ'] : [],
    ...uncovered(one, other, there), ...unmirrored(there, back),
  ]
}

/** Files that differ are exactly those that are named, and each is in a change or follows from one. */
function uncovered({ tree: before }: Converted, { tree: after }: Converted, { changes, files }: Difference): readonly string[] {
  const told = new Set(changes.flatMap(({ places, follows }) => [...places.map(({ path }) => path), ...follows]))
  const differing = [...new Set([...before.keys(), ...after.keys()])].filter((path) => Buffer.compare(Buffer.from(before.get(path) ?? '\0none'), Buffer.from(after.get(path) ?? '\0none')) !== 0)
  const named = files.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]))
  return [
    ...JSON.stringify(named.sort()) === JSON.stringify(differing.sort()) ? [] : [`files are ${named.join(', ')}; what differs is ${differing.join(', ')}`],
    ...files.filter(({ path }) => !told.has(path)).map(({ path }) => `${path} is in no change`),
    ...changes.filter(({ places }) => places.length === 0).map(({ topic }) => `a change of ${topic} has no place`),
    ...files.filter(({ state, path, from }) => before.has(from ?? path) !== (state !== 'added') || after.has(path) !== (state !== 'removed')).map(({ path, state }) => `${path} is not ${state}`),
  ]
}

/** The way back tells the same of the same places, with both sides exchanged. */
function unmirrored(there: Difference, back: Difference): readonly string[] {
  const flipped = { added: 'removed', removed: 'added', moved: 'moved', changed: 'changed' } as const
  const wholes = (difference: Difference, flip: boolean): readonly string[] => difference.changes.flatMap((change) => change.places.map((place) => {
    const whole = change.key === '' && change.topic !== 'remarks' ? (flip ? flipped[change.state] : change.state) : ''
    return `${change.topic} ${whole} ${change.key} ${placeOf(place, flip)}`
  })).sort()
  const files = (difference: Difference, flip: boolean): readonly string[] => difference.files.map((file) => `${flip ? flipped[file.state] : file.state} ${placeOf(file, flip)}`).sort()
  return [
    ...missing('changes', wholes(there, false), wholes(back, true)), ...missing('files', files(there, false), files(back, true)),
    ...missing('systems', [...there.systems.added, '', ...there.systems.removed], [...back.systems.removed, '', ...back.systems.added]),
    ...there.diagnostics.appeared.length === back.diagnostics.gone.length && there.diagnostics.gone.length === back.diagnostics.appeared.length ? [] : ['other diagnostics on the way back'],
  ]
}

function placeOf({ path, from }: Pick<ChangePlace, 'path' | 'from'>, flip: boolean): string {
  return from === undefined ? path : flip ? `${path} => ${from}` : `${from} => ${path}`
}

function missing(what: string, there: readonly string[], back: readonly string[]): readonly string[] {
  const [lost, more] = [there.filter((line) => !back.includes(line)), back.filter((line) => !there.includes(line))]
  return lost.length + more.length === 0 ? [] : [`${what} only there: ${lost.slice(0, 3).join(' | ')}; only back: ${more.slice(0, 3).join(' | ')}`]
}
