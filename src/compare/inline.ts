/** A YAML value in one line, for people. */
import type { YamlNode } from '../yaml/located.ts'

/** The value as it could stand in flow style; a scalar by its text without surrounding white space, as BuildStream takes it (BF §2.3). */
export function inline(node: YamlNode): string {
  switch (node.kind) {
    case 'scalar': return node.text.trim()
    case 'list': return `[${node.items.map(({ value }) => within(value)).join(', ')}]`
    case 'map': return `{${node.entries.map(({ key, value }) => `${key.text}: ${within(value)}`).join(', ')}}`
  }
}

/** What could be taken for more than one member stands in quotes, so that other values have other texts. */
function within(node: YamlNode): string {
  const text = inline(node)
  return node.kind === 'scalar' && /[,[\]{}]|: |^$/.test(text) ? JSON.stringify(text) : text
}
