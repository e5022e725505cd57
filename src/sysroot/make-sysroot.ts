/** A sysroot out of Debian's packages, with no root: the whole of it on one screen. Prints nothing. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { errorCode, errorWords, Refused as DiskRefused } from '../files/failure.ts'
import { aptPlace, type AptPlace } from './apt-place.ts'
import type { PackageFile } from './archive.ts'
import { fetchPackages, missingPackages, packagePath } from './downloads.ts'
import { Refused, type Outcome } from './failure.ts'
import { finishTree, RECIPE } from './finish/finish.ts'
import { checkHost } from './host-tools.ts'
import { isLeftOut } from './left-out.ts'
import { whileLocked } from './lock.ts'
import { printManifest, readManifest, type Manifest } from './manifest.ts'
import { makeAside, openPlace, putInPlace, standingAt, type Aside } from './place.ts'
import { packagesOf } from './presets.ts'
import { manifestPath, type Supply, type Sysroot, type SysrootHooks, type SysrootRequest } from './request.ts'
import { resolvePackages, updateIndexes } from './resolve.ts'
import type { Surroundings } from './run-program.ts'
import { readTreeFacts, settleTree } from './seal.ts'
import { chooseSources, hostIndexes, type PackageSource } from './sources.ts'
import { unpackPackages } from './unpack.ts'
import { checkName } from './words.ts'

/** What is to be made, with every choice taken but the versions. */
type Order = Pick<Manifest, 'suite' | 'arch' | 'words' | 'keepDocs'> & { readonly manifest: Manifest | undefined }

/**
 * Makes the sysroot that `request` asks for, and its manifest beside it. Where it is there already, nothing is done: neither
 * the network nor the disk is touched. A failure, or `hooks.signal`, leaves what was there as it was; packages that were
 * fetched stay in the cache, and the next run goes on with them.
 */
export async function makeSysroot(request: SysrootRequest, hooks: SysrootHooks): Promise<Outcome<Sysroot>> {
  try {
    return { ok: true, value: await make(request, hooks) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, failure: error.failure }
    if (error instanceof DiskRefused) return { ok: false, failure: { reason: 'disk', message: error.failure.message, hint: error.failure.hint } }
    if (errorCode(error) === undefined) throw error
    const path = (error as { readonly path?: unknown }).path
    const full = errorCode(error) === 'ENOSPC' || errorCode(error) === 'EDQUOT'
    return {
      ok: false, failure: {
        reason: 'disk', message: `${typeof path === 'string' ? path : request.output} could not be read or written: ${full ? 'the disk is full or the quota is used up' : errorWords(error)}`,
        hint: full ? 'free some space and run again' : 'name a folder that can be written with --output DIR, or one for packages with --cache DIR',
      },
    }
  }
}

async function make(request: SysrootRequest, hooks: SysrootHooks): Promise<Sysroot> {
  const { signal } = hooks
  const order = orderOf(request)
  const target = await openPlace(resolve(request.output), signal)
  const standing = await standingAt(target, signal)
  if (!request.force) {
    if (standing.of === 'foreign') throw new Refused('in-the-way', standing.why, { hint: 'name another folder, or replace this one with --force' })
    if (standing.of === 'sysroot' && isSame(standing.manifest, order)) return told(target, 'kept', standing.manifest, 0, true)
  }
  checkHost(request)
  mkdirSync(request.cache, { recursive: true })
  const around = { environment: request.environment, signal }
  // Before anything is fetched: a place that cannot be written is said at once.
  const aside = makeAside(target)
  try {
    const gathered = await whileLocked(request.cache, around, () => hooks.listener({ of: 'waiting' }), () => gather(order, request, around, hooks))
    const manifest = await build(aside, order, gathered, around, hooks)
    putInPlace(target, printManifest(manifest))
    return told(target, 'made', manifest, gathered.downloadedBytes, order.manifest?.recipe === RECIPE)
  } catch (error) {
    aside.clear()
    throw error
  }
}

function orderOf({ wanted, keepDocs }: SysrootRequest): Order {
  if (wanted.of === 'packages') {
    checkName('suite', wanted.suite)
    checkName('machine', wanted.arch)
    return { ...wanted, keepDocs, manifest: undefined }
  }
  if (!existsSync(wanted.path)) throw new Refused('request', `there is no manifest ${wanted.path}`, { hint: 'name a manifest that morph2bst base wrote: DIR.manifest.yaml beside a sysroot' })
  const manifest = readManifest(readFileSync(wanted.path, 'utf8'), wanted.path)
  return { suite: manifest.suite, arch: manifest.arch, words: manifest.words, keepDocs: manifest.keepDocs, manifest }
}

