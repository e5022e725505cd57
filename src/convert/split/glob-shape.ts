/** The shapes that a glob can have, and the shapes that cover a language. Knows neither BuildStream's notation nor domains. */
import { type CharSet, coversSet, hasChar, sameSet, withoutChars } from '../../std/automaton/char-set.ts'
import {
  absorbs, charsOf, type Expression, isNullable, oneOf, sequenceOf, starOf,
} from '../../std/automaton/expression.ts'
import { globOfSet } from './glob.ts'
import { NAME_CHARS, PATH_CHARS, SLASH } from './path-language.ts'

/**
 * A piece of a glob: one character of a set (that holds a slash only if it holds nothing else), or a gap that a glob
 * leaves open (`*`, `**`) and of which `body` is what should stand there.
 */
export type Piece =
  | { readonly kind: 'one'; readonly set: CharSet }
  | { readonly kind: 'gap'; readonly body: Expression }

/** The pieces of one glob in order; never two gaps side by side. */
export type Shape = readonly Piece[]

/** How much of a language is spelt out: a dot also as a slash, every choice as a glob of its own; or less. */
export interface Detail {
  readonly dotIsSlashToo: boolean
  readonly spellChoices: boolean
}

/** More shapes than this are not spelt out. */
const MOST_SHAPES = 128
const MOST_TURNS = 4

/** Shapes whose union is the language, or covers as much of it as the detail allows; undefined: too many. */
export function shapesOf(expression: Expression, detail: Detail): readonly Shape[] | undefined {
  switch (expression.kind) {
    case 'set': return shapesOfSet(expression.set, detail)
    case 'star': return shapesOfStar(expression, detail)
    case 'choice': {
      if (!detail.spellChoices) return [[{ kind: 'gap', body: expression }]]
      const shapes = expression.parts.map((part) => shapesOf(part, detail))
      return shapes.every((some) => some !== undefined) ? limited(shapes.flat()) : undefined
    }
    case 'sequence': {
      let shapes: readonly Shape[] | undefined = [[]]
      for (const part of expression.parts) {
        const tails = shapesOf(part, detail)
        shapes = shapes && tails && limited(shapes.flatMap((head) => tails.map((tail) => joined(head, tail))))
      }
      return shapes
    }
  }
}

/** The shapes of one character: globs cannot say "a slash or another", so that is two. */
export function shapesOfSet(set: CharSet, { dotIsSlashToo }: Detail): readonly Shape[] {
  const names = withoutChars(set, SLASH)
  const slash = hasChar(set, '/') && (dotIsSlashToo || names.length === 0)
  return [...(names.length > 0 ? [[{ kind: 'one', set: names }] as const] : []), ...(slash ? [[{ kind: 'one', set: SLASH }] as const] : [])]
}

/** `(\.\d+)*` is nothing, or `.[0-9]` and then a gap: the first turn as far as it has single characters. */
function shapesOfStar(star: Expression & { readonly kind: 'star' }, detail: Detail): readonly Shape[] {
  const whole: readonly Shape[] = [[{ kind: 'gap', body: star }]]
  if (star.body.kind === 'set' || !detail.spellChoices) return whole
  const turns = shapesOf(star.body, detail)
  if (!turns || turns.length > MOST_TURNS || turns.some(([first]) => first?.kind !== 'one')) return whole
  return [[], ...turns.map((turn) => {
    const fixed = turn.findIndex(({ kind }) => kind === 'gap')
    const start = fixed < 0 ? turn : turn.slice(0, fixed)
    const rest = turn.slice(start.length).map(languageOfPiece)
    return [...start, { kind: 'gap', body: sequenceOf([...rest, star]) } as const]
  })]
}

/** One shape after the other; gaps that meet become one. */
export function joined(head: Shape, tail: Shape): Shape {
  const [last, first] = [head.at(-1), tail[0]]
  if (last?.kind !== 'gap' || first?.kind !== 'gap') return [...head, ...tail]
  const body = absorbs(last.body, first.body) ? last.body
    : absorbs(first.body, last.body) ? first.body : sequenceOf([last.body, first.body])
  return [...head.slice(0, -1), { kind: 'gap', body }, ...tail.slice(1)]
}

/** The shape and what is left of it when a slash that it may end in is taken off. */
export function withoutEndSlash(shape: Shape): readonly Shape[] {
  const last = shape.at(-1)
  if (last?.kind === 'one') return hasChar(last.set, '/') ? [shape.slice(0, -1)] : []
  if (!last || !isNullable(last.body)) return []
  return withoutEndSlash(shape.slice(0, -1))
}

/** Whether some path can have the shape: none begins or ends with a slash or has two in a row. */
export function isPossible(shape: Shape): boolean {
  const slashes = shape.map((piece) => piece.kind === 'one' && sameSet(piece.set, SLASH))
  return shape.length > 0 && !slashes[0] && !slashes.at(-1) && !slashes.some((slash, i) => slash && slashes[i + 1])
}

/** Without the `?` of a component `?*`: no component is empty anyway. */
export function withoutNeedless(shape: Shape): Shape {
  const slash = (piece: Piece | undefined): boolean => piece === undefined || (piece.kind === 'one' && sameSet(piece.set, SLASH))
  return shape.filter((piece, i) => {
    const next = shape[i + 1]
    return !(piece.kind === 'one' && sameSet(piece.set, NAME_CHARS) && slash(shape[i - 1])
      && next?.kind === 'gap' && isExact(next) && slash(shape[i + 2]))
  })
}

/** Whether the gap is what `*` or `**` leave open, no less. */
export function isExact(gap: Piece & { readonly kind: 'gap' }): boolean {
  return gap.body.kind === 'star' && gap.body.body.kind === 'set' && sameSet(gap.body.body.set, openChars(gap.body))
}

/** What a glob leaves open for a gap: all characters of a name, or of a path where the body may hold a slash. */
export function openChars(body: Expression): CharSet {
  return hasChar(charsOf(body), '/') ? PATH_CHARS : NAME_CHARS
}

/** A gap for anything that the body's characters allow. */
export function openGap(body: Expression): Piece {
  return { kind: 'gap', body: starOf(oneOf(openChars(body))) }
}

/** The shape in BuildStream's notation; a glob begins with the slash that no path of Baserock's has. */
export function globOfShape(shape: Shape): string {
  const open = (body: Expression): string => (hasChar(charsOf(body), '/') ? '**' : '*')
  return '/' + shape.map((piece) => (piece.kind === 'one' ? globOfSet(piece.set) : open(piece.body))).join('')
}

/** Whether every path of `inner`'s glob is one of `outer`'s, as far as a look at the pieces tells; false may be wrong. */
export function coversShape(outer: Shape, inner: Shape): boolean {
  const [first, ...rest] = outer
  const [next, ...others] = inner
  if (!first) return !next
  if (first.kind === 'one') return next?.kind === 'one' && coversSet(first.set, next.set) && coversShape(rest, others)
  const open = openChars(first.body)
  const taken = next !== undefined && coversSet(open, next.kind === 'one' ? next.set : openChars(next.body))
  return coversShape(rest, inner) || (taken && coversShape(outer, others))
}

function limited(shapes: readonly Shape[]): readonly Shape[] | undefined {
  return shapes.length > MOST_SHAPES ? undefined : shapes
}

function languageOfPiece(piece: Piece): Expression {
  return piece.kind === 'one' ? oneOf(piece.set) : piece.body
}

