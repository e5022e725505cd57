/** Settings as the YAML that `bst show` prints: short, all scalars texts, lists level with their key. Not for writing files. */
import type { ConfNode } from '../../ir/conf.ts'

/** Values by name; ends in a line feed. */
export function dumpTexts(texts: ReadonlyMap<string, string>): string {
  return texts.size === 0 ? '{}\n' : [...texts].map(([key, value]) => `${entry(scalar(key), scalar(value))}\n`).join('')
}

/** A list of names; does not end in a line feed. */
export function dumpNames(names: readonly string[]): string {
  return names.length === 0 ? '[]' : names.map((name) => `- ${scalar(name)}`).join('\n')
}

/** Any settings; ends in a line feed. */
export function dumpConf(node: ConfNode): string {
  return `${block(node).join('\n')}\n`
}

function block(node: ConfNode): readonly string[] {
  if (node.kind === 'scalar') return [scalar(node.text)]
  if (node.kind === 'list') return node.items.length === 0 ? ['[]'] : node.items.flatMap((item) => nested('- ', block(item)))
  if (node.entries.size === 0) return ['{}']
  return [...node.entries].flatMap(([key, { value }]) => {
    const lines = block(value)
    if (isInline(value)) return [entry(scalar(key), lines[0] ?? '')]
    return [`${scalar(key)}:`, ...lines.map((line) => (value.kind === 'map' ? `  ${line}` : line))]
  })
}

function isInline(node: ConfNode): boolean {
  return node.kind === 'scalar' || (node.kind === 'list' ? node.items.length === 0 : node.entries.size === 0)
}

function nested(dash: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? dash : '  ') + line)
}

function entry(key: string, value: string): string {
  return value === '' ? `${key}:` : `${key}: ${value}`
}

/** Plain where that reads back as the same text, else in single quotes, else in double ones. */
function scalar(text: string): string {
  if (/[\p{Cc}\p{Cs}\u2028\u2029']/u.test(text) && !isPlain(text)) return JSON.stringify(text)
  return isPlain(text) ? text : `'${text}'`
}

function isPlain(text: string): boolean {
  return !/^[-?:](?: |$)|^[,[\]{}#&*!|>'"%@`]|^ | $|: |:$| #|[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)
}
