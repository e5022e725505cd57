/** Diagnostics that appeared or went, chosen and worded for a report. Knows no layout. */
import type { Diagnostic, Severity } from '../../diagnostics/diagnostic.ts'
import type { SourceTexts } from '../../diagnostics/source-text.ts'

/** A diagnostic in a line. */
export interface Found {
  /** `strata/core.morph:41:3`; nothing where it has no place. */
  readonly place: string | undefined
  readonly severity: Severity
  readonly code: string
  readonly message: string
}

const ORDER: readonly Severity[] = ['error', 'warning', 'note']
/** So many warnings or notes of one code are told. */
const PER_CODE = 3

/** A warning or note is cut behind so many characters. */
const LONGEST = 400

/** Worst first; of those that are no errors a few of each code. `most` in all; `rest` counts what is left out. */
export function found(diagnostics: readonly Diagnostic[], texts: SourceTexts, most: number): { readonly shown: readonly Found[]; readonly rest: readonly string[] } {
  const ranked = ORDER.flatMap((severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity))
  const seen = new Map<string, number>()
  const chosen = ranked.filter(({ severity, code }) => {
    const count = (seen.get(code) ?? 0) + 1
    seen.set(code, count)
    return severity === 'error' || count <= PER_CODE
  }).slice(0, most)
  const left = new Map<string, number>()
  const taken = new Set(chosen)
  for (const diagnostic of ranked) if (!taken.has(diagnostic)) left.set(titleOf(diagnostic), (left.get(titleOf(diagnostic)) ?? 0) + 1)
  return { shown: chosen.map((diagnostic) => factOf(diagnostic, texts)), rest: restWords(left) }
}

function titleOf({ severity, code }: Diagnostic): string {
  return `${severity}[${code}]`
}

/** A line for each code; where there are many codes, one for all. */
function restWords(left: ReadonlyMap<string, number>): readonly string[] {
  const FEW_CODES = 4
  if (left.size <= FEW_CODES) return [...left].map(([title, count]) => `… and ${count} more ${title}`)
  const count = [...left.values()].reduce((a, b) => a + b, 0)
  return [`… and ${count} more of ${left.size} codes`]
}

function factOf({ at, severity, code, message }: Diagnostic, texts: SourceTexts): Found {
  const words = severity === 'error' || message.length <= LONGEST ? message : `${message.slice(0, LONGEST)}…`
  if (!at) return { place: undefined, severity, code, message: words }
  const { line, column } = texts.place(at)
  return { place: `${at.file}:${line}:${column}`, severity, code, message: words }
}
