/** Contents of files by digest, as files of the store. Knows no trees. */
import { createHash } from 'node:crypto'
import { closeSync, constants, copyFileSync, existsSync, linkSync, lstatSync, openSync, readSync, unlinkSync, utimesSync } from 'node:fs'
import type { Digest } from './digest.ts'
import { codeOf, inFolder, STAGED_TIME } from './disk.ts'
import { shelfPath } from './shelf.ts'
import type { TreeFile } from './tree.ts'

/** Mode of every regular file of an artifact (BF §6). */
export function modeOf(executable: boolean): number {
  return executable ? 0o755 : 0o644
}

/**
 * How a content gets to where it is used: `share` as the object's own inode if no other layer has it, `link` as that inode
 * anyway, `copy` as a file of its own.
 */
export type Placing = 'share' | 'link' | 'copy'

/**
 * The folder of objects. A content is kept once for each mode it has, since the mode belongs to the file. An object may
 * share its inode with one file of one layer, never with two: links in a sandbox would else show as hard links.
 */
export class Objects {
  constructor(readonly folder: string) {}

  /** Where an object is, if it is there. */
  path(file: Pick<TreeFile, 'digest' | 'executable'>): string {
    return shelfPath(this.folder, objectName(file))
  }

  has(file: Pick<TreeFile, 'digest' | 'executable'>): boolean {
    return existsSync(this.path(file))
  }

  /**
   * Takes the content of a finished file that nobody can write to any more, of mode and time as objects have. The file
   * stays where it is: unless the content is here already, both are one inode from now on.
   */
  keep(path: string, file: TreeFile): void {
    const object = this.path(file)
    inFolder(object, () => {
      try {
        linkSync(path, object)
      } catch (error) {
        // EMLINK cannot be: an object has at most one link. EEXIST: here already, maybe for a moment's time.
        if (codeOf(error) !== 'EEXIST') throw error
      }
    })
  }

  /** Puts the content at `path`, where nothing may be. */
  place(file: TreeFile, path: string, how: Placing): void {
    const object = this.path(file)
    if (how === 'link' && linked(object, path)) return
    if (how === 'share' && lstatSync(object).nlink === 1 && linked(object, path)) {
      if (lstatSync(object).nlink === 2) return
      // Somebody else had the same thought at the same time.
      unlinkSync(path)
    }
    this.copy(file, path)
    utimesSync(path, STAGED_TIME, STAGED_TIME)
  }

  /** Copies the content to `path`, where nothing may be, with its mode and the time of now. */
  copy(file: TreeFile, path: string): void {
    copyFileSync(this.path(file), path, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
  }
}

/** The name of an object: its digest, and `.x` for one that can be executed. */
export function objectName({ digest, executable }: Pick<TreeFile, 'digest' | 'executable'>): string {
  return `${digest}${executable ? '.x' : ''}`
}

/** Links, unless the file system allows this file no more links. */
function linked(object: string, path: string): boolean {
  try {
    linkSync(object, path)
    return true
  } catch (error) {
    if (codeOf(error) !== 'EMLINK') throw error
    return false
  }
}

const BUFFER = Buffer.allocUnsafe(1 << 20)

/** The digest and size of a file's content. */
export function digestOfFile(path: string): { readonly digest: Digest; readonly size: number } {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const hash = createHash('sha256')
    let size = 0
    for (let read = readSync(descriptor, BUFFER); read > 0; read = readSync(descriptor, BUFFER)) {
      hash.update(BUFFER.subarray(0, read))
      size += read
    }
    return { digest: hash.digest('hex') as Digest, size }
  } finally {
    closeSync(descriptor)
  }
}
