/** What a build session closes with: the failures once more, and the counts (BF §11.2). Knows no terminal. */
import type { QueueCount } from '../../builder/events.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { buildPaint, type BuildPaint } from './paint.ts'
import { renderEvent, type EventOptions, type FailureEvent } from './render-event.ts'

/** What came of a session. */
export interface SessionEnd {
  /** Elements in the pipeline, and those of them that had to be looked at. */
  readonly total: number
  readonly session: number
  /** Queue → counts, in the order of work: `Fetch`, `Build`. */
  readonly queues: readonly (readonly [string, QueueCount])[]
  /** The last one of each element counts. */
  readonly failures: readonly FailureEvent[]
}

/** The closing; begins with a blank line and ends in a line feed. */
export function renderSummary(end: SessionEnd, options: EventOptions): string {
  const paint = buildPaint(options.colour)
  return `\n${failureSummary(end.failures, options, paint)}${pipelineSummary(end, paint)}`
}

function failureSummary(failures: readonly FailureEvent[], options: EventOptions, paint: BuildPaint): string {
  // What the person stopped has not failed.
  const last = new Map(failures.filter(({ failure }) => failure.reason !== 'stopped').map((event) => [event.task.element, event]))
  if (last.size === 0) return ''
  const blocks = [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([element, event]) => {
    const text = renderEvent(event, options).replace(/^(?=.)/gm, '    ')
    return `    ${paint.format(visibleText(element))}${paint.format(':')}\n${text.endsWith('\n\n') ? text : `${text}\n`}`
  })
  return `${paint.title('Failure Summary')}\n${blocks.join('')}`
}

function pipelineSummary({ total, session, queues }: SessionEnd, paint: BuildPaint): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Total', paint.content(String(total))], ['Session', paint.content(String(session))],
    ...queueRows(queues, paint),
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  const lines = rows.map(([name, value]) => `    ${paint.format(name)}${paint.format(':')} ${' '.repeat(width - name.length)}${value}\n`)
  return `${paint.title('Pipeline Summary')}\n${lines.join('')}`
}

function queueRows(queues: SessionEnd['queues'], paint: BuildPaint): readonly (readonly [string, string])[] {
  const widthOf = (count: (queue: QueueCount) => number): number => Math.max(1, ...queues.map(([, queue]) => String(count(queue)).length))
  const [processedWidth, skippedWidth, failedWidth] = [widthOf(({ processed }) => processed), widthOf(({ skipped }) => skipped), widthOf(({ failed }) => failed)]
  const after = (count: number, width: number): string => ' '.repeat(width - String(count).length)
  return queues.map(([name, { processed, skipped, failed }]) => [
    `${name} Queue`,
    `${paint.content('processed ')}${paint.success(String(processed))}${paint.format(', ')}${after(processed, processedWidth)}`
    + `${paint.content('skipped ')}${paint.content(String(skipped))}${paint.format(', ')}${after(skipped, skippedWidth)}`
    // BuildStream's own lines end in a blank, too; whoever compares them, compares whole lines.
    + `${paint.content('failed ')}${paint.error(String(failed))} ${after(failed, failedWidth)}`,
  ])
}
