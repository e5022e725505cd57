/** How several languages lie to each other: every combination of membership that some text has, with the shortest such text. */
import { charsOfClasses, commonAlphabet } from './alphabet.ts'
import type { CharSet } from './char-set.ts'
import { type Dfa, liveStates } from './dfa.ts'

/** The texts that are in the same of the given languages. */
export interface Region {
  /** By language: whether the texts are in it. */
  readonly members: readonly boolean[]
  /** The shortest of the texts, spelt with ordinary letters where possible. */
  readonly example: string
}

/** All regions, those of the shortest texts first; `complete` is false where there were too many states to see all. */
export interface Regions {
  readonly regions: readonly Region[]
  readonly complete: boolean
}

const MOST_STATES = 100_000
const ORDINARY = 'xabcdefghijklmnopqrstuvwyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_+.,=@%~:/'

/** The regions of the languages among the texts of `within`. Intersection, difference, inclusion, emptiness are read off them. */
export function regionsWithin(within: Dfa, languages: readonly Dfa[]): Regions {
  const dfas = [within, ...languages]
  const { tables, examples } = commonTables(dfas)
  const width = examples.length
  const tuples = new Tuples(dfas.length)
  const inside = liveStates(within)
  const [parents, steps]: [number[], number[]] = [[-1], [-1]]
  const regions = new Map<string, Region>()
  const [origin, target] = [new Int32Array(dfas.length), new Int32Array(dfas.length)]
  tuples.add(target)
  for (let state = 0; state < tuples.count; state++) {
    if (state > MOST_STATES) return { regions: [...regions.values()], complete: false }
    noteRegion(regions, dfas, tuples, state, () => spell(state, parents, steps, examples))
    tuples.read(state, origin)
    for (let symbol = 0; symbol < width; symbol++) {
      for (let i = 0; i < tables.length; i++) target[i] = (tables[i] as Int32Array)[(origin[i] as number) * width + symbol] as number
      if (!inside[target[0] ?? 0] || !tuples.add(target)) continue
      parents.push(state)
      steps.push(symbol)
    }
  }
  return { regions: [...regions.values()], complete: true }
}

function noteRegion(regions: Map<string, Region>, dfas: readonly Dfa[], tuples: Tuples, state: number, example: () => string): void {
  const takes = (i: number): boolean => dfas[i]?.accepting[tuples.at(state, i)] === 1
  if (!takes(0)) return
  let key = ''
  for (let i = 1; i < dfas.length; i++) key += takes(i) ? '1' : '0'
  if (!regions.has(key)) regions.set(key, { members: Array.from(key, (flag) => flag === '1'), example: example() })
}

function spell(state: number, parents: readonly number[], steps: readonly number[], examples: readonly string[]): string {
  let text = ''
  for (let at = state; at > 0; at = parents[at] ?? 0) text = (examples[steps[at] ?? 0] ?? '') + text
  return text
}

/** The transition tables over one alphabet, whose classes are ordered from the most to the least readable example. */
function commonTables(dfas: readonly Dfa[]): { readonly tables: readonly Int32Array[]; readonly examples: readonly string[] } {
  const { alphabet, symbols } = commonAlphabet(dfas.map((dfa) => dfa.alphabet))
  const ranked = charsOfClasses(alphabet)
    .map((set, symbol) => ({ symbol, ...exampleOf(set) }))
    .sort((a, b) => a.rank - b.rank)
  const tables = dfas.map(({ alphabet: own, next, accepting }, i) => {
    const table = new Int32Array(accepting.length * ranked.length)
    for (let state = 0; state < accepting.length; state++) {
      ranked.forEach(({ symbol }, column) =>
        table[state * ranked.length + column] = next[state * own.count + (symbols[i]?.[symbol] ?? 0)] ?? 0)
    }
    return table
  })
  return { tables, examples: ranked.map(({ char }) => char) }
}

/** The best character of the set to show: an ordinary one, else a visible one, else any. */
function exampleOf(set: CharSet): { readonly char: string; readonly rank: number } {
  let [code, rank] = [0, Infinity]
  for (const [low, high] of set) {
    for (let at = low; at <= high && (at === low || at < 0x80); at++) {
      if (rankOf(at) < rank) [code, rank] = [at, rankOf(at)]
    }
  }
  return { char: String.fromCodePoint(code), rank }
}

function rankOf(code: number): number {
  const place = code < 0x80 ? ORDINARY.indexOf(String.fromCharCode(code)) : -1
  const visible = code > 0x20 && code !== 0x7f
  return place >= 0 ? place : visible ? 0x100 + code : 0x200000 + code
}

/** Numbers tuples of states in the order of their coming. */
class Tuples {
  count = 0
  private cells: Int32Array
  private readonly firsts = new Map<number, number>()
  private readonly later: number[] = []

  constructor(private readonly width: number) {
    this.cells = new Int32Array(width * 1024)
  }

  /** Item `i` of the tuple `number`. */
  at(number: number, i: number): number {
    return this.cells[number * this.width + i] ?? 0
  }

  /** Copies the tuple `number` to `tuple`. */
  read(number: number, tuple: Int32Array): void {
    for (let i = 0; i < this.width; i++) tuple[i] = this.at(number, i)
  }

  /** Adds the tuple unless it is there; returns whether it is new. */
  add(tuple: Int32Array): boolean {
    let hash = 0
    for (let i = 0; i < this.width; i++) hash = (Math.imul(hash, 31) + (tuple[i] ?? 0)) | 0
    const first = this.firsts.get(hash) ?? -1
    for (let at = first; at >= 0; at = this.later[at] ?? -1) if (this.equals(at, tuple)) return false
    if ((this.count + 1) * this.width > this.cells.length) {
      const grown = new Int32Array(this.cells.length * 2)
      grown.set(this.cells)
      this.cells = grown
    }
    this.cells.set(tuple, this.count * this.width)
    this.later.push(first)
    this.firsts.set(hash, this.count++)
    return true
  }

  private equals(number: number, tuple: Int32Array): boolean {
    const start = number * this.width
    for (let i = 0; i < this.width; i++) if (this.cells[start + i] !== tuple[i]) return false
    return true
  }
}
