/** What bst 2 leaves in a root in which commands have run: the places where its sandbox mounted something (BF §5.5). */
import { EMPTY, withEntry, type Directory } from '../store/tree.ts'

/** Top directories that every sandbox mounts something at. */
export const SANDBOX_PLACES: readonly string[] = ['dev', 'proc', 'tmp']

/** The tree with these directories, empty where it has none. */
export function withSandboxPlaces(tree: Directory): Directory {
  return SANDBOX_PLACES.reduce((all, name) => (all.entries.has(name) ? all : withEntry(all, name, EMPTY)), tree)
}
