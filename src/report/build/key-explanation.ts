/** What a cache key is made of, or what has changed since another one, as text. Knows nothing of what the parts mean. */
import type { KeyChange } from '../../builder/key/explain.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'

/** What a key is made of: a line for each part; ends in a blank line. `inputs`: plain JSON. */
export function keyPartsText(element: string, key: string | undefined, inputs: unknown): string {
  const name = visibleText(element)
  if (key === undefined) return `${name}: there is no key: a source has no exact version\n\n`
  const lines = partsOf(inputs, '').map(([part, value]) => `    ${part}: ${value}\n`)
  return `${name} ${key}\n${lines.join('')}\n`
}

/** What has changed from one key to another: removed (`-`) and added (`+`) parts; ends in a blank line. */
export function keyChangesText(element: string, oldKey: string, key: string, changes: readonly KeyChange[]): string {
  const lines = changes.flatMap(({ input, before, after }) => [
    ...before === undefined ? [] : [`  - ${visibleText(input)}: ${visibleText(before)}\n`], ...after === undefined ? [] : [`  + ${visibleText(input)}: ${visibleText(after)}\n`],
  ])
  return `${visibleText(element)} ${oldKey} -> ${key}\n${lines.length ? lines.join('') : '    nothing has changed\n'}\n`
}

type Part = readonly [path: string, value: string]

/** The leaves of a tree of JSON by their paths, named as changes name them: `environment / PATH`, `sources / 1 / kind`. */
function partsOf(value: unknown, path: string): readonly Part[] {
  const below = (name: string, item: unknown): readonly Part[] => partsOf(item, path === '' ? visibleText(name) : `${path} / ${visibleText(name)}`)
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item: unknown, index) => (isPair(item) ? below(item[0], item[1]) : below(String(index + 1), item)))
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) return Object.entries(value).flatMap(([name, item]) => below(name, item))
  return [[path, value === undefined ? 'unknown' : visibleText(JSON.stringify(value))]]
}

/** A name with what belongs to it, such as a dependency with its key. */
function isPair(item: unknown): item is readonly [string, unknown] {
  return Array.isArray(item) && item.length === 2 && typeof item[0] === 'string'
}
