/** One side of `diff`, read where it was chosen. Loads nothing that converts. */
import { Collector } from '../../diagnostics/collector.ts'
import type { TreeReader } from '../../git/tree-reader.ts'
import { NO_DATA } from '../../ir/definitions.ts'
import { openFolder, type Opened } from '../open-folder.ts'
import type { Refusal } from '../refusal.ts'
import type { SideChoice } from './choose-sides.ts'

/** Definitions of a side. */
export interface OpenedSide extends Opened {
  /** What people call it. */
  readonly title: string
  /** What was said of reading them. */
  readonly collector: Collector
  /** Its commit lacks the folder of the definitions, so that there is nothing in it. */
  readonly isNothing: boolean
}

/** How sides are read. */
export interface Opening {
  /** Reads commits; there is one where a side is a commit. */
  readonly reader: TreeReader | undefined
  /** The folder that gives both projects their name. */
  readonly named: string
}

/**
 * Reads a side. A commit before the definitions were there, or after they were gone, has nothing in them if that `mayBeNothing`. Throws
 * `GitRefused` where the repository lacks something.
 */
export async function openSide({ title, root, commit }: SideChoice, { reader, named }: Opening, mayBeNothing: boolean): Promise<OpenedSide | Refusal> {
  const collector = new Collector()
  const known = { title, root, named, collector, isNothing: false }
  if (commit === undefined || !reader) {
    const opened = openFolder(root, collector)
    return 'exitCode' in opened ? opened : { ...opened, ...known }
  }
  if (mayBeNothing && await reader.treeOf(commit) === undefined) return { ...known, files: new Map(), data: NO_DATA, isNothing: true }
  return { ...known, ...await reader.definitionsAt(commit, collector, title) }
}
