/** project.conf → the settings that all elements stand on (BF §1): the order of steps, and what each key becomes. */
import type { ConfEntry, ConfMap, ConfScalar } from '../ir/conf.ts'
import { emptyConf } from '../ir/conf.ts'
import type { LoadedShell } from '../ir/loaded-project.ts'
import { BUILT_IN, BUILT_IN_DEFAULTS } from './built-in-defaults.ts'
import { compose, reportLeftDirectives, without } from './compose.ts'
import type { ConfFiles } from './conf-file.ts'
import { Conditionals } from './conditionals.ts'
import { PROJECT_CONF, readIdentity, type Identity } from './identity.ts'
import { Includes } from './includes.ts'
import { readLocations, type Locations } from './locations.ts'
import type { Choices } from './option-types.ts'
import { readOptions, type Options } from './options.ts'
import { readPlugins, type Plugins } from './plugins.ts'
import type { Settings } from './settings.ts'

/** The settings of a project, options settled. */
export interface ProjectConf extends Identity, Locations {
  readonly options: Options
  /** Settles conditions of the project's other files. */
  readonly conditionals: Conditionals
  readonly plugins: Plugins
  /** Unexpanded, with the automatic ones. */
  readonly variables: ConfMap
  readonly environment: ConfMap
  readonly environmentNocache: readonly string[]
  readonly sandbox: ConfMap
  readonly splitRules: ConfMap
  /** Kind → what the project says of elements of that kind. */
  readonly elements: ConfMap
  readonly sources: ConfMap
  readonly provenanceKeys: readonly string[]
  readonly shell: LoadedShell
}

/** What is decided outside of the project. */
export interface Outside extends Omit<Choices, 'elementNames'> {
  readonly maxJobs: number
}

const KEYS = [
  'min-version', 'element-path', 'variables', 'environment', 'environment-nocache', 'split-rules', 'elements', 'plugins', 'aliases',
  'name', 'defaults', 'artifacts', 'options', 'fail-on-overlap', 'shell', 'fatal-warnings', 'ref-storage', 'sandbox', 'mirrors',
  'sources', 'source-caches', 'junctions', 'source-provenance-attributes',
]
/** Keys that conditions cannot set. */
const UNCONDITIONAL = ['min-version', 'name', 'element-path', 'junctions', 'defaults', 'fatal-warnings', 'ref-storage', 'options', 'plugins']
/** Keys that count in project.conf alone. */
const OWN_ONLY = ['name', 'element-path', 'min-version', 'plugins']

/** Reads project.conf; nothing where there is nothing to go on with. */
export function readProjectConf(files: ConfFiles, outside: Outside, elementNames: (elementPath: string) => readonly string[], settings: Settings): ProjectConf | undefined {
  const { collector } = settings
  const own = files.load(PROJECT_CONF)
  const builtIn = files.parse(BUILT_IN, BUILT_IN_DEFAULTS)
  if (own === 'missing') collector.report('project/no-project', { folder: files.project.root })
  if (typeof own === 'string' || builtIn === 'refused') return undefined
  const identity = readIdentity(own.root, compose(without(own.root, '(?)', '(@)'), builtIn.root, collector), settings)
  if (!identity) return undefined
  const including = own.hasIncludes ? new Includes(files, collector).follow(own.root) : own.root
  const whole = compose(including, builtIn.root, collector)
  const errors = collector.counts().error
  const options = readOptions(settings.map(whole, 'options'), { ...outside, elementNames: () => elementNames(identity.elementPath) }, settings)
  if (collector.counts().error > errors) return undefined
  const conditionals = new Conditionals(options.values, collector)
  const config = conditionals.settle(whole, UNCONDITIONAL)
  checkKeys(config, settings)
  return { ...readConfig(config, identity, options, outside.maxJobs, files.project.root, settings), options, conditionals }
}

function checkKeys(config: ConfMap, settings: Settings): void {
  settings.checkKeys(config, KEYS, PROJECT_CONF)
  for (const key of OWN_ONLY) {
    const entry = config.entries.get(key)
    if (entry && entry.keyAt.file !== PROJECT_CONF && entry.keyAt.file !== BUILT_IN) settings.collector.report('project/own-only', { key }, entry.keyAt)
  }
  settings.list(config, 'artifacts')
  settings.list(config, 'source-caches')
}

function readConfig(config: ConfMap, identity: Identity, options: Options, maxJobs: number, root: string, settings: Settings): Omit<ProjectConf, 'options' | 'conditionals'> {
  const section = (key: string): ConfMap => settings.map(config, key) ?? emptyConf(config.at)
  reportLeftDirectives(without(config, 'elements', 'sources'), settings.collector)
  reportProtected(section('variables'), settings)
  const variables = withAutomatic(section('variables'), identity.name, maxJobs, options)
  return {
    ...identity,
    ...readLocations(config, definitionsOf(variables, settings), root, settings),
    fatalWarnings: readFatalWarnings(identity, config, settings),
    plugins: readPlugins(config, settings),
    variables,
    environment: section('environment'),
    environmentNocache: settings.texts(config, 'environment-nocache') ?? [],
    sandbox: section('sandbox'),
    splitRules: section('split-rules'),
    elements: section('elements'),
    sources: section('sources'),
    provenanceKeys: [...section('source-provenance-attributes').entries.keys()],
    shell: readShell(section('shell'), settings),
  }
}

/** Variables that BuildStream alone sets, the element's name among them (BF §1.7). */
const PROTECTED = ['project-name', 'element-name', 'max-jobs']

/** Reports definitions of variables that nobody may define. */
export function reportProtected(variables: ConfMap, settings: Settings): void {
  for (const name of PROTECTED) {
    const entry = variables.entries.get(name)
    if (entry) settings.collector.report('project/protected-variable', { name }, entry.keyAt)
  }
}

/** The project's variables with those that it cannot choose, which replace any that it gives. */
function withAutomatic(variables: ConfMap, name: string, maxJobs: number, options: Options): ConfMap {
  const entries = new Map<string, ConfEntry>(variables.entries)
  const set = (key: string, text: string): void => void entries.set(key, { value: { kind: 'scalar', text, at: variables.at }, keyAt: variables.at })
  set('project-name', name)
  set('max-jobs', String(maxJobs))
  for (const [key, value] of options.exported) entries.set(key, { value, keyAt: value.at })
  return { ...variables, entries }
}

/** The scalars of a variables map; other values are reported and left out. */
export function definitionsOf(variables: ConfMap, settings: Settings): ReadonlyMap<string, ConfScalar> {
  const definitions = new Map<string, ConfScalar>()
  for (const [name, { value }] of variables.entries) {
    const scalar = value.kind === 'scalar' ? value : settings.scalar(variables, name)
    if (scalar) definitions.set(name, scalar)
  }
  return definitions
}

function readFatalWarnings(identity: Identity, config: ConfMap, settings: Settings): readonly string[] {
  const tokens = new Set(identity.fatalWarnings)
  const old = config.entries.get('fail-on-overlap')
  if (old) settings.collector.report('project/fail-on-overlap', {}, old.keyAt)
  if (settings.boolean(config, 'fail-on-overlap')) tokens.add('overlaps')
  return [...tokens].sort()
}

function readShell(shell: ConfMap, settings: Settings): LoadedShell {
  settings.checkKeys(shell, ['command', 'environment', 'host-files'], 'shell')
  const environment = settings.map(shell, 'environment')
  const texts = [...(environment ? definitionsOf(environment, settings) : [])].map(([name, { text }]): [string, string] => [name, text])
  return { command: settings.texts(shell, 'command') ?? [], environment: new Map(texts) }
}
