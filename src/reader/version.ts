/** The VERSION file → format version (BD §1.3). */
import type { Collector } from '../diagnostics/collector.ts'
import { valueOf } from '../yaml/located.ts'
import { parseYamlMap } from '../yaml/parse.ts'
import { scalarValue } from '../yaml/scalar.ts'

/** The newest format version there is. */
export const NEWEST_VERSION = 8

/** The format version: 0 with `preVersion` where there is no file; the newest one after an error, so that reading goes on. */
export function readVersion(text: string | undefined, collector: Collector): { readonly version: number; readonly preVersion: boolean } {
  if (text === undefined) {
    collector.report('reader/no-version', {})
    return { version: 0, preVersion: true }
  }
  const file = 'VERSION'
  let start = 0
  let end = text.length
  const root = parseYamlMap(file, text, collector, () => undefined)
  const node = valueOf(root, 'version')
  if (node) ({ start, end } = node)
  const value = node?.kind === 'scalar' ? scalarValue(node) : undefined
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= NEWEST_VERSION) return { version: value, preVersion: false }
  collector.report('reader/bad-version', { found: node?.kind === 'scalar' ? node.text : text.trim().slice(0, 40), newest: NEWEST_VERSION }, { file, start, end })
  return { version: NEWEST_VERSION, preVersion: false }
}
