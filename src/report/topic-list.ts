/** The diagnostics of one topic as Markdown: a list, or a table where there are many that say the same. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { code, details, link, prose, table } from './markdown.ts'
import type { Places } from './places.ts'
import type { Topic } from './themes.ts'

/** More items than these are told as a table (uniform ones), or folded away below the first few. */
const MANY = 12
const LONG = 30
const LEAD = 10

/** The paragraph and list of a topic. */
export function topicList(topic: Topic, items: readonly Diagnostic[], places: Places): string {
  const hint = commonHint(items)
  const head = topic.title === topic.code ? `**${items.length} × ${code(topic.code)}**` : `**${items.length} × ${topic.title}** (${code(topic.code)})`
  const lead = hint === undefined ? head : `${head}: ${prose(hint)}`
  return `${lead}\n\n${body(topic, items, places, hint === undefined)}`
}

function body(topic: Topic, items: readonly Diagnostic[], places: Places, withHints: boolean): string {
  if (topic.uniform && items.length > MANY) return tableByFile(topic, items, places)
  const lines = items.map((item) => listLine(topic, item, places, withHints && !topic.uniform))
  if (lines.length <= LONG) return lines.join('\n')
  return `${lines.slice(0, LEAD).join('\n')}\n\n${details(`${lines.length - LEAD} more`, lines.slice(LEAD).join('\n'))}`
}

function listLine(topic: Topic, item: Diagnostic, places: Places, withHint: boolean): string {
  const output = places.output(item.at, item.message, topic.landmark)
  const sides = [
    ...(item.at ? [code(places.source(item.at))] : []),
    ...(output ? [link(`${output.path}:${output.line}`, output.path, output.line)] : []),
  ]
  const words = [prose(item.message), ...(withHint && item.hint !== undefined ? [prose(item.hint)] : [])].join('; ')
  return `- ${sides.length ? `${sides.join(' → ')}: ` : ''}${words}`
}

/** One row a file: how many, and each by its line and element. */
function tableByFile(topic: Topic, items: readonly Diagnostic[], places: Places): string {
  const rows = [...groups(items, (item) => item.at?.file ?? '')].map(([file, own]) =>
    [file === '' ? '' : code(file), String(own.length), own.map((item) => shortPlace(topic, item, places)).join(', ')])
  return table(['definitions', 'count', 'line and element'], rows)
}

function shortPlace(topic: Topic, item: Diagnostic, places: Places): string {
  if (!item.at) return prose(item.message)
  const output = places.output(item.at, item.message, topic.landmark)
  const line = String(places.line(item.at))
  return output ? `${line} ${link(shortName(output.element), output.path, output.line)}` : line
}

function shortName(element: string): string {
  return element.replace(/^.*\//, '').replace(/\.bst$/, '')
}

function groups(items: readonly Diagnostic[], keyOf: (item: Diagnostic) => string): ReadonlyMap<string, readonly Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>()
  for (const item of items) {
    const key = keyOf(item)
    const list = found.get(key)
    if (list) list.push(item)
    else found.set(key, [item])
  }
  return found
}

/** The hint, if it is the same for all; then it is said once. */
function commonHint(items: readonly Diagnostic[]): string | undefined {
  const [first] = items
  return first?.hint !== undefined && items.every((item) => item.hint === first.hint) ? first.hint : undefined
}
