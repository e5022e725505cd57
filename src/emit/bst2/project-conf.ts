/** The project's own settings → project.conf and the files that it shares (BF §1). */
import type { EnumOption, IncludeFile, KindOverride, Project } from '../../ir/project.ts'
import { outList, outMap, type OutEntry, type OutList, type OutMap } from '../../yaml/ordered.ts'
import { printDocument, type Mark } from '../../yaml/print.ts'
import { conditionalsOut } from './conditional.ts'
import { globsOut, phasesOut, variablesOut } from './element.ts'

/** What differs between the dialects: how the version is said, and which plugins have to be. */
export interface ProjectDialect {
  readonly version: readonly [string, string]
  readonly plugins: (project: Project) => OutMap['entries'][number]['value'] | undefined
}

/** The text of project.conf; what its lines come from is added to `marks`. */
export function emitProjectConf(project: Project, dialect: ProjectDialect, marks?: Mark[]): string {
  const conditionals = conditionalsOut(project.conditionals)
  const variables = variablesOut(project.variables)
  const root = outMap([
    ['name', project.name],
    dialect.version,
    ['element-path', 'elements'],
    ['plugins', dialect.plugins(project)],
    ['aliases', project.aliases.size ? outMap([...project.aliases].map(([key, value]) => ({ key, value, origin: project.aliasOrigins?.get(key) }))) : undefined],
    ['options', outMap(project.options.map((option) => [option.name, optionOut(option)] as const))],
    ['variables', outMap([...(variables?.entries ?? []), ['(?)', conditionals]])],
    ['environment', variablesOut(project.environment)],
    ['environment-nocache', project.environmentNocache.length ? outList(project.environmentNocache) : undefined],
    { key: 'split-rules', ...(project.splitRulesComments.length ? { comments: { before: project.splitRulesComments } } : {}), value: outMap([...project.splitRules].map(([key, rule]): OutEntry => ({ key, value: globsOut(rule.globs, project.globOrigins?.get(key)), origin: rule.origin, ...(rule.comments ? { comments: rule.comments } : {}) }))) },
    ['elements', outMap([...project.kinds].map(([kind, override]) => [kind, kindOut(override)] as const))],
  ])
  return printDocument(root, project.head, marks)
}

function optionOut(option: EnumOption): OutMap {
  return outMap([['type', 'enum'], ['description', option.description], ['variable', option.name], ['values', valuesOut(option)], ['default', option.default]])
}

function valuesOut({ values, origins }: EnumOption): OutList {
  return { of: 'list', items: values.map((value) => ({ value, origin: origins?.get(value) })) }
}

function kindOut(override: KindOverride): OutMap {
  return outMap([
    ['variables', variablesOut(override.variables)],
    ['environment', variablesOut(override.environment)],
    ['environment-nocache', override.environmentNocache.length ? outList(override.environmentNocache) : undefined],
    ['config', override.phases.size ? phasesOut(override.phases) : undefined],
  ])
}

/** The text of a shared file; what its lines come from is added to `marks`. */
export function emitInclude(include: IncludeFile, marks?: Mark[]): string {
  return printDocument(outMap([['config', phasesOut(include.phases)]]), include.head, marks)
}

/** Kinds that BuildStream 2 has itself (BF §1.4). */
const CORE: ReadonlySet<string> = new Set(['import', 'manual', 'stack', 'compose', 'filter', 'script', 'junction', 'link', 'local', 'tar', 'remote'])

/** The plugin kinds that a project uses, from the package that has them. */
export function pluginsOut(project: Project): OutMap['entries'][number]['value'] | undefined {
  const used = (kinds: readonly string[]): readonly string[] => [...new Set(kinds)].filter((kind) => !CORE.has(kind)).sort()
  const elements = used([...project.elements.values()].map((element) => element.kind))
  const sources = used([...project.elements.values()].flatMap((element) => element.sources.map((source) => source.kind)))
  if (elements.length + sources.length === 0) return undefined
  return outList([outMap([
    ['origin', 'pip'], ['package-name', 'buildstream-plugins'],
    ['elements', elements.length ? outList(elements) : undefined], ['sources', sources.length ? outList(sources) : undefined],
  ])])
}
