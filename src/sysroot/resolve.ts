/** Names → the packages to unpack: indexes fetched and checked, dependencies followed, all by apt. */
import { nearest } from '../std/nearest.ts'
import type { AptPlace } from './apt-place.ts'
import type { PackageFile } from './archive.ts'
import { Refused } from './failure.ts'
import { PRESET_NAMES } from './presets.ts'
import { runProgram, type Surroundings } from './run-program.ts'
import type { PackageSource } from './sources.ts'

/** Brings the indexes up to date; what is not signed by the keyring is refused. */
export async function updateIndexes(place: AptPlace, sources: readonly PackageSource[], around: Surroundings): Promise<void> {
  const { status, stderr } = await runProgram('apt-get', [...place.words, '-q', 'update'], around)
  if (status !== 0) throw indexFailure(stderr, sources)
}

/** The packages with all that they depend on, by name. */
export async function resolvePackages(place: AptPlace, names: readonly string[], sources: readonly PackageSource[], around: Surroundings): Promise<readonly PackageFile[]> {
  const { status, stdout, stderr } = await runProgram('apt-get', [...place.words, '-q', '-y', '--print-uris', 'install', '--', ...names], around)
  if (status !== 0) throw await packageFailure(stdout, stderr, place, around)
  const files = stdout.split('\n').filter((line) => line.startsWith('\'')).map((line) => readLine(line, sources))
  return files.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** `'URI' NAME_VERSION_ARCH.deb SIZE SHA256:DIGEST`, as apt prints it. */
function readLine(line: string, sources: readonly PackageSource[]): PackageFile {
  const [, uri, file, size, digest] = /^'(.+)' (\S+) (\d+) SHA256:([0-9a-f]{64})$/.exec(line) ?? []
  const [name, version, arch] = decodeURIComponent(file ?? '').replace(/\.deb$/, '').split('_')
  const source = sources.filter((each) => uri?.startsWith(each.uri)).sort((a, b) => b.uri.length - a.uri.length)[0]
  if (uri === undefined || name === undefined || version === undefined || arch === undefined || !source) {
    throw new Refused('program', `apt names a package in a way that is not understood: ${line}`)
  }
  return { name, version, arch, size: Number(size), digest: digest ?? '', suite: source.suite, path: decodeURIComponent(uri.slice(source.uri.length)) }
}

function indexFailure(said: string, sources: readonly PackageSource[]): Refused {
  const detail = said
  const noRelease = /The repository '(\S+) (\S+) [^']*' (?:does not have|no longer has) a Release file/.exec(said)
  if (noRelease && !UNREACHABLE.test(said)) {
    return new Refused('request', `${noRelease[1] ?? ''} has no suite ${noRelease[2] ?? ''}`, { hint: 'name another suite with --suite, or another archive with --mirror URL', detail })
  }
  if (/NO_PUBKEY|EXPKEYSIG|BADSIG|REVKEYSIG|is not signed|not signed by|invalid signature|Missing key/i.test(said)) {
    return new Refused('untrusted', 'an index of packages is not signed by a key of the keyring', { hint: 'a newer keyring may know the key: update debian-archive-keyring, or name one with --keyring FILE', detail })
  }
  if (NO_SPACE.test(said)) return new Refused('disk', 'the indexes of packages could not be written: the disk is full', { hint: 'free some space, or name another folder with --cache DIR', detail })
  if (/is not valid yet|Release file .* is expired/.test(said)) return new Refused('untrusted', 'an index of packages is too old or from the future', { hint: 'check the clock of this machine, or name another archive with --mirror URL', detail })
  const hosts = [...new Set(sources.map(({ uri }) => uri))].join(', ')
  return new Refused('network', `the indexes of packages could not be fetched from ${hosts}`, {
    hint: 'check the network and the proxy of apt, or name another archive with --mirror URL; --from MANIFEST needs no network where all packages were fetched before', detail,
  })
}

const UNREACHABLE = /Could not connect|Could not resolve|Temporary failure|Connection (?:refused|timed out|failed)|Unable to connect|Proxy/i
/** As the C library says it. */
export const NO_SPACE = /No space left on device|don't have enough free space|Disk quota exceeded/

async function packageFailure(stdout: string, stderr: string, place: AptPlace, around: Surroundings): Promise<Refused> {
  const unknown = [...stderr.matchAll(/Unable to locate package (\S+)/g)].map(([, name]) => name ?? '')
  if (unknown.length > 0) {
    const known = (await runProgram('apt-cache', [...place.words, 'pkgnames'], around)).stdout.split('\n')
    const meant = unknown.flatMap((name) => {
      const near = nearest(name, PRESET_NAMES) ?? nearest(name, known)
      return near === undefined ? [] : [`${near} instead of ${name}`]
    })
    const which = unknown.length === 1 ? `there is no package or set ${unknown.join()}` : `there are no packages or sets ${unknown.join(', ')}`
    return new Refused('request', which, { hint: meant.length > 0 ? `perhaps you mean ${meant.join(', ')}` : `sets are ${PRESET_NAMES.join(', ')}; packages are those of the suite` })
  }
  const version = /Version '(\S+)' for '(\S+)' was not found/.exec(stderr)
  if (version) return new Refused('request', `the archives have no version ${version[1] ?? ''} of ${version[2] ?? ''}`, { hint: 'leave the version out, or name an archive that has it with --mirror URL' })
  return new Refused('request', 'the packages cannot be put into one sysroot', { hint: 'see what apt says about them', detail: `${stdout.replace(/^(?:Reading|Building).*\n/gm, '')}${stderr}` })
}
