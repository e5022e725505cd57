/** What the settings of a `git` source say (BF §7). Runs nothing. */
import { confAt } from '../../ir/conf.ts'
import type { LoadedSource } from '../../ir/loaded-project.ts'
import { Settings } from './settings.ts'
import type { DecodeContext } from './source-kind.ts'
import { decodeUrl } from './source-url.ts'

/** A `git` source as its settings have it. */
export interface GitSettings {
  /** With its alias. */
  readonly url: string
  /** A commit, a description that ends in one, or the name of a tag or branch. */
  readonly ref: string | undefined
  readonly track: string | undefined
  readonly refFormat: 'sha1' | 'git-describe'
  /** Whether submodules are checked out that nothing else is said of. */
  readonly checkoutSubmodules: boolean
  /** By path below the whole source, also within another submodule. */
  readonly submodules: ReadonlyMap<string, SubmoduleSettings>
  readonly fatalWarnings: readonly string[]
}

/** What an element says of one submodule. */
export interface SubmoduleSettings {
  /** With its alias; nothing: where .gitmodules says. */
  readonly url: string | undefined
  readonly checkout: boolean | undefined
}

/** Names that git takes for nothing but a commit, branch or tag. */
const VERSION = /^(?![-.])(?!.*(?:\.\.|@\{|\/\/))[^\s~^:?*[\\\p{Cc}]+$/u

/** The keys of a `git` source. */
export const GIT_KEYS: readonly string[] = [
  'url', 'track', 'ref', 'ref-format', 'checkout-submodules', 'submodules', 'track-tags', 'tags', 'version', 'version-guess-pattern',
]

/** The settings; nothing where one of them cannot be used. */
export function decodeGit(source: LoadedSource, context: DecodeContext): GitSettings | undefined {
  const settings = new Settings(source, context)
  const url = decodeUrl(settings, 'url', 'git')
  const [ref, track] = [version(settings, 'ref'), version(settings, 'track')]
  if (ref === undefined && track === undefined && !settings.faulty) {
    context.collector.report('source/no-version', {}, source.at)
    settings.spoil()
  }
  const submodules = new Map([...settings.maps('submodules')].map(([path, submodule]) => [path.replace(/\/+$/, ''), decodeSubmodule(submodule)]))
  const decoded = { ref, track, refFormat: refFormat(settings), checkoutSubmodules: settings.boolean('checkout-submodules', true), submodules }
  refuseTags(settings)
  return settings.faulty || url === undefined ? undefined : { ...decoded, url, fatalWarnings: context.fatalWarnings }
}

function version(settings: Settings, key: 'ref' | 'track'): string | undefined {
  const text = settings.text(key)
  if (text === undefined || VERSION.test(text)) return text
  settings.context.collector.report('source/git-ref', { key, ref: text }, settings.at(key))
  settings.spoil()
  return undefined
}

function refFormat(settings: Settings): GitSettings['refFormat'] {
  const format = settings.text('ref-format') ?? 'sha1'
  if (format === 'sha1' || format === 'git-describe') return format
  settings.wrong('ref-format', 'sha1 or git-describe', `"${format}"`)
  return 'sha1'
}

function decodeSubmodule(settings: Settings): SubmoduleSettings {
  return {
    url: settings.text('url') === undefined ? undefined : decodeUrl(settings, 'url', 'git'),
    checkout: settings.text('checkout') === undefined ? undefined : settings.boolean('checkout', true),
  }
}

function refuseTags(settings: Settings): void {
  const tags = confAt(settings.source.config, 'tags')
  if (tags !== undefined && !(tags.kind === 'list' && tags.items.length === 0)) {
    settings.context.collector.report('source/git-tags', {}, tags.at)
    settings.spoil()
  }
  if (settings.boolean('track-tags', false)) settings.context.collector.report('source/track-tags', {}, settings.at('track-tags'))
}
