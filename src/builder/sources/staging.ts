/**
 * Laying a source out: filled aside in a folder of its own, brought to the modes that sources have, then moved over what
 * other sources left. Whatever a source holds, nothing is written outside, since no link is followed on the way in.
 */
import { chmodSync, cpSync, lstatSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, unlinkSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { isNativeError } from 'node:util/types'
import { onDisk } from '../store/disk.ts'
import { Failed, failed, success, type Failure, type FailureReason, type Result } from '../failure.ts'
import type { SourceWorld } from './source-kind.ts'

/** Runs `fill` on a new folder and lays what it made over `directory`. */
export async function stageAside(world: SourceWorld, directory: string, fill: (folder: string) => Promise<void>): Promise<Result<null>> {
  return await onDisk(world.folder, () => withFolder(world, 'stage-', async (folder) => {
    await fill(folder)
    settle(folder)
    layOver(folder, directory, '')
    return null
  }))
}

/** Runs `use` with a new folder for work in progress, which is gone afterwards. */
export async function withFolder<T>(world: SourceWorld, prefix: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(world.work, prefix))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The value of `run`, or as a failure what it threw: its own, or that the disk refused. */
export async function caught<T>(reason: FailureReason, run: () => Promise<T>): Promise<Result<T>> {
  try {
    return success(await run())
  } catch (error) {
    if (error instanceof Failed) return { ok: false, failure: error.failure }
    if (isNativeError(error) && 'code' in error) return failed(reason, error.message)
    throw error
  }
}

/** The value of a result; its failure is thrown, for the door of this room to catch. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Failed(result.failure)
}

/** Throws that a source cannot be had. */
export function refuse(message: string, more: Pick<Failure, 'hint' | 'detail'> = {}): never {
  throw new Failed(failed('source', message, more).failure)
}

/** Stops where the person has asked for it. */
export function checkStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new Failed(failed('stopped', 'stopped').failure)
}

/** Modes 755 and 644 by the owner's execute bit; what is neither file, folder nor link goes, as in BuildStream (BF §6). */
function settle(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isSymbolicLink()) continue
    const mode = lstatSync(path).mode & 0o7777
    if (entry.isDirectory()) {
      // before its content: a folder may not be readable as it came
      if (mode !== 0o755) chmodSync(path, 0o755)
      settle(path)
    } else if (entry.isFile()) {
      const wanted = mode & 0o100 ? 0o755 : 0o644
      if (mode !== wanted) chmodSync(path, wanted)
    } else {
      unlinkSync(path)
    }
  }
}

/**
 * Moves what is in `from` over `to`. As BuildStream does: a file replaces a file or an empty folder and is left out where a
 * folder holds something; a folder in the place of a file or link is an error, even of a link to a folder.
 */
export function layOver(from: string, to: string, below: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    const there = lstatSync(target, { throwIfNoEntry: false })
    if (there && entry.isDirectory()) {
      if (!there.isDirectory()) refuse(`a folder of this source has the place of ${nounOf(there)} of an earlier one: "${below}${entry.name}"`)
      layOver(source, target, `${below}${entry.name}/`)
    } else if (!there?.isDirectory() || removeEmpty(target)) {
      move(source, target)
    }
  }
}

function nounOf(there: Stats): string {
  return there.isSymbolicLink() ? 'a symbolic link' : 'a file'
}

/** Whether the folder was empty, and thus is gone now. */
function removeEmpty(folder: string): boolean {
  if (readdirSync(folder).length > 0) return false
  rmdirSync(folder)
  return true
}

function move(source: string, target: string): void {
  try {
    renameSync(source, target)
  } catch (error) {
    if (!(isNativeError(error) && 'code' in error && error.code === 'EXDEV')) throw error
    cpSync(source, target, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  }
}
