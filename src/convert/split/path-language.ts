/** The paths that splitting is about, as a language. Knows neither regular expressions as written nor globs. */
import { type CharSet, charsIn, complementOf } from '../../std/automaton/char-set.ts'
import { compile } from '../../std/automaton/compile.ts'
import { acceptingBefore, type Dfa } from '../../std/automaton/dfa.ts'
import { type Expression, oneOf, sequenceOf, starOf } from '../../std/automaton/expression.ts'

/** The one character that parts the components of a path. */
export const SLASH: CharSet = charsIn('/')

/** Every character of a path. Newlines are left out: neither tool can name a file that has one. */
export const PATH_CHARS: CharSet = complementOf(charsIn('\n'))

/** Every character of a path's component. */
export const NAME_CHARS: CharSet = complementOf(charsIn('\n/'))

const component = sequenceOf([oneOf(NAME_CHARS), starOf(oneOf(NAME_CHARS))])

/** Stands for languages that need too large an automaton; it holds no path. */
export const TOO_LARGE: Dfa = { alphabet: { starts: [0], classes: [0], count: 1 }, next: new Int32Array(1), accepting: new Uint8Array(1) }

const automata = new Map<string, Dfa>()

/** The automaton of all paths: components, none empty, with single slashes between them. */
export function allPaths(): Dfa {
  return knownAs('', () => sequenceOf([component, starOf(sequenceOf([oneOf(SLASH), component]))]))
}

/** The automaton of the language, or {@link TOO_LARGE}; `key` must tell it from every other one asked for and not be empty. */
export function knownAs(key: string, language: () => Expression): Dfa {
  const known = automata.get(key)
  if (known) return known
  const dfa = compile(language()) ?? TOO_LARGE
  automata.set(key, dfa)
  return dfa
}

/** The paths of which the language has the path itself or the path with a slash: YBD splitting.py tries both. */
export function asPathOrDirectory(dfa: Dfa): Dfa {
  return dfa === TOO_LARGE ? dfa : acceptingBefore(dfa, '/')
}
