/** Packages by digest, in the cache: looked over, and fetched where they are missing or not what they should be. */
import { createHash } from 'node:crypto'
import { copyFileSync, createReadStream, existsSync, lstatSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { AptPlace } from './apt-place.ts'
import { packageTitle, packageUri, type PackageFile } from './archive.ts'
import { lastLines, Refused } from './failure.ts'
import { APT_HELPER } from './host-tools.ts'
import { NO_SPACE } from './resolve.ts'
import { runProgram, type Surroundings } from './run-program.ts'
import type { PackageSource } from './sources.ts'

const LOOK_MS = 300

/** Where a package lies in the cache. */
export function packagePath(archives: string, { digest }: Pick<PackageFile, 'digest'>): string {
  return join(archives, `${digest}.deb`)
}

/** Those that are not there yet. What is there and is not what its name says is removed. */
export async function missingPackages(archives: string, files: readonly PackageFile[]): Promise<readonly PackageFile[]> {
  const missing: PackageFile[] = []
  for (const file of files) {
    const path = packagePath(archives, file)
    if (existsSync(path) && (await digestOf(path)) === file.digest) continue
    rmSync(path, { force: true })
    missing.push(file)
  }
  return missing
}

/** Fetches packages, from the archive of their suite first, then from the others. `progress` hears of bytes that are there. */
export async function fetchPackages(
  place: AptPlace, files: readonly PackageFile[], sources: readonly PackageSource[], around: Surroundings, progress: (bytes: number) => void,
): Promise<void> {
  const there = (file: PackageFile): number => {
    const path = packagePath(place.archives, file)
    return Math.min(file.size, sizeOf(path) ?? sizeOf(`${path}.part`) ?? 0)
  }
  const timer = setInterval(() => progress(files.reduce((sum, file) => sum + there(file), 0)), LOOK_MS)
  let left = files
  let said = ''
  try {
    for (let round = 0; left.length > 0 && round < rounds(sources); round++) {
      const wanted = left.flatMap((file) => rootOf(file, sources, round).map((root) => ({ file, root })))
      const words = wanted.flatMap(({ file, root }) => [packageUri(root, file), `${packagePath(place.archives, file)}.part`, `SHA256:${file.digest}`])
      const { stderr } = await runProgram(APT_HELPER, [...place.words, '-q', 'download-file', ...words], around)
      said = stderr
      left = await stillMissing(place.archives, left)
    }
  } finally {
    clearInterval(timer)
  }
  if (left.length > 0) throw fetchFailure(left, said)
  progress(files.reduce((sum, { size }) => sum + size, 0))
}

/** Moves what came whole to its place, and gives the others. */
async function stillMissing(archives: string, files: readonly PackageFile[]): Promise<readonly PackageFile[]> {
  const missing: PackageFile[] = []
  for (const file of files) {
    const path = packagePath(archives, file)
    const part = `${path}.part`
    if (sizeOf(part) === file.size && (await digestOf(part)) === file.digest) {
      // Of an archive on this disk, apt makes a link.
      if (lstatSync(part).isSymbolicLink()) {
        copyFileSync(part, `${part}.copy`)
        renameSync(`${part}.copy`, part)
      }
      renameSync(part, path)
    } else missing.push(file)
  }
  return missing
}

/** The addresses of archives in the order in which a package is looked for; one a round. */
function rootOf(file: PackageFile, sources: readonly PackageSource[], round: number): readonly string[] {
  const own = sources.filter(({ suite }) => suite === file.suite)
  const roots = [...new Set([...own, ...sources].map(({ uri }) => uri))]
  return roots.slice(round, round + 1)
}

function rounds(sources: readonly PackageSource[]): number {
  return new Set(sources.map(({ uri }) => uri)).size
}

function fetchFailure(left: readonly PackageFile[], said: string): Refused {
  const detail = lastLines(said)
  const first = left.slice(0, 5).map(packageTitle).join(', ')
  const which = left.length > 5 ? `${first} and ${left.length - 5} more` : first
  if (NO_SPACE.test(said)) return new Refused('disk', 'packages could not be written: the disk is full', { hint: 'free some space, or name another folder with --cache DIR', detail })
  if (/Hash Sum mismatch/.test(said)) return new Refused('untrusted', `what the archive gives is not the package of that digest: ${which}`, { hint: 'run again, or name another archive with --mirror URL', detail })
  if (/\b404\b|Not Found|File not found/.test(said)) {
    return new Refused('network', `the archive no longer has ${which}`, {
      hint: 'make the sysroot anew with --packages and --force, which takes the versions of today, or name an archive that keeps old versions with --mirror URL', detail,
    })
  }
  return new Refused('network', `not fetched: ${which}`, { hint: 'run again: what was fetched is kept', detail })
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
