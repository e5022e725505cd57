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

/** So many characters of what both messages say are shown around what they do not. */
const AROUND = 60
/** So many of what only one of them says. */
const LONGEST = 120
/** Words; what stands in quotes is a part of one, so that no quote is cut. */
const WORDS = /(?:"(?:[^"\\]|\\.)*"|\S)+/g

/** The diagnostic now, with what it said before: `"x" ran after "a" → "b", in 2 systems`. */
export function withChange({ was, now }: Findings['reworded'][number]): Diagnostic {
  const [before, after]: [string[], string[]] = [was.message.match(WORDS) ?? [], now.message.match(WORDS) ?? []]
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const [old = [], later = []] = [before, after].map((words) => firstOf(words.slice(start, words.length - end), LONGEST))
  const tail = firstOf(after.slice(after.length - end).reverse(), AROUND)
  return { ...now, message: [firstOf(after.slice(0, start), AROUND), old.length ? old : '(nothing)', '→', later.length ? later : '(nothing)', tail.reverse()].flat().join(' ') }
}

/** The first words, at least one, that have room; `…` for the others. */
function firstOf(words: readonly string[], most: number): string[] {
  let length = -1
  const over = words.findIndex((word) => (length += 1 + word.length) > most)
  return over === -1 || (over === 0 && words.length === 1) ? [...words] : [...words.slice(0, Math.max(1, over)), '…']
}

/** Messages name first what they are about. */
function keyOf({ code, severity, at, message }: Diagnostic): string | undefined {
  const [name] = /"[^"]*"|`[^`]*`/.exec(message) ?? []
  return name === undefined ? undefined : [code, severity, at?.file ?? '', name].join('\0')
}
