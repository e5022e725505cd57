/**
 * The plain YAML that most element files are written in, read several times faster than by the full parser: block mappings and
 * lists, literal blocks, texts and flow collections of one line. Whatever is not plain beyond doubt is left to the full
 * parser; what is read here is read exactly as there (a property test compares the two).
 */
import type { ListItem, ListNode, MapEntry, MapNode, ScalarNode, YamlNode } from './located.ts'
import { KEY_START, NOT_PLAIN, PlainLine } from './plain-line.ts'

/** The mapping that a text holds, or nothing if the text is not plain, which does not mean that it is wrong. */
export function parsePlainYaml(text: string): MapNode | undefined {
  if (!PRINTABLE.test(text) || MARKER.test(text)) return undefined
  try {
    return new PlainParser(text).root()
  } catch (error) {
    if (error === NOT_PLAIN) return undefined
    throw error
  }
}

const PRINTABLE = /^[\t\n\x20-\x7e\u00a1-\u2027\u202a-\ud7ff]*$/
const MARKER = /^(?:---|\.\.\.|%)/m
const NEVER_FIRST = /[-?:,[\]{}#&*!|>'"%@`=<~]/

class PlainParser extends PlainLine {
  /** Of the content of the current line; -1 behind the last line. */
  private column = -1
  private readonly hasTabs = this.text.includes('\t')

  root(): MapNode {
    this.nextLine()
    if (this.column !== 0 || this.isItem()) throw NOT_PLAIN
    const root = this.map(0)
    if (this.goesOn()) throw NOT_PLAIN
    return root
  }

  private goesOn(): boolean {
    return this.column !== -1
  }

  /** Moves to the next line that has content; `column` is -1 behind the last. */
  private nextLine(): void {
    const { text } = this
    for (let line = this.end + 1; line < text.length; line = this.end + 1) {
      this.end = this.lineEnd(line)
      // Tabs are welcome in blocks alone.
      if (this.hasTabs && text.slice(line, this.end).includes('\t')) throw NOT_PLAIN
      let at = line
      while (text.charCodeAt(at) === 32) at++
      if (at >= this.end || text.charCodeAt(at) === 35) continue
      this.start = at
      this.column = at - line
      return
    }
    this.column = -1
  }

  private lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from)
    return end === -1 ? this.text.length : end
  }

  private isItem(): boolean {
    return this.text.charCodeAt(this.start) === 45 && (this.start + 1 === this.end || this.text.charCodeAt(this.start + 1) === 32)
  }

  /** The mapping whose first key stands at the current place, in the given column. */
  private map(column: number): MapNode {
    const entries: MapEntry[] = []
    const keys = new Set<string>()
    const { start } = this
    while (this.column === column && !this.isItem()) {
      const key = this.key()
      if (keys.has(key.text)) throw NOT_PLAIN
      keys.add(key.text)
      entries.push({ key, value: this.value(column, true) })
    }
    if (this.column > column) throw NOT_PLAIN
    return { kind: 'map', entries, start, end: Math.max(start, this.lastEnd) }
  }

  private list(column: number): ListNode {
    const items: ListItem[] = []
    const { start } = this
    while (this.column === column && this.isItem()) items.push({ value: this.item(column) })
    if (this.column > column) throw NOT_PLAIN
    return { kind: 'list', items, start, end: Math.max(start, this.lastEnd) }
  }

  private item(column: number): YamlNode {
    const dash = this.start
    this.start = this.skipBlanks(dash + 1)
    // A mapping may begin right behind the dash; the dash then counts as its indentation.
    if (this.start < this.end && this.keyEnd() !== -1) {
      this.column = column + this.start - dash
      return this.map(this.column)
    }
    if (this.start < this.end && this.isItem()) throw NOT_PLAIN
    return this.value(column, false)
  }

  /** The key at the current place; the place moves behind its colon. */
  private key(): ScalarNode {
    const { start } = this
    const end = this.keyEnd()
    if (end === -1) throw NOT_PLAIN
    let last = end
    while (this.text.charCodeAt(last - 1) === 32) last--
    const node: ScalarNode = { kind: 'scalar', text: this.text.slice(start, last), plain: true, start, end: last }
    this.lastEnd = last
    this.start = this.skipBlanks(end + 1)
    return node
  }

  /** Where the colon of the key at the current place stands; -1 if there is no plain key. */
  private keyEnd(): number {
    const { text, start, end } = this
    if (!KEY_START.test(text.charAt(start))) return -1
    for (let at = text.indexOf(':', start); at !== -1 && at < end; at = text.indexOf(':', at + 1)) {
      if (at + 1 === end || text.charCodeAt(at + 1) === 32) return text.lastIndexOf(' #', at) >= start ? -1 : at
    }
    return -1
  }

  /** The value at the current place, which belongs to a key or dash in `column`. */
  private value(column: number, ofKey: boolean): YamlNode {
    const { text, start, end } = this
    if (start >= end || text.charCodeAt(start) === 35) return this.below(column, ofKey)
    const first = text.charCodeAt(start)
    if (first === 124) return this.block(column)
    const node = first === 91 || first === 123 ? this.flow() : this.scalar()
    this.nextLine()
    // What goes on below, deeper than its key, is a text of several lines.
    if (this.column > column) throw NOT_PLAIN
    return node
  }

  private below(column: number, ofKey: boolean): YamlNode {
    this.nextLine()
    if (this.column > column) return this.isItem() ? this.list(this.column) : this.map(this.column)
    if (ofKey && this.column === column && this.isItem()) return this.list(column)
    return { kind: 'scalar', text: '', plain: true, start: this.lastEnd, end: this.lastEnd }
  }

  /** A text on the rest of the line. */
  private scalar(): ScalarNode {
    const { text, start, end } = this
    const first = text.charAt(start)
    if (first === '"' || first === "'") return this.quoted(first, end, true)
    const follows = text.charCodeAt(start + 1)
    if (NEVER_FIRST.test(first) && !(first === '-' && start + 1 < end && follows !== 32)) throw NOT_PLAIN
    const comment = text.indexOf(' #', start)
    let last = comment === -1 || comment >= end ? end : comment
    while (text.charCodeAt(last - 1) === 32) last--
    const value = text.slice(start, last)
    if (value.includes(': ') || value.endsWith(':')) throw NOT_PLAIN
    this.lastEnd = last
    return { kind: 'scalar', text: value, plain: true, start, end: last }
  }

  /** A literal block; its text is taken without white space around it, so that `|`, `|-` and `|+` are the same. */
  private block(column: number): ScalarNode {
    const { text } = this
    if (!/^\|[-+]?$/.test(text.slice(this.start, this.end))) throw NOT_PLAIN
    const first = this.end + 1
    const lines: string[] = []
    let indent = -1
    let line = first
    for (let end; line < text.length; line = end + 1) {
      end = this.lineEnd(line)
      let at = line
      while (at < end && text.charCodeAt(at) === 32) at++
      if (at === end) {
        if (indent === -1 && at > line) throw NOT_PLAIN
        lines.push(indent === -1 ? '' : text.slice(Math.min(line + indent, end), end))
        continue
      }
      if (indent === -1) indent = at - line
      if (at - line < indent || indent <= column) break
      lines.push(text.slice(line + indent, end))
    }
    if (indent <= column) throw NOT_PLAIN
    return this.blockNode(lines, first, Math.min(line, text.length), column)
  }

  private blockNode(lines: readonly string[], first: number, behind: number, column: number): ScalarNode {
    let last = behind
    while (last > first && this.text.charCodeAt(last - 1) <= 32) last--
    this.lastEnd = last
    this.end = behind - 1
    this.nextLine()
    if (this.column > column) throw NOT_PLAIN
    return { kind: 'scalar', text: lines.join('\n').trim(), plain: false, start: first, end: last }
  }
}
