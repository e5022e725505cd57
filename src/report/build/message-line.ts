/** One line of a build as BuildStream writes it: `[ELAPSED][KEY][ACTION:ELEMENT] TYPE MESSAGE` (BF §11.2). Knows no events. */
import { visibleText } from '../../diagnostics/visible-text.ts'
import type { BuildPaint, Tint } from './paint.ts'

export type MessageType = 'START' | 'SUCCESS' | 'FAILURE' | 'STATUS' | 'WARNING' | 'SKIPPED' | 'INFO'

/** What a line says. */
export interface MessageLine {
  readonly type: MessageType
  readonly action: string
  /** Nothing for what is done for the whole run. */
  readonly element?: string
  /** The full cache key; nothing while it is unknown. */
  readonly key?: string
  /** Of what has ended. */
  readonly elapsedMs?: number
  readonly message: string
  /** The message is a path, which is shown as such. */
  readonly isPath?: boolean
}

/** The line, without its line feed. */
export function messageLine(line: MessageLine, paint: BuildPaint): string {
  const { type, action, element, message, isPath } = line
  const name = visibleText(element ?? 'core activity').padEnd(30)
  const where = `${paint.content(action.padStart(8))}${paint.format(':')}${paint.content(name)}`
  const words = isPath ? paint.content(visibleText(message)) : visibleText(message)
  return `${paint.format('[')}${elapsedTime(line.elapsedMs, paint)}${paint.format('][')}${keyColumn(line, paint)}${paint.format('][')}${where}${paint.format(']')} ${typeTint(type, paint)(type.padEnd(7))} ${words}`.trimEnd()
}

/** `00:01:23`, or `--:--:--` for what has not ended. */
export function elapsedTime(elapsedMs: number | undefined, paint: BuildPaint): string {
  const seconds = Math.floor((elapsedMs ?? 0) / 1000)
  const parts = elapsedMs === undefined ? ['--', '--', '--']
    : [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'))
  return parts.map(paint.content).join(paint.format(':'))
}

function keyColumn({ element, key, type }: MessageLine, paint: BuildPaint): string {
  if (element === undefined) return ' '.repeat(8)
  const shown = key?.slice(0, 8) ?? '?'.repeat(8)
  return type === 'FAILURE' ? paint.error(shown) : paint.content(shown)
}

function typeTint(type: MessageType, paint: BuildPaint): Tint {
  const tints: Readonly<Record<MessageType, Tint>> = {
    START: paint.blue, SUCCESS: paint.green, FAILURE: paint.red, STATUS: paint.cyan, WARNING: paint.yellow, SKIPPED: paint.yellow, INFO: paint.magenta,
  }
  return (text) => paint.bold(tints[type](text))
}
