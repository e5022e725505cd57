/** What happens in a build → the lines a person reads, as BuildStream writes them (BF §11.2). Knows no terminal. */
import { assertNever } from '../../std/internal-error.ts'
import type { BuildEvent } from '../../builder/events.ts'
import type { Failure } from '../../builder/failure.ts'
import { logLine, logLines } from './log-text.ts'
import { messageLine, type MessageLine } from './message-line.ts'
import { buildPaint, type BuildPaint } from './paint.ts'

/** How events are shown. */
export interface EventOptions {
  readonly colour: boolean
  /** Lines of a log shown with a failure; 0 for its path alone. */
  readonly errorLines: number
}

export type FailureEvent = Extract<BuildEvent, { readonly type: 'failure' }>

/** Lines of detail shown of what is no failure. */
const DETAIL_LINES = 20

/** The text of an event; ends in a line feed. */
export function renderEvent(event: BuildEvent, options: EventOptions): string {
  const paint = buildPaint(options.colour)
  const at = { action: event.task.action, element: event.task.element, ...(event.task.key === undefined ? {} : { key: event.task.key }) }
  const line = (rest: Pick<MessageLine, 'type' | 'message' | 'elapsedMs' | 'isPath'>): string => `${messageLine({ ...at, ...rest }, paint)}\n`
  switch (event.type) {
    case 'start': return line({ type: 'START', ...logOrMessage(event) })
    case 'success': return line({ type: 'SUCCESS', elapsedMs: event.elapsedMs, ...logOrMessage(event) })
    case 'step-start': return line({ type: 'START', message: event.message }) + detailBlock(event.detail, paint)
    case 'step-end': return line({ type: event.failed ? 'FAILURE' : 'SUCCESS', elapsedMs: event.elapsedMs, message: event.message })
    case 'skipped': return line({ type: 'SKIPPED', message: event.message })
    case 'warning': return line({ type: 'WARNING', message: `[${event.token}]: ${event.message}` }) + detailBlock(event.detail, paint)
    case 'info': return line({ type: 'INFO', message: event.message }) + detailBlock(event.detail, paint)
    case 'failure': return line({ type: 'FAILURE', elapsedMs: event.elapsedMs, message: event.failure.message }) + failureBlocks(event, options, paint)
    default: return assertNever(event)
  }
}

/** Why the whole of a session could not go on. */
export function renderRunFailure(title: string, failure: Failure, elapsedMs: number, options: EventOptions): string {
  const paint = buildPaint(options.colour)
  const detail = failure.detail === undefined ? failure.message : `${failure.message}\n\n${failure.detail}`
  const task = { action: 'main', element: '' } as const
  const blocks = failureBlocks({ type: 'failure', task, failure: { ...failure, detail }, elapsedMs }, options, paint)
  return `${messageLine({ type: 'FAILURE', action: 'main', message: title, elapsedMs }, paint)}\n${blocks}`
}

function logOrMessage({ log, message }: { readonly log?: string; readonly message: string }): Pick<MessageLine, 'message' | 'isPath'> {
  return log === undefined ? { message } : { message: log, isPath: true }
}

function detailBlock(detail: string | undefined, paint: BuildPaint): string {
  if (detail === undefined || detail.trim() === '') return ''
  const lines = logLines(detail)
  const more = lines.length - DETAIL_LINES
  const shown = [...lines.slice(0, DETAIL_LINES).map(paint.detail), ...more > 0 ? [paint.content(`Message contains ${more} additional lines`)] : []]
  return `\n${indented(shown)}\n\n`
}

function failureBlocks({ failure, logPath, logTail }: FailureEvent, { errorLines }: EventOptions, paint: BuildPaint): string {
  const detail = failure.detail === undefined ? [] : logLines(failure.detail).map((line) => paint.bold(paint.red(line)))
  const hint = failure.hint === undefined ? [] : [`${paint.cyan('hint:')} ${logLine(failure.hint)}`]
  // Who stops a build does not ask what went wrong.
  const log = failure.reason === 'stopped' ? [] : logBlock(logPath, logTail ?? [], errorLines, paint)
  const blocks = [[...detail, ...hint], log].filter((lines) => lines.length > 0)
  return blocks.length === 0 ? '' : `\n${blocks.map((lines) => `${indented(lines)}\n\n`).join('')}`
}

function logBlock(path: string | undefined, tail: readonly string[], errorLines: number, paint: BuildPaint): readonly string[] {
  if (path === undefined) return []
  if (errorLines === 0 || tail.length === 0) return [paint.error('Log file:'), paint.error(logLine(path))]
  const bar = paint.error('='.repeat(70))
  return [
    paint.error(`Printing the last ${errorLines} lines from log file:`), paint.error(logLine(path)), bar,
    ...tail.slice(-errorLines).map((line) => paint.detail(logLine(line))), bar,
  ]
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '' : `    ${line}`)).join('\n')
}
