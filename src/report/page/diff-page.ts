/** A difference between two projects → what its page shows. Pure. */
import { CHANGE_TOPICS, type Change, type Difference, type Patch } from '../../ir/difference.ts'
import type { FileContent } from '../../ir/project.ts'
import type { PageChange, PageData, PageFile } from '../../page/data.ts'
import { changeWords, wordsTellAll } from '../diff/change-words.ts'
import { headline } from '../diff/headline.ts'
import { reachesSystems } from '../diff/names.ts'
import { TOPIC_TITLES } from '../diff/told.ts'
import { pairSides } from './compared.ts'
import { diagnosticsOfDiff } from './diff-diagnostics.ts'
import { nodesOfDiff } from './diff-nodes.ts'
import { sideFacts } from './facts.ts'
import { fileStates, type FileState } from './file-states.ts'
import { numberPairs } from './node-states.ts'
import { fileKey, Numbering, ofFileKey, type PageNumbers } from './numbers.ts'
import { definitionPaths, leftOutFacts, projectFile, textFact } from './page-files.ts'
import type { PageSide } from './side.ts'

/** One side of a difference: its files, and the conversion that gave them unless they are what lies in a folder. */
export interface DiffPageSide {
  /** What people call it, such as `HEAD (1a2b3c4)`. */
  readonly title: string
  readonly tree: ReadonlyMap<string, FileContent>
  readonly conversion?: PageSide | undefined
}

/** All that the page of a difference is made from. */
export interface DiffPageInput {
  readonly before: DiffPageSide
  readonly after: DiffPageSide
  readonly difference: Difference
  /** Of the projects. */
  readonly patch: Patch
  /** Of the definitions, where both sides have some. */
  readonly definitionsPatch?: Patch | undefined
}

/** The data of a difference's page. */
export function diffPage({ before, after, difference, patch, definitionsPatch }: DiffPageInput): PageData {
  const states = fileStates(difference, patch, definitionsPatch)
  const [earlier, later] = [before.conversion, after.conversion]
  const pairs = pairSides(earlier, later, states, difference)
  const numbers: PageNumbers = { systems: new Numbering(), strata: new Numbering(), chunks: new Numbering(), files: numberFiles(before, after, states) }
  for (const kind of ['systems', 'strata', 'chunks'] as const) numberPairs(pairs[kind], numbers[kind])
  return {
    kind: 'diff', title: (later ?? earlier)?.conversion.project.name ?? '', subtitle: `${before.title} → ${after.title}`,
    facts: factsOf(before, after, difference),
    ...nodesOfDiff(pairs, earlier, later, numbers),
    files: numbers.files.keys().map((key) => fileOf(key, before, after, states.get(key), numbers)),
    diagnostics: diagnosticsOfDiff(earlier, later, difference, numbers),
    changes: difference.changes.map((change) => changeOf(change, numbers)), topics: TOPICS,
  }
}

const TOPICS = Object.fromEntries(CHANGE_TOPICS.map((topic) => [topic, { title: TOPIC_TITLES[topic], reaches: reachesSystems(topic) }]))

/** Files as they are after the change, then those that are gone; sorted on each side of the conversion. */
function numberFiles(before: DiffPageSide, after: DiffPageSide, states: ReadonlyMap<string, FileState>): Numbering {
  const formers = [...states].flatMap(([key, { from }]) => (from === undefined ? [] : [[fileKey(ofFileKey(key).side, from), key] as const]))
  const moved = new Set(formers.map(([key]) => key))
  const later = new Set([...keysOf(after), ...states.keys()])
  const all = [...new Set([...later, ...keysOf(before)])].filter((key) => later.has(key) || !moved.has(key))
  const numbers = new Numbering(all.sort())
  for (const [former, key] of formers) numbers.alias(former, key)
  return numbers
}

function keysOf({ tree, conversion }: DiffPageSide): readonly string[] {
  return [...(conversion ? definitionPaths(conversion) : []).map((path) => fileKey('definitions', path)), ...[...tree.keys()].map((path) => fileKey('project', path))]
}

function fileOf(key: string, before: DiffPageSide, after: DiffPageSide, state: FileState | undefined, numbers: PageNumbers): PageFile {
  const { side, path } = ofFileKey(key)
  const holder = state?.state === 'removed' ? before : after
  const conversion = holder.conversion ?? (side === 'definitions' ? before.conversion ?? after.conversion : undefined)
  if (side === 'definitions') return { side, path, ...textFact(conversion?.texts.text(path)), ...state }
  // The lines of what is gone were made from texts that are not shown.
  return { ...(conversion && holder === after ? projectFile(path, conversion, numbers) : { side, path, ...textFact(holder.tree.get(path)) }), ...state }
}

function changeOf(change: Change, { files, systems }: PageNumbers): PageChange {
  const paths = [...change.places.map(({ path }) => fileKey('project', path)), ...change.places.flatMap(({ origin }) => (origin ? [fileKey('definitions', origin.file)] : []))]
  return {
    topic: change.topic, state: change.state, text: changeWords(change), removed: lines(change.before, change.removed), added: lines(change.after, change.added), isTold: wordsTellAll(change),
    files: [...new Set(files.among(paths))], systems: [...new Set(systems.among(change.systems))],
  }
}

function lines(value: string | undefined, members: readonly string[]): readonly string[] {
  return [...(value === undefined ? [] : [value]), ...members].flatMap((text) => text.replace(/\n$/, '').split('\n'))
}

function factsOf(before: DiffPageSide, after: DiffPageSide, difference: Difference): PageData['facts'] {
  const conversion = after.conversion ?? before.conversion
  return [
    ['before', before.title], ['after', after.title], ...headline(difference).map((words, index) => [index === 0 ? 'differs' : '', words] as const),
    ...(conversion ? sideFacts(conversion) : []), ...leftOutFacts([before.tree, after.tree]),
  ]
}
