/** Texts of the definitions in shell scripts: as words, as paths in the system, as content of files. All of it is escaped for BuildStream. */
import type { Noted } from '../../../ir/project.ts'
import { shellQuote } from '../../../std/shell-quote.ts'
import { escapePercent } from '../../percent.ts'

/** What a shell takes as it is, within double quotes or without. */
const PLAIN = /^[\w./:@,+-]+$/

/** A text as one word, in quotes where it needs them. */
export function word(text: string): string {
  return PLAIN.test(text) ? text : escapePercent(shellQuote(text))
}

/** An absolute path in the system as one word. */
export function inSystem(path: string): string {
  return PLAIN.test(path) ? `"%{install-root}${path}"` : `"%{install-root}"${word(path)}`
}

/** A path of the definitions as one word, where it is staged. */
export function inDefinitions(path: string): string {
  return word(`/definitions/${path}`)
}

/** `command` with a text as its standard input, in a quoted here-document. A line feed is added where none ends the text. */
export function withInput(command: string, text: string): string {
  const lines = text.replace(/\n$/, '').split('\n')
  let end = 'END'
  while (lines.includes(end)) end += '_'
  return [`${command} <<'${end}'`, ...lines.map(escapePercent), end].join('\n')
}

/** A script with a comment above it that says what it stands for. */
export function script(stands: string, ...parts: readonly string[]): Noted {
  return { text: parts.join('\n'), comments: { before: [` ${stands}`] } }
}
