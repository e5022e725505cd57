/** What commands printed, made safe and plain for a terminal. Knows no log file. */
import { visibleText } from '../../diagnostics/visible-text.ts'

// Colours and cursor movements would spoil the lines around them.
const STEERING = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g

/** One line of a log: without colours, of a line that was overwritten the last state, tabs kept. */
export function logLine(line: string): string {
  const last = line.trimEnd().split('\r').at(-1) ?? ''
  return last.replace(STEERING, '').split('\t').map(visibleText).join('\t')
}

/** Several lines as lines, without the empty ones at the end. */
export function logLines(text: string): readonly string[] {
  return text.trimEnd().split('\n').map(logLine)
}
