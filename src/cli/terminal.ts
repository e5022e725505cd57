/** How a run tells its diagnostics: to people on stderr, to programs on stdout. Decides nothing about exit codes. */
import type { Failure } from '../builder/failure.ts'
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts'
import { renderJson } from '../diagnostics/render-json.ts'
import { renderText } from '../diagnostics/render-text.ts'
import { visibleText } from '../diagnostics/visible-text.ts'
import type { SourceTexts } from '../diagnostics/source-text.ts'
import type { Io } from './io.ts'
import type { Refusal } from './refusal.ts'

/** How much is told. */
export interface Telling {
  readonly json: boolean
  readonly severities: readonly Severity[]
  readonly total: number
  readonly perCode: number
  /** Where the rest is. */
  readonly restIn: string
}

/** Tells diagnostics that are in their fixed order. JSON leaves none out, whatever the limits. */
export function tell(diagnostics: readonly Diagnostic[], texts: SourceTexts, telling: Telling, io: Io): void {
  const severities = new Set(telling.severities)
  if (telling.json) io.stdout(renderJson(diagnostics, texts))
  else io.stderr(renderText(diagnostics, texts, { ...telling, severities, colour: io.colour }))
}

/** Tells what the builder could not do: the sentence, what is behind it, what to do about it. */
export function tellFailure({ message, hint, detail }: Pick<Failure, 'message' | 'hint' | 'detail'>, io: Io): void {
  const more = detail === undefined ? '' : `\n${detail.trimEnd().split('\n').map((line) => (line === '' ? '\n' : `    ${visibleText(line)}\n`)).join('')}\n`
  io.stderr(`morph2bst: ${visibleText(message)}\n${more}${hint === undefined ? '' : `  hint: ${visibleText(hint)}\n`}`)
}

/** Tells why nothing was done. */
export function tellRefusal({ message, hint }: Pick<Refusal, 'message' | 'hint'>, io: Io): void {
  io.stderr(`morph2bst: ${visibleText(message)}\n${hint === undefined ? '' : `  hint: ${visibleText(hint)}\n`}`)
}
