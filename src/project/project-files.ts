/** How this room sees a project's folder: texts by path. The disk behind it is `files/project-files.ts`. */
import type { TreeMemory } from '../yaml/tree-memory.ts'

/** The files of a project; paths are relative to its root, with `/`. */
export interface ProjectFiles {
  /** The folder of project.conf; absolute. */
  readonly root: string
  /** The text of a file; nothing if there is no such file below the root, or if it cannot be read (see `refused`). */
  read(path: string): string | undefined
  /** Whether there is a file at the path that `read` could not give and about which it has said so. */
  refused?(path: string): boolean
  /** Paths of all element files (`*.bst`) below a folder, relative to that folder; sorted. */
  list(under: string): readonly string[]
  /** What texts were parsed to in earlier runs. */
  readonly trees?: TreeMemory | undefined
}

/** Parts that are empty, `.` or `..`. */
const UNUSUAL = /(?:^|\/)\.{0,2}(?:\/|$)/

/** A path without `.`, `..` and doubled slashes; leading `..` stay. An absolute path is taken from where `root` stands. */
export function normalPath(path: string, root = ''): string {
  const given = root !== '' && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path
  if (!UNUSUAL.test(given)) return given
  const parts: string[] = []
  for (const part of given.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return (given.startsWith('/') ? '/' : '') + parts.join('/')
}

/** Whether a normal path names something outside of the folder that it is relative to. */
export function leadsOutside(path: string): boolean {
  return path.startsWith('/') || path === '..' || path.startsWith('../')
}
