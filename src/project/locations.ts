/** `aliases:` and `mirrors:` of project.conf, with the variables in them expanded (BF §1.6). */
import { nearest } from '../std/nearest.ts'
import type { ConfMap, ConfScalar } from '../ir/conf.ts'
import { words } from './compose.ts'
import type { Settings } from './settings.ts'
import { SharedVariables, Splitter, type Definitions } from './variables.ts'

/** Where sources come from. */
export interface Locations {
  readonly aliases: ReadonlyMap<string, string>
  readonly mirrors: ReadonlyMap<string, readonly string[]>
}

/** Reads both; `definitions` are the project's variables. */
export function readLocations(config: ConfMap, definitions: Definitions, root: string, settings: Settings): Locations {
  const folders = new Map(['project-root', 'toplevel-root'].flatMap((name): [string, ConfScalar][] => [
    [name, { kind: 'scalar', text: root, at: config.at }],
    [`${name}-uri`, { kind: 'scalar', text: `file://${quoted(root)}`, at: config.at }],
  ]))
  const shared = new SharedVariables(new Map([...definitions, ...folders]), new Splitter())
  const expand = (scalar: ConfScalar): string => expandShared(scalar, shared, settings)
  return { aliases: readAliases(config, expand, settings), mirrors: readMirrors(config, expand, settings) }
}

type Expand = (scalar: ConfScalar) => string

/** What only elements know, such as the name of one, is unknown here. */
function expandShared(scalar: ConfScalar, shared: SharedVariables, settings: Settings): string {
  const pieces = shared.splitter.split(scalar.text)
  return pieces.map((piece, index) => {
    if (index % 2 === 0) return piece
    const value = shared.values.get(piece)
    if (value === undefined) settings.collector.report('project/unknown-variable', { name: piece, suggestion: nearest(piece, [...shared.values.keys()]) }, scalar.at)
    return value ?? ''
  }).join('')
}

function readAliases(config: ConfMap, expand: Expand, settings: Settings): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>()
  const given = settings.map(config, 'aliases')
  for (const name of given?.entries.keys() ?? []) {
    const url = given && settings.scalar(given, name)
    if (url) aliases.set(name, expand(url))
  }
  return aliases
}

function readMirrors(config: ConfMap, expand: Expand, settings: Settings): ReadonlyMap<string, readonly string[]> {
  const mirrors = new Map<string, string[]>()
  for (const mirror of settings.maps(config, 'mirrors')) {
    const kind = settings.scalar(mirror, 'kind')
    if (kind && kind.text !== 'default') {
      settings.collector.report('project/unsupported', { what: `a mirror of kind "${kind.text}"` }, kind.at)
      continue
    }
    settings.required(mirror, 'name', 'a mirror')
    const aliases = settings.map(mirror, 'aliases')
    if (!aliases) settings.collector.report('project/missing-key', { key: 'aliases', where: 'a mirror' }, mirror.at)
    for (const [alias, { value }] of aliases?.entries ?? []) {
      if (value.kind !== 'list') settings.collector.report('project/wrong-type', { what: alias, expected: 'a list of URLs', found: words(value) }, value.at)
      const urls = (aliases && value.kind === 'list' ? settings.scalars(aliases, alias) : undefined)?.map((url) => expand(url)) ?? []
      mirrors.set(alias, [...(mirrors.get(alias) ?? []), ...urls])
    }
  }
  return mirrors
}

function quoted(path: string): string {
  return path.split('/').map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)).join('/')
}
