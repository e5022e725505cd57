/** Diagnostics for programs: one JSON object a line. Knows no colours and leaves nothing out. */
import type { Diagnostic, Span } from './diagnostic.ts'
import type { SourceTexts } from './source-text.ts'

/** All diagnostics, one line each. */
export function renderJson(diagnostics: readonly Diagnostic[], texts: SourceTexts): string {
  return diagnostics.map((diagnostic) => `${JSON.stringify(diagnosticFact(diagnostic, texts))}\n`).join('')
}

/** A place as programs read it. Lines and columns count from 1, columns in UTF-16 units; `endLine` stands for spans over several lines. */
interface PlaceFact {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine?: number
}

interface DiagnosticFact extends Partial<PlaceFact> {
  readonly type: 'diagnostic'
  readonly code: string
  readonly severity: string
  readonly message: string
  readonly hint?: string
  readonly related: readonly (PlaceFact & { readonly message: string })[]
}

/** A diagnostic as programs read it. */
export function diagnosticFact({ code, severity, message, hint, at, related = [] }: Diagnostic, texts: SourceTexts): DiagnosticFact {
  return {
    type: 'diagnostic', code, severity, message, ...(hint === undefined ? {} : { hint }),
    ...(at ? placeFact(at, texts) : {}),
    related: related.map((other) => ({ message: other.message, ...placeFact(other.at, texts) })),
  }
}

/** A stretch of the input as programs read it. */
export function placeFact(span: Span, texts: SourceTexts): PlaceFact {
  const { file, line, column } = texts.place(span)
  const end = texts.place({ ...span, start: Math.max(span.start, span.end - 1) })
  return { file, line, column, ...(end.line > line ? { endLine: end.line } : {}) }
}
