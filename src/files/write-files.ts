/** Writes generated files into the folder that is made aside. Knows nothing of why these files, or of what lay there before. */
import { closeSync, fchmodSync, fsyncSync, lstatSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode, Refused } from './failure.ts'

/** Up to so many files are flushed one by one; more would take longer than making them. See {@link writeFiles}. */
const FLUSH_EACH_UP_TO = 64

/** One file to make. */
export interface NewFile {
  readonly path: string
  readonly bytes: Buffer
  /** The mode to give it; without one, what is usual here. */
  readonly mode: number | undefined
}

/**
 * Makes the files below `root`, which exists. The last is always flushed, and with it, on the usual file systems, all
 * names and folders made before it. If the power fails soon after, generated files may still be found empty: the next
 * run writes empty files anew, and what is a person's was on the disk already.
 */
export function writeFiles(root: string, files: readonly NewFile[]): void {
  const folders = new Set([root])
  files.forEach(({ path, bytes, mode }, index) => {
    makeFolder(dirname(`${root}/${path}`), folders)
    const flush = files.length <= FLUSH_EACH_UP_TO || index === files.length - 1
    writeFile(`${root}/${path}`, bytes, mode, flush)
  })
}

/** Makes a folder and those above it. A link in its place is refused: it could lead anywhere. */
function makeFolder(path: string, made: Set<string>): void {
  if (made.has(path)) return
  makeFolder(dirname(path), made)
  try {
    mkdirSync(path)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    if (!lstatSync(path).isDirectory()) throw new Refused('in-the-way', path)
  }
  made.add(path)
}

function writeFile(path: string, bytes: Buffer, mode: number | undefined, flush: boolean): void {
  const file = openSync(path, 'wx')
  try {
    for (let from = 0; from < bytes.length;) from += writeSync(file, bytes, from)
    if (mode !== undefined) fchmodSync(file, mode)
    if (flush) fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
