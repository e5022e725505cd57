/** Which of many diagnostics are shown, and how the others are counted. Knows nothing of how they look. */
import type { Diagnostic, Severity } from './diagnostic.ts'

/** How much is shown. */
export interface ShowLimits {
  readonly severities: ReadonlySet<Severity>
  /** At most so many in all; errors come first into the quota, then warnings. */
  readonly total: number
  /** At most so many warnings and notes of one code. */
  readonly perCode: number
}

/** The diagnostics to show, in their order, and the rest in numbers. */
export interface Shown {
  readonly shown: readonly Diagnostic[]
  /** Codes of which some were left out because there are many of them, in order of appearance. */
  readonly moreOf: readonly { readonly code: string; readonly count: number }[]
  /** What the quota left out besides. */
  readonly beyond: Readonly<Record<Severity, number>>
}

const ORDER: readonly Severity[] = ['error', 'warning', 'note']

/** Chooses from diagnostics that are in their fixed order. Errors are never grouped by code. */
export function chooseShown(diagnostics: readonly Diagnostic[], limits: ShowLimits): Shown {
  const seen = new Map<string, number>()
  const candidates = diagnostics.filter((diagnostic) => {
    if (!limits.severities.has(diagnostic.severity)) return false
    if (diagnostic.severity === 'error') return true
    const count = (seen.get(diagnostic.code) ?? 0) + 1
    seen.set(diagnostic.code, count)
    return count <= limits.perCode
  })
  const ranked = ORDER.flatMap((severity) => candidates.filter((diagnostic) => diagnostic.severity === severity))
  const chosen = new Set(ranked.slice(0, limits.total))
  const beyond = { error: 0, warning: 0, note: 0 }
  for (const diagnostic of ranked.slice(limits.total)) beyond[diagnostic.severity]++
  return {
    shown: candidates.filter((diagnostic) => chosen.has(diagnostic)),
    moreOf: [...seen].filter(([, count]) => count > limits.perCode).map(([code, count]) => ({ code, count: count - limits.perCode })),
    beyond,
  }
}

/** How many there are of each severity. */
export function countSeverities(diagnostics: readonly Diagnostic[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, note: 0 }
  for (const diagnostic of diagnostics) counts[diagnostic.severity]++
  return counts
}
