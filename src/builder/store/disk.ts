/** What the disk under the store refuses, as failures that name the disk; and the few ways in which the store writes. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isNativeError } from 'node:util/types'
import { Failed, type Failure, type Result } from '../failure.ts'

/** Every staged file shows this time, in seconds since 1970: 2011-11-11 11:11:11 UTC (BF §4.2). */
export const STAGED_TIME = 1321009871

/** The code of an error of the operating system (`ENOENT`); nothing for any other error. */
export function codeOf(error: unknown): string | undefined {
  return isNativeError(error) && 'syscall' in error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Runs `work`; what the disk refuses becomes a failure, our own bugs pass through. */
export async function onDisk<T>(folder: string, work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (error instanceof Failed) return { ok: false, failure: error.failure }
    const failure = diskFailure(error, folder)
    if (!failure) throw error
    return { ok: false, failure }
  }
}

/** An error of the operating system as a failure; nothing for any other error. */
export function diskFailure(error: unknown, folder: string): Failure | undefined {
  const code = codeOf(error)
  if (code === undefined) return undefined
  const path = (error as { readonly path?: unknown }).path
  const place = typeof path === 'string' ? path : folder
  switch (code) {
    case 'ENOSPC': case 'EDQUOT': return fullDisk(folder)
    case 'EROFS': return { reason: 'disk', message: `${place} is on a disk that cannot be written to`, hint: 'choose another place with --store' }
    case 'EACCES': case 'EPERM': return { reason: 'disk', message: `permission denied: ${place}`, hint: 'choose a place of your own with --store' }
    default: return { reason: 'disk', message: `${place}: ${(error as Error).message.replace(/^[A-Z]+: |, [a-z]+ '.*$/g, '')}` }
  }
}

/** That the disk under a folder is full. */
export function fullDisk(folder: string): Failure {
  return {
    reason: 'disk', message: `the disk that holds ${folder} is full${freeWords(folder)}`,
    hint: 'make room there (morph2bst store gc), or choose another disk with --store; what is built stays, and the same command goes on from it',
  }
}

/** With less room than this a command may well have failed for want of it, whatever it says. */
const HARDLY_ANY_BYTES = 16 * 2 ** 20

/** Whether there is hardly any room on the disk under a folder. */
export function isDiskFull(folder: string): boolean {
  const { bavail, bsize, ffree, files } = statfsSync(folder)
  // Some file systems have no fixed number of inodes and give 0 for both.
  return bavail * bsize < HARDLY_ANY_BYTES || (files > 0 && ffree === 0)
}

function freeWords(folder: string): string {
  try {
    const { bavail, bsize, ffree, files } = statfsSync(folder)
    return files > 0 && ffree === 0 ? ' (no inodes are left)' : ` (${Math.floor(bavail * bsize / 2 ** 20)} MiB are free)`
  } catch {
    return ''
  }
}

let asideCount = 0

/** Writes a file that is there whole or not at all: aside in `work`, then renamed. */
export function publishFile(path: string, content: string, work: string): void {
  const aside = join(work, `file-${asideCount++}`)
  try {
    writeFileSync(aside, content)
    move(aside, path)
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  }
}

/** Makes a folder and those above it. Not by Node's own way, which never ends where a file system has no folders to make (/proc). */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' && dirname(path) !== path && !existsSync(dirname(path))) {
      makeFolder(dirname(path))
      mkdirSync(path)
    } else if (code !== 'EEXIST' || !statSync(path).isDirectory()) throw error
  }
}

/** Renames, making the folder of the new place if it is missing. */
export function move(from: string, to: string): void {
  inFolder(to, () => { renameSync(from, to) })
}

/** What is in a folder, sorted; nothing where there is none. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') throw error
    return []
  }
}

/** Does something at `path`; if it finds no folder there, the folder is made and it is tried again. */
export function inFolder(path: string, act: () => void): void {
  try {
    act()
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    makeFolder(dirname(path))
    act()
  }
}
