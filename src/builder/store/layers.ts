/** Trees laid out as directories: layers, which sandboxes see read-only, and copies, which somebody may write to. */
import { chmodSync, existsSync, lutimesSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, move, namesIn, STAGED_TIME } from './disk.ts'
import type { Objects, Placing } from './objects.ts'
import { remove } from './remove.ts'
import type { Directory, TreeEntry } from './tree.ts'
import { Turns } from './turns.ts'

/** The folder of layers: a directory for each tree that was staged, made again from objects when it is missing. */
export class Layers {
  private asideCount = 0
  constructor(readonly folder: string, private readonly objects: Objects) {}

  /** Where the layer of a tree is, or would be. */
  path(tree: Directory): string {
    return join(this.folder, tree.digest)
  }

  /** The layer of a tree; made, aside in `work`, if it is not there. */
  async provide(tree: Directory, work: string): Promise<string> {
    const path = this.path(tree)
    if (existsSync(path)) return path
    const aside = join(work, `layer-${this.asideCount++}`)
    await layOut(tree, aside, this.objects, 'share')
    this.publish(aside, path)
    return path
  }

  /** Makes a folder that {@link ingest} has gone over the layer of its tree; where there is one already the folder goes. */
  adopt(folder: string, tree: Directory): void {
    this.publish(folder, this.path(tree))
  }

  /** Names of all that is there. */
  names(): readonly string[] {
    return namesIn(this.folder)
  }

  /** Removes the layer of a name. Half of one never stands where a whole one is expected: it goes to `work` before. */
  remove(name: string, work: string): void {
    const aside = join(work, `layer-${this.asideCount++}`)
    renameSync(join(this.folder, name), aside)
    remove(aside)
  }

  private publish(folder: string, path: string): void {
    try {
      move(folder, path)
    } catch (error) {
      const code = codeOf(error)
      if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/**
 * Lays a tree out at `path`, where nothing may be but an empty folder, with the modes and times of staged files. No two
 * files of it are one inode, however often a content is in the tree.
 */
export async function layOut(tree: Directory, path: string, objects: Objects, how: Placing): Promise<void> {
  const linked = new Set<string>()
  const turns = new Turns()
  const directory = async (at: string, { entries }: Directory): Promise<void> => {
    await turns.pause()
    for (const [name, entry] of entries) {
      const below = join(at, name)
      if (entry.type === 'directory') {
        mkdirSync(below)
        await directory(below, entry)
      } else placeEntry(entry, below)
    }
    // Not when it is made: there the user's umask would have a say.
    chmodSync(at, 0o755)
    utimesSync(at, STAGED_TIME, STAGED_TIME)
  }
  const placeEntry = (entry: Exclude<TreeEntry, Directory>, at: string): void => {
    if (entry.type === 'file') {
      const object = `${entry.digest}${String(entry.executable)}`
      objects.place(entry, at, linked.has(object) ? 'copy' : how)
      linked.add(object)
    } else {
      symlinkSync(entry.target, at)
      lutimesSync(at, STAGED_TIME, STAGED_TIME)
    }
  }
  mkdirSync(path, { recursive: true })
  await directory(path, tree)
}
