/** The table of what a dialect writes: one row for each kind of file. A dialect is the base table with rows replaced. */
import type { Element, IncludeFile, Project } from '../ir/project.ts'

/** How each kind of file of a project is written. */
export interface Writer {
  readonly projectConf: (project: Project) => string
  readonly element: (element: Element) => string
  readonly include: (include: IncludeFile) => string
}
