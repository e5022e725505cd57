/** Expressions that still hold `^` and `$`, and the languages that are left once those are understood. Reads no notation. */
import {
  choiceOf, EMPTY, type Expression, isNullable, nonEmptyOf, NOTHING, sequenceOf, sizeOf, starOf,
} from '../../std/automaton/expression.ts'

/** An expression that may hold anchors; `loop` is the body any number of times. */
export type Anchored =
  | Expression
  | { readonly kind: 'edge'; readonly side: 'start' | 'end' }
  | { readonly kind: 'row' | 'either'; readonly parts: readonly Anchored[] }
  | { readonly kind: 'loop'; readonly body: Anchored }

/** The most sets that counted repeats may be spelt out to. */
const LARGEST = 500

/** The language of the expression as a whole text: `^` holds only before its first character, `$` only after its last. */
export function withoutAnchors(anchored: Anchored): Expression {
  return resolve(anchored, true, true)
}

/** The item `least` to `most` times (no `most`: any number above); undefined where that would be too long. */
export function repeated(item: Anchored, least: number, most: number | undefined): Anchored | undefined {
  const copies = most ?? least + 1
  if (copies * Math.max(anchoredSize(item), 1) > LARGEST) return undefined
  const needed = Array.from({ length: least }, () => item)
  if (most === undefined) return { kind: 'row', parts: [...needed, { kind: 'loop', body: item }] }
  // a{2,4} is aa(a(a)?)?: nested, so that each text has one reading
  let optional: Anchored = EMPTY
  for (let i = least; i < most; i++) optional = { kind: 'either', parts: [EMPTY, { kind: 'row', parts: [item, optional] }] }
  return { kind: 'row', parts: [...needed, optional] }
}

/** `starts`: nothing comes before; `ends`: nothing comes after. Where one is false, something surely does. */
function resolve(node: Anchored, starts: boolean, ends: boolean): Expression {
  switch (node.kind) {
    case 'edge': return (node.side === 'start' ? starts : ends) ? EMPTY : NOTHING
    case 'either': return choiceOf(node.parts.map((part) => resolve(part, starts, ends)))
    case 'loop': return resolveLoop(node.body, starts, ends)
    case 'row': return resolveRow(node.parts, starts, ends)
    default: return node
  }
}

function resolveLoop(body: Anchored, starts: boolean, ends: boolean): Expression {
  if (!hasAnchor(body)) return starOf(resolve(body, false, false))
  const turn = (first: boolean, last: boolean): Expression => nonEmptyOf(resolve(body, first, last))
  // empty turns change nothing, so the others are: one alone, or a first, some inner ones and a last
  return choiceOf([EMPTY, turn(starts, ends), sequenceOf([turn(starts, false), starOf(turn(false, false)), turn(false, ends)])])
}

function resolveRow(parts: readonly Anchored[], starts: boolean, ends: boolean): Expression {
  if (!parts.some(hasAnchor)) return sequenceOf(parts.map((part) => resolve(part, starts, ends)))
  const [head, ...tail] = leadingPlain(parts)
  if (!head) return EMPTY
  if (tail.length === 0) return resolve(head, starts, ends)
  const rest: Anchored = { kind: 'row', parts: tail }
  const empty = (node: Anchored, first: boolean, last: boolean): Expression => (isNullable(resolve(node, first, last)) ? EMPTY : NOTHING)
  const full = (node: Anchored, first: boolean, last: boolean): Expression => nonEmptyOf(resolve(node, first, last))
  return choiceOf([
    sequenceOf([empty(head, starts, ends), empty(rest, starts, ends)]),
    sequenceOf([empty(head, starts, false), full(rest, starts, ends)]),
    sequenceOf([full(head, starts, ends), empty(rest, false, ends)]),
    sequenceOf([full(head, starts, false), full(rest, false, ends)]),
  ])
}

/** The parts with those before the first anchor taken together: fewer cases to tell apart. */
function leadingPlain(parts: readonly Anchored[]): readonly Anchored[] {
  const at = parts.findIndex(hasAnchor)
  return at > 1 ? [{ kind: 'row', parts: parts.slice(0, at) }, ...parts.slice(at)] : parts
}

function hasAnchor(node: Anchored): boolean {
  switch (node.kind) {
    case 'edge': return true
    case 'loop': return hasAnchor(node.body)
    case 'row': case 'either': return node.parts.some(hasAnchor)
    default: return false
  }
}

function anchoredSize(node: Anchored): number {
  switch (node.kind) {
    case 'edge': return 1
    case 'loop': return anchoredSize(node.body)
    case 'row': case 'either': return node.parts.reduce((sum, part) => sum + anchoredSize(part), 0)
    default: return sizeOf(node)
  }
}
