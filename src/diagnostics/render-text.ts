/** Diagnostics as text for a person: place, words, the source line with its underline, hint. Knows no terminal. */
import { createColors } from 'picocolors'
import { chooseShown, type ShowLimits } from './choose-shown.ts'
import { codeFrame } from './code-frame.ts'
import type { Diagnostic, Severity, Span } from './diagnostic.ts'
import type { SourceTexts } from './source-text.ts'
import { visibleText } from './visible-text.ts'

/** How diagnostics are shown. */
export interface RenderOptions extends ShowLimits {
  readonly colour: boolean
  /** Where all of them are to be found, for the lines that count the rest: `all in MIGRATION.md`. */
  readonly restIn: string
}

type Paint = ReturnType<typeof createColors>

/** The text of diagnostics that are in their fixed order; empty where there is nothing to show. Ends in a line feed otherwise. */
export function renderText(diagnostics: readonly Diagnostic[], texts: SourceTexts, options: RenderOptions): string {
  const paint = createColors(options.colour)
  const { shown, moreOf, beyond } = chooseShown(diagnostics, options)
  const rest = [
    ...moreOf.map(({ code, count }) => `… and ${count} more ${code} (${options.restIn})`),
    ...(['error', 'warning', 'note'] as const).filter((severity) => beyond[severity] > 0)
      .map((severity) => `… and ${counted(beyond[severity], severity)} not shown (${options.restIn})`),
  ]
  return [...shown.map((diagnostic) => renderOne(diagnostic, texts, paint)), ...rest.map((line) => `${paint.dim(line)}\n`)].join('')
}

/** `1 error`, `3 warnings`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function renderOne(diagnostic: Diagnostic, texts: SourceTexts, paint: Paint): string {
  const { at, code, severity, message, hint, related = [] } = diagnostic
  const place = at ? `${placeText(at, texts)} ` : ''
  const lines = [
    `${paint.bold(place)}${tint(paint, severity)(`${severity}[${code}]`)}: ${visibleText(message)}`,
    ...(at ? frameLines(at, texts, severity, paint) : []),
    ...related.flatMap((other) => [`  ${placeText(other.at, texts)} ${visibleText(other.message)}`, ...frameLines(other.at, texts, 'note', paint)]),
    ...(hint === undefined ? [] : [`  ${paint.cyan('hint:')} ${visibleText(hint)}`]),
  ]
  return `${lines.join('\n')}\n`
}

function placeText(span: Span, texts: SourceTexts): string {
  const { line, column } = texts.place(span)
  return `${visibleText(span.file)}:${line}:${column}`
}

function frameLines(span: Span, texts: SourceTexts, severity: Severity, paint: Paint): readonly string[] {
  const frame = codeFrame(span, texts)
  if (!frame) return []
  const number = String(frame.line).padStart(5)
  return [
    `${paint.dim(`${number} |`)} ${frame.text}`,
    `${paint.dim(`${' '.repeat(5)} |`)} ${' '.repeat(frame.indent)}${tint(paint, severity)('^'.repeat(frame.width))}`,
  ]
}

function tint(paint: Paint, severity: Severity): (text: string) => string {
  return severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.blue
}
