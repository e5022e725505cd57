/** What of the definitions says a thing of the project: the member `origin` that the thing has for it. */
import { BUILT_IN_DEFAULTS } from '../ir/definitions.ts'
import type { Located, Origin, Span } from '../ir/origin.ts'
import type { Noted } from '../ir/project.ts'

/** What a thing of the project says of where it comes from. */
export interface Said {
  readonly origin?: Origin
}

const NOWHERE: Said = {}

/** Said at one place; what is built in is said nowhere. */
export function saidAt(at: Span | undefined): Said {
  return at === undefined || at.file === BUILT_IN_DEFAULTS ? NOWHERE : { origin: at }
}

/** Said by all of these together, each place once. */
export function saidBy(things: readonly { readonly at: Span }[]): Said {
  const places = new Set(things.flatMap(({ at }) => (at.file === BUILT_IN_DEFAULTS ? [] : [at])))
  if (places.size <= 1) return saidAt([...places][0])
  return { origin: [...places] }
}

/** Several origins as one. */
export function saidTogether(all: readonly Said[]): Said {
  return saidBy(all.flatMap(({ origin }) => (origin === undefined ? [] : 'file' in origin ? [origin] : origin)).map((at) => ({ at })))
}

/** A text of the definitions as it is, with comments and place. */
export function noted({ value, at, comments }: Located<string>): Noted {
  return { text: value, ...saidAt(at), ...(comments ? { comments } : {}) }
}
