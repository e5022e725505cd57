/** The table for BuildStream 2. */
import type { Writer } from '../writer.ts'
import { emitElement } from './element.ts'
import { emitInclude, emitProjectConf, pluginsOut } from './project-conf.ts'

export const bst2Writer: Writer = {
  projectConf: (project, marks) => emitProjectConf(project, { version: ['min-version', '2.0'], plugins: pluginsOut }, marks),
  element: emitElement,
  include: emitInclude,
}
