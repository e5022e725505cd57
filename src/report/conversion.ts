/** What a conversion did, as text for people and as facts for programs. Knows no terminal. */
import type { Severity } from '../diagnostics/diagnostic.ts'
import { counted } from '../diagnostics/render-text.ts'
import { visibleText } from '../diagnostics/visible-text.ts'
import type { Conversion } from '../ir/conversion.ts'

/** Numbers of files of the output folder. */
export interface FileCounts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly removed: number
  /** A person wrote or edited them, or they were kept because the input has errors. */
  readonly kept: number
}

/** What the summary is made from. */
export interface ConversionSummary {
  readonly conversion: Pick<Conversion, 'systems' | 'refused' | 'counts'> & { readonly elements: number }
  /** The folder as the user named it. */
  readonly output: string
  /** Nothing where writing did not come so far. */
  readonly files: FileCounts | undefined
  /** `check` compared only; `failed` and `refused` wrote nothing. */
  readonly outcome: 'written' | 'unchanged' | 'check' | 'failed' | 'refused'
  readonly diagnostics: Readonly<Record<Severity, number>>
  /** Diagnostics of files that the chosen systems do not reach. */
  readonly passedOver: number
  /** `--check` found the output folder to be another than a conversion would make. */
  readonly differs: boolean
  readonly exitCode: number
}

/** The summary for a person. Ends in a line feed. */
export function summaryText(summary: ConversionSummary): string {
  const { conversion, diagnostics, output } = summary
  const all = conversion.systems.length + conversion.refused.length
  const lines = [
    `${counted(conversion.systems.length, 'system')}${conversion.refused.length ? ` of ${all}` : ''}, ${counted(conversion.counts.strata, 'stratum').replace('stratums', 'strata')}, ${counted(conversion.counts.chunks, 'chunk')}: ${counted(conversion.elements, 'element')}`,
    filesLine(summary),
    foundLine(diagnostics, output, summary.outcome === 'written' || summary.outcome === 'unchanged'),
    ...(summary.passedOver ? [`passed over ${counted(summary.passedOver, 'diagnostic')} in files that the chosen systems do not reach`] : []),
    ...(conversion.refused.length ? [`left out because of errors: ${someOf(conversion.refused)}`] : []),
  ]
  return lines.map((line) => `${visibleText(line)}\n`).join('')
}

/** The summary as the last line of `--json`. */
export function summaryJson(summary: ConversionSummary): string {
  const { conversion, output, files, outcome, diagnostics, passedOver, differs, exitCode } = summary
  return `${JSON.stringify({
    type: 'summary', command: 'convert', exitCode, outcome, output, differs,
    systems: conversion.systems, leftOut: conversion.refused,
    counts: { elements: conversion.elements, ...conversion.counts },
    files: files ?? null,
    diagnostics: { errors: diagnostics.error, warnings: diagnostics.warning, notes: diagnostics.note, passedOver },
  })}\n`
}

function filesLine({ outcome, files, output, differs }: ConversionSummary): string {
  const counts = files ? changes(files) : ''
  switch (outcome) {
    case 'written': return `${output}: ${counts}`
    case 'unchanged': return `${output}: nothing changed${files?.kept ? `, ${keptWords(files.kept)}` : ''}`
    case 'check': return differs ? `${output} is not what a conversion would give: ${counts}` : `${output} is what a conversion would give`
    case 'failed': return `${output}: nothing was written`
    case 'refused': return `${output}: nothing was written, because of the errors above`
  }
}

function changes({ created, updated, unchanged, removed, kept }: FileCounts): string {
  const parts = [`${counted(created, 'file')} created`, `${updated} updated`, `${removed} removed`, `${unchanged} unchanged`]
  return [...parts, ...(kept ? [keptWords(kept)] : [])].join(', ')
}

function foundLine(counts: Readonly<Record<Severity, number>>, output: string, hasReport: boolean): string {
  const words = [counted(counts.error, 'error'), counted(counts.warning, 'warning'), counted(counts.note, 'note')].join(', ')
  return hasReport ? `${words}: see ${output.replace(/\/+$/, '')}/MIGRATION.md` : words
}

function someOf(paths: readonly string[]): string {
  return `${paths.slice(0, 5).join(', ')}${paths.length > 5 ? ` and ${paths.length - 5} more` : ''}`
}

function keptWords(number: number): string {
  return number === 1 ? '1 kept as it is' : `${number} kept as they are`
}
