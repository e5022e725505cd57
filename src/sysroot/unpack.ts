/** Packages → one tree, with real directories where Debian has joined them. No script of a package is run. */
import {
  existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, rmdirSync, type Dirent,
} from 'node:fs'
import { join } from 'node:path'
import { lastLines, Refused } from './failure.ts'
import { NO_SPACE } from './resolve.ts'
import { runProgram, type Surroundings } from './run-program.ts'

/** What the packages of a tree say of themselves. */
export interface UnpackedPackages {
  /** Package → the script that would run after unpacking. */
  readonly scripts: ReadonlyMap<string, string>
  /** The newest time of a file, in milliseconds since 1970: what we make gets it. */
  readonly newestMs: number
}

/** A package to unpack. */
export interface PackageToUnpack {
  readonly name: string
  /** The .deb file. */
  readonly file: string
}

/** How many are unpacked at a time. They are merged one after the other, in the order given. */
const AT_A_TIME = 3
/** Links of newer releases: a link in one artifact and a directory in another cannot be staged together. */
const REAL_DIRECTORIES = new Set(['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32', 'libo32'])

/** Unpacks into `root`, by way of folders in `work`. `done` hears how many are in. */
export async function unpackPackages(
  packages: readonly PackageToUnpack[], root: string, work: string, isLeftOut: (path: string) => boolean, around: Surroundings, done: (packages: number) => void,
): Promise<UnpackedPackages> {
  const merge = new Merge(root, isLeftOut)
  const scripts = new Map<string, string>()
  const extractions: Promise<string>[] = []
  for (const [index, { name }] of packages.entries()) {
    for (const next of packages.slice(extractions.length, index + AT_A_TIME)) {
      const extraction = extract(next, join(work, String(extractions.length)), around)
      // It is awaited in its turn; until then its failure is nobody's.
      extraction.catch(() => undefined)
      extractions.push(extraction)
    }
    try {
      const folder = await extractions[index] ?? ''
      const script = join(folder, 'DEBIAN/postinst')
      if (existsSync(script)) scripts.set(name, readFileSync(script, 'utf8'))
      rmSync(join(folder, 'DEBIAN'), { recursive: true })
      merge.take(folder)
      rmSync(folder, { recursive: true })
    } catch (error) {
      await Promise.allSettled(extractions)
      throw error
    }
    done(index + 1)
  }
  return { scripts, newestMs: merge.newestMs }
}

async function extract({ name, file }: PackageToUnpack, folder: string, around: Surroundings): Promise<string> {
  const { status, stderr } = await runProgram('dpkg-deb', ['--raw-extract', file, folder], around)
  if (status === 0) return folder
  if (NO_SPACE.test(stderr)) throw new Refused('disk', 'the packages could not be unpacked: the disk is full', { hint: 'free some space and run again', detail: lastLines(stderr) })
  throw new Refused('program', `the package ${name} could not be unpacked`, { hint: 'see what dpkg-deb says', detail: lastLines(stderr) })
}

/** Moves unpacked packages into one tree. */
class Merge {
  newestMs = 0

  constructor(private readonly root: string, private readonly isLeftOut: (path: string) => boolean) {}

  take(folder: string): void {
    this.merge(folder, '')
  }

  private merge(from: string, path: string): void {
    for (const entry of readdirSync(from, { withFileTypes: true })) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`
      if (this.isLeftOut(entry.isDirectory() ? `${inner}/` : inner)) continue
      if (entry.isDirectory()) this.takeDirectory(join(from, entry.name), inner)
      else this.takeFile(join(from, entry.name), inner, entry)
    }
  }

  private takeDirectory(from: string, path: string): void {
    const place = join(this.root, path)
    const there = lstatSync(place, { throwIfNoEntry: false })
    if (!there) mkdirSync(place)
    else if (!there.isDirectory() && !there.isSymbolicLink()) throw clash(path)
    this.merge(from, there?.isSymbolicLink() ? this.behindLink(place, path) : path)
  }

  private takeFile(from: string, path: string, entry: Dirent): void {
    if (entry.isSymbolicLink() && REAL_DIRECTORIES.has(path)) return
    const place = join(this.root, path)
    if (lstatSync(place, { throwIfNoEntry: false })?.isDirectory()) {
      // A link to a directory where an earlier package has the directory itself, still empty.
      if (!entry.isSymbolicLink() || readdirSync(place).length > 0) throw clash(path)
      rmdirSync(place)
    }
    if (entry.isFile()) this.newestMs = Math.max(this.newestMs, Math.floor(lstatSync(from).mtimeMs / 1000) * 1000)
    renameSync(from, place)
  }

  /** The directory of the tree that a link leads to, such as /run for /var/run. */
  private behindLink(place: string, path: string): string {
    const target = readlinkSync(place)
    const parts = target.startsWith('/') ? [] : path.split('/').slice(0, -1)
    for (const part of target.split('/')) {
      if (part === '..') parts.pop()
      else if (part !== '' && part !== '.') parts.push(part)
    }
    const found = parts.join('/')
    mkdirSync(join(this.root, found), { recursive: true })
    return found
  }
}

function clash(path: string): Refused {
  return new Refused('request', `packages disagree on whether /${path} is a directory`, { hint: 'leave one of them out' })
}
