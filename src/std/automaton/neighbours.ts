/** What a language shows to someone who looks at two characters at a time. Does not know what that is good for. */
import { charsOfClasses } from './alphabet.ts'
import { type CharSet, NO_CHARS, unionOfSets } from './char-set.ts'
import { type Dfa, liveStates } from './dfa.ts'

/** The characters of a language's texts by place. */
export interface Neighbours {
  readonly all: CharSet
  readonly first: CharSet
  readonly last: CharSet
  /** Which characters may come after which; every character of `all` is in one `chars`. */
  readonly follow: readonly { readonly chars: CharSet; readonly next: CharSet }[]
}

/** The neighbours in the texts of the automaton. */
export function neighboursOf(dfa: Dfa): Neighbours {
  const { alphabet, next, accepting } = dfa
  const live = liveStates(dfa)
  const chars = charsOfClasses(alphabet)
  const symbols = chars.map((_, symbol) => symbol)
  const after = (state: number, symbol: number): number => next[state * alphabet.count + symbol] ?? 0
  const reached = symbols.map((symbol) => live.flatMap((alive, state) =>
    (alive && live[after(state, symbol)] ? [after(state, symbol)] : [])))
  const used = symbols.filter((symbol) => reached[symbol]?.length)
  const set = (some: readonly number[]): CharSet => unionOfSets(some.map((symbol) => chars[symbol] ?? NO_CHARS))
  const groups = new Map<string, number[]>()
  for (const symbol of used) {
    const followers = used.filter((other) => reached[symbol]?.some((state) => live[after(state, other)]))
    groups.set(followers.join(), [...groups.get(followers.join()) ?? [], symbol])
  }
  return {
    all: set(used),
    first: set(used.filter((symbol) => live[after(0, symbol)])),
    last: set(used.filter((symbol) => reached[symbol]?.some((state) => accepting[state] === 1))),
    follow: [...groups].map(([key, group]) => ({
      chars: set(group), next: set(key === '' ? [] : key.split(',').map(Number)),
    })),
  }
}
