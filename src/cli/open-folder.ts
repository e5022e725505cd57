/** A folder of definitions → what a conversion begins with. */
import type { Collector } from '../diagnostics/collector.ts'
import { readDefinitions, type DefinitionFiles } from '../files/read-tree.ts'
import { EXIT } from './exit-code.ts'
import type { Refusal } from './refusal.ts'

/** Definitions to convert: their files, wherever they were read from. */
export interface Opened extends Pick<DefinitionFiles, 'files' | 'data'> {
  /** The folder that the user named: relative paths of its configuration count from it, and the project has its name. */
  readonly root: string
  /** A folder that gives the project its name in place of `root`. */
  readonly named?: string
}

/** Reads the folder `root`; what is said of reading goes to `collector`. */
export function openFolder(root: string, collector: Collector): Opened | Refusal {
  const folder = readDefinitions(root, collector)
  if (folder.ok) return { root, ...folder.value }
  const { reason, message, hint } = folder.failure
  return { message, hint, exitCode: reason === 'missing' || reason === 'not-a-directory' ? EXIT.usage : EXIT.input }
}
