/**
 * Paths as bytes: what a person keeps in the output folder may have any name, valid UTF-8 or not, and must come through.
 * A raw path holds one character for each byte (latin1), so that it can be joined, compared and used as a key.
 */
import { chmodSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs'
import { errorCode } from './failure.ts'
import { statOf } from './target-folder.ts'

export type RawPath = string & { readonly raw: unique symbol }

/** One entry of a folder. */
export interface RawEntry {
  readonly name: RawPath
  readonly isFolder: boolean
  readonly isFile: boolean
  readonly isLink: boolean
}

export function rawPath(path: string): RawPath {
  return Buffer.from(path).toString('latin1') as RawPath
}

/** The path as node:fs takes it. */
export function onDisk(path: RawPath): Buffer {
  return Buffer.from(path, 'latin1')
}

/** A path below a folder; an empty part adds nothing. */
export function below(folder: RawPath, part: RawPath): RawPath {
  return (folder === '' || part === '' ? folder + part : `${folder}/${part}`) as RawPath
}

export function rawParent(path: RawPath): RawPath {
  return path.slice(0, Math.max(0, path.lastIndexOf('/'))) as RawPath
}

export function listRaw(folder: RawPath): readonly RawEntry[] {
  return readdirSync(onDisk(folder), { encoding: 'latin1', withFileTypes: true }).map((entry) => ({
    name: entry.name as RawPath, isFolder: entry.isDirectory(), isFile: entry.isFile(), isLink: entry.isSymbolicLink(),
  }))
}

/** Removes a folder and all in it. Links are removed, not followed; a folder that forbids changes is made to allow them. */
export function removeTree(folder: RawPath): void {
  emptyFolder(folder, (entry) => {
    if (entry.isFolder) removeTree(below(folder, entry.name))
    else unlinkSync(onDisk(below(folder, entry.name)))
  })
  rmdirSync(onDisk(folder))
}

/** Calls `remove` for each entry of a folder, which is made writable first where it is not. */
export function emptyFolder(folder: RawPath, remove: (entry: RawEntry) => void): void {
  const stat = statOf(onDisk(folder))
  if (!stat) return
  if ((stat.mode & 0o700) !== 0o700) chmodSync(onDisk(folder), stat.mode | 0o700)
  for (const entry of listRaw(folder)) remove(entry)
}

/** Removes a folder of ours if there is one. What cannot be removed stays; the answer tells whether all is gone. */
export function tryRemoveTree(folder: string): boolean {
  try {
    if (statOf(folder)) removeTree(rawPath(folder))
    return true
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return false
  }
}
