/** An element → its file, keys in the order in which BuildStream authors write them (BF §2). */
import type { Origin } from '../../ir/origin.ts'
import type { Dependency, Element, ElementConfig, ListEdit, Noted, Phase, PublicData, ScriptConfig, SelectConfig, Source, Variables } from '../../ir/project.ts'
import { PHASES } from '../../ir/project.ts'
import { NOWHERE, outList, outMap, type Out, type OutEntry, type OutList, type OutMap } from '../../yaml/ordered.ts'
import { printDocument, type Mark } from '../../yaml/print.ts'
import { conditionalsOut } from './conditional.ts'
import { dependenciesOut } from './dependency.ts'
import { sourceOut } from './source.ts'

/** The text of an element file; what its lines come from is added to `marks`. */
export function emitElement(element: Element, marks?: Mark[]): string {
  const [include] = element.includes
  const root = outMap([
    { key: 'kind', value: element.kind, origin: element.kindOrigin ?? element.origin },
    ...(element.description ? [notedEntry('description', element.description)] : []),
    ...(include === undefined ? [] : [{ key: '(@)', value: element.includes.length === 1 ? include : outList(element.includes), origin: element.kindOrigin ?? element.origin }]),
    ['(?)', conditionalsOut(element.conditionals)],
    ...dependsEntry('depends', element.depends, element),
    ...dependsEntry('build-depends', element.buildDepends, element),
    ...dependsEntry('runtime-depends', element.runtimeDepends, element),
    ...sourcesEntry(element.sources),
    ['variables', variablesOut(element.variables)],
    ['environment', variablesOut(element.environment)],
    ['environment-nocache', listOut(element.environmentNocache)],
    ...configOut(element.config, element.kind),
    ['public', publicOut(element.public)],
  ])
  return printDocument({ ...root, after: element.tail }, element.head, marks)
}

function dependsEntry(key: string, dependencies: readonly Dependency[], { dependsOrigin }: Element): readonly OutEntry[] {
  const value = dependenciesOut(dependencies)
  return value ? [{ key, value, origin: dependsOrigin }] : []
}

function sourcesEntry(sources: readonly Source[]): readonly OutEntry[] {
  const items = sources.map(sourceOut)
  return items.length ? [{ key: 'sources', value: { of: 'list', items }, origin: items[0]?.origin }] : []
}

function notedEntry(key: string, { text, comments, origin, lineOrigins }: Noted): OutEntry {
  return { key, value: text, origin, lineOrigins, ...(comments ? { comments } : {}) }
}

function listOut(texts: readonly string[]): OutList | undefined {
  return texts.length ? outList(texts) : undefined
}

/** Variables or environment; nothing where there are none. */
export function variablesOut(variables: Variables): OutMap | undefined {
  return variables.size ? outMap([...variables].map(([key, value]) => notedEntry(key, value))) : undefined
}

function configOut(config: ElementConfig | undefined, kind: string): readonly OutEntry[] {
  if (!config) return []
  const value = configEntries(config, kind)
  return value.entries.length ? [{ key: 'config', value, origin: config.of === 'select' ? config.origin : undefined }] : []
}

function configEntries(config: ElementConfig, kind: string): OutMap {
  switch (config.of) {
    case 'build': return phasesOut(config.phases)
    case 'select': return selectOut(config, kind)
    case 'import': return outMap([['source', config.source], ['target', config.target]])
    case 'script': return scriptOut(config)
  }
}

function scriptOut({ rootReadOnly, commands, layout = [] }: ScriptConfig): OutMap {
  return outMap([
    ['layout', layout.length ? { of: 'list', items: layout.map(({ element, destination, origin }) => ({ value: outMap([['element', element], ['destination', destination]]), origin })) } : undefined],
    ['root-read-only', rootReadOnly ? 'True' : undefined],
    ['commands', commands.length ? notedOut(commands) : undefined],
  ])
}

/** Lists of commands by phase. */
export function phasesOut(phases: ReadonlyMap<Phase, ListEdit<Noted>>): OutMap {
  return outMap(PHASES.flatMap((phase) => {
    const edit = phases.get(phase)
    return edit ? [{ key: `${phase}-commands`, value: editOut(edit, notedOut), origin: edit.origin, ...(edit.comments ? { comments: edit.comments } : {}) }] : []
  }))
}

/** A list, or the directives that change the list below it (BF §2.4). */
export function editOut<T>(edit: ListEdit<T>, memberOut: (members: readonly T[]) => OutList): Out {
  if (edit.replace) return { ...memberOut(edit.replace), after: edit.after ?? [] }
  const parts = outMap([
    ['(<)', edit.prepend?.length ? memberOut(edit.prepend) : undefined],
    ['(>)', edit.append?.length ? memberOut(edit.append) : undefined],
  ])
  return { ...parts, after: edit.after ?? [] }
}

function notedOut(members: readonly Noted[]): OutList {
  return { of: 'list', items: members.map(({ text, comments, origin, lineOrigins }) => ({ value: text, origin: origin ?? NOWHERE, lineOrigins, ...(comments ? { comments } : {}) })) }
}

function selectOut(config: SelectConfig, kind: string): OutMap {
  const orphansByDefault = kind === 'compose'
  const orphans = config.includeOrphans
  return outMap([
    ['integrate', config.integrate === false ? 'False' : undefined],
    ['include', config.include?.length ? outList(config.include) : undefined],
    ['exclude', config.exclude?.length ? outList(config.exclude) : undefined],
    ['include-orphans', orphans === undefined || orphans === orphansByDefault ? undefined : orphans ? 'True' : 'False'],
    ['pass-integration', config.passIntegration ? 'True' : undefined],
  ])
}

/** Globs of one domain. */
export function globsOut(globs: readonly string[], origins: ReadonlyMap<string, Origin> | undefined): OutList {
  return { of: 'list', items: globs.map((value) => ({ value, origin: origins?.get(value) })) }
}

function publicOut(data: PublicData): OutMap | undefined {
  const bst = outMap([
    ...(data.integrationCommands.length ? [{ key: 'integration-commands', value: notedOut(data.integrationCommands), origin: data.integrationOrigin }] : []),
    ['split-rules', data.splitRules.size ? outMap([...data.splitRules].map(([domain, edit]) => ({
      key: domain, value: editOut(edit, (globs) => globsOut(globs, data.globOrigins?.get(domain))), origin: edit.origin,
    }))) : undefined],
    ['overlap-whitelist', listOut(data.overlapWhitelist)],
  ])
  return bst.entries.length ? outMap([['bst', bst]]) : undefined
}
