/** What is staged where in a sandbox, as values: which artifacts, in what order, and the tree that comes of them. */
import { confTexts } from '../../ir/conf.ts'
import { elementOf, runtimeClosure, type Elements } from '../../ir/element-scopes.ts'
import { matchesAny } from '../staging/glob.ts'
import { RootMerge, type Overlap, type Staged, type Unstaged } from '../staging/merge.ts'
import { EMPTY, entryAt, withEntry, type Directory } from '../store/tree.ts'

/** Elements to stage at a place, with all that they need at run time unless they are to be alone. */
export interface PlaceOrder {
  /** Absolute and normalised. */
  readonly at: string
  /** Direct dependencies, in staging order. */
  readonly roots: readonly string[]
  readonly alone?: true
}

/** What was staged at a place. */
export interface StagedPlace {
  readonly at: string
  /** All elements there, in the order in which they were staged. */
  readonly elements: readonly string[]
  readonly tree: Directory
  /** Trees that give `tree` when laid over each other, the lowest first. */
  readonly layers: readonly Directory[]
  readonly overlaps: readonly Overlap[]
  readonly unstaged: readonly Unstaged[]
}

/** All places, the root first and parents before what is below them. */
export interface Layout {
  readonly root: StagedPlace
  readonly places: readonly StagedPlace[]
}

/** The tree of an element's artifact; nothing for elements without one. */
export type TreeOf = (element: string) => Directory | undefined

/** Stages the orders, of which none has to be for the root. Throws {@link Failed} where artifacts do not go together. */
export function layOutPlaces(elements: Elements, orders: readonly PlaceOrder[], treeOf: TreeOf): Layout {
  const places = [...orders].sort((a, b) => (a.at < b.at ? -1 : 1)).map((order) => stagePlace(elements, order, treeOf))
  const root = places.find(({ at }) => at === '/') ?? { at: '/', elements: [], tree: EMPTY, layers: [], overlaps: [], unstaged: [] }
  return places.filter((place) => place !== root).reduce(addPlace, { root, places: [] })
}

function stagePlace(elements: Elements, { at, roots, alone }: PlaceOrder, treeOf: TreeOf): StagedPlace {
  const names = alone ? roots : runtimeClosure(elements, roots)
  const merge = new RootMerge()
  for (const name of names) {
    const tree = treeOf(name)
    if (tree) merge.add(staged(elements, name, tree))
  }
  const tree = merge.finish()
  // What was left out of a tree would still be seen in its layer.
  const layers = merge.unstaged.length === 0 ? merge.layers : [tree]
  return { at, elements: names, tree, layers, overlaps: merge.overlaps, unstaged: merge.unstaged }
}

function staged(elements: Elements, name: string, tree: Directory): Staged {
  return { element: name, tree, mayOverlap: matchesAny(confTexts(elementOf(elements, name).public, 'bst', 'overlap-whitelist')) }
}

/** A place of its own, unless there is something already where it goes: then both become one tree. */
function addPlace(layout: Layout, place: StagedPlace): Layout {
  const below = [...layout.places].reverse().find(({ at }) => place.at.startsWith(`${at}/`)) ?? layout.root
  const path = place.at.slice(below.at === '/' ? 0 : below.at.length)
  const old = entryAt(below.tree, path)
  if (old === undefined || (old.type === 'directory' && old.entries.size === 0)) return { ...layout, places: [...layout.places, place] }
  const merge = new RootMerge()
  merge.add({ element: below.elements.join(', '), tree: below.tree, mayOverlap: () => true })
  merge.add({ element: place.elements.join(', '), tree: withEntry(EMPTY, path, place.tree), mayOverlap: () => false })
  const tree = merge.finish()
  const joined: StagedPlace = {
    ...below, tree, layers: [tree], overlaps: [...below.overlaps, ...merge.overlaps, ...place.overlaps],
    unstaged: [...below.unstaged, ...merge.unstaged, ...place.unstaged],
  }
  if (below === layout.root) return { ...layout, root: joined }
  return { ...layout, places: layout.places.map((other) => (other === below ? joined : other)) }
}

/** What stands at an absolute path when every place is seen. */
export function seenAt(layout: Layout, path: string): Directory {
  const whole = layout.places.reduce((tree, place) => withEntry(tree, place.at, place.tree), layout.root.tree)
  const entry = entryAt(whole, path)
  return entry?.type === 'directory' ? entry : EMPTY
}
