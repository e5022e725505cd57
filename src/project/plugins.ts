/** `plugins:` of project.conf, and which kinds a project may use (BF §1.4). Loads no plugin: what is built is built by us. */
import type { ConfMap, ConfScalar } from '../ir/conf.ts'
import type { Settings } from './settings.ts'

/** The kinds that BuildStream 2 has without a `plugins:` entry. */
const CORE = {
  element: ['import', 'manual', 'stack', 'compose', 'filter', 'script', 'junction', 'link'],
  source: ['local', 'tar', 'remote'],
} as const

const ORIGINS: ReadonlyMap<string, string> = new Map([['pip', 'package-name'], ['local', 'path'], ['junction', 'junction']])
const COMMON_KEYS = ['origin', 'elements', 'sources', 'source-mirrors', 'allow-deprecated']

/** Something that has kinds. */
export type Kinded = keyof typeof CORE

/** The kinds that the project lists. */
export interface Plugins {
  readonly element: ReadonlyMap<string, Listed>
  readonly source: ReadonlyMap<string, Listed>
}

/** Where a kind is listed, and whether its code is the project's own. */
interface Listed {
  readonly at: ConfScalar['at']
  readonly own: boolean
}

/** Reads the origins. */
export function readPlugins(config: ConfMap, settings: Settings): Plugins {
  const listed = { element: new Map<string, Listed>(), source: new Map<string, Listed>() }
  for (const origin of settings.maps(config, 'plugins')) {
    const named = settings.required(origin, 'origin', 'an origin of plugins')
    if (!named) continue
    const ownKey = ORIGINS.get(named.text)
    if (ownKey === undefined) {
      settings.collector.report('project/bad-value', { what: 'origin', value: named.text, expected: `one of ${[...ORIGINS.keys()].join(', ')}` }, named.at)
      continue
    }
    settings.checkKeys(origin, [...COMMON_KEYS, ownKey], `a plugin origin "${named.text}"`)
    settings.required(origin, ownKey, `a plugin origin "${named.text}"`)
    const own = named.text !== 'pip'
    for (const { text, at } of kindsOf(origin, 'elements', settings)) listed.element.set(text, { at, own })
    for (const { text, at } of kindsOf(origin, 'sources', settings)) listed.source.set(text, { at, own })
  }
  return listed
}

function kindsOf(origin: ConfMap, key: string, settings: Settings): readonly ConfScalar[] {
  return (settings.list(origin, key)?.items ?? []).flatMap((item) => {
    if (item.kind === 'scalar') return [item]
    if (item.kind === 'map') {
      settings.checkKeys(item, ['kind', 'allow-deprecated'], `an item of ${key}`)
      return settings.required(item, 'kind', `an item of ${key}`) ?? []
    }
    settings.collector.report('project/wrong-type', { what: `an item of ${key}`, expected: 'a text', found: 'a list' }, item.at)
    return []
  })
}

/** What is declared of a kind that is used at a place; nothing where the project may not use it or we do not build it. */
export function kindUsed<D>(what: Kinded, kind: ConfScalar, plugins: Plugins, declared: ReadonlyMap<string, D>, settings: Settings): D | undefined {
  const { collector } = settings
  const listed = plugins[what].get(kind.text)
  const core = (CORE[what] as readonly string[]).includes(kind.text)
  const declaration = declared.get(kind.text)
  if (what === 'element' && (kind.text === 'junction' || kind.text === 'link')) {
    collector.report('project/junction', { what: `the element kind "${kind.text}"` }, kind.at)
    return undefined
  }
  if (!core && !listed) {
    collector.report('project/kind-not-listed', { what, kind: kind.text, known: [...new Set([...CORE[what], ...plugins[what].keys()])] }, kind.at)
    return undefined
  }
  if (!declaration) collector.report('project/kind-not-built', { what, kind: kind.text, known: [...declared.keys()] }, kind.at)
  else if (listed?.own) collector.report('project/own-plugin', { what, kind: kind.text }, listed.at)
  return declaration
}
