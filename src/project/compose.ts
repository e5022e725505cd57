/**
 * One settings tree laid over another (BF §2.4): maps merge, scalars and lists replace, `(<)` `(>)` `(=)` change the list
 * below. Trees are never changed; what is equal is shared.
 */
import type { Collector } from '../diagnostics/collector.ts'
import type { ConfEntry, ConfList, ConfMap, ConfNode } from '../ir/conf.ts'

const PREPEND = '(<)'
const APPEND = '(>)'
const REPLACE = '(=)'

/** The keys that say how a list changes the one below it. */
export const LIST_DIRECTIVES: readonly string[] = [PREPEND, APPEND, REPLACE]

/** `over` laid over `under`. What does not fit is reported, and `under` stays there. */
export function compose(over: ConfMap, under: ConfMap, collector: Collector): ConfMap {
  if (over.entries.size === 0) return under
  if (under.entries.size === 0) return over
  const entries = new Map(under.entries)
  for (const [key, entry] of over.entries) {
    const below = entries.get(key)
    entries.set(key, below ? composeEntry(key, entry, below, collector) : entry)
  }
  return { kind: 'map', entries, at: over.at }
}

/** `map` without a key. */
export function without(map: ConfMap, ...keys: readonly string[]): ConfMap {
  if (!keys.some((key) => map.entries.has(key))) return map
  const entries = new Map(map.entries)
  for (const key of keys) entries.delete(key)
  return { ...map, entries }
}

/** Reports each list directive of a tree that no list below has taken up. */
export function reportLeftDirectives(node: ConfNode, collector: Collector): void {
  if (node.kind === 'list') for (const item of node.items) reportLeftDirectives(item, collector)
  if (node.kind !== 'map') return
  for (const [key, { value, keyAt }] of node.entries) {
    if (LIST_DIRECTIVES.includes(key)) collector.report('project/no-list-to-change', { directive: key }, keyAt)
    else reportLeftDirectives(value, collector)
  }
}

function composeEntry(key: string, entry: ConfEntry, below: ConfEntry, collector: Collector): ConfEntry {
  const composed = composeNode(key, entry.value, below.value, collector)
  if (composed !== undefined) return composed === entry.value ? entry : { value: composed, keyAt: entry.keyAt }
  collector.report('project/composition', { key, over: words(entry.value), under: words(below.value) }, entry.value.at,
    [{ message: 'laid over this', at: below.value.at }])
  return below
}

/** The composed node; nothing where the two do not fit. */
function composeNode(key: string, over: ConfNode, under: ConfNode, collector: Collector): ConfNode | undefined {
  if (over.kind === 'scalar') return under.kind === 'scalar' ? over : undefined
  if (over.kind === 'list') {
    // Conditions of several files are all to be looked at, once they have met.
    if (key === '(?)' && under.kind === 'list') return { ...over, items: [...under.items, ...over.items] }
    return under.kind === 'list' || (under.kind === 'map' && changesList(under, collector)) ? over : undefined
  }
  if (changesList(over, collector)) {
    if (under.kind === 'list') return changeList(over, under, collector)
    return under.kind === 'map' && changesList(under, collector) ? joinChanges(over, under, collector) : undefined
  }
  return under.kind === 'map' ? compose(over, under, collector) : undefined
}

/** Whether a map stands for a change to a list. */
function changesList(map: ConfMap, collector: Collector): boolean {
  const directives = LIST_DIRECTIVES.filter((key) => map.entries.has(key))
  if (directives.length > 0 && directives.length < map.entries.size) collector.report('project/mixed-directives', {}, map.at)
  return directives.length > 0
}

function changeList(change: ConfMap, under: ConfList, collector: Collector): ConfList {
  const replaced = itemsOf(change, REPLACE, collector) ?? under.items
  return { ...under, items: [...(itemsOf(change, PREPEND, collector) ?? []), ...replaced, ...(itemsOf(change, APPEND, collector) ?? [])] }
}

/** Two changes as one that does the same as the lower and then the upper. */
function joinChanges(over: ConfMap, under: ConfMap, collector: Collector): ConfMap {
  if (over.entries.has(REPLACE)) return over
  const entries = new Map(under.entries)
  for (const [key, entry] of over.entries) {
    const below = itemsOf(under, key, collector)
    const items = itemsOf(over, key, collector) ?? []
    const joined = below === undefined ? items : key === PREPEND ? [...items, ...below] : [...below, ...items]
    entries.set(key, { value: { kind: 'list', items: joined, at: entry.value.at }, keyAt: entry.keyAt })
  }
  return { ...over, entries }
}

function itemsOf(change: ConfMap, directive: string, collector: Collector): readonly ConfNode[] | undefined {
  const node = change.entries.get(directive)?.value
  if (!node) return undefined
  if (node.kind === 'list') return node.items
  collector.report('project/wrong-type', { what: directive, expected: 'a list', found: words(node) }, node.at)
  return []
}

/** What a node is, as people say it. */
export function words(node: ConfNode): string {
  if (node.kind === 'scalar') return node.text === '' ? 'empty' : 'a text'
  return node.kind === 'list' ? 'a list' : 'a mapping'
}
