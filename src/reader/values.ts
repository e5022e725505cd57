/** Located trees as plain values for validation: YAML 1.1 types, but source text where a name or reference is meant (BD §1.7). */
import type { YamlNode } from '../yaml/located.ts'
import { scalarValue } from '../yaml/scalar.ts'

/** Keys whose scalar is a name or reference: `1_23_1` and `12e5` stay what was written. */
const TEXT_KEYS = new Set([
  'name', 'alias', 'repo', 'ref', 'sha', 'unpetrify-ref', 'morph', 'arch', 'type', 'location', 'upgrade-type', 'upgrade-location', 'kind',
  'description', 'build-system', 'build-mode', 'prefix', 'artifact', 'url', 'filename', 'permissions', 'system-kind',
])
/** Keys whose list items or map values are names. */
const TEXT_MEMBER_KEYS = new Set(['build-depends', 'artifacts', 'include', 'configuration-extensions', 'strata'])

export type PlainValue = string | number | boolean | null | readonly PlainValue[] | { readonly [key: string]: PlainValue }

/** The plain value of a node. A name that is given as null is left out, which is what it meant. */
export function plainValue(node: YamlNode, key = '', text = false): PlainValue {
  if (node.kind === 'scalar') return (text || TEXT_KEYS.has(key)) && scalarValue(node) !== null ? node.text : scalarValue(node)
  const members = TEXT_MEMBER_KEYS.has(key)
  if (node.kind === 'list') return node.items.map((item) => plainValue(item.value, '', members))
  const entries = node.entries
    .map((entry): [string, PlainValue] => [entry.key.text, plainValue(entry.value, entry.key.text, members)])
    .filter(([name, value]) => !(value === null && TEXT_KEYS.has(name)))
  return Object.fromEntries(entries)
}
