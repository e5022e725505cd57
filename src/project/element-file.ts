/** An element's file → its settings without directives, and its dependencies. Needs no defaults: that is element.ts's concern. */
import type { Span } from '../diagnostics/diagnostic.ts'
import type { ConfMap, ConfScalar } from '../ir/conf.ts'
import type { LoadedDependency } from '../ir/loaded-project.ts'
import { nearest } from '../std/nearest.ts'
import type { ConfFile, ConfFiles } from './conf-file.ts'
import { readDependencies } from './dependencies.ts'
import { elementFile } from './element-name.ts'
import { Includes } from './includes.ts'
import type { ProjectConf } from './project-conf.ts'
import { leadsOutside } from './project-files.ts'
import type { Settings } from './settings.ts'

/** An element as its own file and what it includes say it is. */
export interface ElementFile {
  readonly name: string
  readonly root: ConfMap
  readonly kind: ConfScalar
  /** In the order of declaration. */
  readonly dependencies: readonly LoadedDependency[]
}

const KEYS = [
  'kind', 'depends', 'sources', 'sandbox', 'variables', 'environment', 'environment-nocache', 'config', 'public', 'description',
  'build-depends', 'runtime-depends',
]

/** Reads element files; what several of them include is read once. */
export class ElementFiles {
  private readonly includes: Includes

  constructor(private readonly conf: ProjectConf, private readonly files: ConfFiles, private readonly settings: Settings) {
    this.includes = new Includes(files, settings.collector, (root) => conf.conditionals.settle(root))
  }

  /** The element of a name that is asked for at a place; nothing where a diagnostic says why. */
  read(name: string, at: Span | undefined): ElementFile | undefined {
    const path = elementFile(this.conf.elementPath, name)
    if (leadsOutside(path)) {
      this.settings.collector.report('project/outside', { path: name }, at)
      return undefined
    }
    const file = this.files.load(path)
    if (file === 'missing') this.reportMissing(name, at)
    return typeof file === 'string' ? undefined : this.settle(name, file)
  }

  private settle(name: string, file: ConfFile): ElementFile | undefined {
    // An include or a condition may change the kind, but there has to be one to begin with.
    if (!this.settings.required(file.root, 'kind', name)) return undefined
    const settled = file.hasConditions ? this.conf.conditionals.settle(file.root) : file.root
    const root = file.hasIncludes ? this.includes.follow(settled) : settled
    this.settings.checkKeys(root, KEYS, 'an element')
    const kind = this.settings.scalar(root, 'kind')
    return kind && { name, root, kind, dependencies: readDependencies(root, this.settings) }
  }

  private reportMissing(name: string, at: Span | undefined): void {
    const folder = this.conf.elementPath
    const all = this.files.project.list(folder)
    const shorter = name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : undefined
    const suggestion = shorter !== undefined && all.includes(shorter) ? shorter : nearest(name, all)
    this.settings.collector.report('project/missing-element', { name, folder: folder === '' ? 'the project' : folder, suggestion }, at)
  }
}
