/** Sources as written in an element, and which of two lists are the same one. */
import { entryOf, type ListNode } from '../yaml/located.ts'
import { inline } from './inline.ts'
import { leavesOf } from './leaves.ts'

/** One source. */
export interface Source {
  readonly kind: string
  /** Where it comes from, and the key that says so: `url` or `path`; empty where it has neither. */
  readonly from: string
  readonly fromKey: string
  /** Kind and where from; the same source of two files has the same. */
  readonly identity: string
  /** Its other fields but `kind`: keys joined by dots → value. */
  readonly fields: ReadonlyMap<string, string>
}

/** Keys that say where a source comes from. */
const FROM = ['url', 'path']

/** The sources of a list; nothing where one of them is no map with a kind. */
export function sourcesOf(node: ListNode): readonly Source[] | undefined {
  const sources = node.items.map(({ value }): Source | undefined => {
    const kind = entryOf(value, 'kind')?.value
    if (kind?.kind !== 'scalar') return undefined
    const fromKey = FROM.find((key) => entryOf(value, key)?.value.kind === 'scalar')
    const at = fromKey === undefined ? undefined : entryOf(value, fromKey)?.value
    const from = at ? inline(at) : ''
    const fields = new Map(leavesOf(value).filter(([key]) => key !== 'kind' && key !== fromKey))
    return { kind: kind.text, from, fromKey: fromKey ?? '', identity: `${kind.text} ${from}`.trim(), fields }
  })
  return sources.every((source) => source !== undefined) ? sources : undefined
}

/** A source before and after; one of the two alone where it came or went. */
export interface SourcePair {
  readonly before: Source | undefined
  readonly after: Source | undefined
}

/**
 * Which source became which: those of one place first (of several, what is equal, or staged in one folder), then those of one kind in their
 * order, as long as both sides have equally many left; where there are more on one side, nobody can say which.
 */
export function pairSources(before: readonly Source[], after: readonly Source[]): readonly SourcePair[] {
  const found = new Map<Source, Source>()
  const left = [...after]
  for (const isSame of [areEqual, areInOneFolder, () => true]) {
    for (const source of before) {
      const index = found.has(source) ? -1 : left.findIndex((other) => other.identity === source.identity && isSame(source, other))
      for (const other of index === -1 ? [] : left.splice(index, 1)) found.set(source, other)
    }
  }
  const pairs: SourcePair[] = before.flatMap((source) => (found.has(source) ? [{ before: source, after: found.get(source) }] : []))
  const unpaired = before.filter((source) => !found.has(source))
  for (const kind of new Set([...unpaired, ...left].map((source) => source.kind))) {
    const [gone, come] = [unpaired.filter((source) => source.kind === kind), left.filter((source) => source.kind === kind)]
    if (gone.length === come.length) pairs.push(...gone.map((source, index) => ({ before: source, after: come[index] })))
    else pairs.push(...gone.map((source) => ({ before: source, after: undefined })), ...come.map((source) => ({ before: undefined, after: source })))
  }
  return pairs
}

function areEqual({ fields }: Source, other: Source): boolean {
  return fields.size === other.fields.size && [...fields].every(([key, value]) => other.fields.get(key) === value)
}

function areInOneFolder({ fields }: Source, other: Source): boolean {
  return fields.get('directory') === other.fields.get('directory')
}
