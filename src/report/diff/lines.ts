/** Lists and long values of a change as lines that went and lines that came, as a diff has them. Knows no colours. */
import type { Change } from '../../ir/difference.ts'

/** A line; ` ` stands before words of ours about lines that are not shown. */
export interface ChangeLine {
  readonly sign: '-' | '+' | ' '
  readonly text: string
}

/** The lines of a change's lists, and of its value where that is not told in one line. What both sides have at the ends is left out. */
export function changeLines(change: Change): readonly ChangeLine[] {
  const told = change.topic === 'moved' || (isShort(change.before) && isShort(change.after))
  return [
    ...told ? [] : between(linesOf(change.before === undefined ? [] : [change.before]), linesOf(change.after === undefined ? [] : [change.after])),
    ...between(...[change.removed, change.added].map((members) => linesOf(members).map((line) => (change.topic === 'remarks' ? `# ${line}` : line))) as [string[], string[]]),
  ]
}

/** At most so many lines that went, and so many that came; those that are left out are counted. */
export function shortened(lines: readonly ChangeLine[], most: number): readonly ChangeLine[] {
  const shown: ChangeLine[] = []
  for (const sign of ['-', '+', ' '] as const) {
    const own = lines.filter((line) => line.sign === sign)
    // To say that one line is left out takes a line.
    const kept = own.length <= most + 1 ? own : own.slice(0, most)
    shown.push(...kept)
    if (kept.length < own.length) shown.push({ sign: ' ', text: `… ${own.length - kept.length} more lines ${sign === '-' ? 'go' : 'come'}` })
  }
  return shown
}

const SHORT_VALUE = 60

/** Whether a value stands in one line with others. */
export function isShort(value: string | undefined): boolean {
  return value === undefined || (value.length <= SHORT_VALUE && !value.includes('\n'))
}

function linesOf(members: readonly string[]): readonly string[] {
  return members.flatMap((member) => member.replace(/\n$/, '').split('\n'))
}

function between(before: readonly string[], after: readonly string[]): readonly ChangeLine[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const same = start + end
  return [
    ...before.slice(start, before.length - end).map((text) => ({ sign: '-' as const, text })),
    ...after.slice(start, after.length - end).map((text) => ({ sign: '+' as const, text })),
    ...same ? [{ sign: ' ' as const, text: `… ${same === 1 ? '1 line stays' : `${same} lines stay`} around it` }] : [],
  ]
}
