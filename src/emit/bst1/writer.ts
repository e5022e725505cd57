/** The table for BuildStream 1: the version is said otherwise, and every kind is in its core (BF §1.11). */
import { emitProjectConf } from '../bst2/project-conf.ts'
import { bst2Writer } from '../bst2/writer.ts'
import type { Writer } from '../writer.ts'

export const bst1Writer: Writer = {
  ...bst2Writer,
  projectConf: (project) => emitProjectConf(project, { version: ['format-version', '18'], plugins: () => undefined }),
}
