/** What `verify` says: a line as each stage ends, a table at the end, and both for programs. Knows no terminal and no stage's work. */
import { visibleText } from '../diagnostics/visible-text.ts'
import { counted } from '../diagnostics/render-text.ts'
import { elapsedTime } from './build/message-line.ts'
import { buildPaint, type BuildPaint, type Tint } from './build/paint.ts'

/** How a stage ended. `left-out`: the input has nothing for it. `not-reached`: a stage before it failed. */
export type StageResult = 'done' | 'failed' | 'stopped' | 'left-out' | 'not-reached'

/** What is known of a stage, as far as it applies. */
export interface StageFacts {
  readonly errors?: number
  readonly warnings?: number
  readonly elements?: number
  /** Of elements: fetched, built, taken from the store, failed. */
  readonly fetched?: number
  readonly built?: number
  readonly cached?: number
  readonly failed?: number
  readonly files?: number
  readonly bytes?: number
  /** Where the result is. */
  readonly path?: string
  /** The element of the image. */
  readonly element?: string
  /** Paths compared, and those that differ. */
  readonly paths?: number
  readonly differences?: number
  /** What the machine says of itself. */
  readonly passed?: number
  readonly failedChecks?: readonly string[]
  /** What else is to be said. */
  readonly remarks?: readonly string[]
}

/** A stage that has ended, or that did not come about. */
export interface StageReport {
  readonly stage: string
  readonly result: StageResult
  readonly elapsedMs: number
  readonly facts: StageFacts
  /** Why it failed, or was left out. */
  readonly message?: string
  readonly hint?: string
  /** Where all that it said is. */
  readonly log?: string
  /** The last lines of that, after a failure. */
  readonly logTail?: readonly string[]
}

/** The end of a run. */
export interface VerifyEnd {
  readonly stages: readonly StageReport[]
  /** Folder of project, images and logs. */
  readonly folder: string
  readonly elapsedMs: number
  readonly exitCode: number
}

const WORDS: Readonly<Record<StageResult, string>> = { 'done': 'done', 'failed': 'FAILED', 'stopped': 'stopped', 'left-out': 'left out', 'not-reached': '-' }
const STAGE_WIDTH = 8
const RESULT_WIDTH = 8

/** The line of a stage that has ended, with what a person needs to know of a failure below it. */
export function stageLines(report: StageReport, colour: boolean): string {
  const { result, log, logTail = [], message, hint } = report
  const lines = [rowOf(report, colour)]
  if (result === 'failed') {
    lines.push(...logTail.map((line) => `    ${visibleText(line)}`.trimEnd()))
    // What stands in the log's last lines need not be said again.
    if (message !== undefined && !logTail.some((line) => line.includes(message))) lines.push(`  ${visibleText(message)}`)
    if (hint !== undefined && !logTail.some((line) => line.includes(hint))) lines.push(`  hint: ${visibleText(hint)}`)
    if (log !== undefined) lines.push(`  log: ${visibleText(log)}`)
  }
  return lines.map((line) => `${line}\n`).join('')
}

/** `[00:00:12] build    34/120 strata/gtk3/gtk3.bst`, one column shorter than the terminal. */
export function liveLine(stage: string, elapsedMs: number, progress: string, columns: number, colour: boolean): string {
  const width = Math.max(0, columns - 1)
  const headOf = (paint: BuildPaint): string => `${paint.format('[')}${elapsedTime(elapsedMs, paint)}${paint.format(']')} ${stage.padEnd(STAGE_WIDTH)} `
  const plain = headOf(buildPaint(false))
  const words = visibleText(progress)
  if (plain.length + words.length <= width) return `${headOf(buildPaint(colour))}${words}`.trimEnd()
  return plain.length < width ? `${headOf(buildPaint(colour))}${words.slice(0, width - plain.length - 1)}…` : plain.slice(0, width).trimEnd()
}