/** Whether a sysroot is what is asked for: of these very packages, or of the same words. */
function isSame(there: Manifest, { manifest, suite, arch, words, keepDocs }: Order): boolean {
  if (there.recipe !== RECIPE || there.keepDocs !== keepDocs) return false
  const text = (list: readonly string[]): string => [...list].sort().join('\n')
  if (manifest) return text(there.packages.map(({ digest }) => digest)) === text(manifest.packages.map(({ digest }) => digest)) && text(there.words) === text(manifest.words)
  return there.suite === suite && there.arch === arch && text(there.words) === text(words)
}

interface Gathered {
  readonly files: readonly PackageFile[]
  /** Where they lie, by digest. */
  readonly archives: string
  readonly downloadedBytes: number
}

async function gather({ manifest, suite, arch, words }: Order, supply: Supply, around: Surroundings, { listener }: SysrootHooks): Promise<Gathered> {
  const archives = join(supply.cache, 'packages')
  const sizeOf = (list: readonly PackageFile[]): number => list.reduce((sum, { size }) => sum + size, 0)
  let found: { readonly sources: readonly PackageSource[]; readonly place: AptPlace } | undefined
  const apt = async (): Promise<{ readonly sources: readonly PackageSource[]; readonly place: AptPlace }> => {
    const sources = chooseSources(suite, supply.mirrors, supply.mirrors.length > 0 ? [] : await hostIndexes(around), hostSuite())
    return found = { sources, place: aptPlace(supply.cache, arch, sources, supply.keyring) }
  }
  let files = manifest?.packages
  if (!files) {
    listener({ of: 'indexes', suite })
    const { sources, place } = await apt()
    await updateIndexes(place, sources, around)
    files = await resolvePackages(place, packagesOf(words, arch), sources, around)
  }
  const missing = await missingPackages(archives, files)
  const totalBytes = sizeOf(missing)
  listener({ of: 'resolved', packages: files.length, bytes: sizeOf(files), missingBytes: totalBytes })
  if (missing.length > 0) {
    const { sources, place } = found ?? await apt()
    await fetchPackages(place, missing, sources, around, (bytes) => listener({ of: 'downloading', bytes, totalBytes }))
  }
  return { files, archives, downloadedBytes: totalBytes }
}

async function build({ folder, work }: Aside, { manifest, suite, arch, words, keepDocs }: Order, { files, archives }: Gathered, around: Surroundings, { listener }: SysrootHooks): Promise<Manifest> {
  const named = new Set(words.map((word) => word.replace(/=.*/, '')))
  const rules = { keepDocs, named, isMinimal: words.every((word) => word === 'minimal') }
  const packages = files.map((file) => ({ name: file.name, file: packagePath(archives, file) }))
  const unpacked = await unpackPackages(packages, folder, work, (path) => isLeftOut(path, rules), around, (count) => {
    listener({ of: 'unpacking', packages: count, totalPackages: packages.length })
  })
  listener({ of: 'finishing' })
  finishTree(folder, unpacked.scripts)
  settleTree(folder, unpacked.newestMs)
  const facts = await readTreeFacts(folder, around.signal)
  if (manifest?.recipe === RECIPE && facts.digest !== manifest.tree) {
    throw new Refused('differs', 'the packages of the manifest gave another tree than the one it tells of', { hint: 'the manifest was edited, or this is a bug of morph2bst: please report it' })
  }
  return { recipe: RECIPE, suite, arch, words, keepDocs, tree: facts.digest, files: facts.files, bytes: facts.bytes, packages: files }
}

function told(target: string, state: Sysroot['state'], { packages, files, bytes, tree }: Manifest, downloadedBytes: number, compared: boolean): Sysroot {
  return { state, folder: target, manifest: manifestPath(target), packages: packages.length, files, bytes, downloadedBytes, tree, compared }
}

/** The suite that this machine is made of, if it is Debian. */
function hostSuite(): string | undefined {
  try {
    const text = readFileSync('/etc/os-release', 'utf8')
    return /^ID="?debian"?$/m.test(text) ? /^VERSION_CODENAME="?([a-z]+)"?$/m.exec(text)?.[1] : undefined
  } catch {
    return undefined
  }
}
