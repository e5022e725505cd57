/**
 * A new version written into the text of an element file or of project.refs, in which everything else stays byte for byte as
 * it was. Knows no source kind; where the text has no plain place for a version, it says so by giving nothing.
 */
import { Collector } from '../diagnostics/collector.ts'
import { entryOf, valueOf, type ListNode, type MapEntry, type MapNode, type ScalarNode, type YamlNode } from '../yaml/located.ts'
import { parseYaml } from '../yaml/parse.ts'

/** The text of a file with `ref` in the source whose `kind` has its value at the offset `kindAt`; nothing if there is none. */
export function editRef(text: string, kindAt: number, ref: string): string | undefined {
  const tree = readTree(text)
  const source = tree && mapOfKind(tree, kindAt)
  return source && setRef(text, source, ref)
}

/** Where project.refs keeps the version of a source (BF §1.9). */
export interface RefPlace {
  readonly project: string
  /** Such as `sub/app.bst`. */
  readonly element: string
  readonly index: number
}

/** The text of project.refs with the version of one source; `text` is empty where there is no such file yet. */
export function editProjectRefs(text: string, { project, element, index }: RefPlace, ref: string): string | undefined {
  const [outer, inner, entry] = [printKey(project), printKey(element), refLines(index, ref)]
  if (text.trim() === '') return ['projects:', `  ${outer}:`, `    ${inner}:`, ...entry.map((line) => `    ${line}`), ''].join('\n')
  const projects = valueOf(readTree(text), 'projects')
  const elements = valueOf(projects, project)
  const sources = valueOf(elements, element)
  if (sources?.kind === 'list') return setItem(text, sources, index, ref)
  if (sources !== undefined) return undefined
  if (elements?.kind === 'map') return appendLines(text, elements, [`${inner}:`, ...entry])
  if (elements !== undefined || projects?.kind !== 'map') return undefined
  return appendLines(text, projects, [`${outer}:`, `  ${inner}:`, ...entry.map((line) => `  ${line}`)])
}

function readTree(text: string): YamlNode | undefined {
  return parseYaml('', text, new Collector())
}

function mapOfKind(node: YamlNode, kindAt: number): MapNode | undefined {
  if (node.kind === 'scalar' || kindAt < node.start || kindAt > node.end) return undefined
  if (node.kind === 'map' && valueOf(node, 'kind')?.start === kindAt) return node
  for (const { value } of node.kind === 'map' ? node.entries : node.items) {
    const found = mapOfKind(value, kindAt)
    if (found) return found
  }
  return undefined
}

function setRef(text: string, source: MapNode, ref: string): string | undefined {
  const entry = entryOf(source, 'ref')
  if (!entry) return insertRef(text, source, ref)
  return entry.value.kind === 'scalar' ? replaceScalar(text, entry.key, entry.value, ref) : undefined
}

/** The value in the quotes or block that it stands in. */
function replaceScalar(text: string, key: ScalarNode, value: ScalarNode, ref: string): string {
  const quote = text[value.start - 1] ?? ''
  if (value.start === value.end && (quote !== text[value.end] || !/["']/.test(quote))) {
    const colon = text.indexOf(':', key.end)
    return `${text.slice(0, colon + 1)} ${printValue(ref)}${text.slice(colon + 1)}`
  }
  const old = text.slice(value.start, value.end)
  const start = value.start + (old.length - old.trimStart().length)
  const end = start + old.trim().length
  const quoted = !value.plain && text[end] === quote
  const printed = quoted && quote === '"' ? JSON.stringify(ref).slice(1, -1) : quoted && quote === "'" ? ref.replaceAll("'", "''") : value.plain ? printValue(ref) : ref
  return text.slice(0, start) + printed + text.slice(end)
}

/** Behind `track`, `url` or whatever stands first, in the style of the map. */
function insertRef(text: string, source: MapNode, ref: string): string | undefined {
  const before = entryOf(source, 'track') ?? entryOf(source, 'url') ?? source.entries[0]
  if (text[source.start] === '{') {
    if (!before) return `${text.slice(0, source.start)}{ref: ${printValue(ref)}}${text.slice(text.indexOf('}', source.start) + 1)}`
    const at = behind(text, before)
    return `${text.slice(0, at)}, ref: ${printValue(ref)}${text.slice(at)}`
  }
  if (!before) return undefined
  // a block text goes on over its last line feed
  const blank = /\s*$/.exec(text.slice(before.value.start, before.value.end))?.[0].length ?? 0
  return insertLines(text, before.value.end - blank, columnOf(text, before.key), [`ref: ${printValue(ref)}`])
}

/** The offset behind a value and its closing quote. */
function behind(text: string, { value }: MapEntry): number {
  const quote = text[value.start - 1] ?? ''
  return value.kind === 'scalar' && !value.plain && text[value.end] === quote ? value.end + 1 : value.end
}

function setItem(text: string, sources: ListNode, index: number, ref: string): string | undefined {
  const item = sources.items[index]?.value
  if (item) return item.kind === 'map' ? setRef(text, item, ref) : undefined
  if (text[sources.start] === '[') return undefined
  const dash = text.lastIndexOf('-', sources.items.at(-1)?.value.start)
  const column = dash - (text.lastIndexOf('\n', dash) + 1)
  return insertLines(text, sources.end, column, refLines(index, ref).slice(sources.items.length))
}

/** A list in which the source at `index` has a version, and those before it none. */
function refLines(index: number, ref: string): readonly string[] {
  return [...Array.from({ length: index }, () => '- {}'), `- ref: ${printValue(ref)}`]
}

function appendLines(text: string, map: MapNode, lines: readonly string[]): string | undefined {
  const first = map.entries[0]
  return text[map.start] === '{' || !first ? undefined : insertLines(text, map.end, columnOf(text, first.key), lines)
}

/** Behind the line that `at` is in, with the line ends of the text. */
function insertLines(text: string, at: number, column: number, lines: readonly string[]): string {
  const lineEnd = text.indexOf('\n', at)
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const inserted = lines.map((line) => `${' '.repeat(column)}${line}${newline}`).join('')
  if (lineEnd === -1) return `${text}${newline}${inserted}`
  return text.slice(0, lineEnd + 1) + inserted + text.slice(lineEnd + 1)
}

function columnOf(text: string, key: ScalarNode): number {
  const quoted = !key.plain ? 1 : 0
  return key.start - quoted - (text.lastIndexOf('\n', key.start - 1) + 1) - (text.startsWith('\ufeff') && !text.slice(0, key.start).includes('\n') ? 1 : 0)
}

/** Plain where every reader takes it for the same text. */
function printValue(ref: string): string {
  return /^[A-Za-z0-9][\w./+-]*$/.test(ref) ? ref : JSON.stringify(ref)
}

function printKey(name: string): string {
  return /^\w[\w./+-]*$/.test(name) ? name : JSON.stringify(name)
}
