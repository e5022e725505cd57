/** Turns an expression into its automaton, whose states are sets of rows still to be read. Knows no notation. */
import { type Alphabet, alphabetOf } from './alphabet.ts'
import { Continuations, type Moves } from './continuations.ts'
import { type Dfa } from './dfa.ts'
import { type Expression } from './expression.ts'

/** Beyond this many states an expression counts as too large: real path patterns stay below a few hundred. */
const MOST_STATES = 4000

/** The automaton of the expression, or undefined where it would be too large to be of use. */
export function compile(expression: Expression): Dfa | undefined {
  const continuations = new Continuations()
  const start = continuations.rowOf(expression)
  const rows = allRows(continuations, start)
  const { alphabet, members } = alphabetOf(continuations.sets)
  const states = new States(rows)
  const next: number[] = []
  states.numberOf([start])
  for (let state = 0; state < states.count; state++) {
    if (state > MOST_STATES) return undefined
    next.push(...successors(states.rowsOf(state), rows, members, alphabet).map((targets) => states.numberOf(targets)))
  }
  return { alphabet, next: Int32Array.from(next), accepting: Uint8Array.from(states.accepting) }
}

/** The moves of every row that can be left over, by its number. */
function allRows(continuations: Continuations, start: number): ReadonlyMap<number, Moves> {
  const rows = new Map([[start, continuations.movesOf(start)]])
  for (const { moves } of rows.values()) {
    for (const { row } of moves) if (!rows.has(row)) rows.set(row, continuations.movesOf(row))
  }
  return rows
}

/** By symbol: the rows left over from the state's rows. Symbols that no move tells apart share one list. */
function successors(
  state: readonly number[], rows: ReadonlyMap<number, Moves>, members: readonly (readonly number[])[], { count }: Alphabet,
): readonly (readonly number[])[] {
  const lists: (readonly number[])[] = [[]]
  const listOf = new Int32Array(count)
  for (const { set, row } of state.flatMap((at) => rows.get(at)?.moves ?? [])) {
    const longer = new Map<number, number>()
    for (const symbol of members[set] ?? []) {
      const list = listOf[symbol] ?? 0
      const known = longer.get(list) ?? lists.push([...lists[list] ?? [], row]) - 1
      longer.set(list, known)
      listOf[symbol] = known
    }
  }
  return Array.from(listOf, (list) => lists[list] ?? [])
}

/** Numbers sets of rows in the order of their coming. */
class States {
  readonly accepting: number[] = []
  private readonly numbers = new Map<string, number>()
  private readonly byList = new Map<readonly number[], number>()
  private readonly sets: (readonly number[])[] = []

  constructor(private readonly rows: ReadonlyMap<number, Moves>) {}

  get count(): number {
    return this.sets.length
  }

  rowsOf(state: number): readonly number[] {
    return this.sets[state] ?? []
  }

  numberOf(list: readonly number[]): number {
    const same = this.byList.get(list)
    if (same !== undefined) return same
    const set = list.length < 2 ? list : [...new Set(list)].sort((a, b) => a - b)
    const key = set.join()
    const number = this.numbers.get(key) ?? this.add(set, key)
    this.byList.set(list, number)
    return number
  }

  private add(set: readonly number[], key: string): number {
    this.numbers.set(key, this.sets.length)
    this.accepting.push(set.some((row) => this.rows.get(row)?.ends) ? 1 : 0)
    return this.sets.push(set) - 1
  }
}
