/** Removes what builds leave behind, whatever modes they gave it. */
import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from './disk.ts'

/** What is tried again: modes that forbid it (which are mended), and somebody who removes or fills the same folder now. */
const PASSING: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'ENOTEMPTY', 'ENOENT'])
const TRIES = 4

/** Removes a file or folder with all that is in it; one that is not there is fine. Links are never followed. */
export function remove(path: string): void {
  for (let left = TRIES; ; left--) {
    try {
      rmSync(path, { recursive: true, force: true })
      return
    } catch (error) {
      if (left === 0 || !PASSING.has(codeOf(error))) throw error
      openUp(path)
    }
  }
}

/** Gives the owner back what a build took away: reading and writing in folders. */
function openUp(path: string): void {
  try {
    if (!lstatSync(path).isDirectory()) return
    chmodSync(path, 0o700)
    for (const found of readdirSync(path, { withFileTypes: true })) if (found.isDirectory()) openUp(join(path, found.name))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}
