/** Sets of Unicode code points, the symbols that automata read. Knows nothing of the languages they spell. */

/** Inclusive ranges `[low, high]`: sorted, disjoint, never touching. */
export type CharSet = readonly (readonly [number, number])[]

const LAST = 0x10ffff

/** The set of no character. */
export const NO_CHARS: CharSet = []

/** The characters of `text`. */
export function charsIn(text: string): CharSet {
  if (text.length === 1) return charRange(text, text)
  return unionOfSets(Array.from(text, (char) => charRange(char, char)))
}

/** The characters from `low` to `high`, both included; none when they are the wrong way round. */
export function charRange(low: string, high: string): CharSet {
  const [from, to] = [low.codePointAt(0) ?? 0, high.codePointAt(0) ?? 0]
  return from <= to ? [[from, to]] : NO_CHARS
}

/** What is in any of the sets. */
export function unionOfSets(sets: readonly CharSet[]): CharSet {
  const [only] = sets
  if (only && sets.length === 1) return only
  const merged: [number, number][] = []
  for (const [low, high] of sets.flat().sort((a, b) => a[0] - b[0])) {
    const previous = merged.at(-1)
    if (previous && low <= previous[1] + 1) previous[1] = Math.max(previous[1], high)
    else merged.push([low, high])
  }
  return merged
}

/** What is not in the set. */
export function complementOf(set: CharSet): CharSet {
  const gaps: [number, number][] = []
  let next = 0
  for (const [low, high] of set) {
    if (next < low) gaps.push([next, low - 1])
    next = high + 1
  }
  if (next <= LAST) gaps.push([next, LAST])
  return gaps
}

/** What is in `set` and not in `taken`. */
export function withoutChars(set: CharSet, taken: CharSet): CharSet {
  if (!taken.some(([low, high]) => set.some(([from, to]) => low <= to && from <= high))) return set
  const left: [number, number][] = []
  for (const [low, high] of set) {
    let next = low
    for (const [from, to] of taken) {
      if (to < next || from > high) continue
      if (next < from) left.push([next, from - 1])
      next = to + 1
    }
    if (next <= high) left.push([next, high])
  }
  return left
}

/** Whether `set` has the character. */
export function hasChar(set: CharSet, char: string): boolean {
  const code = char.codePointAt(0) ?? -1
  return set.some(([low, high]) => low <= code && code <= high)
}

/** Whether all of `inner` is in `outer`. */
export function coversSet(outer: CharSet, inner: CharSet): boolean {
  return inner.every(([low, high]) => outer.some(([from, to]) => from <= low && high <= to))
}

/** Whether both hold the same characters. */
export function sameSet(a: CharSet, b: CharSet): boolean {
  return a.length === b.length && a.every(([low, high], i) => low === b[i]?.[0] && high === b[i][1])
}

/** A text that equal sets share and others do not. */
export function keyOfSet(set: CharSet): string {
  let key = ''
  for (const [low, high] of set) key += low === high ? `${low},` : `${low}-${high},`
  return key
}
