/** Deterministic automata: what they are, and the questions asked of one alone. Does not know where they come from. */
import { type Alphabet, classAt } from './alphabet.ts'

/** A complete deterministic automaton; state 0 is the start, and all others can be reached from it. */
export interface Dfa {
  readonly alphabet: Alphabet
  /** The state after `state` on `symbol` is `next[state * alphabet.count + symbol]`. */
  readonly next: Int32Array
  /** By state: 1 where a text may end. */
  readonly accepting: Uint8Array
}

/** Whether the automaton takes the whole text. */
export function accepts({ alphabet, next, accepting }: Dfa, text: string): boolean {
  let state = 0
  for (const char of text) state = next[state * alphabet.count + classAt(alphabet, char.codePointAt(0) ?? 0)] ?? 0
  return accepting[state] === 1
}

/** The texts that the automaton takes as they are or with `char` put after them. */
export function acceptingBefore(dfa: Dfa, char: string): Dfa {
  const { alphabet, next, accepting } = dfa
  const symbol = classAt(alphabet, char.codePointAt(0) ?? 0)
  const after = accepting.map((now, state) => now | (accepting[next[state * alphabet.count + symbol] ?? 0] ?? 0))
  return { alphabet, next, accepting: after }
}

/** By state: whether any accepted text goes through it. */
export function liveStates({ alphabet, next, accepting }: Dfa): readonly boolean[] {
  const live = Array.from(accepting, (flag) => flag === 1)
  for (let changed = true; changed;) {
    changed = false
    for (let state = live.length - 1; state >= 0; state--) {
      if (live[state]) continue
      for (let symbol = 0; symbol < alphabet.count; symbol++) {
        if (!live[next[state * alphabet.count + symbol] ?? 0]) continue
        live[state] = changed = true
        break
      }
    }
  }
  return live
}