/** The table at the end. */
export function verifyTable({ stages, folder, elapsedMs, exitCode }: VerifyEnd, colour: boolean): string {
  const failedChecks = stages.flatMap(({ facts }) => facts.failedChecks ?? [])
  const last = stages.find(({ result }) => result === 'failed' || result === 'stopped')
  const verdict = exitCode === 0 ? 'all is well' : last ? `${last.stage} ${last.result === 'stopped' ? 'was stopped' : 'failed'}` : 'failed'
  return [
    '', `${'stage'.padEnd(STAGE_WIDTH)}  ${'result'.padEnd(RESULT_WIDTH)}  ${'time'.padEnd(8)}  what`,
    ...stages.map((report) => rowOf(report, colour)),
    ...failedChecks.map((line) => `  ${visibleText(line)}`),
    `${verdict} after ${elapsedTime(elapsedMs, buildPaint(false))}; project, images and logs are in ${visibleText(folder)}`,
  ].map((line) => `${line}\n`).join('')
}

/** A stage for programs. */
export function stageJson({ stage, result, elapsedMs, facts, message, hint, log, logTail }: StageReport): string {
  return `${JSON.stringify({ type: 'stage', stage, result, elapsedMs, ...facts, message, hint, log, logTail })}\n`
}

/** The end for programs. */
export function verifyJson({ stages, folder, elapsedMs, exitCode }: VerifyEnd): string {
  return `${JSON.stringify({
    type: 'summary', command: 'verify', exitCode, elapsedMs, folder,
    stages: stages.map(({ stage, result, elapsedMs: time }) => ({ stage, result, elapsedMs: time })),
    image: stages.find(({ stage }) => stage === 'image')?.facts.path ?? null,
  })}\n`
}

function rowOf({ stage, result, elapsedMs, facts, message }: StageReport, colour: boolean): string {
  const time = result === 'left-out' || result === 'not-reached' ? '' : elapsedTime(elapsedMs, buildPaint(false))
  const what = [...factWords(facts), ...(message === undefined || result === 'stopped' ? [] : [message])].map(visibleText).join(', ')
  return `${stage.padEnd(STAGE_WIDTH)}  ${tintOf(result, colour)(WORDS[result].padEnd(RESULT_WIDTH))}  ${time.padEnd(8)}  ${what}`.trimEnd()
}

function tintOf(result: StageResult, colour: boolean): Tint {
  const { success, red, yellow, bold } = buildPaint(colour)
  return result === 'done' ? success : result === 'failed' ? (text) => bold(red(text)) : yellow
}

function factWords(facts: StageFacts): readonly string[] {
  const words: readonly (string | undefined)[] = [
    facts.elements === undefined ? undefined : counted(facts.elements, 'element'),
    facts.errors === undefined ? undefined : counted(facts.errors, 'error'),
    facts.warnings === undefined ? undefined : counted(facts.warnings, 'warning'),
    some(facts.fetched, 'fetched'), some(facts.built, 'built'), some(facts.cached, 'cached'), facts.failed ? some(facts.failed, 'failed') : undefined,
    facts.files === undefined ? undefined : counted(facts.files, 'file'),
    facts.bytes === undefined ? undefined : sizeText(facts.bytes),
    facts.path,
    facts.paths === undefined ? undefined : `${counted(facts.paths, 'path')} compared`,
    facts.differences === undefined ? undefined : facts.differences === 0 ? 'all equal' : `${facts.differences} ${facts.differences === 1 ? 'differs' : 'differ'}`,
    facts.passed === undefined ? undefined : `${counted(facts.passed, 'check')} passed`,
    facts.failedChecks === undefined ? undefined : `${facts.failedChecks.length} failed`,
    ...facts.remarks ?? [],
  ]
  return words.filter((word) => word !== undefined)
}

function some(number: number | undefined, what: string): string | undefined {
  return number === undefined ? undefined : `${number} ${what}`
}

/** Bytes as people read them. */
function sizeText(bytes: number): string {
  return bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 ** 2).toFixed(bytes < 10 * 1024 ** 2 ? 1 : 0)} MB`
}
