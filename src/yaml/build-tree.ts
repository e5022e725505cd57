/** Builds the located tree from events in order, giving each comment to the entry or item that it belongs to. */
import type { Collector } from '../diagnostics/collector.ts'
import { commentsBetween, type Comment } from './comments.ts'
import type { Comments, ListItem, MapEntry, ScalarNode, YamlNode } from './located.ts'
import { mergeEntries } from './merge-keys.ts'

const CORE_TAGS = new Set(['!', '!!str', '!!int', '!!float', '!!bool', '!!null', '!!map', '!!seq', '!!timestamp'])
/** More values than any definitions file could hold after aliases are followed. */
const MOST_NODES = 200_000

type Writable<T> = { -readonly [K in keyof T]: T[K] }
type Holder = { comments?: Comments }

interface Frame {
  readonly kind: 'map' | 'list'
  readonly flow: boolean
  readonly start: number
  readonly column: number
  readonly anchor: string | undefined
  readonly entries: Writable<MapEntry>[]
  readonly items: Writable<ListItem>[]
  key: ScalarNode | undefined
  after: string[]
  size: number
}

interface ScalarToken {
  readonly text: string
  readonly plain: boolean
  readonly start: number | undefined
  readonly end: number
  readonly tokenStart: number
  readonly block: boolean
}

/** Takes the events of one document; `finish` gives the tree, or nothing where a diagnostic was reported that forbids its use. */
export class TreeBuilder {
  private readonly frames: Frame[] = []
  private readonly anchors = new Map<string, YamlNode>()
  private readonly sizes = new WeakMap<YamlNode, number>()
  private closed: Frame[] = []
  private pending: string[] = []
  private holder: Holder | undefined
  private lastEnd = 0
  private scannedTo = 0
  private root: YamlNode | undefined
  private head: string[] | undefined
  private broken = false
  private rootSize = 0

  constructor(private readonly file: string, private readonly text: string, private readonly collector: Collector) {}

  /** A collection begins at `start`. */
  open(kind: 'map' | 'list', start: number, anchor: string | undefined, tag: string | undefined, flow: boolean): void {
    this.checkTag(tag, start)
    this.comeTo(start)
    if (this.frames.length === 0) this.head = this.pending.splice(0)
    this.beginItem()
    const column = start - (this.text.lastIndexOf('\n', start - 1) + 1)
    this.frames.push({ kind, flow, start, column, anchor, entries: [], items: [], key: undefined, after: [], size: 1 })
  }

  /** The innermost collection ends. */
  close(): void {
    const frame = this.frames.pop()
    if (!frame) return
    const place = { start: frame.start, end: this.lastEnd }
    const node: YamlNode = frame.kind === 'list'
      ? { kind: 'list', items: frame.items, ...place }
      : { kind: 'map', entries: mergeEntries(frame.entries, (key, first) => this.duplicate(key, first)), ...place }
    Object.assign(node, { after: frame.after })
    if (!frame.flow) this.closed.push(frame)
    this.place(node, frame.anchor, frame.size)
  }

  /** A scalar; one without text (an empty value) has no place of its own. */
  scalar(token: ScalarToken, anchor: string | undefined, tag: string | undefined): void {
    this.checkTag(tag, token.tokenStart)
    if (token.tokenStart >= 0) this.comeTo(token.tokenStart)
    this.beginItem()
    const start = token.start ?? this.lastEnd
    const end = Math.max(token.end, start)
    const node: ScalarNode = { kind: 'scalar', text: token.text, plain: token.plain, start, end }
    if (token.start !== undefined) this.lastEnd = Math.max(this.lastEnd, token.block ? this.trimEnd(start, end) : end)
    this.place(node, anchor, 1)
  }

  /** A reference to an anchored node: the node itself is shared. */
  alias(name: string, start: number, end: number): void {
    this.comeTo(start)
    this.beginItem()
    this.lastEnd = end
    const target = this.anchors.get(name)
    if (!target) this.refuse(() => this.collector.report('yaml/unknown-alias', { name }, { file: this.file, start, end }))
    const node: YamlNode = target ?? { kind: 'scalar', text: '', plain: true, start, end }
    this.place(node, undefined, this.sizes.get(node) ?? 1)
  }

