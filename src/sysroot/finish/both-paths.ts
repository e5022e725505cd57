/**
 * Debian has joined /bin with /usr/bin, /sbin with /usr/sbin and /lib with /usr/lib, so its packages name a file by either
 * path. In a sysroot they are directories of their own, and what lies in one is linked from the other.
 */
import { closeSync, openSync, readlinkSync, readSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { TreeEdit } from './tree-edit.ts'

const JOINED = ['bin', 'sbin', 'lib64', 'lib32', 'libx32'] as const

/** Makes the links. */
export function linkBothPaths(tree: TreeEdit): void {
  for (const name of JOINED) {
    linkAll(tree, `/${name}`, `/usr/${name}`, () => true)
    linkAll(tree, `/usr/${name}`, `/${name}`, () => true)
  }
  // the dynamic linker, whose path is in every program
  for (const [from, to] of [['/lib', '/usr/lib'], ['/usr/lib', '/lib']] as const) linkAll(tree, from, to, (entry) => entry.startsWith('ld-') || entry.startsWith('ld.'))
  linkLoaders(tree)
  // kernels and firmware are looked for below /lib by older programs, below /usr/lib by newer ones
  for (const name of ['modules', 'firmware']) {
    if (tree.list(`/usr/lib/${name}`).length > 0) linkAll(tree, `/usr/lib/${name}`, `/lib/${name}`, () => true)
    else if (tree.list(`/lib/${name}`).length > 0) linkAll(tree, `/lib/${name}`, `/usr/lib/${name}`, () => true)
  }
  mend(tree, '/')
}

/** What newer packages have in /usr/lib64 as the programs' linker must be at /lib64, even where that directory is new. */
function linkLoaders(tree: TreeEdit): void {
  for (const { name } of tree.list('/usr/lib64')) tree.addLinkTo(`/lib64/${name}`, `/usr/lib64/${name}`)
}

function linkAll(tree: TreeEdit, from: string, to: string, isWanted: (name: string) => boolean): void {
  for (const { name } of tree.list(from)) {
    if (isWanted(name)) tree.addLinkTo(`${to}/${name}`, `${from}/${name}`)
  }
}

/** Links that lead nowhere, and interpreters that are not there, where the other path would do. */
function mend(tree: TreeEdit, folder: string): void {
  for (const entry of tree.list(folder)) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) mend(tree, path)
    else if (entry.isSymbolicLink()) addOther(tree, join(dirname(path), '/'), readlinkSync(tree.onDisk(path)))
    else if (entry.isFile() && /\/s?bin$/.test(folder)) {
      const interpreter = interpreterOf(tree.onDisk(path))
      if (interpreter !== undefined) addOther(tree, '/', interpreter)
    }
  }
}

/** If `target` is not there and its other path is, it becomes a link to that. */
function addOther(tree: TreeEdit, folder: string, target: string): void {
  const path = target.startsWith('/') ? target : join(folder, target)
  if (tree.leads(path)) return
  const other = /^\/usr\/(?:s?bin|lib[^/]*)\//.test(path) ? path.slice('/usr'.length) : /^\/(?:s?bin|lib[^/]*)\//.test(path) ? `/usr${path}` : undefined
  if (other !== undefined && tree.leads(other) && tree.leads(dirname(dirname(path)))) tree.addLinkTo(path, other)
}

function interpreterOf(file: string): string | undefined {
  const bytes = Buffer.alloc(128)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, bytes, 0, bytes.length, 0)
  } finally {
    closeSync(descriptor)
  }
  return /^#! *(\/[^\s\0]+)/.exec(bytes.toString('latin1'))?.[1]
}
