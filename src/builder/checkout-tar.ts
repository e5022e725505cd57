/** A tree → a tar file, the same bytes for the same tree. */
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import process from 'node:process'
import { Header, Pax, type HeaderData } from 'tar'
import { STAGED_TIME } from './store/disk.ts'
import { modeOf, type Objects } from './store/objects.ts'
import { walkTree, type Directory, type TreeEntry } from './store/tree.ts'

const BLOCK = 512

/** Writes the tar file, aside and then renamed; `-` is the standard output. */
export async function writeTar(tree: Directory, path: string, objects: Objects): Promise<void> {
  const aside = `${path}.morph2bst-${process.pid}`
  const descriptor = path === '-' ? process.stdout.fd : openSync(aside, 'w')
  try {
    for (const [at, entry] of walkTree(tree)) writeEntry(descriptor, at.slice(1), entry, objects)
    writeSync(descriptor, Buffer.alloc(2 * BLOCK))
    if (path === '-') return
    closeSync(descriptor)
    renameSync(aside, path)
  } catch (error) {
    if (path !== '-') rmSync(aside, { force: true })
    throw error
  }
  await Promise.resolve()
}

function writeEntry(descriptor: number, path: string, entry: TreeEntry, objects: Objects): void {
  const data: HeaderData = { uid: 0, gid: 0, mtime: new Date(STAGED_TIME * 1000), ...dataOf(path, entry) }
  const block = Buffer.alloc(BLOCK)
  if (new Header(data).encode(block)) writeSync(descriptor, new Pax(data).encode())
  writeSync(descriptor, block)
  if (entry.type !== 'file') return
  const content = readFileSync(objects.path(entry))
  writeAll(descriptor, content)
  writeSync(descriptor, Buffer.alloc((BLOCK - content.length % BLOCK) % BLOCK))
}

function dataOf(path: string, entry: TreeEntry): HeaderData {
  switch (entry.type) {
    case 'file': return { path, type: 'File', mode: modeOf(entry.executable), size: entry.size }
    case 'link': return { path, type: 'SymbolicLink', linkpath: entry.target, mode: 0o777, size: 0 }
    case 'directory': return { path: `${path}/`, type: 'Directory', mode: 0o755, size: 0 }
  }
}

function writeAll(descriptor: number, content: Buffer): void {
  for (let at = 0; at < content.length;) at += writeSync(descriptor, content, at)
}
