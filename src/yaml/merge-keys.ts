/** Map entries as YAML 1.1 loaders take them: `<<` followed, the last of two equal keys kept (BD §1.7). */
import type { MapEntry, ScalarNode, YamlNode } from './located.ts'

/**
 * The entries of a map, each key once. Explicit keys win over merged ones, earlier merged maps over later ones;
 * `duplicate` is told of each key that is given twice.
 */
export function mergeEntries(entries: readonly MapEntry[], duplicate: (key: ScalarNode, first: ScalarNode) => void): readonly MapEntry[] {
  const seen = new Map<string, MapEntry>()
  let plain = true
  for (const entry of entries) {
    const name = entry.key.text
    const first = seen.get(name)
    if (first) duplicate(entry.key, first.key)
    if (first || isMerge(entry)) plain = false
    seen.set(name, entry)
  }
  if (plain) return entries
  const merge = [...seen.values()].find(isMerge)
  const own = new Map([...seen].filter(([, entry]) => !isMerge(entry)))
  for (const entry of merge ? mergedEntries(merge.value) : []) {
    if (!own.has(entry.key.text)) own.set(entry.key.text, { key: entry.key, value: entry.value })
  }
  return [...own.values()]
}

function isMerge(entry: MapEntry): boolean {
  return entry.key.plain && entry.key.text === '<<'
}

function mergedEntries(node: YamlNode): readonly MapEntry[] {
  if (node.kind === 'map') return node.entries
  if (node.kind === 'list') return node.items.flatMap((item) => mergedEntries(item.value))
  return []
}
