/** The times that staged sources have. */
import { lutimesSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { STAGED_TIME } from './disk.ts'

/** Gives everything in a folder, and the folder, the time of staged files (BF §4.2). */
export function setStagedTimes(folder: string): void {
  for (const found of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, found.name)
    if (found.isDirectory()) setStagedTimes(path)
    else lutimesSync(path, STAGED_TIME, STAGED_TIME)
  }
  utimesSync(folder, STAGED_TIME, STAGED_TIME)
}
