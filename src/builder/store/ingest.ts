/** A directory that a build has left → a tree, with its contents in the store. Nobody else may write in it any more. */
import { isUtf8 } from 'node:buffer'
import { chmodSync, copyFileSync, lstatSync, lutimesSync, readdirSync, readlinkSync, renameSync, unlinkSync, utimesSync, type Dirent } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failed } from '../failure.ts'
import { STAGED_TIME } from './disk.ts'
import { digestOfFile, modeOf, type Objects } from './objects.ts'
import { Directory, type TreeEntry, type TreeFile } from './tree.ts'
import { Turns } from './turns.ts'

/**
 * The tree of `folder`. On the way everything in it gets the modes and times that artifacts have (BF §6): files 644 or 755
 * by the owner's execute bit, directories 755; what is neither file, link nor directory is removed. Afterwards the folder
 * can serve as the layer of the tree. Throws {@link Failed} for names and link targets that are not UTF-8, as bst does.
 */
export async function ingest(folder: string, objects: Objects): Promise<Directory> {
  return new Ingestion(objects).directory(folder)
}

/** A single file of such a folder. */
export function ingestFile(path: string, objects: Objects): TreeFile {
  return new Ingestion(objects).file(path)
}

class Ingestion {
  private readonly turns = new Turns()
  constructor(private readonly objects: Objects) {}

  async directory(path: string): Promise<Directory> {
    await this.turns.pause()
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
    if (found.name.includes(UNREADABLE)) refuseOddNames(folder)
    if (found.isDirectory()) return this.directory(path)
    if (found.isSymbolicLink()) {
      lutimesSync(path, STAGED_TIME, STAGED_TIME)
      return { type: 'link', target: targetOf(path) }
    }
    if (found.isFile()) return this.file(path)
    unlinkSync(path)
    return undefined
  }

  file(path: string): TreeFile {
    const { mode, nlink } = lstatSync(path)
    const executable = (mode & 0o100) !== 0
    if (nlink > 1) separate(path)
    if (nlink > 1 || (mode & 0o7777) !== modeOf(executable)) chmodSync(path, modeOf(executable))
    utimesSync(path, STAGED_TIME, STAGED_TIME)
    const file: TreeFile = { type: 'file', executable, ...digestOfFile(path) }
    this.objects.keep(path, file)
    return file
  }
}

/** Gives a path an inode of its own: what builds link together are files of equal content and nothing more (BF §6). */
function separate(path: string): void {
  // Not named after the file, whose name may be as long as names can be.
  const aside = join(dirname(path), '.morph2bst-separate')
  // Readable, so that it can be copied; the execute bit stays for the inode's other names, whose turn comes later.
  chmodSync(path, 0o600 | (lstatSync(path).mode & 0o100))
  copyFileSync(path, aside)
  renameSync(aside, path)
}

/** What stands for bytes that are no UTF-8; a name may also have it of its own. */
const UNREADABLE = '\uFFFD'

/** The target of a symbolic link. */
export function targetOf(path: string): string {
  const target = readlinkSync(path)
  if (target.includes(UNREADABLE) && !isUtf8(readlinkSync(path, { encoding: 'buffer' }))) refuse('the target of a link', target)
  return target
}

/** Names that are not UTF-8 cannot be told from others that are not either. */
function refuseOddNames(folder: string): void {
  const odd = readdirSync(folder, { encoding: 'buffer' }).find((bytes) => !isUtf8(bytes))
  if (odd) refuse('a file name', odd.toString())
}

function refuse(what: string, text: string): never {
  throw new Failed({
    reason: 'element', message: `${what} is not valid UTF-8: ${JSON.stringify(text).replaceAll(UNREADABLE, '?')} (the unreadable bytes are shown as ?)`,
    hint: 'let the commands rename or remove it; BuildStream refuses such names too',
  })
}
