/** Where a program is, by the host's PATH. */
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { MachineWorld } from './order.ts'

/** The first file of this name that can be run. */
export function findProgram(name: string, environment: MachineWorld['environment']): string | undefined {
  return (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '').map((folder) => join(folder, name)).find(canRun)
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
