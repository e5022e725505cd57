/** Pieces of Markdown, safe for whatever words come from definitions. Knows nothing of what is told. */
import { visibleText } from '../diagnostics/visible-text.ts'

/** Words as Markdown text; stretches in backticks or double quotes become code. */
export function prose(words: string): string {
  return visibleText(words).split(/(`[^`]+`|"(?:[^"\\]|\\.)*")/)
    .map((part, index) => (index % 2 === 0 ? escapeText(part) : part.startsWith('`') ? part : code(unquoted(part)))).join('')
}

/** What stands in quotes; messages write some words as JSON does. */
function unquoted(words: string): string {
  try {
    return String(JSON.parse(words))
  } catch {
    return words.slice(1, -1)
  }
}

/** A name or path as code. */
export function code(words: string): string {
  const shown = visibleText(words)
  if (shown !== '' && !shown.includes('`')) return `\`${shown}\``
  // A run of backticks ends code that begins with as many.
  const fence = '`'.repeat(Math.max(2, ...(shown.match(/`+/g) ?? []).map(({ length }) => length + 1)))
  return `${fence} ${shown} ${fence}`
}

/** A relative link to a line of a file of the project; line 1 is the file itself. */
export function link(label: string, path: string, line: number): string {
  const target = encodeURI(path).replace(/[()#?]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
  return `[${escapeText(visibleText(label))}](${target}${line > 1 ? `#L${line}` : ''})`
}

/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\\\\|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

/** Text that is folded away under a line. */
export function details(summary: string, text: string): string {
  return `<details><summary>${summary}</summary>\n\n${text}\n\n</details>`
}

function escapeText(words: string): string {
  return words.replace(/[\\`*<[\]|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (c) => `\\${c}`)
}
