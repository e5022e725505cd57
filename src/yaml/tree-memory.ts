/** What texts were parsed to before, for those who read the same files again and again. Knows no place to keep it. */
import type { MapNode } from './located.ts'

/** A memory of sound texts. */
export interface TreeMemory {
  /** The tree of a text, if it is remembered. */
  readonly recall: (text: string) => MapNode | undefined
  /** Remembers a tree that was parsed without a word against it. */
  readonly remember: (text: string, tree: MapNode) => void
}
