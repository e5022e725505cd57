/**
 * What can stand on one line of plain YAML behind its key or dash: texts in quotes, collections in brackets. Knows nothing of
 * lines and indentation; see parse-plain.ts.
 */
import type { ListItem, ListNode, MapEntry, MapNode, ScalarNode, YamlNode } from './located.ts'

/** Thrown to leave a text to the full parser: the ways to be unusual are many, and none is told to anybody. */
export const NOT_PLAIN = new Error('not plain')

/** Letters with which a plain key may begin. */
export const KEY_START = /[A-Za-z0-9_(./]/
/** Letters that cannot mean anything else in brackets; all others make the text one for the full parser. */
const FLOW_LETTER = /[A-Za-z0-9_(). /+*%=;-]/
const MOST_DEPTH = 20

/** Reads at a place in a text, up to the end of the place's line. */
export class PlainLine {
  /** The current place, and the end of its line. */
  protected start = 0
  protected end = -1
  /** Behind the last letter of the last key or value. */
  protected lastEnd = 0

  constructor(protected readonly text: string) {}

  /** A quoted text without escapes, the last thing on its line if `alone`. */
  protected quoted(quote: string, end: number, alone: boolean): ScalarNode {
    const { text, start } = this
    const close = text.indexOf(quote, start + 1)
    if (close === -1 || close >= end) throw NOT_PLAIN
    const value = text.slice(start + 1, close)
    if (quote === '"' ? value.includes('\\') : text.charCodeAt(close + 1) === 39) throw NOT_PLAIN
    const rest = this.skipBlanks(close + 1)
    if (alone && rest < end && (text.charCodeAt(rest) !== 35 || rest === close + 1)) throw NOT_PLAIN
    let last = close
    while (last > start + 1 && text.charCodeAt(last - 1) <= 32) last--
    this.lastEnd = last
    this.start = close + 1
    return { kind: 'scalar', text: value.trim(), plain: false, start: start + 1, end: last }
  }

  /** A collection in brackets that ends on its line. */
  protected flow(): YamlNode {
    const node = this.flowNode(0)
    const rest = this.skipBlanks(this.start)
    if (rest < this.end && (this.text.charCodeAt(rest) !== 35 || rest === this.start)) throw NOT_PLAIN
    return node
  }

  private flowNode(depth: number): YamlNode {
    if (depth > MOST_DEPTH) throw NOT_PLAIN
    const first = this.text.charAt(this.start)
    if (first === '[') return this.flowList(depth)
    if (first === '{') return this.flowMap(depth)
    return first === '"' || first === "'" ? this.quoted(first, this.end, false) : this.flowPlain()
  }

  private flowList(depth: number): ListNode {
    const { start } = this
    const items: ListItem[] = []
    this.start = this.skipBlanks(start + 1)
    while (!this.closes(']')) {
      items.push({ value: this.flowNode(depth + 1) })
      this.separate(']')
    }
    return { kind: 'list', items, start, end: Math.max(start, this.lastEnd) }
  }

  private flowMap(depth: number): MapNode {
    const { start } = this
    const entries: MapEntry[] = []
    const keys = new Set<string>()
    this.start = this.skipBlanks(start + 1)
    while (!this.closes('}')) {
      const key = this.flowPlain()
      if (keys.has(key.text) || this.text.charCodeAt(this.start) !== 58 || this.text.charCodeAt(this.start + 1) !== 32) throw NOT_PLAIN
      keys.add(key.text)
      this.start = this.skipBlanks(this.start + 1)
      entries.push({ key, value: this.flowNode(depth + 1) })
      this.separate('}')
    }
    return { kind: 'map', entries, start, end: Math.max(start, this.lastEnd) }
  }

  private flowPlain(): ScalarNode {
    const { text, start } = this
    let at = start
    while (at < this.end && FLOW_LETTER.test(text.charAt(at))) at++
    let last = at
    while (last > start && text.charCodeAt(last - 1) === 32) last--
    if (last === start || !KEY_START.test(text.charAt(start))) throw NOT_PLAIN
    this.lastEnd = last
    this.start = at
    return { kind: 'scalar', text: text.slice(start, last), plain: true, start, end: last }
  }

  private closes(bracket: string): boolean {
    if (this.text.charAt(this.start) !== bracket) return false
    this.start++
    return true
  }

  private separate(bracket: string): void {
    this.start = this.skipBlanks(this.start)
    if (this.text.charCodeAt(this.start) === 44) this.start = this.skipBlanks(this.start + 1)
    else if (this.text.charAt(this.start) !== bracket) throw NOT_PLAIN
  }

  protected skipBlanks(from: number): number {
    let at = from
    while (at < this.end && this.text.charCodeAt(at) === 32) at++
    return at
  }
}
