/**
 * Puts a finished folder in the place of another. At each moment one of the two is complete, under its own name or aside:
 *
 *     target │ old │ old │  ·  │ new │ new │ new
 *     aside  │     │ new │ both│ old │ gone│
 *
 * Knows nothing of what is in the folders.
 */
import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, readdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs'
import { asidePath } from './aside.ts'
import { errorCode } from './failure.ts'
import { below, emptyFolder, onDisk, rawParent, rawPath, type RawPath } from './raw-path.ts'
import { statOf } from './target-folder.ts'

/** Whether nothing, or an empty folder, lies at the path: one rename puts another folder there. */
export function isVacant(target: string): boolean {
  return !statOf(target) || readdirSync(target).length === 0
}

/** Renames the new folder to the target, and what was there aside to `old`; the answer tells whether there was anything. */
export function swapIn(target: string): boolean {
  const next = asidePath(target, 'new')
  const old = asidePath(target, 'old')
  const replaces = !isVacant(target)
  if (replaces) renameSync(target, old)
  try {
    renameSync(next, target)
  } catch (error) {
    if (replaces) renameSync(old, target)
    throw error
  }
  return replaces
}

/** Says by its name that the former target is no longer needed: from now on it may be incomplete. */
export function releaseOld(target: string, pid?: number): string {
  const gone = asidePath(target, 'gone', pid)
  renameSync(asidePath(target, 'old', pid), gone)
  return gone
}

/**
 * Takes the former target apart. What another program put there in the last moment (a file saved during the run) is moved
 * to the new folder. `dropped` are the files that were replaced or removed on purpose, `copies` those that were copied.
 */
export function dissolveGone(target: string, dropped: ReadonlySet<RawPath>, copies: ReadonlySet<RawPath>): void {
  const gone = rawPath(asidePath(target, 'gone'))
  const kept = rawPath(target)

  const dissolve = (path: RawPath): void => {
    emptyFolder(below(gone, path), (entry) => {
      const inner = below(path, entry.name)
      if (entry.isFolder) dissolve(inner)
      else if (dropped.has(inner) || copies.has(inner) || isSame(below(gone, inner), below(kept, inner))) {
        unlinkSync(onDisk(below(gone, inner)))
      } else rescue(inner)
    })
    rmdirSync(onDisk(below(gone, path)))
  }

  const rescue = (path: RawPath): void => {
    const place = below(kept, path)
    mkdirSync(onDisk(rawParent(place)), { recursive: true })
    renameSync(onDisk(below(gone, path)), onDisk(place))
  }

  dissolve('' as RawPath)
}

/** Brings the entries of a folder to the disk itself, where the system can do that. */
export function flushFolder(path: string): void {
  try {
    const folder = openSync(path, 'r')
    try {
      fsyncSync(folder)
    } finally {
      closeSync(folder)
    }
  } catch (error) {
    if (errorCode(error) === undefined) throw error
  }
}

/** With whole numbers: some file systems use all 64 bits. */
function isSame(a: RawPath, b: RawPath): boolean {
  const [one, other] = [a, b].map((path) => lstatSync(onDisk(path), { bigint: true, throwIfNoEntry: false }))
  return one !== undefined && one.ino === other?.ino
}
