/** The last walk over a tree: the same times, rights and owner for the same packages, and a digest of it all. */
import { createHash } from 'node:crypto'
import { chmodSync, lchownSync, lstatSync, lutimesSync, readdirSync, readlinkSync, type Stats } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stopped } from './run-program.ts'

/** What a tree holds. */
export interface TreeFacts {
  /** Of paths, contents, links, and which files are programs. */
  readonly digest: string
  /** Files and links. */
  readonly files: number
  readonly bytes: number
}

/** How many files are read at a time. */
const AT_A_TIME = 16

/**
 * Gives every directory and every file that we made the time `timeMs`, and all files one of two modes: owners, other rights
 * and devices are nothing that an artifact can hold.
 */
export function settleTree(root: string, timeMs: number): void {
  const { uid, gid } = lstatSync(root)
  const settle = (path: string, stat: Stats): void => {
    if (stat.uid !== uid || stat.gid !== gid) lchownSync(path, uid, gid)
    const mode = stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644
    if (!stat.isSymbolicLink() && (stat.mode & 0o7777) !== mode) chmodSync(path, mode)
    if (stat.isDirectory()) for (const name of readdirSync(path)) settle(join(path, name), lstatSync(join(path, name)))
    // What packages bring keeps its own time; to the second, as it is in them.
    const time = stat.isDirectory() || stat.mtimeMs > timeMs ? timeMs / 1000 : Math.floor(stat.mtimeMs / 1000)
    lutimesSync(path, time, time)
  }
  settle(root, lstatSync(root))
}

/** Reads a whole tree. */
export async function readTreeFacts(root: string, signal: AbortSignal): Promise<TreeFacts> {
  const rows: { readonly path: string; readonly stat: Stats }[] = []
  const walk = (path: string): void => {
    for (const name of readdirSync(join(root, path)).sort()) {
      const inner = path === '' ? name : `${path}/${name}`
      const stat = lstatSync(join(root, inner))
      rows.push({ path: inner, stat })
      if (stat.isDirectory()) walk(inner)
    }
  }
  walk('')
  const lines = new Array<string>(rows.length)
  let next = 0
  const work = async (): Promise<void> => {
    for (let at = next++; at < rows.length; at = next++) {
      if (signal.aborted) throw stopped()
      const row = rows[at]
      if (row) lines[at] = `${row.path}\0${await describe(join(root, row.path), row.stat)}\n`
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work))
  const files = rows.filter(({ stat }) => !stat.isDirectory())
  return { digest: createHash('sha256').update(lines.join('')).digest('hex'), files: files.length, bytes: files.reduce((sum, { stat }) => sum + (stat.isFile() ? stat.size : 0), 0) }
}

async function describe(path: string, stat: Stats): Promise<string> {
  if (stat.isDirectory()) return 'directory'
  if (stat.isSymbolicLink()) return `link ${readlinkSync(path)}`
  if (!stat.isFile()) return 'other'
  return `${(stat.mode & 0o100) === 0 ? 'file' : 'program'} ${createHash('sha256').update(await readFile(path)).digest('hex')}`
}
