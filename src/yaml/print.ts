/** The one YAML style we write: two blanks of indentation, lists level with their key, long text as literal blocks (BF §2.3, §13). */
import type { Out, OutComments, OutEntry, OutItem, OutList, OutMap, OutOrigin } from './ordered.ts'

/** The lines that an entry or item takes, counted from 0, end exclusive, and where it comes from; comments come from nowhere. */
export interface Mark {
  from: number
  to: number
  readonly origin: OutOrigin | undefined
}

/**
 * A whole document; `head` are comment lines above it. Ends with a newline; a blank line before each entry that takes several lines.
 * Marks are added to `marks` if it is given: those of what holds others behind theirs.
 */
export function printDocument(root: OutMap, head: readonly string[] = [], marks?: Mark[]): string {
  const lines: string[] = head.map(commentLine)
  if (head.length) lines.push('')
  let wasLong = false
  for (const [index, entry] of root.entries.entries()) {
    const text: string[] = []
    const known = marks?.length ?? 0
    printEntry(entry, '', text, marks)
    const isLong = text.length > 1
    if (index > 0 && (isLong || wasLong)) lines.push('')
    if (marks) move(marks, known, lines.length)
    lines.push(...text)
    wasLong = isLong
  }
  if (root.after?.length) lines.push('', ...root.after.map(commentLine))
  return `${lines.join('\n')}\n`
}

function commentLine(text: string): string {
  // Some of them end a line for parsers of YAML 1.1, and what follows would be read as content.
  return `#${text.replace(new RegExp(`\n|${UNPRINTABLE.source}`, 'g'), ' ')}`.trimEnd()
}

function move(marks: readonly Mark[], first: number, by: number): void {
  for (const mark of marks.slice(first)) {
    mark.from += by
    mark.to += by
  }
}

function printEntry(entry: OutEntry, indent: string, lines: string[], marks: Mark[] | undefined): void {
  const { key, value, comments } = entry
  printBefore(value, comments, indent, lines, marks)
  const from = lines.length
  const name = `${indent}${printKey(key)}:`
  if (typeof value === 'string') {
    printScalar(name, value, indent, comments, lines)
  } else if (value.of === 'list' ? value.items.length === 0 : value.entries.length === 0) {
    lines.push(`${name} ${value.of === 'list' ? '[]' : '{}'}${trailing(comments)}`)
    printComments(value.after, indent, lines, marks)
  } else {
    lines.push(name + trailing(comments))
    if (value.of === 'list') printList(value, indent, lines, marks)
    else printMap(value, `${indent}  `, lines, marks)
  }
  if (marks) mark(entry, from, lines.length, marks)
}

function printMap(map: OutMap, indent: string, lines: string[], marks: Mark[] | undefined): void {
  for (const entry of map.entries) printEntry(entry, indent, lines, marks)
  printComments(map.after, indent, lines, marks)
}

function printList(list: OutList, indent: string, lines: string[], marks: Mark[] | undefined): void {
  for (const item of list.items) {
    const { value, comments } = item
    printBefore(value, comments, indent, lines, marks)
    const from = lines.length
    if (typeof value === 'string') printScalar(`${indent}-`, value, indent, comments, lines)
    else printItem(value, indent, lines, marks)
    if (marks) mark(item, from, lines.length, marks)
  }
  printComments(list.after, indent, lines, marks)
}

function mark({ value, origin, lineOrigins }: OutItem, from: number, to: number, marks: Mark[]): void {
  if (lineOrigins && typeof value === 'string' && isBlock(value) && contentOf(value).includes('\n')) {
    const skipped = value.length - value.replace(/^\n+/, '').length
    for (let line = from + 1; line < to; line++) {
      const own = lineOrigins[line - from - 1 + skipped]
      if (own) marks.push({ from: line, to: line + 1, origin: own })
    }
  }
  if (origin) marks.push({ from, to, origin })
}

