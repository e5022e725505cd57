/** Reading the settings of an element, with what is wrong about them said at its place. */
import type { Collector } from '../../diagnostics/collector.ts'
import { confAt, type ConfMap } from '../../ir/conf.ts'
import type { LoadedElement } from '../../ir/loaded-project.ts'

/** The value of a variable; empty if there is none. */
export function variable(element: LoadedElement, name: string): string {
  return element.variables.get(name) ?? ''
}

/** A yes or no under a key (BF §2.3). */
export function readBoolean(map: ConfMap, key: string, fallback: boolean, collector: Collector): boolean {
  const node = confAt(map, key)
  if (!node) return fallback
  if (node.kind === 'scalar' && /^(?:True|true|1)$/.test(node.text)) return true
  if (node.kind === 'scalar' && /^(?:False|false|0)$/.test(node.text)) return false
  collector.report('element/wrong-value', { key, got: node.kind === 'scalar' ? `"${node.text}"` : `a ${node.kind}`, expected: 'true or false' }, node.at)
  return fallback
}

/** A list of texts under a key; what is no text in it is reported. */
export function readTexts(map: ConfMap, key: string, collector: Collector): readonly string[] {
  const node = confAt(map, key)
  if (!node) return []
  if (node.kind !== 'list') {
    collector.report('element/wrong-value', { key, got: node.kind === 'map' ? 'a mapping' : `"${node.text}"`, expected: 'a list' }, node.at)
    return []
  }
  return node.items.flatMap((item) => {
    if (item.kind === 'scalar') return [item.text]
    collector.report('element/wrong-value', { key, got: `a list with a ${item.kind === 'map' ? 'mapping' : 'list'} in it`, expected: 'a list of texts' }, item.at)
    return []
  })
}

/** An absolute path as the sandbox has it, without needless parts; `/` for the root. */
export function normalPath(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}
