/** The source line of a diagnostic with its span underlined. Knows neither severities nor messages. */
import type { Span } from './diagnostic.ts'
import type { SourceTexts } from './source-text.ts'
import { visibleText } from './visible-text.ts'

/** A source line as it is shown, and what to mark below it; both columns are of the terminal. */
export interface CodeFrame {
  readonly line: number
  readonly text: string
  /** Blank columns before the mark. */
  readonly indent: number
  /** Columns marked, at least one. */
  readonly width: number
}

/** Columns of a source line that are shown at most, and how many of them come before the mark. */
const MAX_COLUMNS = 100
const LEAD_COLUMNS = 30
const TAB_COLUMNS = 4

/** The frame of a span; none where the text is not at hand, or where the span stands for the whole file. */
export function codeFrame(span: Span, texts: SourceTexts): CodeFrame | undefined {
  if (texts.text(span.file) === undefined || (span.start === 0 && span.end === 0)) return undefined
  const { line, column } = texts.place(span)
  const source = texts.line(span.file, line)
  const from = Math.min(column - 1, source.length)
  const to = Math.min(from + Math.max(0, span.end - span.start), source.trimEnd().length)
  return cut({ line, text: shown(source), indent: columnsOf(shown(source.slice(0, from))), width: Math.max(1, columnsOf(shown(source.slice(from, to)))) })
}

/** A long line is cut around its mark. */
function cut(frame: CodeFrame): CodeFrame {
  const letters = Array.from(frame.text)
  if (columnsOf(frame.text) <= MAX_COLUMNS) return frame
  const start = frame.indent + frame.width <= MAX_COLUMNS ? 0 : Math.max(0, frame.indent - LEAD_COLUMNS)
  const shownLetters = window(letters, start)
  const head = start > 0 ? '…' : ''
  const tail = shownLetters.end < letters.length ? '…' : ''
  const indent = frame.indent - shownLetters.skipped + head.length
  return { ...frame, text: `${head}${shownLetters.text}${tail}`, indent, width: Math.min(frame.width, MAX_COLUMNS - indent + head.length) }
}

/** The letters that stand in the columns from `start` on, as far as they fit. */
function window(letters: readonly string[], start: number): { readonly text: string; readonly skipped: number; readonly end: number } {
  let at = 0
  let skipped = 0
  while (at < letters.length && skipped < start) skipped += columnsOf(letters[at++] ?? '')
  let end = at
  for (let used = 0; end < letters.length && used < MAX_COLUMNS; end++) used += columnsOf(letters[end] ?? '')
  return { text: letters.slice(at, end).join(''), skipped, end }
}

function shown(text: string): string {
  return visibleText(text.replaceAll('\t', ' '.repeat(TAB_COLUMNS)))
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** Terminal columns of a text: wide letters take two, marks that combine none. */
function columnsOf(text: string): number {
  if (!/[^\x20-\x7e]/.test(text)) return text.length
  let columns = 0
  for (const letter of text) columns += /\p{Mn}/u.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1
  return columns
}
