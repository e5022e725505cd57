/** The diagnostics of a difference's page: those of the later side, and those that are gone. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Difference } from '../../ir/difference.ts'
import type { PageDiagnostic } from '../../page/data.ts'
import { PageDiagnostics } from './page-diagnostics.ts'
import type { PageNumbers } from './numbers.ts'
import type { PageSide } from './side.ts'

/** In the order of the later side; what is gone comes last. Of a file that is still there, what is gone has no lines: they counted in another text. */
export function diagnosticsOfDiff(before: PageSide | undefined, after: PageSide | undefined, { diagnostics }: Difference, numbers: PageNumbers): readonly PageDiagnostic[] {
  const side = after ?? before
  if (!side) return []
  const [appeared, gone] = [new Set(diagnostics.appeared.map(keyOf)), diagnostics.gone]
  const shown = new PageDiagnostics(side, numbers)
  const stated = before !== undefined && after !== undefined
  const rows = side.diagnostics.map((diagnostic): PageDiagnostic =>
    ({ ...shown.shown(diagnostic), ...(stated && appeared.has(keyOf(diagnostic)) ? { state: 'appeared' } : {}) }))
  if (!stated) return rows
  const former = new PageDiagnostics(before, numbers)
  return [...rows, ...gone.map((diagnostic) => ({ ...placed(former.shown(diagnostic), diagnostic, after), state: 'gone' as const }))]
}

function placed({ lines, column, ...rest }: PageDiagnostic, { at }: Diagnostic, after: PageSide): PageDiagnostic {
  const isGone = at !== undefined && after.texts.text(at.file) === undefined
  return { ...rest, ...(isGone && lines ? { lines } : {}), ...(isGone && column !== undefined ? { column } : {}) }
}

function keyOf({ code, at, message }: Diagnostic): string {
  return `${code}\0${at?.file ?? ''}\0${at?.start ?? ''}\0${message}`
}
