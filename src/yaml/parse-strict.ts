/**
 * Text → located tree as BuildStream 2 reads YAML (BF §2.3): one document, a mapping; every scalar a text without white space
 * around it; no anchors, no key twice. Leaves comments out. What Baserock's library accepted is parse.ts's concern.
 */
import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException, type Event } from 'js-yaml'
import type { Collector } from '../diagnostics/collector.ts'
import type { ListItem, MapEntry, MapNode, ScalarNode, YamlNode } from './located.ts'

type NodeEvent = Exclude<Event, { type: typeof EVENT_ID.POP } | { type: typeof EVENT_ID.DOCUMENT }>
type Scalar = Extract<Event, { type: typeof EVENT_ID.SCALAR }>

interface Frame {
  readonly node: { readonly kind: 'map'; readonly entries: MapEntry[] } | { readonly kind: 'list'; readonly items: ListItem[] }
  readonly start: number
  readonly keys: Map<string, ScalarNode>
  key: ScalarNode | undefined
}

/** The mapping that a text holds, an empty one if it holds nothing; nothing where a diagnostic says why it cannot be used. */
export function parseStrictYaml(file: string, text: string, collector: Collector): MapNode | undefined {
  try {
    return new StrictBuilder(file, text, collector).build(parseEvents(text, {}))
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const start = error.mark?.position ?? 0
    collector.report('yaml/syntax', { reason: error.reason }, { file, start, end: Math.min(start + 1, text.length) })
    return undefined
  }
}

class StrictBuilder {
  private readonly frames: Frame[] = []
  private root: YamlNode | undefined
  private lastEnd = 0
  private broken = false

  constructor(private readonly file: string, private readonly text: string, private readonly collector: Collector) {}

  build(events: readonly Event[]): MapNode | undefined {
    let documents = 0
    for (const event of events) {
      if (event.type === EVENT_ID.DOCUMENT) documents++
      else if (event.type === EVENT_ID.POP) this.close()
      else if (documents > 1) {
        this.refuse('a second document begins here', startOf(event), 1)
        break
      } else this.take(event)
    }
    const root = this.root ?? { kind: 'map', entries: [], start: 0, end: 0 }
    if (root.kind !== 'map') this.refuse(`the file holds a ${root.kind === 'list' ? 'list' : 'text'} where a mapping has to be`, root.start, 1)
    return this.broken || root.kind !== 'map' ? undefined : root
  }

  private take(event: NodeEvent): void {
    if (event.anchorStart !== -1) this.refuse('anchors and aliases are not allowed', event.anchorStart - 1, event.anchorEnd - event.anchorStart + 1)
    switch (event.type) {
      case EVENT_ID.MAPPING: this.open({ kind: 'map', entries: [] }, event); return
      case EVENT_ID.SEQUENCE: this.open({ kind: 'list', items: [] }, event); return
      case EVENT_ID.ALIAS: this.place({ kind: 'scalar', text: '', plain: true, start: event.anchorStart - 1, end: event.anchorEnd }); return
      case EVENT_ID.SCALAR: this.place(this.scalar(event))
    }
  }

  private open(node: Frame['node'], event: NodeEvent): void {
    this.frames.push({ node, start: startOf(event), keys: new Map(), key: undefined })
  }

  private close(): void {
    const frame = this.frames.pop()
    if (frame) this.place({ ...frame.node, start: frame.start, end: Math.max(frame.start, this.lastEnd) })
  }

  private scalar(event: Scalar): ScalarNode {
    if (event.tagStart !== -1) this.checkTag(this.text.slice(event.tagStart, event.tagEnd), event.tagStart)
    const plain = event.style === SCALAR_STYLE.PLAIN
    if (event.valueStart === -1) return { kind: 'scalar', text: '', plain, start: this.lastEnd, end: this.lastEnd }
    const start = event.valueStart
    let end = Math.max(event.valueEnd, start)
    // The range of a block runs over the blank lines behind it.
    while (end > start && this.text.charCodeAt(end - 1) <= 32) end--
    this.lastEnd = end
    return { kind: 'scalar', text: getScalarValue(this.text, event).trim(), plain, start, end }
  }

  private place(node: YamlNode): void {
    const frame = this.frames.at(-1)
    if (!frame) {
      this.root ??= node
    } else if (frame.node.kind === 'list') {
      frame.node.items.push({ value: node })
    } else if (frame.key) {
      frame.node.entries.push({ key: frame.key, value: node })
      frame.key = undefined
    } else {
      frame.key = this.key(frame, node)
    }
  }

  private key(frame: Frame, node: YamlNode): ScalarNode {
    if (node.kind !== 'scalar') {
      this.refuse('a key has to be a text', node.start, 1)
      return { kind: 'scalar', text: '', plain: true, start: node.start, end: node.end }
    }
    if (frame.keys.has(node.text)) this.refuse(`key "${node.text}" is given twice`, node.start, node.end - node.start)
    frame.keys.set(node.text, node)
    return node
  }

  private checkTag(tag: string, start: number): void {
    if (!tag.startsWith('!!') && !tag.startsWith('!<tag:yaml.org,2002:')) this.refuse(`tag "${tag}" is not one of YAML's own`, start, tag.length)
  }

  private refuse(reason: string, start: number, length: number): void {
    this.broken = true
    this.collector.report('project/yaml', { reason }, { file: this.file, start, end: start + length })
  }
}

function startOf(event: NodeEvent): number {
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1
  return Math.max(0, event.type === EVENT_ID.SCALAR ? event.valueStart : event.start)
}
