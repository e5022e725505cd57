/** Makes folders in something that a build has made: no link of it is followed, since it may lead anywhere. */
import { chmodSync, lstatSync, mkdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { STAGED_TIME } from './disk.ts'

/**
 * Makes the folder at a path below `folder`, which exists; what is there already stays. Where a link or file is in the way
 * nothing more is made. All folders concerned have the mode and time of staged ones.
 */
export function makeFolders(folder: string, [name, ...below]: readonly string[]): void {
  if (name === undefined || name === '..') return
  const path = join(folder, name)
  const there = lstatSync(path, { throwIfNoEntry: false })
  if (!there) {
    mkdirSync(path)
    chmodSync(path, 0o755)
    for (const changed of [path, folder]) utimesSync(changed, STAGED_TIME, STAGED_TIME)
  }
  if (!there || there.isDirectory()) makeFolders(path, below)
}
