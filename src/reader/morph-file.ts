/** One definitions file as read: its place in the repository, its tree, its kind. Knows no fields beyond kind and name. */
import type { Collector } from '../diagnostics/collector.ts'
import type { Span } from '../ir/origin.ts'
import { parseYamlMap } from '../yaml/parse.ts'
import { valueOf, type MapNode, type YamlNode } from '../yaml/located.ts'

export const KINDS = ['chunk', 'stratum', 'system', 'cluster'] as const
export type Kind = (typeof KINDS)[number]

/** A parsed definitions file. */
export interface MorphFile {
  /** Path from the definitions' root. */
  readonly path: string
  /** The path without `.morph`: YBD's identity of a definition (BD §1.2). */
  readonly key: string
  readonly kind: Kind
  readonly root: MapNode
}

/** Everything that reading needs to know while it goes. */
export interface ReadContext {
  readonly collector: Collector
  readonly version: number
  readonly preVersion: boolean
}

/** The path key of a path: without `./` and `.morph`. */
export function pathKey(path: string): string {
  return path.replace(/^(?:\.\/)+/, '').replace(/\.morph$/, '')
}

/** The span of a node in a file. */
export function spanOf(file: MorphFile, node: YamlNode): Span {
  return { file: file.path, start: node.start, end: node.end }
}

/** Parses one `.morph` text; nothing (and a diagnostic) where it is no definition. */
export function readMorphFile(path: string, text: string, collector: Collector): MorphFile | undefined {
  const root = parseYamlMap(path, text, collector, (node) => {
    collector.report('reader/not-a-mapping', { found: node.kind === 'list' ? 'a list' : 'text' }, { file: path, start: node.start, end: node.end })
  })
  if (!root) return undefined
  const at = (node: YamlNode): Span => ({ file: path, start: node.start, end: node.end })
  const kind = valueOf(root, 'kind')
  if (kind?.kind !== 'scalar') {
    collector.report('reader/missing-field', { field: 'kind', of: 'the definition' }, { ...at(root), end: root.start })
    return undefined
  }
  const known = KINDS.find((candidate) => candidate === kind.text)
  if (!known) {
    collector.report('reader/unknown-kind', { kind: kind.text, known: KINDS }, at(kind))
    return undefined
  }
  return { path, key: pathKey(path), kind: known, root }
}
