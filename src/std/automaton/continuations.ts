/** Expressions as rows of what is still to be read, equal rows being one: the states of a small automaton. */
import { type CharSet, keyOfSet } from './char-set.ts'
import type { Expression } from './expression.ts'

/** What may be read next: one character of set `set`, after which row `row` is left. Both are numbers. */
export interface Move {
  readonly set: number
  readonly row: number
}

/** What a row allows: its moves, and whether it may end here. */
export interface Moves {
  readonly moves: readonly Move[]
  readonly ends: boolean
}

const END = 0

/** Numbers expressions and rows of them, so that equal ones are met once however often they are written. */
export class Continuations {
  /** By number, the sets that moves read. */
  readonly sets: CharSet[] = []
  private readonly setNumbers = new Map<string, number>()
  private readonly heads: Expression[] = []
  private readonly headNumbers = new Map<string, number>()
  private readonly headsSeen = new Map<Expression, number>()
  private readonly rows: { readonly head: number; readonly rest: number }[] = [{ head: -1, rest: END }]
  private readonly rowNumbers = new Map<number, number>()
  private readonly known = new Map<number, Moves>()

  /** The row of one expression alone. */
  rowOf(expression: Expression): number {
    return this.before(expression, END)
  }

  /** What the row allows (the partial derivatives of Antimirov). */
  movesOf(row: number): Moves {
    const found = this.known.get(row)
    if (found) return found
    const moves: Move[] = []
    const ends = this.collect(row, moves, new Set())
    const all = { moves, ends }
    this.known.set(row, all)
    return all
  }

  private collect(row: number, moves: Move[], seen: Set<number>): boolean {
    if (row === END) return true
    if (seen.has(row)) return false
    seen.add(row)
    const { head, rest } = this.rows[row] ?? { head: -1, rest: END }
    const expression = this.heads[head]
    switch (expression?.kind) {
      case 'set': {
        moves.push({ set: this.setNumber(expression.set), row: rest })
        return false
      }
      case 'choice':
        return expression.parts.map((part) => this.collect(this.before(part, rest), moves, seen)).includes(true)
      case 'star': {
        const again = this.collect(this.before(expression.body, row), moves, seen)
        return this.collect(rest, moves, seen) || again
      }
      default: return false
    }
  }

  /** The row that begins with the expression; sequences are taken apart. */
  private before(expression: Expression, rest: number): number {
    if (expression.kind === 'sequence') return expression.parts.reduceRight((row, part) => this.before(part, row), rest)
    const head = this.headNumber(expression)
    const key = head * 0x1000000 + rest
    const found = this.rowNumbers.get(key)
    if (found !== undefined) return found
    this.rowNumbers.set(key, this.rows.length)
    return this.rows.push({ head, rest }) - 1
  }

  private headNumber(expression: Expression): number {
    const seen = this.headsSeen.get(expression)
    if (seen !== undefined) return seen
    const key = this.keyOf(expression)
    const number = this.headNumbers.get(key) ?? this.heads.push(expression) - 1
    this.headNumbers.set(key, number)
    this.headsSeen.set(expression, number)
    return number
  }

  private keyOf(expression: Expression): string {
    switch (expression.kind) {
      case 'set': return String(this.setNumber(expression.set))
      case 'star': return `*${this.headNumber(expression.body)}`
      default: return `${expression.kind}${expression.parts.map((part) => this.headNumber(part)).join()}`
    }
  }

  private setNumber(set: CharSet): number {
    const key = keyOfSet(set)
    const number = this.setNumbers.get(key) ?? this.sets.push(set) - 1
    this.setNumbers.set(key, number)
    return number
  }
}
