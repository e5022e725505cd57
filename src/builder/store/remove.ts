/** Removes what builds leave behind, whatever modes they gave it. */
import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from './disk.ts'

/** Removes a file or folder with all that is in it; one that is not there is fine. Links are never followed. */
export function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch (error) {
    if (codeOf(error) !== 'EACCES' && codeOf(error) !== 'EPERM' && codeOf(error) !== 'ENOTEMPTY') throw error
    openUp(path)
    rmSync(path, { recursive: true, force: true })
  }
}

/** Gives the owner back what a build took away: reading and writing in folders. */
function openUp(path: string): void {
  if (!lstatSync(path).isDirectory()) return
  chmodSync(path, 0o700)
  for (const found of readdirSync(path, { withFileTypes: true })) if (found.isDirectory()) openUp(join(path, found.name))
}
