/** `sources` of an element, over what the project says of their kinds (BF §7). Does not know what the kinds make of them. */
import { emptyConf, type ConfMap } from '../ir/conf.ts'
import type { SourceDeclaration } from '../ir/kind-declaration.ts'
import type { LoadedSource } from '../ir/loaded-project.ts'
import { compose, without } from './compose.ts'
import type { Expander } from './expand.ts'
import { kindUsed } from './plugins.ts'
import type { ProjectConf } from './project-conf.ts'
import { leadsOutside, normalPath } from './project-files.ts'
import type { Settings } from './settings.ts'

/** What sources are read against. */
export interface SourceContext {
  readonly conf: ProjectConf
  readonly declared: ReadonlyMap<string, SourceDeclaration>
  /** The refs that stand apart, by element and index; nothing if they stand beside the sources (BF §1.9). */
  readonly refs: ((element: string, index: number) => ConfMap | undefined) | undefined
  readonly settings: Settings
}

/** The sources of an element. */
export function readSources(element: ConfMap, name: string, expander: Expander, context: SourceContext): readonly LoadedSource[] {
  return context.settings.maps(element, 'sources').flatMap((source, index) => readSource(source, name, index, expander, context) ?? [])
}

function readSource(source: ConfMap, element: string, index: number, expander: Expander, context: SourceContext): LoadedSource | undefined {
  const { conf, settings } = context
  const kind = settings.required(source, 'kind', 'a source')
  const declaration = kind && kindUsed('source', kind, conf.plugins, context.declared, settings)
  if (!declaration) return undefined
  checkProvenance(source, conf, settings)
  const own = withRef(without(source, 'kind', 'directory', 'provenance'), element, index, context)
  const defaults = settings.map(conf.sources, declaration.kind)
  const composed = compose(own, (defaults && settings.map(defaults, 'config')) ?? emptyConf(source.at), settings.collector)
  settings.checkKeys(composed, declaration.keys, `a "${declaration.kind}" source`)
  return { kind: declaration.kind, directory: readDirectory(source, settings), config: expander.expand(composed), at: kind.at }
}

function readDirectory(source: ConfMap, settings: Settings): string {
  const given = settings.scalar(source, 'directory')
  const path = normalPath((given?.text ?? '').replace(/^\/+/, ''))
  if (!leadsOutside(path)) return path
  settings.collector.report('project/outside', { path: given?.text ?? '' }, given?.at)
  return ''
}

function checkProvenance(source: ConfMap, conf: ProjectConf, settings: Settings): void {
  const provenance = settings.map(source, 'provenance')
  if (!provenance) return
  settings.checkKeys(provenance, conf.provenanceKeys, 'provenance')
  for (const key of provenance.entries.keys()) settings.scalar(provenance, key)
}

/** The source's settings with its ref from `project.refs`, where refs stand there. */
function withRef(config: ConfMap, element: string, index: number, { refs, settings }: SourceContext): ConfMap {
  if (!refs) return config
  const beside = config.entries.get('ref')
  if (beside) settings.collector.report('project/ref-ignored', {}, beside.keyAt)
  const apart = refs(element, index)
  const left = without(config, 'ref')
  return apart ? { ...left, entries: new Map([...left.entries, ...apart.entries]) } : left
}
