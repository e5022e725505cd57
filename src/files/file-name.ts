/** What a file name may hold, and how a bad one is shown. Knows nothing of the disk. */
import { InternalError } from '../std/internal-error.ts'

/** A name that breaks terminals and lists: control characters, or half of a surrogate pair. */
const UNFIT = /[\p{Cc}\p{Cs}]/u

/** Whether a name or path can be shown and written as it is. */
export function isFitName(name: string): boolean {
  return !UNFIT.test(name)
}

/** A name with its control characters as `\xNN`, safe to print. */
export function showName(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Cs}]/gu, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

/** A name given as bytes, those outside of ASCII's printable part as `\xNN`. */
export function showBytes(name: Uint8Array): string {
  const show = (byte: number): string =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`
  return Array.from(name, show).join('')
}

/** Whether a path stays inside the folder it is relative to and is written in the one way that we accept. */
export function isTreePath(path: string): boolean {
  return isFitName(path) && !/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)
}

/** All folders that hold one of the paths, without the root. */
export function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end)
      if (folders.has(folder)) break
      folders.add(folder)
    }
  }
  return folders
}

/** Throws if a generated tree has a path that must not reach the disk; naming is an earlier room's work. */
export function assertTreePaths(paths: ReadonlySet<string>, reserved: string): void {
  const folders = foldersOf(paths)
  for (const path of paths) {
    const fault = !isTreePath(path) ? 'is not a plain relative path'
      : path === reserved || folders.has(reserved) ? `takes the place of ${reserved}`
        : folders.has(path) ? 'is a file and a folder' : undefined
    if (fault) throw new InternalError(`generated path ${JSON.stringify(path)} ${fault}`)
  }
}
