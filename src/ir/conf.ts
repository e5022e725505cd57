/** Composed BuildStream settings as a tree that knows its places: what a project says once options and variables are settled. */
import type { Span } from './origin.ts'

/** A text; every scalar of a BuildStream file is one, without surrounding white space (BF §2.3). */
export interface ConfScalar {
  readonly kind: 'scalar'
  readonly text: string
  readonly at: Span
}

export interface ConfList {
  readonly kind: 'list'
  readonly items: readonly ConfNode[]
  readonly at: Span
}

/** A map; its keys are in the order in which composition met them. */
export interface ConfMap {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, ConfEntry>
  readonly at: Span
}

/** A value under a key, and where the key stands. */
export interface ConfEntry {
  readonly value: ConfNode
  readonly keyAt: Span
}

export type ConfNode = ConfScalar | ConfList | ConfMap

/** A map without entries, as of a key that was not given at `at`. */
export function emptyConf(at: Span): ConfMap {
  return { kind: 'map', entries: new Map(), at }
}

/** The value of a key, if there is one. */
export function confAt(map: ConfMap | undefined, ...path: readonly string[]): ConfNode | undefined {
  let node: ConfNode | undefined = map
  for (const key of path) node = node?.kind === 'map' ? node.entries.get(key)?.value : undefined
  return node
}

/** The text of a scalar under a key, if there is one. */
export function confText(map: ConfMap | undefined, ...path: readonly string[]): string | undefined {
  const node = confAt(map, ...path)
  return node?.kind === 'scalar' ? node.text : undefined
}

/** The texts of a list of scalars under a key; empty if there is none. */
export function confTexts(map: ConfMap | undefined, ...path: readonly string[]): readonly string[] {
  const node = confAt(map, ...path)
  return node?.kind === 'list' ? node.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])) : []
}

/** Plain JSON of a node: maps as objects with sorted keys, so that equal settings give equal text. */
export function confJson(node: ConfNode): unknown {
  switch (node.kind) {
    case 'scalar': return node.text
    case 'list': return node.items.map(confJson)
    case 'map': return Object.fromEntries([...node.entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, { value }]) => [key, confJson(value)]))
  }
}
