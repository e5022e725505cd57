/** One element over the defaults of its kind, with its variables expanded (BF §1.7, §3.3). */
import { confAt, emptyConf, type ConfEntry, type ConfMap, type ConfScalar } from '../ir/conf.ts'
import type { KindDeclaration } from '../ir/kind-declaration.ts'
import type { LoadedDependency, LoadedElement } from '../ir/loaded-project.ts'
import { compose } from './compose.ts'
import type { ElementFile } from './element-file.ts'
import { Expander } from './expand.ts'
import { isTrue, type KindDefaults, type KindDefaultsTable } from './kind-defaults.ts'
import type { Choices } from './option-types.ts'
import { definitionsOf, reportProtected } from './project-conf.ts'
import { readSandbox } from './sandbox.ts'
import type { Settings } from './settings.ts'
import { readSources, type SourceContext } from './sources.ts'
import { Variables } from './variables.ts'

/** What elements are completed against. */
export interface ElementContext {
  readonly kinds: KindDefaultsTable
  readonly sources: SourceContext
  readonly host: Choices['host']
  readonly texts: ReadonlyMap<string, string>
  readonly settings: Settings
  /** Environments that elements share, by the tree they were read from. */
  readonly environments: WeakMap<ConfMap, ReadonlyMap<string, string>>
}

/** The complete element; `dependencies` are its own in staging order, not yet expanded. */
export function completeElement(file: ElementFile, declaration: KindDeclaration, dependencies: readonly LoadedDependency[], context: ElementContext): LoadedElement {
  const { settings } = context
  const { root, name, kind } = file
  const defaults = context.kinds.of(declaration)
  const section = (key: string, base: ConfMap): ConfMap => compose(settings.map(root, key) ?? emptyConf(base.at), base, settings.collector)
  const variables = variablesOf(file, defaults, context)
  const expander = new Expander(variables, defaults.trees, settings.collector)
  checkSources(file, declaration, settings)
  return {
    name, kind: kind.text, at: kind.at,
    description: settings.text(root, 'description') ?? '',
    dependencies: dependencies.map((dependency) => dependency.config.length ? { ...dependency, config: dependency.config.map((config) => expander.expand(config)) } : dependency),
    variables: variables.values,
    environment: environmentOf(expander.expand(section('environment', defaults.environment)), context),
    environmentNocache: [...new Set([...defaults.environmentNocache, ...(settings.texts(root, 'environment-nocache') ?? [])])].sort(),
    config: configOf(section('config', defaults.config), declaration, expander, settings),
    public: expander.expand(publicOf(root, defaults, settings)),
    sources: readSources(root, name, expander, context.sources),
    sandbox: readSandbox(expander.expand(section('sandbox', defaults.sandbox)), context.host, settings),
  }
}

function variablesOf({ name, root, kind }: ElementFile, defaults: KindDefaults, { settings, texts }: ElementContext): Variables {
  const given = settings.map(root, 'variables') ?? emptyConf(kind.at)
  const composed = compose(given, defaults.variables, settings.collector)
  reportProtected(given, settings)
  // A directive in place of a value is one that composed has, and given may only seem to have.
  const definitions = definitionsOf({ ...given, entries: new Map([...given.entries.keys()].flatMap((key): [string, ConfEntry][] => {
    const entry = composed.entries.get(key)
    return entry ? [[key, entry]] : []
  })) }, settings)
  const own = new Map<string, ConfScalar>([...definitions, ['element-name', { kind: 'scalar', text: name, at: kind.at }]])
  const alone = definitions.get('notparallel')
  if (alone) {
    const jobs = settings.truth(alone, 'notparallel') ? '1' : defaults.maxJobs
    if (isTrue(alone.text) || defaults.shared.definitions.get('max-jobs')?.text !== jobs) own.set('max-jobs', { kind: 'scalar', text: jobs, at: alone.at })
  }
  return new Variables(defaults.shared, own, settings.collector, texts)
}

function environmentOf(environment: ConfMap, { environments, settings }: ElementContext): ReadonlyMap<string, string> {
  const known = environments.get(environment)
  if (known) return known
  const texts = new Map([...definitionsOf(environment, settings)].map(([name, { text }]): [string, string] => [name, text]))
  environments.set(environment, texts)
  return texts
}

/** A kind that declares no keys takes any and heeds none (stack). */
function configOf(config: ConfMap, { kind, configKeys }: KindDeclaration, expander: Expander, settings: Settings): ConfMap {
  const expanded = expander.expand(config)
  if (configKeys.length === 0) return emptyConf(config.at)
  settings.checkKeys(expanded, configKeys, `config of a "${kind}" element`)
  return expanded
}

/** Of the defaults only the split rules reach public data (BF §1.7). */
function publicOf(root: ConfMap, { splitRules }: KindDefaults, settings: Settings): ConfMap {
  const own = settings.map(root, 'public') ?? emptyConf(splitRules.at)
  const bst = settings.map(own, 'bst') ?? emptyConf(own.at)
  const rules = settings.map(bst, 'split-rules')
  const composed = rules ? compose(rules, splitRules, settings.collector) : splitRules
  const entry = (value: ConfMap, old: ConfEntry | undefined): ConfEntry => ({ value, keyAt: old?.keyAt ?? value.at })
  const ruled: ConfMap = { ...bst, entries: new Map([...bst.entries, ['split-rules', entry(composed, bst.entries.get('split-rules'))]]) }
  return { ...own, entries: new Map([...own.entries, ['bst', entry(ruled, own.entries.get('bst'))]]) }
}

function checkSources({ root, kind }: ElementFile, declaration: KindDeclaration, settings: Settings): void {
  const sources = confAt(root, 'sources')
  const some = sources?.kind === 'list' && sources.items.length > 0
  if (declaration.sources === 'none' && some) settings.collector.report('project/sources-rule', { kind: declaration.kind, rule: 'takes no sources' }, sources.at)
  if (declaration.sources === 'required' && !some) settings.collector.report('project/sources-rule', { kind: declaration.kind, rule: 'needs at least one source' }, kind.at)
}
