/** Where a glob leaves a gap wider than its pattern: the shapes of what comes in by it. Does not decide whether that is exact. */
import { type CharSet, NO_CHARS, withoutChars } from '../../std/automaton/char-set.ts'
import { type Expression, isNullable, oneOf, sequenceOf } from '../../std/automaton/expression.ts'
import { compile } from '../../std/automaton/compile.ts'
import { neighboursOf } from '../../std/automaton/neighbours.ts'
import { isExact, joined, openChars, openGap, type Shape, shapesOfSet } from './glob-shape.ts'

/**
 * Shapes of the texts that the glob of `shape` matches and its language does not, as seen two characters at a time. All of
 * them where each gap's language is known by its neighbouring characters; a text may be in both where it has two readings.
 * `lenient`: the character that ends a gap is not taken for a misfit within it, which is right for its first occurrence.
 */
export function excessOf(shape: Shape, lenient: boolean): readonly Shape[] {
  return shape.flatMap((piece, i) => {
    if (piece.kind === 'one' || isExact(piece)) return []
    const [before, after] = [shape.slice(0, i), shape.slice(i + 1)]
    const end = after[0]?.kind === 'one' && lenient ? after[0].set : NO_CHARS
    return misfits(piece.body, end).map((misfit) => joined(joined(before, misfit), after))
  })
}

/** Whether lenience makes a difference: an inexact gap before a character, and any gap later on. */
export function hasLenience(shape: Shape): boolean {
  const at = shape.findIndex((piece) => piece.kind === 'gap' && !isExact(piece))
  return at >= 0 && shape[at + 1] !== undefined && shape.slice(at + 1).some(({ kind }) => kind === 'gap')
}

/** The shape with all from its first inexact gap to its last as one gap: `a*b*` for `a+b+` is better seen as one. */
export function withOneGap(shape: Shape): Shape {
  const inexact = shape.flatMap((piece, i) => (piece.kind === 'gap' && !isExact(piece) ? [i] : []))
  const [from, to] = [inexact[0] ?? 0, inexact.at(-1) ?? 0]
  if (from === to) return shape
  const body = sequenceOf(shape.slice(from, to + 1).map((piece) => (piece.kind === 'one' ? oneOf(piece.set) : piece.body)))
  return [...shape.slice(0, from), { kind: 'gap', body }, ...shape.slice(to + 1)]
}

/** What may stand in the gap of a glob and not in `body`; `end` are characters not to mind. */
function misfits(body: Expression, end: CharSet): readonly Shape[] {
  const dfa = compile(body)
  if (!dfa) return []
  const { all, first, last, follow } = neighboursOf(dfa)
  const gap = [openGap(body)]
  const one = (set: CharSet): readonly Shape[] => shapesOfSet(set, { dotIsSlashToo: true, spellChoices: true })
  const framed = (before: Shape, shapes: readonly Shape[], after: Shape): readonly Shape[] =>
    shapes.map((shape) => [...before, ...shape, ...after])
  const pairs = follow.map(({ chars, next }) => ({ chars, barred: withoutChars(all, next) })).filter(({ barred }) => barred.length > 0)
  return [
    ...framed(gap, one(withoutChars(withoutChars(openChars(body), all), end)), gap),
    ...framed([], one(withoutChars(all, first)), gap),
    ...pairs.flatMap(({ chars, barred }) =>
      one(chars).flatMap((head) => one(barred).flatMap((tail) => framed(gap, [[...head, ...tail]], gap)))),
    ...framed(gap, one(withoutChars(all, last)), []),
    ...(isNullable(body) ? [] : [[]]),
  ]
}
