/** Cuts the code points into as few classes as tell the given sets apart. Knows nothing of states. */
import type { CharSet } from './char-set.ts'

/** A partition of the code points: range `i` starts at `starts[i]`, ends before the next, and is of class `classes[i]`. */
export interface Alphabet {
  /** Ascending; the first is 0. */
  readonly starts: readonly number[]
  /** As long as `starts`; each below `count`. */
  readonly classes: readonly number[]
  readonly count: number
}

/** The coarsest alphabet in which each set is a union of classes, and for each set those classes. */
export function alphabetOf(sets: readonly CharSet[]): { readonly alphabet: Alphabet; readonly members: readonly (readonly number[])[] } {
  const starts = sortedStarts(sets.flatMap((set) => set.flatMap(([low, high]) => [low, high + 1])))
  const inRange: number[][] = starts.map(() => [])
  const indexOf = new Map(starts.map((start, i) => [start, i]))
  sets.forEach((set, number) => {
    for (const [low, high] of set) {
      const end = indexOf.get(high + 1) ?? starts.length
      for (let i = indexOf.get(low) ?? 0; i < end; i++) inRange[i]?.push(number)
    }
  })
  const alphabet = numbered(starts, inRange.map((numbers) => numbers.join()))
  const members: number[][] = sets.map(() => [])
  const seen = new Set<number>()
  alphabet.classes.forEach((symbol, i) => {
    if (!seen.has(symbol)) for (const number of inRange[i] ?? []) members[number]?.push(symbol)
    seen.add(symbol)
  })
  return { alphabet, members }
}

/** The coarsest alphabet finer than all given, and for each of those its class by class of the result. */
export function commonAlphabet(alphabets: readonly Alphabet[]): { readonly alphabet: Alphabet; readonly symbols: readonly Int32Array[] } {
  const starts = sortedStarts(alphabets.flatMap(({ starts }) => starts))
  const columns = alphabets.map((alphabet) => starts.map((start) => classAt(alphabet, start)))
  const alphabet = numbered(starts, starts.map((_, i) => columns.map((column) => column[i]).join()))
  const symbols = columns.map((column) => {
    const symbolOf = new Int32Array(alphabet.count)
    alphabet.classes.forEach((symbol, i) => symbolOf[symbol] = column[i] ?? 0)
    return symbolOf
  })
  return { alphabet, symbols }
}

/** The class of a code point. */
export function classAt({ starts, classes }: Alphabet, code: number): number {
  let [low, high] = [0, starts.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= code) low = middle
    else high = middle
  }
  return classes[low] ?? 0
}

/** The characters of each class. */
export function charsOfClasses({ starts, classes, count }: Alphabet): readonly CharSet[] {
  const sets: [number, number][][] = Array.from({ length: count }, () => [])
  starts.forEach((start, i) => sets[classes[i] ?? 0]?.push([start, (starts[i + 1] ?? 0x110000) - 1]))
  return sets
}

function sortedStarts(starts: readonly number[]): readonly number[] {
  return [...new Set([0, ...starts.filter((start) => start <= 0x10ffff)])].sort((a, b) => a - b)
}

function numbered(starts: readonly number[], keys: readonly string[]): Alphabet {
  const numbers = new Map<string, number>()
  const classes = keys.map((key) => {
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
  return { starts, classes, count: numbers.size }
}
