/** A YAML value as its scalars and lists, each with the keys that lead to it. */
import type { YamlNode } from '../yaml/located.ts'
import { inline } from './inline.ts'

/** Pairs of keys, joined by dots, and value; the keys of a value that is no map are empty. An empty map is a value. */
export function leavesOf(node: YamlNode): readonly (readonly [string, string])[] {
  if (node.kind !== 'map' || node.entries.length === 0) return [['', inline(node)]]
  return node.entries.flatMap(({ key, value }) => leavesOf(value).map(([path, text]) => [path === '' ? key.text : `${key.text}.${path}`, text] as const))
}
