/** What is to be written as YAML: scalars, lists and maps in the order given, with comments. Knows no format. */

import type { Span } from '../diagnostics/diagnostic.ts'

/** What a line comes from: stretches of input files, maybe none. The innermost entry or item that says something decides. */
export type OutOrigin = Span | readonly Span[]

/** Comes from nowhere, wherever what holds it comes from. */
export const NOWHERE: OutOrigin = []

/** Comments around an entry or item; text without `#`. */
export interface OutComments {
  readonly before?: readonly string[]
  readonly trailing?: string
}

/** Origins of single lines of a text, where that of the whole is not theirs. */
export type OutLineOrigins = readonly (OutOrigin | undefined)[]

export interface OutItem {
  readonly value: Out
  readonly comments?: OutComments
  readonly origin?: OutOrigin | undefined
  readonly lineOrigins?: OutLineOrigins | undefined
}

export interface OutEntry {
  readonly key: string
  readonly value: Out
  readonly comments?: OutComments
  readonly origin?: OutOrigin | undefined
  readonly lineOrigins?: OutLineOrigins | undefined
}

export interface OutList {
  readonly of: 'list'
  readonly items: readonly OutItem[]
  /** Comments behind the last item. */
  readonly after?: readonly string[]
}

export interface OutMap {
  readonly of: 'map'
  readonly entries: readonly OutEntry[]
  readonly after?: readonly string[]
}

/** A value to write; text is a scalar. */
export type Out = string | OutList | OutMap

/** A list of plain members. */
export function outList(items: readonly Out[]): OutList {
  return { of: 'list', items: items.map((value) => ({ value })) }
}

/** A map of the entries that have a value. */
export function outMap(entries: readonly (readonly [string, Out | undefined] | OutEntry)[]): OutMap {
  return {
    of: 'map',
    entries: entries.flatMap((entry): readonly OutEntry[] => {
      if ('key' in entry) return [entry]
      const [key, value] = entry
      return value === undefined ? [] : [{ key, value }]
    }),
  }
}

/** Whether a list or map has nothing to write. */
export function isEmptyOut(out: Out): boolean {
  return typeof out !== 'string' && (out.of === 'list' ? out.items.length === 0 : out.entries.length === 0)
}