/** A list or map behind a dash: comments of its first member come level with the dash. */
function printItem(value: OutList | OutMap, indent: string, lines: string[], marks: Mark[] | undefined): void {
  let at = lines.length
  if (value.of === 'list') printList(value, `${indent}  `, lines, marks)
  else printMap(value, `${indent}  `, lines, marks)
  for (; lines[at]?.trimStart().startsWith('#'); at++) lines[at] = indent + (lines[at] ?? '').trimStart()
  lines[at] = `${indent}- ${(lines[at] ?? '').slice(indent.length + 2)}`
}

function printBefore(value: Out, comments: OutComments | undefined, indent: string, lines: string[], marks: Mark[] | undefined): void {
  if (!comments) return
  printComments(comments.before, indent, lines, marks)
  if (comments.trailing !== undefined && typeof value === 'string' && isBlock(value)) printComments([comments.trailing], indent, lines, marks)
}

function printComments(texts: readonly string[] | undefined, indent: string, lines: string[], marks: Mark[] | undefined): void {
  if (!texts?.length) return
  for (const text of texts) lines.push(indent + commentLine(text))
  marks?.push({ from: lines.length - texts.length, to: lines.length, origin: undefined })
}

function trailing(comments: OutComments | undefined): string {
  return comments?.trailing === undefined ? '' : ` ${commentLine(comments.trailing)}`
}

function printScalar(lead: string, text: string, indent: string, comments: OutComments | undefined, lines: string[]): void {
  if (!isBlock(text)) {
    lines.push(`${lead} ${inlineScalar(text)}${trailing(comments)}`)
    return
  }
  const content = contentOf(text)
  if (!content.includes('\n') && isFoldable(content)) {
    lines.push(`${lead} >-`, ...fold(content, indent.length + 2).map((line) => `${indent}  ${line}`))
    return
  }
  lines.push(`${lead} |${/^[ \t]/.test(content) ? '2' : ''}`)
  for (const line of content.split('\n')) lines.push(line === '' ? '' : `${indent}  ${line}`)
}

function contentOf(text: string): string {
  return text.replace(/^\n+/, '').trimEnd()
}

/** Whether a text is written as a literal block: more than one line, or one that only heavy quoting could hold. */
function isBlock(text: string): boolean {
  const content = contentOf(text)
  if (content === '' || UNPRINTABLE.test(content)) return false
  if (content.includes('\n') || isFoldable(content)) return true
  return !isPlain(content) && content.includes("'") && /["\\]/.test(content) && !/^\s/.test(content)
}

/** Width at which long one-line texts are folded. */
const WIDTH = 110

/** Whether a one-line text is too long for a line and can be folded at blanks without a change. */
function isFoldable(text: string): boolean {
  return text.length > WIDTH && !/^\s|\t|  /.test(text) && text.includes(' ')
}

/** The words of a text on lines of at most {@link WIDTH}, where words allow it. */
function fold(text: string, indent: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}

/** What YAML cannot hold unescaped. */
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** A scalar on one line: plain where the parser reads it as it is, else in the quotes that need fewer escapes. */
export function inlineScalar(text: string): string {
  const content = text.trim() === '' ? '' : text.trimEnd()
  if (isPlain(content)) return content
  const simple = !UNPRINTABLE.test(content) && !/[\n\t]/.test(content)
  if (simple && /["\\]/.test(content)) return `'${content.replaceAll("'", "''")}'`
  return `"${content.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replace(new RegExp(UNPRINTABLE, 'g'), (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`
}

/** Whether BuildStream's parser reads the text as written without quotes. */
function isPlain(text: string): boolean {
  if (text === '' || /^\s|[\n\t]/.test(text) || UNPRINTABLE.test(text)) return false
  if (/^[%@`!&*|>#[\]{},"'=]/.test(text) || /^[-?:](?:\s|$)/.test(text) || /^(?:---|\.\.\.)/.test(text)) return false
  return !/:(?:\s|$)|\s#/.test(text) && text !== '<<' && text !== '~'
}

function printKey(key: string): string {
  return inlineScalar(key)
}
