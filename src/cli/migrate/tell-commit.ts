/** What was committed, as text for people and as facts for programs. */
import { counted } from '../../diagnostics/render-text.ts'
import type { Severity } from '../../diagnostics/diagnostic.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import type { Conversion } from '../../ir/conversion.ts'
import type { ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'

/** What is told. */
export interface CommitFacts {
  readonly branch: string
  readonly commit: string
  /** The commit that was converted, and that is the parent. */
  readonly head: string
  readonly folder: string
  readonly conversion: Conversion
  /** Files of the definitions. */
  readonly removed: number
  /** Files of the project. */
  readonly written: number
  readonly counts: Readonly<Record<Severity, number>>
  readonly passedOver: number
  readonly exitCode: ExitCode
  readonly json: boolean
}

/** Tells it on stdout. */
export function tellCommit(facts: CommitFacts, io: Pick<Io, 'stdout'>): void {
  io.stdout(facts.json ? jsonOf(facts) : textOf(facts))
}

function textOf({ branch, commit, head, folder, conversion, removed, written, counts }: CommitFacts): string {
  const all = conversion.systems.length + conversion.refused.length
  const place = folder === '' ? '' : `${folder}/`
  const lines = [
    `${branch}: commit ${commit.slice(0, 12)} on ${head.slice(0, 12)}`,
    `${counted(conversion.systems.length, 'system')}${conversion.refused.length ? ` of ${all}` : ''}: ${counted(conversion.project.elements.size, 'element')}; ${counted(written, 'file')} of the project${folder === '' ? '' : ` in ${folder}`}, ${counted(removed, 'file')} of the definitions removed`,
    `${counted(counts.error, 'error')}, ${counted(counts.warning, 'warning')}, ${counted(counts.note, 'note')}: git show ${branch}:${place}MIGRATION.md`,
  ]
  return lines.map((line) => `${visibleText(line)}\n`).join('')
}

function jsonOf({ branch, commit, head, folder, conversion, removed, written, counts, passedOver, exitCode }: CommitFacts): string {
  return `${JSON.stringify({
    type: 'summary', command: 'migrate', exitCode, branch, commit, convertedFrom: head, folder: folder === '' ? '.' : folder,
    systems: conversion.systems, leftOut: conversion.refused, counts: { elements: conversion.project.elements.size, ...conversion.counts },
    files: { project: written, definitionsRemoved: removed },
    diagnostics: { errors: counts.error, warnings: counts.warning, notes: counts.note, passedOver },
  })}\n`
}
