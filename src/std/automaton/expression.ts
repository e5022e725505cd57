/** Regular expressions as values, kept simple by their constructors. Knows no notation for them and no automaton. */
import { type CharSet, coversSet, unionOfSets } from './char-set.ts'

/** A regular language, spelt out. A choice of no parts is the language without any text. */
export type Expression =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'choice'; readonly parts: readonly Expression[] }
  | { readonly kind: 'star'; readonly body: Expression }

/** The language that holds nothing at all. */
export const NOTHING: Expression = { kind: 'choice', parts: [] }

/** The language of the empty text. */
export const EMPTY: Expression = { kind: 'sequence', parts: [] }

/** One character of the set. */
export function oneOf(set: CharSet): Expression {
  return set.length === 0 ? NOTHING : { kind: 'set', set }
}

/** One part after the other. */
export function sequenceOf(parts: readonly Expression[]): Expression {
  const flat = parts.some(({ kind }) => kind === 'sequence')
    ? parts.flatMap((part) => (part.kind === 'sequence' ? part.parts : [part])) : parts
  if (flat.some(isNothing)) return NOTHING
  const [only] = flat
  return only && flat.length === 1 ? only : { kind: 'sequence', parts: flat }
}

/** Any one of the parts, in their order; single characters join into one set. */
export function choiceOf(parts: readonly Expression[]): Expression {
  const flat = parts.flatMap((part) => (part.kind === 'choice' ? part.parts : [part]))
  const joined = oneOf(unionOfSets(flat.flatMap((part) => (part.kind === 'set' ? [part.set] : []))))
  const kept: Expression[] = []
  for (const part of flat) {
    const before = part.kind === 'set' ? kept.some(({ kind }) => kind === 'set') : isEmpty(part) && kept.some(isEmpty)
    if (!before) kept.push(part.kind === 'set' ? joined : part)
  }
  const [only] = kept
  return only && kept.length === 1 ? only : { kind: 'choice', parts: kept }
}

/** The body any number of times. */
export function starOf(body: Expression): Expression {
  if (body.kind === 'star') return body
  if (body.kind === 'choice' && body.parts.some(isEmpty)) {
    return starOf(choiceOf(body.parts.filter((part) => !isEmpty(part))))
  }
  return isEmpty(body) || isNothing(body) ? EMPTY : { kind: 'star', body }
}

/** Whether the empty text belongs to the language. */
export function isNullable(expression: Expression): boolean {
  switch (expression.kind) {
    case 'set': return false
    case 'sequence': return expression.parts.every(isNullable)
    case 'choice': return expression.parts.some(isNullable)
    case 'star': return true
  }
}

/** The language without the empty text. */
export function nonEmptyOf(expression: Expression): Expression {
  if (!isNullable(expression)) return expression
  switch (expression.kind) {
    case 'set': return expression
    case 'choice': return choiceOf(expression.parts.map(nonEmptyOf))
    case 'star': return sequenceOf([nonEmptyOf(expression.body), expression])
    case 'sequence': return choiceOf(expression.parts.map((part, i) =>
      sequenceOf([nonEmptyOf(part), ...expression.parts.slice(i + 1)])))
  }
}

/** Every character that some text of the language may hold. */
export function charsOf(expression: Expression): CharSet {
  switch (expression.kind) {
    case 'set': return expression.set
    case 'star': return charsOf(expression.body)
    default: return unionOfSets(expression.parts.map(charsOf))
  }
}

/** How many sets the expression is written with: its size. */
export function sizeOf(expression: Expression): number {
  switch (expression.kind) {
    case 'set': return 1
    case 'star': return sizeOf(expression.body)
    default: return expression.parts.reduce((sum, part) => sum + sizeOf(part), 0)
  }
}

/** The language with every set narrowed by `narrow`. */
export function mapSets(expression: Expression, narrow: (set: CharSet) => CharSet): Expression {
  switch (expression.kind) {
    case 'set': return oneOf(narrow(expression.set))
    case 'star': return starOf(mapSets(expression.body, narrow))
    case 'sequence': return sequenceOf(expression.parts.map((part) => mapSets(part, narrow)))
    case 'choice': return choiceOf(expression.parts.map((part) => mapSets(part, narrow)))
  }
}

/** Whether `outer`, repeated over single characters, takes in every text of `inner` and may stand empty for it. */
export function absorbs(outer: Expression, inner: Expression): boolean {
  return outer.kind === 'star' && outer.body.kind === 'set' && isNullable(inner) && coversSet(outer.body.set, charsOf(inner))
}

/** Whether the expression is the language of the empty text. */
export function isEmpty(expression: Expression): boolean {
  return expression.kind === 'sequence' && expression.parts.length === 0
}

/** Whether the expression is the language without any text. */
export function isNothing(expression: Expression): boolean {
  return expression.kind === 'choice' && expression.parts.length === 0
}
