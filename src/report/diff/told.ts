/** Changes → what is told of each, by topic. Text and Markdown lay it out; the words are the same. */
import { CHANGE_TOPICS, type Change, type ChangeTopic, type Difference } from '../../ir/difference.ts'
import { changeLines, isShort, type ChangeLine } from './lines.ts'
import { countedPlaces, placeName, placesName, reachWords, refWords, shortNames, type ReachWords } from './names.ts'
import { remarkOf } from './remarks.ts'
import { wholes } from './wholes.ts'

/** One thing to tell. */
export interface Told {
  /** Of whole things: it is new, gone, or another. */
  readonly sign?: '+' | '-' | '~'
  /** What changed: an element, several of them, a file. */
  readonly subject: string
  /** What of it. */
  readonly label?: string
  /** A value that fits into the line. */
  readonly before?: string
  readonly after?: string
  /** Further words. */
  readonly remark?: string
  /** Which systems it reaches, where that does not go without saying. */
  readonly reach?: string
  readonly lines: readonly ChangeLine[]
}

/** A topic with what is told of it. */
export interface Section {
  readonly topic: ChangeTopic
  readonly title: string
  readonly items: readonly Told[]
}

/** What people call the topics. */
export const TOPIC_TITLES: Readonly<Record<ChangeTopic, string>> = {
  system: 'Systems', element: 'Elements', moved: 'Moved', ref: 'Refs', source: 'Sources', commands: 'Commands', dependencies: 'Dependencies',
  integration: 'Integration commands', splitting: 'Split rules', image: 'Images', settings: 'Settings', files: 'Files', remarks: 'Descriptions and comments',
}

/** All changes by topic; topics without any are not there. */
export function sectionsOf(difference: Difference): readonly Section[] {
  const { changes } = difference
  const reach = reachWords(difference)
  const refName = shortNames(changes.flatMap(({ topic, places }) => (topic === 'ref' ? places.map(placeName) : [])))
  return CHANGE_TOPICS.map((topic) => ({
    topic, title: TOPIC_TITLES[topic],
    // What came and went as a whole is told before what changed.
    items: changes.filter((change) => change.topic === topic).flatMap((change) => toldOf(change, reach, refName)).sort((a, b) => Number(a.sign === undefined) - Number(b.sign === undefined)),
  })).filter(({ items }) => items.length > 0)
}

type NameOf = ReturnType<typeof shortNames>

/** What is told of one change, without the systems that it reaches. */
export function toldAlone(change: Change, refName: NameOf): readonly Told[] {
  return toldOf(change, () => undefined, refName)
}

function toldOf(change: Change, reach: ReachWords, refName: NameOf): readonly Told[] {
  const words = reach(change)
  const shared = { lines: changeLines(change), ...(words === undefined ? {} : { reach: words }) }
  const remark = remarkOf(change)
  if (change.topic === 'moved') return [withRemark({ ...shared, subject: '', ...movedSides(change) }, remark)]
  if (change.ref) {
    const { label, before, after } = refWords(change.ref)
    return [withRemark({ ...shared, subject: refSubject(change, refName), ...(label === undefined ? {} : { label }), before, after }, remark)]
  }
  if (change.topic === 'remarks' && isWhole(change)) return [withRemark({ ...shared, subject: placesName(change) }, 'says the same, written otherwise')]
  if (isWhole(change)) return wholes(change).map((told) => ({ ...shared, ...told }))
  return [withRemark({ ...shared, subject: placesName(change), ...valueOf(change) }, remark)]
}

/** Whether a change is about whole things, each of which is named. */
function isWhole({ key, state, before, after, removed, added }: Change): boolean {
  return key === '' && state !== 'moved' && before === undefined && after === undefined && removed.length === 0 && added.length === 0
}

function withRemark(told: Told, remark: string | undefined): Told {
  const words = [told.remark, remark].filter((part) => part !== undefined).join('; ')
  return words === '' ? told : { ...told, remark: words }
}

/** Elements of one name have one name; of several it is said how many they are. */
function refSubject(change: Change, nameOf: NameOf): string {
  const subject = placesName(change, nameOf)
  const names = new Set(change.places.map(nameOf))
  return names.size === 1 && change.places.length > 1 ? `${subject} (${countedPlaces(change.places)})` : subject
}

function movedSides(change: Change): Pick<Told, 'before' | 'after'> {
  // The folder of all elements has no name of its own among them.
  const named = (side: string): string => (side === '' ? './' : side)
  return { before: named(change.before ?? change.key), after: named(change.after ?? placesName(change)) }
}

function valueOf({ key, state, before, after, removed, added, reordered }: Change): Pick<Told, 'label' | 'before' | 'after' | 'remark'> {
  const label = key === '' ? {} : { label: keyWords(key) }
  if ((before !== undefined || after !== undefined) && isShort(before) && isShort(after)) return { ...label, before: valueWords(before), after: valueWords(after) }
  if (before !== undefined || after !== undefined || removed.length || added.length) return label
  if (reordered) return { label: `${key === '' ? '' : `${keyWords(key)}: `}in another order` }
  return { ...label, remark: state }
}

const EDITS: Readonly<Record<string, string>> = { '(>)': 'appended', '(<)': 'prepended', '(=)': 'in place of the default' }

/** The key of a list that is laid over another one says so in a word (BF §2.4). */
function keyWords(key: string): string {
  return key.replace(/\.(\([<>=]\))$/, (_, edit: string) => ` (${EDITS[edit] ?? edit})`)
}

/** A value in a line; what could not be seen there stands in quotes. */
function valueWords(value: string | undefined): string {
  if (value === undefined) return '(none)'
  return value === '' || value.trim() !== value ? JSON.stringify(value) : value
}
