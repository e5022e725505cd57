/** Files of a project → settings trees, each file read and parsed once. Knows YAML and places, not what keys mean. */
import type { Collector } from '../diagnostics/collector.ts'
import type { Span } from '../diagnostics/diagnostic.ts'
import type { ConfEntry, ConfMap, ConfNode } from '../ir/conf.ts'
import type { MapNode, YamlNode } from '../yaml/located.ts'
import { parseStrictYaml } from '../yaml/parse-strict.ts'
import type { ProjectFiles } from './project-files.ts'

/** A parsed file; the two flags are true of all files that hold such directives, and may be true of others. */
export interface ConfFile {
  readonly root: ConfMap
  readonly hasConditions: boolean
  readonly hasIncludes: boolean
}

/** What became of a file: parsed; not there; there, but a diagnostic says why it cannot be used. */
export type LoadedFile = ConfFile | 'missing' | 'refused'

/** Reads and parses on demand. */
export class ConfFiles {
  /** Every text that places point into, by the name used there. */
  readonly texts = new Map<string, string>()
  private readonly loaded = new Map<string, LoadedFile>()

  constructor(readonly project: ProjectFiles, private readonly collector: Collector) {}

  /** The file at a path below the root. */
  load(path: string): LoadedFile {
    const known = this.loaded.get(path)
    if (known) return known
    const text = this.project.read(path)
    const file = text === undefined ? (this.project.refused?.(path) ? 'refused' : 'missing') : this.parse(path, text)
    this.loaded.set(path, file)
    return file
  }

  /** A text that is no file of the project, such as built-in defaults. */
  parse(name: string, text: string): ConfFile | 'refused' {
    this.texts.set(name, text)
    const root = this.project.trees?.recall(text) ?? this.parseNow(name, text)
    if (!root) return 'refused'
    return {
      root: toConf(name, root) as ConfMap,
      hasConditions: text.includes('(?)') || text.includes('(!)'),
      hasIncludes: text.includes('(@)'),
    }
  }

  /** A text that gives a tree has nothing said against it. */
  private parseNow(name: string, text: string): MapNode | undefined {
    const root = parseStrictYaml(name, text, this.collector)
    if (root) this.project.trees?.remember(text, root)
    return root
  }
}

function toConf(file: string, node: YamlNode): ConfNode {
  const at: Span = { file, start: node.start, end: node.end }
  switch (node.kind) {
    case 'scalar': return { kind: 'scalar', text: node.text, at }
    case 'list': return { kind: 'list', items: node.items.map((item) => toConf(file, item.value)), at }
    case 'map': {
      const entries = new Map<string, ConfEntry>()
      for (const { key, value } of node.entries) entries.set(key.text, { value: toConf(file, value), keyAt: { file, start: key.start, end: key.end } })
      return { kind: 'map', entries, at }
    }
  }
}
