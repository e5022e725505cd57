/** BuildStream's globs: what one matches, and how to write a set of characters in one. Knows nothing of domains. */
import {
  charRange, type CharSet, charsIn, coversSet, sameSet, unionOfSets, withoutChars,
} from '../../std/automaton/char-set.ts'
import { type Expression, oneOf, sequenceOf, starOf } from '../../std/automaton/expression.ts'
import { NAME_CHARS, PATH_CHARS, SLASH } from './path-language.ts'

const TOKEN = /\*\*|\[(?:!(?:\][^\]]*|[^\]]+)|\][^\]]*|[^\]!][^\]]*)\]|[^]/gu

const open: Readonly<Record<string, Expression>> = {
  '**': starOf(oneOf(PATH_CHARS)), '*': starOf(oneOf(NAME_CHARS)), '?': oneOf(NAME_CHARS),
}

/** The texts that the glob matches whole (BuildStream utils.py `_glob2re`). */
export function languageOfGlob(glob: string): Expression {
  return sequenceOf(glob.match(TOKEN)?.map((token) =>
    open[token] ?? oneOf(token.length > 2 && token.startsWith('[') ? readSet(token.slice(1, -1)) : charsIn(token))) ?? [])
}

function readSet(body: string): CharSet {
  const negated = body.startsWith('!')
  const parts = (negated ? body.slice(1) : body).matchAll(/([^])-([^])|([^])/gu)
  const set = unionOfSets([...parts].map(([, low, high, char]) =>
    (low !== undefined && high !== undefined ? charRange(low, high) : charsIn(char ?? ''))))
  return negated ? withoutChars(PATH_CHARS, set) : set
}

/** Writes one character of the set, which holds no slash unless it holds nothing else. */
export function globOfSet(set: CharSet): string {
  const only = onlyChar(set)
  if (only !== undefined) return '*?['.includes(only) ? `[${only}]` : only
  if (sameSet(set, NAME_CHARS)) return '?'
  const rest = withoutChars(PATH_CHARS, set)
  // every ASCII letter in the rest would make a list as long as the alphabet; the short side reads better
  return coversSet(set, [[0x10ffff, 0x10ffff]]) ? `[!${setBody(rest)}]` : `[${setBody(set)}]`
}

/** `]` must come first, `-` last; `!` and `^` must not come first; a range must not start or end with one of them. */
function setBody(set: CharSet): string {
  const special = charsIn(']^!-\\[')
  const plain = withoutChars(set, unionOfSets([special, SLASH]))
    .map(([low, high]) => writeRange(low, high))
    .sort((a, b) => Number(b.length > 1) - Number(a.length > 1))
    .join('')
  const held = (char: string): string => (coversSet(set, charsIn(char)) ? char : '')
  const body = held(']') + plain + held('/') + held('\\') + held('[') + held('^') + held('!')
  return body.startsWith('!') ? held('-') + body : body + held('-')
}

function writeRange(low: number, high: number): string {
  const [from, to] = [String.fromCodePoint(low), String.fromCodePoint(high)]
  return high - low > 1 ? `${from}-${to}` : high > low ? from + to : from
}

function onlyChar(set: CharSet): string | undefined {
  const [range] = set
  return range && set.length === 1 && range[0] === range[1] ? String.fromCodePoint(range[0]) : undefined
}

