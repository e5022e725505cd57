/** Which systems, strata and chunks are one on both sides of a difference, and how they differ. */
import type { PageState } from '../../page/data.ts'
import type { FileState } from './file-states.ts'
import { fileKey, ofFileKey, type Numbering } from './numbers.ts'

/** A definition as it is compared. */
export interface ComparedNode {
  readonly path: string
  /** Where it stands: its own file, and the elements made of it, as keys of files. */
  readonly files: readonly string[]
  /** What it says itself, where that is not a whole file. */
  readonly words?: string
}

/** A definition of either side. */
export interface NodePair {
  readonly before: string | undefined
  readonly after: string | undefined
  /** Nothing where neither it nor a file of it differs, or where only one side has definitions. */
  readonly state: PageState | undefined
}

/**
 * Pairs the definitions of one kind: those of one path, and those whose file or element moved, or stayed while they have another path. In the order of `after`, then
 * those that are gone. Where a side has no definitions (nothing), none are added or removed.
 */
export function pairNodes(before: readonly ComparedNode[] | undefined, after: readonly ComparedNode[] | undefined, states: ReadonlyMap<string, FileState>): readonly NodePair[] {
  const earlier = new Map(before?.map((node) => [node.path, node]))
  const kept = new Set(after?.map(({ path }) => path))
  const byFile = new Map([...earlier.values()].filter(({ path }) => !kept.has(path)).flatMap((node) => node.files.map((file) => [file, node] as const)))
  const taken = new Set<string>()
  const pairs = (after ?? []).map((node): NodePair => {
    const former = earlier.get(node.path) ?? formerOf(node, byFile, states, taken)
    if (former) taken.add(former.path)
    const state = former ? stateOf(former, node, states) : before ? 'added' : hasChanged(node, states) ? 'changed' : undefined
    return { before: former?.path, after: node.path, state }
  })
  const gone = [...earlier.values()].filter(({ path }) => !taken.has(path))
  return [...pairs, ...gone.map((node): NodePair => ({ before: node.path, after: undefined, state: after ? 'removed' : hasChanged(node, states) ? 'changed' : undefined }))]
}

/** Gives each pair a number, in their order, under its names on both sides. */
export function numberPairs(pairs: readonly NodePair[], numbers: Numbering): void {
  for (const { before, after } of pairs) numbers.take(after ?? before ?? '')
  for (const { before, after } of pairs) if (before !== undefined && after !== undefined) numbers.alias(before, after)
}

/** One of the earlier definitions whose file or element it has now: moved, or under the same name. */
function formerOf(node: ComparedNode, byFile: ReadonlyMap<string, ComparedNode>, states: ReadonlyMap<string, FileState>, taken: ReadonlySet<string>): ComparedNode | undefined {
  const formers = node.files.flatMap((file) => byFile.get(fileKey(ofFileKey(file).side, states.get(file)?.from ?? ofFileKey(file).path)) ?? [])
  return formers.find(({ path }) => !taken.has(path))
}

function stateOf(before: ComparedNode, after: ComparedNode, states: ReadonlyMap<string, FileState>): PageState | undefined {
  if (before.path !== after.path && after.files.some((file) => states.get(file)?.state === 'moved')) return 'moved'
  return before.words !== after.words || hasChanged(after, states) || hasChanged(before, states) ? 'changed' : undefined
}

function hasChanged({ files }: ComparedNode, states: ReadonlyMap<string, FileState>): boolean {
  return files.some((file) => states.has(file))
}
