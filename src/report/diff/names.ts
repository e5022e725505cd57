/** What things are called in the report of a difference: elements, places, commits, systems. Knows no layout. */
import { counted } from '../../diagnostics/render-text.ts'
import type { Change, ChangePlace, ChangeTopic, Difference, RefFact } from '../../ir/difference.ts'

/** So many places are named, and no more. */
const FEW_PLACES = 3
/** So many systems are named beside a change, and no more. */
const FEW_SYSTEMS = 2
const SHORT_COMMIT = 7

/** What a place is called: its element, or its path. */
export function placeName({ element, path }: ChangePlace): string {
  return element ?? path
}

/** The places of a change as one word: a name, a few of them, or how many of which stratum. */
export function placesName({ places, together }: Pick<Change, 'places' | 'together'>, nameOf: (place: ChangePlace) => string = placeName): string {
  const names = [...new Set(places.map(nameOf))]
  if (names.length > 1 && together !== undefined) return `${countedPlaces(places)} of ${together}`
  if (names.length <= FEW_PLACES) return names.join(', ')
  const folder = commonFolder(names)
  if (folder !== '') return `${countedPlaces(places)} below ${folder}`
  return `${names.slice(0, FEW_PLACES - 1).join(', ')} and ${names.length - FEW_PLACES + 1} more`
}

function commonFolder([first = '', ...others]: readonly string[]): string {
  const parts = first.split('/').slice(0, -1)
  const shared = parts.findIndex((_, index) => !others.every((name) => name.startsWith(`${parts.slice(0, index + 1).join('/')}/`)))
  return parts.slice(0, shared === -1 ? parts.length : shared).join('/')
}

/** `12 elements`, `1 file`. */
export function countedPlaces(places: readonly ChangePlace[]): string {
  return counted(places.length, places.every(({ element }) => element !== undefined) ? 'element' : 'file')
}

/** Names elements as people speak of them (`linux` for `strata/bsp/linux.bst`), as long as none of the others has the same name. */
export function shortNames(elements: Iterable<string>): (place: ChangePlace) => string {
  const owners = new Map<string, Set<string>>()
  for (const element of elements) owners.set(lastPart(element), (owners.get(lastPart(element)) ?? new Set()).add(element))
  return (place) => {
    const name = placeName(place)
    return owners.get(lastPart(name))?.size === 1 ? lastPart(name) : name.replace(/\.bst$/, '')
  }
}

function lastPart(path: string): string {
  return path.replace(/\.bst$/, '').replace(/^.*\/(?=.)/, '')
}

/** Both commits of a ref, as short as they can be told apart, with their names: `v4.4 (1a2b3c4)`; a name that stayed is the label. */
export function refWords(ref: NonNullable<Change['ref']>): { readonly label: string | undefined; readonly before: string; readonly after: string } {
  const { before, after } = ref
  const length = tellingLength(before?.ref ?? '', after?.ref ?? '')
  const same = before && after && before.name !== undefined && before.name === after.name && before.name !== before.ref ? before.name : undefined
  const words = (fact: RefFact | undefined): string => {
    if (!fact) return '(none)'
    const commit = shortCommit(fact.ref, length)
    return fact.name === undefined || fact.name === fact.ref || same !== undefined ? commit : `${fact.name} (${commit})`
  }
  return { label: same, before: words(before), after: words(after) }
}

/** A commit's first digits; what is no commit stays whole. */
function shortCommit(ref: string, length: number): string {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(ref) ? ref.slice(0, length) : ref
}

function tellingLength(a: string, b: string): number {
  if (a === b) return SHORT_COMMIT
  let length = SHORT_COMMIT
  while (length < Math.max(a.length, b.length) && a.slice(0, length) === b.slice(0, length)) length++
  return length
}

/** Which systems a change reaches, in words; nothing where it goes without saying. */
export type ReachWords = (change: Change) => string | undefined

/** Whether it is worth a word which systems a change of this topic reaches: words about words reach nothing, and systems are named by their own changes. */
export function reachesSystems(topic: ChangeTopic): boolean {
  return topic !== 'system' && topic !== 'remarks'
}

/** Words for the changes of a difference. What reaches all systems that anything reaches goes without saying: the headline names them. */
export function reachWords({ systems: { all, changed } }: Pick<Difference, 'systems'>): ReachWords {
  const nameOf = shortNames(all)
  return ({ topic, systems }) => {
    if (!reachesSystems(topic) || all.length === 0) return undefined
    if (systems.length === 0) return 'in no system'
    if (systems.length === all.length || (changed.length > 0 && changed.every((path) => systems.includes(path)))) return undefined
    return systems.length <= FEW_SYSTEMS ? `in ${systems.map((path) => nameOf({ path })).join(', ')}` : `in ${systems.length} systems`
  }
}
