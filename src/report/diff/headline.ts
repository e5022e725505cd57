/** The first line of a report: how much differs, which systems that reaches, what is said anew. Knows no layout. */
import { countSeverities } from '../../diagnostics/choose-shown.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { counted } from '../../diagnostics/render-text.ts'
import type { Difference, FileDifference } from '../../ir/difference.ts'
import { sortedFindings } from './findings.ts'

/** How many files differ, and how. */
export interface StateCounts {
  readonly changed: number
  /** Changed for no other reason than that another element moved, or the like. */
  readonly follow: number
  readonly added: number
  readonly removed: number
  readonly moved: number
}

/** So many systems are named, and no more. */
const HANDFUL = 5

/** Elements and other files that differ, counted. What no change is about follows some change, as MIGRATION.md does. */
export function fileCounts({ files, changes }: Pick<Difference, 'files' | 'changes'>): { readonly elements: StateCounts; readonly others: StateCounts } {
  const own = placesOf({ changes })
  return { elements: statesOf(files.filter(isElement), own), others: statesOf(files.filter((file) => !isElement(file)), own) }
}

function isElement({ path }: FileDifference): boolean {
  return path.endsWith('.bst')
}

function statesOf(files: readonly FileDifference[], own: ReadonlySet<string>): StateCounts {
  const counts = { changed: 0, follow: 0, added: 0, removed: 0, moved: 0 }
  for (const { state, path } of files) counts[state === 'changed' && !own.has(path) ? 'follow' : state]++
  return counts
}

/** Whether there is nothing to tell. */
export function isNothing({ changes, files, systems, diagnostics }: Difference): boolean {
  return changes.length === 0 && files.length === 0 && systems.added.length === 0 && systems.removed.length === 0
    && diagnostics.appeared.length === 0 && diagnostics.gone.length === 0
}

/**
 * The lines of the headline, each of one thing: `12 elements changed, 1 added; 3 other files changed`, `3 of 87 systems reached: a, b, c`,
 * `1 error appeared; 2 notes gone`. One-line texts that may hold any character.
 */
export function headline(difference: Difference): readonly string[] {
  const { appeared, gone, reworded } = sortedFindings(difference.diagnostics)
  const found = [...wordsOf(appeared, 'appeared'), ...wordsOf(gone, 'gone'), ...wordsOf(reworded.map(({ now }) => now), 'worded otherwise')]
  const files = fileWords(difference)
  return [files.length ? files : ['no file of the project differs'], systemWords(difference), found].filter((line) => line.length > 0).map((line) => line.join('; '))
}

function wordsOf(diagnostics: readonly Diagnostic[], what: string): readonly string[] {
  return diagnostics.length ? [`${severityWords(diagnostics)} ${what}`] : []
}

function fileWords(difference: Difference): readonly string[] {
  const { elements, others } = fileCounts(difference)
  const first = stateWords(elements, 'element')
  const own = placesOf(difference)
  const following = difference.files.filter((file) => !isElement(file) && file.state === 'changed' && !own.has(file.path))
  const [only] = following.length === 1 ? following : []
  const second = stateWords(only ? { ...others, follow: 0 } : others, first === '' ? 'file' : 'other file')
  return [first, second, only ? `${only.path} follows` : ''].filter((words) => words !== '')
}

/** Paths of all that changes are about. */
function placesOf({ changes }: Pick<Difference, 'changes'>): ReadonlySet<string> {
  return new Set(changes.flatMap(({ places }) => places.map(({ path }) => path)))
}

/** `12 elements changed, 1 added, 2 follow`; the noun comes with the first number. */
function stateWords(counts: StateCounts, noun: string): string {
  return (['changed', 'added', 'removed', 'moved', 'follow'] as const).filter((state) => counts[state] > 0)
    .map((state, index) => `${index === 0 ? counted(counts[state], noun) : counts[state]} ${state === 'follow' && counts[state] === 1 ? 'follows' : state}`).join(', ')
}

function systemWords({ files, systems: { all, added, removed, moved, changed } }: Difference): readonly string[] {
  if (all.length === 0 || (files.length === 0 && added.length === 0 && removed.length === 0)) return []
  const stayed = all.length - added.length - removed.length
  return [
    ...stayed === 0 ? [] : [reachedWords(changed, stayed)],
    ...added.length ? [`${counted(added.length, 'system')} added${named(added)}`] : [],
    ...moved.length ? [`${counted(moved.length, 'system')} moved${named(moved.map(({ from, to }) => `${from} → ${to}`))}`] : [],
    ...removed.length ? [`${counted(removed.length, 'system')} removed${named(removed)}`] : [],
  ]
}

function reachedWords(changed: readonly string[], stayed: number): string {
  if (changed.length === 0) return 'no system reached'
  if (changed.length === stayed) return stayed === 1 ? `the only system reached${named(changed)}` : `all ${stayed} systems reached`
  return `${changed.length} of ${stayed} systems reached${named(changed)}`
}

function named(systems: readonly string[]): string {
  return systems.length <= HANDFUL ? `: ${systems.join(', ')}` : ''
}

/** `1 error, 2 warnings`. */
export function severityWords(diagnostics: readonly Diagnostic[]): string {
  const counts = countSeverities(diagnostics)
  return (['error', 'warning', 'note'] as const).filter((severity) => counts[severity] > 0).map((severity) => counted(counts[severity], severity)).join(', ')
}
