/** Text → located tree, over js-yaml's event stream. Never throws: what is wrong becomes diagnostics. Knows no format. */
import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException, type Event } from 'js-yaml'
import type { Collector } from '../diagnostics/collector.ts'
import { TreeBuilder } from './build-tree.ts'
import type { MapNode, YamlNode } from './located.ts'

type PlacedEvent = Exclude<Event, { type: typeof EVENT_ID.POP } | { type: typeof EVENT_ID.DOCUMENT }>

/**
 * The located tree of one YAML 1.1 document, or nothing where the text is unusable (a diagnostic says why).
 * `file` names the text in diagnostics. JSON of Baserock's early days, indented by tabs, is accepted (BD §1.5).
 */
export function parseYaml(file: string, text: string, collector: Collector): YamlNode | undefined {
  const read = readEvents(file, text, collector)
  if (!read) return undefined
  const { events } = read
  const second = events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT)
  if (second !== -1) {
    const at = text.indexOf('\n---') + 1
    collector.report('yaml/many-documents', {}, { file, start: at, end: at + 3 })
    return undefined
  }
  const builder = new TreeBuilder(file, text, collector)
  for (const event of events) feed(builder, read.text, event)
  return builder.finish()
}

/** The tree of a text that must be a mapping; anything else is reported by `notAMap`. */
export function parseYamlMap(file: string, text: string, collector: Collector, notAMap: (root: YamlNode) => void): MapNode | undefined {
  const root = parseYaml(file, text, collector)
  if (root === undefined || root.kind === 'map') return root
  notAMap(root)
  return undefined
}

/** The events of a text, and the text that they are of, which may be a lenient reading of the same length. */
function readEvents(file: string, text: string, collector: Collector): { readonly events: readonly Event[]; readonly text: string } | undefined {
  let first: YAMLException | undefined
  for (let attempt: string | undefined = text; attempt !== undefined;) {
    try {
      return { events: parseEvents(attempt, {}), text: attempt }
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error
      first ??= error
      attempt = lenient(attempt, error)
    }
  }
  const conflict = /^<{7}(?: .*)?$/m.exec(text)
  if (conflict) {
    collector.report('yaml/syntax', { reason: 'a merge left its conflict markers in the text' }, { file, start: conflict.index, end: conflict.index + conflict[0].length })
    return undefined
  }
  const start = first?.mark?.position ?? 0
  collector.report('yaml/syntax', { reason: first?.reason ?? 'unreadable' }, { file, start, end: Math.min(start + 1, text.length) })
  return undefined
}

/**
 * The text with one thing changed that Baserock's YAML library accepted and js-yaml does not, offsets unchanged; nothing
 * where there is no such thing. A quoted text or flow list may go on at any indentation: its line break, which folds to
 * a blank anyway, is written as one.
 */
function lenient(text: string, error: YAMLException): string | undefined {
  const at = error.mark?.position ?? 0
  if (error.reason === 'deficient indentation' && text[at - 1] === '\n' && text[at - 2] !== '\\' && at < text.length) {
    return `${text.slice(0, at - 1)} ${text.slice(at)}`
  }
  return tabsAsSpaces(text)
}

/** JSON text with its indentation by tabs turned to spaces of the same length, so that offsets hold; nothing for other texts. */
function tabsAsSpaces(text: string): string | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined
  const spaced = text.replace(/^[ \t]+/gm, (indent) => ' '.repeat(indent.length))
  return spaced === text ? undefined : spaced
}

function feed(builder: TreeBuilder, text: string, event: Event): void {
  switch (event.type) {
    case EVENT_ID.DOCUMENT: return
    case EVENT_ID.POP: builder.close(); return
    case EVENT_ID.MAPPING: builder.open('map', placeOf(event), anchorOf(text, event), tagOf(text, event), event.style === 2); return
    case EVENT_ID.SEQUENCE: builder.open('list', placeOf(event), anchorOf(text, event), tagOf(text, event), event.style === 2); return
    case EVENT_ID.ALIAS: builder.alias(text.slice(event.anchorStart, event.anchorEnd), event.anchorStart - 1, event.anchorEnd); return
    case EVENT_ID.SCALAR: {
      const tag = tagOf(text, event)
      const at = event.valueStart === -1 ? undefined : event.valueStart
      builder.scalar({
        text: at === undefined ? '' : getScalarValue(text, event),
        plain: event.style === SCALAR_STYLE.PLAIN && tag !== '!!str' && tag !== '!',
        start: at, end: event.valueEnd, tokenStart: placeOf(event), block: event.style >= SCALAR_STYLE.LITERAL_BLOCK,
      }, anchorOf(text, event), tag)
    }
  }
}

function placeOf(event: Exclude<PlacedEvent, { type: typeof EVENT_ID.ALIAS }>): number {
  const own = event.type === EVENT_ID.SCALAR ? event.valueStart : event.start
  const places = [own, event.anchorStart - 1, event.tagStart].filter((place) => place >= 0)
  return places.length ? Math.min(...places) : -1
}

function anchorOf(text: string, event: Exclude<PlacedEvent, { type: typeof EVENT_ID.ALIAS }>): string | undefined {
  return event.anchorStart === -1 ? undefined : text.slice(event.anchorStart, event.anchorEnd)
}

function tagOf(text: string, event: Exclude<PlacedEvent, { type: typeof EVENT_ID.ALIAS }>): string | undefined {
  return event.tagStart === -1 ? undefined : text.slice(event.tagStart, event.tagEnd)
}
