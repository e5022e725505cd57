/** A chunk's repo and ref → a git source, and the aliases that its URL needs (BD §5.6; BF §1.6, §7). */
import type { Collector } from '../diagnostics/collector.ts'
import type { Chunk } from '../ir/definitions.ts'
import type { Source } from '../ir/project.ts'
import type { Located, Span } from '../ir/origin.ts'
import { noted } from './origin.ts'

/** What Baserock's tools expanded repo aliases to. */
const BASEROCK_ALIASES: ReadonlyMap<string, string> = new Map([
  ['upstream', 'git://git.baserock.org/delta/'],
  ['baserock', 'git://git.baserock.org/baserock/'],
  ['freedesktop', 'git://anongit.freedesktop.org/'],
  ['github', 'git://github.com/'],
  ['gnome', 'git://git.gnome.org/'],
  ['bitbucket', 'https://bitbucket.org/'],
])

/** A full commit id, or `git describe` with one: what BuildStream can build (BF §7). */
const COMMIT = /^(?:.+-\d+-g)?[0-9a-f]{40}$/

/** Turns repo strings into aliased URLs and remembers the aliases they use. */
export class SourceUrls {
  private readonly used = new Map<string, string>()
  private readonly found = new Map<string, Span>()
  private readonly known: ReadonlyMap<string, string>

  constructor(given: ReadonlyMap<string, string>, private readonly collector: Collector) {
    this.known = new Map([...BASEROCK_ALIASES, ...given])
  }

  /** The aliases in use, by name. */
  aliases(): ReadonlyMap<string, string> {
    return new Map([...this.used].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  /** Where those that nobody defined come from: the first repository of each. */
  origins(): ReadonlyMap<string, Span> {
    return this.found
  }

  /** The URL as a project writes it: always behind an alias, so that BuildStream has nothing to warn of. */
  aliased(repo: Located<string>): string {
    const url = repo.value.trim()
    const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/s.exec(url)
    if (scheme) return this.withHost(withSuffix(url), scheme[1] ?? '', repo)
    if (url.startsWith('/')) return this.use('local', '/', url.slice(1), repo)
    const prefix = /^([^/:]+):(.*)$/s.exec(url)
    const [name, rest] = [prefix?.[1] ?? '', prefix?.[2] ?? '']
    if (!prefix) return this.use('local', '/', url, repo)
    const target = this.known.get(name)
    if (target !== undefined) return this.use(name, target, rest)
    if (name.includes('@')) return this.withHost(`ssh://${name}/${rest}`, 'ssh', repo)
    this.collector.report('convert/unknown-alias', { alias: name }, repo.at)
    return this.use(name, `ssh://${legalAlias(name)}.invalid/`, rest, repo)
  }

  /** An alias for the scheme and host of a full URL, named after the host. */
  private withHost(url: string, scheme: string, repo: Located<string>): string {
    for (const [name, target] of this.known) if (url.startsWith(target)) return this.use(name, target, url.slice(target.length))
    const [, host = '', rest = ''] = /^[^:]+:\/\/([^/]*)\/?(.*)$/s.exec(url) ?? []
    if (scheme === 'ext' || host.startsWith('-')) this.collector.report('convert/dangerous-url', { url }, repo.at)
    const base = legalAlias(host.replace(/^[^@]*@/, '')) || 'local'
    const target = `${scheme}://${host}/`
    let name = base
    for (let number = 2; (this.used.get(name) ?? this.known.get(name) ?? target) !== target; number++) name = `${base}-${number}`
    return this.use(name, target, rest, repo)
  }

  private use(name: string, target: string, rest: string, foundIn?: Located<string>): string {
    this.used.set(name, target)
    if (foundIn && !this.found.has(name)) this.found.set(name, foundIn.at)
    return `${name}:${rest}`
  }
}

/** Names that BuildStream takes for URL schemes cannot be aliases without a warning (BF §1.3). */
function legalAlias(host: string): string {
  const name = host.toLowerCase().replace(/[^a-z0-9._-]/g, '-')
  return ['http', 'https', 'ftp', 'file', 'git', 'sftp', 'ssh'].includes(name) ? `${name}-host` : name
}

/** YBD put `.git` behind http URLs that lack it. */
function withSuffix(url: string): string {
  return /^https?:/.test(url) && !url.endsWith('.git') ? `${url.replace(/\/+$/, '')}.git` : url
}

/** The git source of a chunk; none where it has no repo. */
export function gitSource(chunk: Chunk, urls: SourceUrls, resolved: ReadonlyMap<string, string>, collector: Collector): readonly Source[] {
  if (!chunk.repo) return []
  const ref = chunk.ref
  const track = chunk.unpetrifyRef && noted(chunk.unpetrifyRef)
  const commit = ref && (COMMIT.test(ref.value) ? ref.value : resolved.get(`${chunk.repo.value} ${ref.value}`))
  if (ref && commit === undefined) collector.report('convert/ref-not-commit', { chunk: chunk.name, ref: ref.value }, ref.at)
  const pinned = ref && commit !== undefined
  return [{
    kind: 'git', url: noted({ ...chunk.repo, value: urls.aliased(chunk.repo) }),
    ...(pinned ? { ref: noted({ ...ref, value: commit }) } : {}),
    ...(pinned && COMMIT.test(ref.value) ? (track ? { track } : {}) : ref ? { track: noted(ref) } : track ? { track } : {}),
    submodules: chunk.submodules.map((submodule) => ({ path: submodule.path, url: urls.aliased({ value: submodule.url, at: submodule.at }), origin: submodule.at })),
  }]
}
