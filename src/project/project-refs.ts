/** `project.refs`: the refs of all sources in one file (BF §1.9). */
import { confAt, type ConfMap } from '../ir/conf.ts'
import type { ConfFiles } from './conf-file.ts'
import type { ProjectConf } from './project-conf.ts'
import type { Settings } from './settings.ts'

const PROJECT_REFS = 'project.refs'

/** Answers what the file says of a source of an element; a project without the file has no refs. */
export function readProjectRefs(conf: ProjectConf, files: ConfFiles, settings: Settings): (element: string, index: number) => ConfMap | undefined {
  const file = files.load(PROJECT_REFS)
  if (typeof file === 'string') return () => undefined
  const root = conf.conditionals.settle(file.root)
  settings.checkKeys(root, ['projects'], PROJECT_REFS)
  settings.map(root, 'projects')
  return (element, index) => {
    const sources = confAt(root, 'projects', conf.name, element)
    const refs = sources?.kind === 'list' ? sources.items[index] : undefined
    return refs?.kind === 'map' ? refs : undefined
  }
}
