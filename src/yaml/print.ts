/** The one YAML style we write: two blanks of indentation, lists level with their key, long text as literal blocks (BF §2.3, §13). */
import type { Out, OutComments, OutList, OutMap } from './ordered.ts'

/** A whole document; `head` are comment lines above it. Ends with a newline; a blank line before each entry that takes several lines. */
export function printDocument(root: OutMap, head: readonly string[] = []): string {
  const lines: string[] = head.map(commentLine)
  if (head.length) lines.push('')
  let wasLong = false
  for (const [index, entry] of root.entries.entries()) {
    const text: string[] = []
    printEntry(entry.key, entry.value, entry.comments, '', text)
    const isLong = text.length > 1
    if (index > 0 && (isLong || wasLong)) lines.push('')
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

function printEntry(key: string, value: Out, comments: OutComments | undefined, indent: string, lines: string[]): void {
  printBefore(value, comments, indent, lines)
  const name = `${indent}${printKey(key)}:`
  if (typeof value === 'string') {
    printScalar(name, value, indent, comments, lines)
  } else if (value.of === 'list' ? value.items.length === 0 : value.entries.length === 0) {
    lines.push(`${name} ${value.of === 'list' ? '[]' : '{}'}${trailing(comments)}`)
    lines.push(...(value.after ?? []).map((text) => indent + commentLine(text)))
  } else {
    lines.push(name + trailing(comments))
    if (value.of === 'list') printList(value, indent, lines)
    else printMap(value, `${indent}  `, lines)
  }
}

function printMap(map: OutMap, indent: string, lines: string[]): void {
  for (const entry of map.entries) printEntry(entry.key, entry.value, entry.comments, indent, lines)
  lines.push(...(map.after ?? []).map((text) => indent + commentLine(text)))
}

function printList(list: OutList, indent: string, lines: string[]): void {
  for (const { value, comments } of list.items) {
    printBefore(value, comments, indent, lines)
    if (typeof value === 'string') {
      printScalar(`${indent}-`, value, indent, comments, lines)
      continue
    }
    const inner: string[] = []
    if (value.of === 'list') printList(value, `${indent}  `, inner)
    else printMap(value, `${indent}  `, inner)
    const firstLine = inner.findIndex((line) => !line.trimStart().startsWith('#'))
    const [first = ''] = inner.splice(firstLine, 1)
    const above = inner.splice(0, firstLine)
    lines.push(...above.map((line) => indent + line.trimStart()), `${indent}- ${first.slice(indent.length + 2)}`, ...inner)
  }
  lines.push(...(list.after ?? []).map((text) => indent + commentLine(text)))
}

function printBefore(value: Out, comments: OutComments | undefined, indent: string, lines: string[]): void {
  for (const text of comments?.before ?? []) lines.push(indent + commentLine(text))
  if (comments?.trailing !== undefined && typeof value === 'string' && isBlock(value)) lines.push(indent + commentLine(comments.trailing))
}

function trailing(comments: OutComments | undefined): string {
  return comments?.trailing === undefined ? '' : ` ${commentLine(comments.trailing)}`
}

function printScalar(lead: string, text: string, indent: string, comments: OutComments | undefined, lines: string[]): void {
  if (!isBlock(text)) {
    lines.push(`${lead} ${inlineScalar(text)}${trailing(comments)}`)
    return
  }
  const content = text.replace(/^\n+/, '').trimEnd()
  if (!content.includes('\n') && isFoldable(content)) {
    lines.push(`${lead} >-`, ...fold(content, indent.length + 2).map((line) => `${indent}  ${line}`))
    return
  }
  lines.push(`${lead} |${/^[ \t]/.test(content) ? '2' : ''}`)
  for (const line of content.split('\n')) lines.push(line === '' ? '' : `${indent}  ${line}`)
}

/** Whether a text is written as a literal block: more than one line, or one that only heavy quoting could hold. */
function isBlock(text: string): boolean {
  const content = text.replace(/^\n+/, '').trimEnd()
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
