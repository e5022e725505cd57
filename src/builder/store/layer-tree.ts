/** Reads layers back: whether a directory still is what its name says. Changes nothing. */
import { lstatSync, readdirSync, readlinkSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { digestOfFile, modeOf } from './objects.ts'
import { Directory, type TreeEntry, type TreeFile } from './tree.ts'
import type { Turns } from './turns.ts'

const FOLDER_MODE = 0o755

/** The tree that a layer shows. `known`: files by inode whose content was looked at before. Nothing if something in it is not as layers are. */
export async function treeOfLayer(path: string, known: ReadonlyMap<number, TreeFile>, turns: Turns): Promise<Directory | undefined> {
  await turns.pause()
  if (!hasMode(path, FOLDER_MODE)) return undefined
  const entries = new Map<string, TreeEntry>()
  for (const found of readdirSync(path, { withFileTypes: true })) {
    const below = join(path, found.name)
    const entry = found.isDirectory() ? await treeOfLayer(below, known, turns) : entryOf(found, below, known)
    if (!entry) return undefined
    entries.set(found.name, entry)
  }
  return new Directory(entries)
}

function entryOf(found: Dirent, path: string, known: ReadonlyMap<number, TreeFile>): TreeEntry | undefined {
  if (found.isSymbolicLink()) return { type: 'link', target: readlinkSync(path) }
  if (!found.isFile()) return undefined
  const { ino, mode } = lstatSync(path)
  const executable = (mode & 0o100) !== 0
  if ((mode & 0o7777) !== modeOf(executable)) return undefined
  return known.get(ino) ?? { type: 'file', executable, ...digestOfFile(path) }
}

function hasMode(path: string, mode: number): boolean {
  return (lstatSync(path).mode & 0o7777) === mode
}
