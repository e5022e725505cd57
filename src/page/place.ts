/** Where a person is in the page, and the part of the address behind `#` that leads there. Knows no screen. */
import type { PageChange, PageDiagnostic } from './data.ts'
import { fileKey, type Model, type Selection } from './model.ts'

export type Severity = PageDiagnostic['severity']
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note']

/** The lists beside the graph. */
export const LISTS = ['changes', 'outline', 'diagnostics', 'files'] as const
export type ListName = (typeof LISTS)[number]

/** All that a link leads to. */
export interface Place {
  /** Index of the system; `all` shows every stratum. */
  readonly system: number | 'all'
  /** Only this stratum counts in lists. */
  readonly stratum: number | undefined
  /** What the details are about. */
  readonly selection: Selection | undefined
  /** A line that is marked, in the file with this index. */
  readonly line: { readonly file: number; readonly line: number } | undefined
  /** The files as they are, or what differs in them; nothing: whichever fits. */
  readonly view: 'files' | 'diff' | undefined
  readonly list: ListName
  /** What the list is narrowed to: a topic of changes, words. */
  readonly topic: string | undefined
  readonly words: string
  readonly severities: readonly Severity[]
  /** Of a diff: leave out what is as it was. */
  readonly onlyChanged: boolean
}

/** Where the page opens when the address says nothing. */
export function startOf({ data }: Model): Place {
  const isDiff = data.kind === 'diff'
  const biggest = data.systems.reduce((best, system, index) => system.strata.length > (data.systems[best]?.strata.length ?? 0) ? index : best, 0)
  return {
    system: data.systems.length === 0 ? 'all' : isDiff ? systemOfAll(data.changes) ?? 'all' : biggest, stratum: undefined, selection: undefined, line: undefined, view: undefined,
    list: isDiff ? 'changes' : 'outline', topic: undefined, words: '', severities: SEVERITIES, onlyChanged: false,
  }
}

/** The first system that every change reaches which reaches any: a reviewer begins with all that changed. */
function systemOfAll(changes: readonly PageChange[]): number | undefined {
  const [first = [], ...others] = changes.map(({ systems }) => systems).filter((systems) => systems.length > 0)
  return first.find((system) => others.every((systems) => systems.includes(system)))
}

/** The part behind `#`, without it; what is as at the start is left out. */
export function hashOf(place: Place, model: Model): string {
  const { data } = model
  const start = startOf(model)
  const parts: [string, string | undefined][] = [
    ['system', place.system === start.system ? undefined : place.system === 'all' ? '*' : data.systems[place.system]?.path],
    ['in', place.stratum === undefined ? undefined : data.strata[place.stratum]?.path],
    ...(place.selection ? [nameOf(place.selection, model)] : []),
    ['line', place.line && data.files[place.line.file] && `${keyOfFile(place.line.file, model) ?? ''}:${place.line.line}`],
    ['view', place.view],
    ['list', place.list === start.list ? undefined : place.list],
    ['topic', place.topic],
    ['words', place.words === '' ? undefined : place.words],
    ['severity', place.severities.length === SEVERITIES.length ? undefined : place.severities.join(',')],
    ['changed', place.onlyChanged ? 'only' : undefined],
  ]
  return parts.flatMap(([name, value]) => value === undefined ? [] : [`${name}=${escapeValue(value)}`]).join('&')
}

/** Reads it again. What names nothing that is there is passed over. */
export function placeOf(hash: string, model: Model): Place {
  const { data } = model
  const start = startOf(model)
  const values = new Map(hash.replace(/^#/, '').split('&').map((part) => {
    const at = part.indexOf('=')
    return at < 0 ? [part, ''] as const : [part.slice(0, at), unescapeValue(part.slice(at + 1))] as const
  }))
  const named = values.get('system')
  const system = named === '*' ? 'all' : found(data.systems.findIndex(({ path }) => path === named)) ?? start.system
  const list = values.get('list')
  const severity = values.get('severity')
  const view = values.get('view')
  return {
    system,
    stratum: found(data.strata.findIndex(({ path }) => path === values.get('in'))),
    selection: selectionOf(values, system, model),
    line: lineOf(values.get('line'), model),
    view: view === 'files' || view === 'diff' ? view : undefined,
    list: LISTS.find((name) => name === list) ?? start.list,
    topic: data.changes.some(({ topic }) => topic === values.get('topic')) ? values.get('topic') : undefined,
    words: values.get('words') ?? '',
    severities: severity === undefined ? SEVERITIES : SEVERITIES.filter((name) => severity.split(',').includes(name)),
    onlyChanged: data.kind === 'diff' && values.get('changed') === 'only',
  }
}

function selectionOf(values: ReadonlyMap<string, string>, system: Place['system'], model: Model): Selection | undefined {
  const { data } = model
  const named = (kind: Selection['kind'], index: (key: string) => number | undefined): Selection | undefined => {
    const key = values.get(kind)
    const at = key === undefined ? undefined : index(key)
    return at === undefined ? undefined : { kind, index: at }
  }
  if (values.get('show') === 'system' && system !== 'all') return { kind: 'system', index: system }
  return named('chunk', (key) => found(data.chunks.findIndex(({ path }) => path === key)))
    ?? named('stratum', (key) => found(data.strata.findIndex(({ path }) => path === key)))
    ?? named('file', (key) => model.fileOfKey.get(key))
    ?? named('change', (key) => /^\d+$/.test(key) && Number(key) >= 1 && Number(key) <= data.changes.length ? Number(key) - 1 : undefined)
}

function lineOf(text: string | undefined, model: Model): Place['line'] {
  const [, key, line] = /^(.*):(\d{1,9})$/.exec(text ?? '') ?? []
  const file = key === undefined ? undefined : model.fileOfKey.get(key)
  return file === undefined || Number(line) < 1 ? undefined : { file, line: Number(line) }
}

/** Of a system that is shown its name stands at `system`. */
function nameOf({ kind, index }: Selection, model: Model): [string, string | undefined] {
  const { strata, chunks } = model.data
  switch (kind) {
    case 'system': return ['show', 'system']
    case 'stratum': return [kind, strata[index]?.path]
    case 'chunk': return [kind, chunks[index]?.path]
    case 'file': return [kind, keyOfFile(index, model)]
    case 'change': return [kind, String(index + 1)]
  }
}

function keyOfFile(index: number, { data }: Model): string | undefined {
  const file = data.files[index]
  return file && fileKey(file)
}

function found(index: number): number | undefined {
  return index < 0 ? undefined : index
}

/** Slashes, colons and most signs may stand as they are, so that a link can be read. */
function escapeValue(value: string): string {
  return encodeURIComponent(value).replace(/%(2F|3A|40|2C|2B|24)/g, (code) => decodeURIComponent(code))
}

function unescapeValue(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
