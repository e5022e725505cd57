/** From the URL of a source to those that are asked, in order (BF §1.6). Fetches nothing. */
import { isSafeGitUrl } from '../../std/git-rules.ts'
import { nearest } from '../../std/nearest.ts'
import type { Settings } from './settings.ts'
import type { SourceWorld } from './source-kind.ts'

/** What stands before the first colon without being an alias. */
const SCHEMES = new Set(['http', 'https', 'ftp', 'file', 'git', 'sftp', 'ssh'])

/** Who fetches, and thus which URLs can be fetched from. */
export type Fetcher = 'git' | 'download'

const ALLOWED: Readonly<Record<Fetcher, string>> = {
  git: 'an http, https, git, ssh or file URL, or an absolute path', download: 'an http, https or file URL, or an absolute path',
}

/** Whether a URL leads somewhere without running a program. */
export function isSafeUrl(url: string, fetcher: Fetcher): boolean {
  return isSafeGitUrl(url) && (fetcher === 'git' || /^(?:https?:\/\/|file:\/\/|\/)/.test(url))
}

/** The URL of a setting as it stands there; reported and nothing where it cannot be used. */
export function decodeUrl(settings: Settings, key: string, fetcher: Fetcher): string | undefined {
  const url = settings.needed(key)
  if (url === undefined) return undefined
  const { aliases, collector, fatalWarnings } = settings.context
  const alias = aliasOf(url)
  if (alias === undefined) {
    collector.report(fatalWarnings.includes('unaliased-url') ? 'source/fatal-unaliased-url' : 'source/unaliased-url', { url }, settings.at(key))
    if (fatalWarnings.includes('unaliased-url')) settings.spoil()
  } else if (!aliases.has(alias)) {
    settings.spoil()
    collector.report('source/unknown-alias', { alias, url, suggestion: nearest(alias, [...aliases.keys()]) }, settings.at(key))
    return undefined
  }
  const whole = wholeUrl(url, aliases)
  if (isSafeUrl(whole, fetcher)) return url
  settings.spoil()
  collector.report('source/unsafe-url', { url: whole, allowed: ALLOWED[fetcher] }, settings.at(key))
  return undefined
}

/** The alias that a URL begins with, known or not. */
export function aliasOf(url: string): string | undefined {
  const colon = url.indexOf(':')
  return colon === -1 || SCHEMES.has(url.slice(0, colon)) ? undefined : url.slice(0, colon)
}

/** The URL with its alias put in. */
export function wholeUrl(url: string, aliases: ReadonlyMap<string, string>): string {
  const alias = aliasOf(url)
  return alias === undefined ? url : `${aliases.get(alias) ?? ''}${url.slice(alias.length + 1)}`
}

/** The URLs to try: mirrors in their order, then the alias's own, which is last and names the content. Never empty. */
export function candidates(url: string, world: Pick<SourceWorld, 'aliases' | 'mirrors'>, fetcher: Fetcher): readonly string[] {
  const alias = aliasOf(url)
  if (alias === undefined) return [url]
  const rest = url.slice(alias.length + 1)
  const mirrors = (world.mirrors.get(alias) ?? []).map((start) => start + rest).filter((mirror) => isSafeUrl(mirror, fetcher))
  return [...mirrors, wholeUrl(url, world.aliases)]
}
