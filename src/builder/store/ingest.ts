/** A directory that a build has left → a tree, with its contents in the store. Nobody else may write in it any more. */
import { chmodSync, copyFileSync, lstatSync, lutimesSync, readdirSync, readlinkSync, renameSync, unlinkSync, utimesSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Failed } from '../failure.ts'
import { STAGED_TIME } from './disk.ts'
import { digestOfFile, modeOf, type Objects } from './objects.ts'
import { Directory, type TreeEntry, type TreeFile } from './tree.ts'

/** How long files are dealt with before others get a turn. */
const TURN_MS = 20

/**
 * The tree of `folder`. On the way everything in it gets the modes and times that artifacts have (BF §6): files 644 or 755
 * by the owner's execute bit, directories 755; what is neither file, link nor directory is removed. Afterwards the folder
 * can serve as the layer of the tree. Throws {@link Failed} for names that are not UTF-8, as bst does.
 */
export async function ingest(folder: string, objects: Objects): Promise<Directory> {
  return new Ingestion(objects).directory(folder)
}

/** A single file of such a folder. */
export function ingestFile(path: string, objects: Objects): TreeFile {
  return new Ingestion(objects).file(path)
}

class Ingestion {
  private turnEnds = performance.now() + TURN_MS
  constructor(private readonly objects: Objects) {}

  async directory(path: string): Promise<Directory> {
    if (performance.now() > this.turnEnds) {
      await nextTurn()
      this.turnEnds = performance.now() + TURN_MS
    }
    if ((lstatSync(path).mode & 0o7777) !== 0o755) chmodSync(path, 0o755)
    const entries = new Map<string, TreeEntry>()
    for (const found of readdirSync(path, { withFileTypes: true })) {
      const entry = await this.entry(path, found)
      if (entry) entries.set(found.name, entry)
    }
    utimesSync(path, STAGED_TIME, STAGED_TIME)
    return new Directory(entries)
  }

  private async entry(folder: string, found: Dirent): Promise<TreeEntry | undefined> {
    const path = join(folder, found.name)
    if (found.name.includes('\uFFFD')) refuseUnlessText(folder, found.name)
    if (found.isDirectory()) return this.directory(path)
    if (found.isSymbolicLink()) {
      const target = readlinkSync(path)
      lutimesSync(path, STAGED_TIME, STAGED_TIME)
      return { type: 'link', target }
    }
    if (found.isFile()) return this.file(path)
    unlinkSync(path)
    return undefined
  }

  file(path: string): TreeFile {
    const { mode, nlink } = lstatSync(path)
    if (nlink > 1) separate(path)
    const executable = (mode & 0o100) !== 0
    if ((mode & 0o7777) !== modeOf(executable)) chmodSync(path, modeOf(executable))
    utimesSync(path, STAGED_TIME, STAGED_TIME)
    const file: TreeFile = { type: 'file', executable, ...digestOfFile(path) }
    this.objects.keep(path, file)
    return file
  }
}

/** Gives a path an inode of its own: what builds link together are files of equal content and nothing more (BF §6). */
function separate(path: string): void {
  const aside = `${path}.morph2bst-separate`
  chmodSync(path, 0o600 | (lstatSync(path).mode & 0o100))
  copyFileSync(path, aside)
  renameSync(aside, path)
}

/** Names that are not UTF-8 cannot be told from others that are not either; the real character may stand in a name. */
function refuseUnlessText(folder: string, name: string): void {
  if (readdirSync(folder, { encoding: 'buffer' }).some((bytes) => bytes.equals(Buffer.from(name)))) return
  throw new Failed({ reason: 'element', message: `a file name is not valid UTF-8: ${JSON.stringify(name)} (the unreadable bytes are shown as ?)`.replaceAll('\uFFFD', '?'), hint: 'let the commands rename or remove it; BuildStream refuses such names too' })
}

