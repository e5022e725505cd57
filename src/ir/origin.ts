/** Where a value came from: its place in the input and the comments that stood at it. */
import type { Span } from '../diagnostics/diagnostic.ts'

export type { Span }

/** What of the definitions says something: a stretch of a file, or several. */
export type Origin = Span | readonly Span[]

/** Comments that travel with a value; text as it stood behind the `#`. */
export interface Comments {
  /** Whole-line comments above it. */
  readonly before?: readonly string[]
  /** The comment at the end of its line. */
  readonly trailing?: string
}

/** A value with its place and comments. */
export interface Located<T> {
  readonly value: T
  readonly at: Span
  readonly comments?: Comments
}

/** Comments above, from several places, in order; nothing if there are none. */
export function commentsOf(...groups: readonly (Comments | undefined)[]): Comments | undefined {
  const before = groups.flatMap((group) => group?.before ?? [])
  const trailing = groups.flatMap((group) => group?.trailing ?? [])
  const [first, ...more] = trailing
  const above = [...before, ...more]
  if (above.length === 0 && first === undefined) return undefined
  return { ...(above.length ? { before: above } : {}), ...(first === undefined ? {} : { trailing: first }) }
}