  /** The tree, with the comments behind its last token. */
  finish(): YamlNode | undefined {
    if (!this.root) {
      if (!this.broken) this.collector.report('yaml/empty', {}, { file: this.file, start: 0, end: 0 })
      return undefined
    }
    this.comeTo(this.text.length)
    const root = this.root
    if (root.kind !== 'scalar') {
      const after = [...(root.after ?? []), ...this.pending]
      Object.assign(root, { after, ...(this.head?.length ? { head: this.head } : {}) })
    }
    if (this.rootSize > MOST_NODES) this.collector.report('yaml/alias-bomb', { nodes: MOST_NODES }, { file: this.file, start: 0, end: 0 })
    return this.broken || this.rootSize > MOST_NODES ? undefined : root
  }

  /** Distributes the comments between the last token and the one at `start`. */
  private comeTo(start: number): void {
    const comments = commentsBetween(this.text, Math.max(this.lastEnd, this.scannedTo), start)
    this.scannedTo = start
    if (comments.length) {
      const indent = this.indentAt(start)
      for (const comment of comments) this.give(comment, indent)
    }
    this.closed = []
  }

  private give(comment: Comment, nextIndent: number): void {
    const sameLine = this.text.indexOf('\n', this.lastEnd)
    if (!comment.ownLine && this.holder && (sameLine === -1 || comment.start < sameLine)) {
      this.holder.comments = { ...this.holder.comments, trailing: comment.text }
      return
    }
    const ended = comment.column > nextIndent ? this.closed.find((frame) => frame.column <= comment.column) : undefined
    if (ended) ended.after.push(comment.text)
    else this.pending.push(comment.text)
  }

  private indentAt(offset: number): number {
    if (offset >= this.text.length) return -1
    const line = this.text.lastIndexOf('\n', offset - 1) + 1
    return offset - line - this.text.slice(line, offset).trimStart().length
  }

  /** Where the next node is a new item of a block list, opens that item. */
  private beginItem(): void {
    const frame = this.frames.at(-1)
    if (frame?.kind !== 'list') return
    const item: Writable<ListItem> = { value: NOTHING }
    frame.items.push(item)
    if (!frame.flow) this.hold(item)
  }

  private hold(holder: Holder): void {
    if (this.pending.length) holder.comments = { before: this.pending.splice(0) }
    this.holder = holder
  }

  private place(node: YamlNode, anchor: string | undefined, size: number): void {
    this.sizes.set(node, size)
    if (anchor !== undefined) this.anchors.set(anchor, node)
    const frame = this.frames.at(-1)
    if (!frame) {
      this.root = node
      this.rootSize = size
      return
    }
    frame.size += size
    if (frame.kind === 'list') {
      const item = frame.items.at(-1)
      if (item) item.value = node
    } else if (!frame.key) {
      this.beginEntry(frame, node)
    } else {
      const entry = frame.entries.at(-1)
      if (entry) entry.value = node
      frame.key = undefined
    }
  }

  private beginEntry(frame: Frame, node: YamlNode): void {
    if (node.kind !== 'scalar') this.refuse(() => this.collector.report('yaml/key', {}, { file: this.file, start: node.start, end: node.end }))
    const key: ScalarNode = node.kind === 'scalar' ? node : { kind: 'scalar', text: '', plain: true, start: node.start, end: node.end }
    const entry: Writable<MapEntry> = { key, value: NOTHING }
    frame.key = key
    frame.entries.push(entry)
    if (!frame.flow) this.hold(entry)
  }

  private duplicate(key: ScalarNode, first: ScalarNode): void {
    const span = (node: ScalarNode) => ({ file: this.file, start: node.start, end: node.end })
    this.collector.report('yaml/duplicate-key', { key: key.text }, span(key), [{ message: 'first given here', at: span(first) }])
  }

  private checkTag(tag: string | undefined, start: number): void {
    if (tag === undefined || CORE_TAGS.has(tag)) return
    this.refuse(() => this.collector.report('yaml/tag', { tag }, { file: this.file, start, end: start + tag.length }))
  }

  private refuse(report: () => void): void {
    this.broken = true
    report()
  }

  /** A block scalar's range runs over the blank lines behind it; comments may follow right there. */
  private trimEnd(start: number, end: number): number {
    let at = end
    while (at > start && /\s/.test(this.text[at - 1] ?? '')) at--
    return at
  }
}

const NOTHING: ScalarNode = { kind: 'scalar', text: '', plain: true, start: 0, end: 0 }
