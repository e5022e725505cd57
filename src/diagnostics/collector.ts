/** Gathers diagnostics during a run and hands them out in one fixed order. Knows nothing of how they are shown. */
import { catalogue, type Code, type ParametersOf } from './catalogue.ts'
import type { Entry } from './catalogue/entry.ts'
import type { Diagnostic, Related, Severity, Span } from './diagnostic.ts'

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 }

/** The diagnostics of a run. Reporting never throws and never stops the run. */
export class Collector {
  private readonly seen = new Map<string, Diagnostic>()

  /** Adds the diagnostic `code`, worded from `parameters`. Equal ones (code, place, words) are one. */
  report<C extends Code>(code: C, parameters: ParametersOf<C>, at?: Span, related?: readonly Related[]): void {
    const row = catalogue[code] as unknown as Entry<ParametersOf<C>>
    const hint = row.hint?.(parameters)
    const diagnostic: Diagnostic = {
      code, severity: row.severity, message: row.message(parameters),
      ...(hint === undefined ? {} : { hint }), ...(at ? { at } : {}), ...(related?.length ? { related } : {}),
    }
    const key = `${code}\0${at?.file ?? ''}\0${at?.start ?? ''}\0${diagnostic.message}`
    if (!this.seen.has(key)) this.seen.set(key, diagnostic)
  }

  /** All diagnostics: by file, then place, then severity, code and words; those without a place come last. */
  list(): readonly Diagnostic[] {
    return [...this.seen.values()].sort(compareDiagnostics)
  }

  /** How many of each severity there are. */
  counts(): Readonly<Record<Severity, number>> {
    const counts = { error: 0, warning: 0, note: 0 }
    for (const diagnostic of this.seen.values()) counts[diagnostic.severity]++
    return counts
  }
}

/** The fixed order of diagnostics (see {@link Collector.list}); code points, never a locale. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return Number(a.at === undefined) - Number(b.at === undefined)
    || compareText(a.at?.file ?? '', b.at?.file ?? '')
    || (a.at?.start ?? 0) - (b.at?.start ?? 0)
    || RANK[a.severity] - RANK[b.severity]
    || compareText(a.code, b.code)
    || compareText(a.message, b.message)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
