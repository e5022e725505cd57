/** An element → its file, keys in the order in which BuildStream authors write them (BF §2). */
import type { Element, ElementConfig, ListEdit, Noted, Phase, PublicData, ScriptConfig, SelectConfig, Variables } from '../../ir/project.ts'
import { PHASES } from '../../ir/project.ts'
import { outList, outMap, type Out, type OutList, type OutMap } from '../../yaml/ordered.ts'
import { printDocument } from '../../yaml/print.ts'
import { conditionalsOut } from './conditional.ts'
import { dependenciesOut } from './dependency.ts'
import { sourceOut } from './source.ts'

/** The text of an element file. */
export function emitElement(element: Element): string {
  const root = outMap([
    ['kind', element.kind],
    ...(element.description ? [{ key: 'description', value: element.description.text, ...commentsOf(element.description) }] : []),
    ['(@)', element.includes.length === 1 ? element.includes[0] : listOut(element.includes)],
    ['(?)', conditionalsOut(element.conditionals)],
    ['depends', dependenciesOut(element.depends)],
    ['build-depends', dependenciesOut(element.buildDepends)],
    ['runtime-depends', dependenciesOut(element.runtimeDepends)],
    ['sources', element.sources.length ? outList(element.sources.map(sourceOut)) : undefined],
    ['variables', variablesOut(element.variables)],
    ['environment', variablesOut(element.environment)],
    ['environment-nocache', listOut(element.environmentNocache)],
    ['config', element.config && configOut(element.config, element.kind)],
    ['public', publicOut(element.public)],
  ])
  return printDocument({ ...root, after: element.tail }, element.head)
}

/** Comments in the printer's form. */
export function commentsOf(noted: Noted): { readonly comments?: NonNullable<Noted['comments']> } {
  return noted.comments ? { comments: noted.comments } : {}
}

function listOut(texts: readonly string[]): OutList | undefined {
  return texts.length ? outList(texts) : undefined
}

/** Variables or environment; nothing where there are none. */
export function variablesOut(variables: Variables): OutMap | undefined {
  return variables.size ? outMap([...variables].map(([key, value]) => ({ key, value: value.text, ...commentsOf(value) }))) : undefined
}

function configOut(config: ElementConfig, kind: string): OutMap | undefined {
  const out = configEntries(config, kind)
  return out.entries.length ? out : undefined
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
    ['layout', layout.length ? outList(layout.map(({ element, destination }) => outMap([['element', element], ['destination', destination]]))) : undefined],
    ['root-read-only', rootReadOnly ? 'True' : undefined],
    ['commands', commands.length ? notedOut(commands) : undefined],
  ])
}

/** Lists of commands by phase. */
export function phasesOut(phases: ReadonlyMap<Phase, ListEdit<Noted>>): OutMap {
  return outMap(PHASES.flatMap((phase) => {
    const edit = phases.get(phase)
    return edit ? [{ key: `${phase}-commands`, value: editOut(edit, notedOut), ...(edit.comments ? { comments: edit.comments } : {}) }] : []
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
  return { of: 'list', items: members.map((noted) => ({ value: noted.text, ...commentsOf(noted) })) }
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

function publicOut(data: PublicData): OutMap | undefined {
  const bst = outMap([
    ['integration-commands', data.integrationCommands.length ? notedOut(data.integrationCommands) : undefined],
    ['split-rules', data.splitRules.size ? outMap([...data.splitRules].map(([domain, edit]) => [domain, editOut(edit, outList)] as const)) : undefined],
    ['overlap-whitelist', listOut(data.overlapWhitelist)],
  ])
  return bst.entries.length ? outMap([['bst', bst]]) : undefined
}
