/** What of the data counts at a place: by system, stratum, severity, and in a diff by whether it changed. Knows no screen. */
import type { PageDiagnostic } from './data.ts'
import type { Model } from './model.ts'
import type { Place, Severity } from './place.ts'

type Scope = Pick<Place, 'system' | 'stratum' | 'severities' | 'onlyChanged'>

/** Indices of the strata to show, in the order of the data. */
export function shownStrata(model: Model, place: Scope): readonly number[] {
  const all = place.system === 'all' ? model.data.strata.map((_, index) => index) : [...model.reachOf(place.system)].sort((a, b) => a - b)
  return place.onlyChanged ? all.filter((index) => stratumChanged(model, index)) : all
}

/** Indices of a stratum's chunks to show, in its order. */
export function shownChunks(model: Model, stratum: number, place: Pick<Place, 'onlyChanged'>): readonly number[] {
  const { strata, chunks } = model.data
  const all = strata[stratum]?.chunks ?? []
  return place.onlyChanged ? all.filter((index) => chunks[index]?.state !== undefined) : all
}

/** Whether a stratum or one of its chunks differs. */
export function stratumChanged({ data }: Model, index: number): boolean {
  const stratum = data.strata[index]
  return stratum !== undefined && (stratum.state !== undefined || stratum.chunks.some((chunk) => data.chunks[chunk]?.state !== undefined))
}

/** Indices of the diagnostics to list, in the order of the data. Those of no system count for all. */
export function shownDiagnostics(model: Model, place: Scope, text = ''): readonly number[] {
  const words = wordsOf(text)
  return model.data.diagnostics.flatMap((diagnostic, index) => counts(diagnostic, place) && holds(diagnosticText(model, diagnostic), words) ? [index] : [])
}

/** Indices of the changes to list: those that reach the system (or none at all), of a topic if one is wanted. */
export function shownChanges(model: Model, place: Scope, topic: string | undefined, text = ''): readonly number[] {
  const words = wordsOf(text)
  const { changes, files } = model.data
  const ofStratum = place.stratum === undefined ? undefined : filesWithin(model, place.stratum)
  return changes.flatMap((change, index) => {
    if (topic !== undefined && change.topic !== topic) return []
    if (place.system !== 'all' && change.systems.length > 0 && !change.systems.includes(place.system)) return []
    if (ofStratum && !change.files.some((file) => ofStratum.has(file))) return []
    return holds([change.text, ...change.removed, ...change.added, ...change.files.map((file) => files[file]?.path ?? '')].join('\n').toLowerCase(), words) ? [index] : []
  })
}

/** How many of these diagnostics there are of each severity. */
export function countSeverities({ data }: Model, indices: readonly number[]): Readonly<Record<Severity, number>> {
  const counted = { error: 0, warning: 0, note: 0 }
  for (const index of indices) {
    const severity = data.diagnostics[index]?.severity
    if (severity) counted[severity]++
  }
  return counted
}

/** By code, the graver first, then those with more; within a code in the order given. */
export function groupByCode({ data }: Model, indices: readonly number[]): readonly { readonly code: string; readonly severity: Severity; readonly indices: readonly number[] }[] {
  const groups = new Map<string, { code: string; severity: Severity; indices: number[] }>()
  for (const index of indices) {
    const { code, severity } = data.diagnostics[index] ?? {}
    if (code === undefined || severity === undefined) continue
    const group = groups.get(code) ?? { code, severity, indices: [] }
    group.indices.push(index)
    groups.set(code, group)
  }
  const rank = { error: 0, warning: 1, note: 2 }
  return [...groups.values()].sort((a, b) => rank[a.severity] - rank[b.severity] || b.indices.length - a.indices.length)
}

/** Words to look for, in small letters. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter((word) => word !== '')
}

/** All files of a stratum and of its chunks. */
function filesWithin({ data }: Model, stratum: number): ReadonlySet<number> {
  const { file, elements, chunks } = data.strata[stratum] ?? { file: -1, elements: [], chunks: [] }
  return new Set([file, ...elements, ...chunks.flatMap((chunk) => [data.chunks[chunk]?.file ?? -1, data.chunks[chunk]?.element ?? -1])])
}

function counts(diagnostic: PageDiagnostic, { system, stratum, severities, onlyChanged }: Scope): boolean {
  return severities.includes(diagnostic.severity)
    && (system === 'all' || diagnostic.systems.length === 0 || diagnostic.systems.includes(system))
    && (stratum === undefined || diagnostic.strata.includes(stratum))
    && (!onlyChanged || diagnostic.state !== undefined)
}

function diagnosticText({ data }: Model, { code, message, hint, file }: PageDiagnostic): string {
  return `${code}\n${message}\n${hint ?? ''}\n${file === undefined ? '' : data.files[file]?.path ?? ''}`.toLowerCase()
}

function holds(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word))
}
