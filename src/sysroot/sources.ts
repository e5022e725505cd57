/** Which archives packages come from: those that the host's apt is configured to use, or those that the user names. */
import { Refused } from './failure.ts'
import { runProgram, type Surroundings } from './run-program.ts'

/** One archive: `deb URI SUITE main`. */
export interface PackageSource {
  /** Ends with a slash. */
  readonly uri: string
  /** Such as bookworm, bookworm-updates, bookworm-security. */
  readonly suite: string
}

/** An index that the host's apt knows of. */
export interface HostIndex {
  readonly uri: string
  /** As configured: perhaps `stable`. */
  readonly release: string
  /** What the release calls itself; empty as long as the host has not fetched it. */
  readonly codename: string
  readonly component: string
  /** Likewise; `Debian` of Debian's own. */
  readonly origin: string
}

const ADDITIONS = /(-updates|-security|\/updates)?$/
const ALWAYS_KNOWN = ['stable', 'oldstable', 'oldoldstable', 'testing', 'unstable', 'sid']
/** Suites that change all the time have no additions. */
const ROLLING = ['unstable', 'sid', 'experimental']

/** The archives of a suite. `hostSuite` is what the host itself is made of, if it is Debian. */
export function chooseSources(suite: string, mirrors: readonly string[], indexes: readonly HostIndex[], hostSuite: string | undefined): readonly PackageSource[] {
  if (mirrors.length > 0) return mirrors.map((mirror) => readMirror(mirror, suite))
  const known = new Set([...ALWAYS_KNOWN, suite, ...hostSuite === undefined ? [] : [hostSuite]])
  const debian = indexes.filter(({ component, origin, release }) => component === 'main' && (origin === 'Debian' || (origin === '' && known.has(baseOf(release)))))
  const exact = debian.filter(({ release, codename }) => [release, codename].some((name) => name !== '' && baseOf(name) === suite))
  // A backport is no addition: it is another choice of versions.
  const same = exact.filter(({ release }) => release === baseOf(release) + additionOf(release) && known.has(baseOf(release)))
  const found = same.length > 0 ? same.map(({ uri, release }) => ({ uri, suite: release })) : otherSuite(debian.filter(({ release }) => known.has(baseOf(release))), suite)
  const distinct = new Map(found.map((source) => [`${source.uri} ${source.suite}`, source]))
  if (distinct.size > 0) return [...distinct.values()]
  throw new Refused('request', 'apt on this machine is configured for no archive of Debian', { hint: 'name one with --mirror URL' })
}

/** Asks the host's apt what it is configured for. */
export async function hostIndexes(around: Surroundings): Promise<readonly HostIndex[]> {
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT) [$(CODENAME)] $(ORIGIN)'
  const { status, stdout, stderr } = await runProgram('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'], around)
  if (status !== 0) throw new Refused('program', 'apt on this machine does not say what it is configured for', { hint: 'name an archive with --mirror URL', detail: stderr })
  return stdout.split('\n').flatMap((line) => {
    const [, uri, release, component, codename, origin] = /^(\S+) (\S+) (\S*) \[(.*?)\] ?(.*)$/.exec(line) ?? []
    if (uri === undefined || release === undefined || /^cdrom:/.test(uri)) return []
    return [{ uri: withSlash(uri), release, component: component ?? '', codename: codename ?? '', origin: origin ?? '' }]
  })
}

/** `URL` or `URL SUITE`. */
function readMirror(mirror: string, suite: string): PackageSource {
  const [uri, other, ...rest] = mirror.trim().split(/\s+/)
  if (uri !== undefined && rest.length === 0 && /^[a-z][a-z0-9+.-]*:\/?\/?\S+$/.test(uri)) return { uri: withSlash(uri), suite: other ?? suite }
  throw new Refused('request', `"${mirror}" is no archive`, { hint: 'expected a URL such as https://HOST/debian, perhaps with a suite behind it: "https://HOST/debian-security bookworm-security"' })
}

/** The host's archives, asked for another suite than the host's. */
function otherSuite(indexes: readonly HostIndex[], suite: string): readonly PackageSource[] {
  const first = indexes.find(({ release }) => additionOf(release) === '') ?? indexes[0]
  const ofOne = indexes.filter(({ release }) => first && baseOf(release) === baseOf(first.release))
  return ofOne.flatMap(({ uri, release }) => {
    const addition = additionOf(release)
    return addition !== '' && ROLLING.includes(suite) ? [] : [{ uri, suite: suite + addition }]
  })
}

function baseOf(release: string): string {
  return release.replace(ADDITIONS, '')
}

function additionOf(release: string): string {
  return ADDITIONS.exec(release)?.[1] ?? ''
}

function withSlash(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`
}
