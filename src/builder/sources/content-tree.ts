/** A file or folder of the project as content: its digest, and copies of it. Of metadata only the owner's execute bit counts. */
import { hash, createHash } from 'node:crypto'
import { closeSync, constants, copyFileSync, fstatSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, readlinkSync, readSync, symlinkSync, type Dirent, type Stats } from 'node:fs'
import { basename, join } from 'node:path'
import type { FileMemory } from './file-memory.ts'

/** Files up to this size are read at once. */
const AT_ONCE = 16 * 1024 * 1024

/**
 * Digest over names, content, execute bits, links and empty folders of a folder, or of a folder that holds just the file at
 * `path`. FIFOs, sockets and devices do not count. Files that `memory` knows are not read again.
 */
export function contentDigest(path: string, memory: FileMemory): string {
  const stat = lstatSync(path)
  return stat.isDirectory() ? folderDigest(path, memory) : hash('sha256', lineOf(basename(path), kindOf(stat), path, memory))
}

/** Copies a folder's content, or the file at `path` under its name, into `directory`, which is empty. */
export function copyContent(path: string, directory: string): void {
  const stat = lstatSync(path)
  if (stat.isDirectory()) copyFolder(path, directory)
  else copyEntry(kindOf(stat), path, join(directory, basename(path)))
}

type Kind = 'file' | 'folder' | 'link' | 'other'

function kindOf(entry: Stats | Dirent): Kind {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other'
}

/** One line an entry, sorted, with names quoted so that no name can look like two entries. */
function folderDigest(folder: string, memory: FileMemory): string {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return hash('sha256', entries.map((entry) => lineOf(entry.name, kindOf(entry), `${folder}/${entry.name}`, memory)).join(''))
}

function lineOf(name: string, kind: Kind, path: string, memory: FileMemory): string {
  switch (kind) {
    case 'folder': return `folder ${folderDigest(path, memory)} ${JSON.stringify(name)}\n`
    case 'link': return `link ${hash('sha256', readlinkSync(path))} ${JSON.stringify(name)}\n`
    case 'file': return `${memory.recall(path, () => fileState(path))} ${JSON.stringify(name)}\n`
    case 'other': return ''
  }
}

/** `file` or `program`, and the digest of the content. */
function fileState(path: string): string {
  const file = openSync(path, 'r')
  try {
    const stat = fstatSync(file)
    const digest = stat.size <= AT_ONCE ? hash('sha256', readFileSync(file)) : bigDigest(file)
    return `${stat.mode & 0o100 ? 'program' : 'file'} ${digest}`
  } finally {
    closeSync(file)
  }
}

function bigDigest(file: number): string {
  const digest = createHash('sha256')
  const bytes = Buffer.allocUnsafe(1024 * 1024)
  for (let read = readSync(file, bytes); read > 0; read = readSync(file, bytes)) digest.update(bytes.subarray(0, read))
  return digest.digest('hex')
}

function copyFolder(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) copyEntry(kindOf(entry), join(from, entry.name), join(to, entry.name))
}

function copyEntry(kind: Kind, from: string, to: string): void {
  switch (kind) {
    case 'folder':
      mkdirSync(to)
      copyFolder(from, to)
      return
    case 'link': symlinkSync(readlinkSync(from), to); return
    case 'file': copyFileSync(from, to, constants.COPYFILE_FICLONE); return
    case 'other': return
  }
}
