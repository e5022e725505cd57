/** The live part of a terminal: how far a session is and what runs, as lines that fit. Knows no cursor. */
import type { QueueCount } from '../../builder/events.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { elapsedTime } from './message-line.ts'
import { buildPaint, type BuildPaint } from './paint.ts'
import type { RunningTask } from './progress.ts'

/** What is shown. */
export interface Status {
  readonly project: string
  readonly elapsedMs: number
  /** Elements done with, of all. */
  readonly done: number
  readonly total: number
  readonly queues: readonly (readonly [string, QueueCount])[]
  readonly running: readonly RunningTask[]
  readonly nowMs: number
}

/** A text with its width, which colours do not count for. */
interface Cell {
  readonly text: string
  readonly width: number
}

/** Two lines of head, then the tasks in as many columns as fit; none is wider than `columns - 1`, and there are at most `rows`. */
export function statusLines(status: Status, size: { readonly columns: number; readonly rows: number }, colour: boolean): readonly string[] {
  const paint = buildPaint(colour)
  const width = Math.max(1, size.columns - 1)
  const jobs = inColumns(status.running.map((running) => jobCell(running, status.nowMs, width, paint)), width)
  const room = Math.max(0, size.rows - 3)
  const shown = jobs.length > room ? jobs.slice(0, Math.max(0, room - 1)).concat(cut(`… and more: ${status.running.length} in all`, width)) : jobs
  return [headLine(status, width, paint), queueLine(status.queues, width, paint), ...shown].slice(0, Math.max(1, size.rows - 1))
}

/** `========= 00:00:00 project (143/387) =========` */
function headLine({ elapsedMs, project, done, total }: Status, width: number, paint: BuildPaint): string {
  const name = visibleText(project)
  const plainWidth = `00:00:00 ${name} (${done}/${total})`.length
  if (plainWidth > width) return cut(`${elapsedTime(elapsedMs, buildPaint(false))} (${done}/${total})`, width)
  const bar = paint.format('='.repeat(Math.max(0, Math.floor((Math.min(width, 79) - plainWidth - 2) / 2))))
  const count = `${paint.format('(')}${paint.content(String(done))}${paint.format('/')}${paint.content(String(total))}${paint.format(')')}`
  return `${bar} ${elapsedTime(elapsedMs, paint)} ${paint.content(name)} ${count} ${bar}`.trim()
}

/** `(Fetch:0 117 0)→ (Build:4 0 0)`: processed, skipped, failed. */
function queueLine(queues: Status['queues'], width: number, paint: BuildPaint): string {
  const plain = queues.map(([name, { processed, skipped, failed }]) => `(${name}:${processed} ${skipped} ${failed})`).join('→ ')
  if (plain.length > width) return cut(plain, width)
  const indent = ' '.repeat(Math.max(0, Math.floor((Math.min(width, 79) - plain.length) / 2)))
  return indent + queues.map(([name, { processed, skipped, failed }]) => [
    paint.format('('), paint.content(name), paint.format(':'), paint.success(String(processed)), ' ', paint.content(String(skipped)), ' ',
    paint.error(String(failed)), paint.format(')'),
  ].join('')).join(paint.format('→ '))
}

/** `[00:00:12][build:app.bst]` */
function jobCell({ task, sinceMs }: RunningTask, nowMs: number, room: number, paint: BuildPaint): Cell {
  const name = cut(visibleText(task.element), Math.max(1, room - task.action.length - 13))
  const text = `${paint.format('[')}${elapsedTime(Math.max(0, nowMs - sinceMs), paint)}${paint.format('][')}${paint.content(task.action)}${paint.format(':')}${paint.content(name)}${paint.format(']')}`
  const width = 13 + task.action.length + name.length
  return width > room ? { text: cut(`${task.action}:${name}`, room), width: room } : { text, width }
}

function inColumns(cells: readonly Cell[], width: number): readonly string[] {
  for (let columns = cells.length; columns > 0; columns--) {
    const widths = Array.from({ length: columns }, (_, column) => Math.max(...cells.filter((_cell, index) => index % columns === column).map((cell) => cell.width)))
    if (columns > 1 && widths.reduce((sum, one) => sum + one + 1, -1) > width) continue
    const lines: string[] = []
    for (let at = 0; at < cells.length; at += columns) {
      lines.push(cells.slice(at, at + columns).map((cell, column) => cell.text + ' '.repeat((widths[column] ?? 0) - cell.width)).join(' ').trimEnd())
    }
    return lines
  }
  return []
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`
}
