/** Diagnostics that appeared and went, with those set apart that say another thing of the same. Knows no words of reports. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Difference } from '../../ir/difference.ts'

/** What there is to tell. */
export interface Findings {
  readonly appeared: readonly Diagnostic[]
  readonly gone: readonly Diagnostic[]
  /** Of the same code, in the same file, about the same name. */
  readonly reworded: readonly { readonly was: Diagnostic; readonly now: Diagnostic }[]
}

/** Sorts them; all stay in their order. */
export function sortedFindings({ appeared, gone }: Difference['diagnostics']): Findings {
  const open = new Map<string, Diagnostic[]>()
  for (const one of gone) {
    const key = keyOf(one)
    if (key !== undefined) open.set(key, [...open.get(key) ?? [], one])
  }
  const pairs = new Map<Diagnostic, Diagnostic>()
  for (const one of appeared) {
    const was = open.get(keyOf(one) ?? '')?.shift()
    if (was) pairs.set(one, was)
  }
  const went = new Set(pairs.values())
  return {
    appeared: appeared.filter((one) => !pairs.has(one)), gone: gone.filter((one) => !went.has(one)),
    reworded: [...pairs].map(([now, was]) => ({ was, now })),
  }
}

/** So much of what both messages say is shown around what they do not. */
const AROUND = 60
/** A stretch that only one of them says is cut behind so many characters. */
const LONGEST = 120

/** The diagnostic now, with what it said before: `"x" ran after "a" → "b", in 2 systems`. */
export function withChange({ was, now }: Findings['reworded'][number]): Diagnostic {
  const [before, after] = [was, now].map(({ message }) => message.split(' ')) as [string[], string[]]
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const [old, later] = [before, after].map((words) => cut(words.slice(start, words.length - end).join(' ')))
  const head = after.slice(0, start).join(' ')
  const tail = after.slice(after.length - end).join(' ')
  const parts = [head.length > AROUND ? `${head.slice(0, AROUND)}…` : head, old || '(nothing)', '→', later || '(nothing)', tail.length > AROUND ? `…${tail.slice(-AROUND)}` : tail]
  return { ...now, message: parts.filter((part) => part !== '').join(' ') }
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** Messages name first what they are about. */
function keyOf({ code, severity, at, message }: Diagnostic): string | undefined {
  const [name] = /"[^"]*"|`[^`]*`/.exec(message) ?? []
  return name === undefined ? undefined : [code, severity, at?.file ?? '', name].join('\0')
}
