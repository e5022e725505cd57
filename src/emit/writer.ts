/** The table of what a dialect writes: one row for each kind of file. A dialect is the base table with rows replaced. */
import type { Element, IncludeFile, Project } from '../ir/project.ts'
import type { Mark } from '../yaml/print.ts'

/** How each kind of file of a project is written; what the lines come from is added to `marks`, if that is given. */
export interface Writer {
  readonly projectConf: (project: Project, marks?: Mark[]) => string
  readonly element: (element: Element, marks?: Mark[]) => string
  readonly include: (include: IncludeFile, marks?: Mark[]) => string
}
