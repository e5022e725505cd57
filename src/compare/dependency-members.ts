/** Dependencies as written in an element → members of a list, by the element that each names (BF §2.2). */
import { valueOf, type YamlNode } from '../yaml/located.ts'
import { inline } from './inline.ts'

/** One member of a list. */
export interface Member {
  /** What a person reads; equal members have equal texts. */
  readonly text: string
  /** Of one whose element is called otherwise now: the text with the name that it has now, by which it is compared. */
  readonly now?: string
  /** The element that it names. */
  readonly element?: string
  /** `text` with another element in the place of this one. */
  readonly renamed?: (element: string) => string
}

/** Keys of an element that hold dependencies. */
export const DEPENDENCY_KEYS: ReadonlySet<string> = new Set(['depends', 'build-depends', 'runtime-depends'])

/**
 * The members of a list of dependencies, one for each element: `a.bst`, `a.bst at /payload`. `places` says where elements are staged
 * that do not say so themselves (`config.layout`, as BuildStream 1 has it); once it says anything, what it does not name is not staged.
 */
export function dependencyMembers(node: YamlNode, places: ReadonlyMap<string, string> = new Map()): readonly Member[] {
  if (node.kind !== 'list') return [{ text: inline(node) }]
  return node.items.flatMap(({ value }) => dependency(value, places))
}

function dependency(node: YamlNode, places: ReadonlyMap<string, string>): readonly Member[] {
  if (node.kind === 'scalar') return [member(node.text, places.get(node.text), unstaged(node.text, places))]
  const filename = valueOf(node, 'filename')
  const names = filename?.kind === 'list' ? filename.items.map(({ value }) => value) : filename ? [filename] : []
  if (node.kind !== 'map' || names.length === 0 || names.some(({ kind }) => kind !== 'scalar')) return [{ text: inline(node) }]
  const junction = valueOf(node, 'junction')
  const location = valueOf(valueOf(node, 'config'), 'location')
  const rest = node.entries.flatMap(({ key, value }) => {
    if (key.text === 'filename' || key.text === 'junction') return []
    if (key.text !== 'config' || value.kind !== 'map') return [`${key.text}: ${inline(value)}`]
    return value.entries.filter((entry) => entry.key.text !== 'location').map((entry) => `${entry.key.text}: ${inline(entry.value)}`)
  })
  return names.map((name) => {
    const own = name.kind === 'scalar' ? name.text : ''
    const place = location ? inline(location) : places.get(own)
    return member(junction ? `${inline(junction)}:${own}` : own, place, `${rest.length ? ` (${rest.join(', ')})` : ''}${location ? '' : unstaged(own, places)}`)
  })
}

function unstaged(element: string, places: ReadonlyMap<string, string>): string {
  return places.size > 0 && !places.has(element) ? ' (not staged)' : ''
}

function member(element: string, place: string | undefined, rest: string): Member {
  const behind = `${place === undefined || place === '/' ? '' : ` at ${place}`}${rest}`
  return { text: element + behind, element, renamed: (name) => name + behind }
}

/** Element → where `config.layout` stages it, and whether it says nothing else. */
export function layoutPlaces(node: YamlNode | undefined): ReadonlyMap<string, string> | undefined {
  if (node?.kind !== 'list') return undefined
  const places = new Map<string, string>()
  for (const { value } of node.items) {
    const [element, destination] = [valueOf(value, 'element'), valueOf(value, 'destination')]
    if (value.kind !== 'map' || value.entries.length !== 2 || element?.kind !== 'scalar' || destination?.kind !== 'scalar' || places.has(element.text)) return undefined
    places.set(element.text, destination.text)
  }
  return places
}
