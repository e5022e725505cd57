/** What project.conf itself has to say, whatever it includes and whatever the options are: version, name, folders (BF §1.1-1.3). */
import type { ConfMap } from '../ir/conf.ts'
import { checkName } from './options.ts'
import { leadsOutside, normalPath } from './project-files.ts'
import type { Settings } from './settings.ts'

/** The file that makes a folder a project. */
export const PROJECT_CONF = 'project.conf'

/** The settings that neither includes nor conditions can change. */
export interface Identity {
  readonly name: string
  readonly elementPath: string
  readonly defaultTargets: readonly string[]
  readonly fatalWarnings: readonly string[]
  /** Whether refs stand in `project.refs` and not beside the sources. */
  readonly refsApart: boolean
}

/** The minor version of BuildStream 2 whose reading of projects this is. */
const MINOR = 8

/** Reads the fixed settings from project.conf over the built-in defaults; nothing if this is no project for BuildStream 2. */
export function readIdentity(own: ConfMap, withDefaults: ConfMap, settings: Settings): Identity | undefined {
  if (!checkVersion(own, settings)) return undefined
  const name = settings.required(own, 'name', PROJECT_CONF)
  if (name) checkName('project', name.text, name.at, true, settings)
  const elementPath = readElementPath(withDefaults, settings)
  const defaults = settings.map(withDefaults, 'defaults')
  if (defaults) settings.checkKeys(defaults, ['targets'], 'defaults')
  const junctions = settings.map(withDefaults, 'junctions')
  if (junctions) settings.checkKeys(junctions, ['duplicates', 'internal', 'disallow-subproject-uris'], 'junctions')
  const refsApart = readRefStorage(withDefaults, settings)
  if (!name || elementPath === undefined) return undefined
  return {
    name: name.text, elementPath, refsApart,
    defaultTargets: (defaults && settings.texts(defaults, 'targets')) ?? [],
    fatalWarnings: settings.texts(withDefaults, 'fatal-warnings') ?? [],
  }
}

function checkVersion(own: ConfMap, settings: Settings): boolean {
  const old = own.entries.get('format-version')
  if (old) {
    settings.collector.report('project/buildstream-1', {}, old.keyAt)
    return false
  }
  const version = settings.required(own, 'min-version', PROJECT_CONF)
  if (!version) return false
  const [, major, minor] = /^([0-9]+)\.([0-9]+)$/.exec(version.text) ?? []
  if (Number(major) === 2 && Number(minor) <= MINOR) return true
  settings.collector.report('project/version', { found: version.text, minor: MINOR }, version.at)
  return false
}

function readElementPath(config: ConfMap, settings: Settings): string | undefined {
  const given = settings.scalar(config, 'element-path')
  if (!given) return undefined
  const path = normalPath(given.text)
  if (!leadsOutside(path) && !given.text.startsWith('..')) return path
  settings.collector.report('project/outside', { path: given.text }, given.at)
  return undefined
}

function readRefStorage(config: ConfMap, settings: Settings): boolean {
  const given = settings.scalar(config, 'ref-storage')
  if (given && given.text !== 'inline' && given.text !== 'project.refs') {
    settings.collector.report('project/bad-value', { what: 'ref-storage', value: given.text, expected: 'inline or project.refs' }, given.at)
  }
  return given?.text === 'project.refs'
}
