/** The folders that a run makes beside its target, and whether the process that made one is still there. */
import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { errorCode } from './failure.ts'

/**
 * - `new`: the new folder, while it is made and until it is renamed to the target;
 * - `old`: the former target, complete, between the two renames;
 * - `gone`: the former target after them, while it is taken apart.
 */
export type AsideRole = 'new' | 'old' | 'gone'

/** One folder beside the target. */
export interface Aside {
  readonly path: string
  readonly role: AsideRole
  readonly pid: number
}

export function asidePath(target: string, role: AsideRole, pid = process.pid): string {
  return join(dirname(target), `.${basename(target)}.morph2bst-${pid}-${role}`)
}

/** All folders that runs left beside the target, by name. */
export function findAsides(target: string): readonly Aside[] {
  const parent = dirname(target)
  const start = `.${basename(target)}.morph2bst-`
  const asides: Aside[] = []
  for (const name of listNames(parent).sort()) {
    const match = name.startsWith(start) ? /^(\d+)-(new|old|gone)$/.exec(name.slice(start.length)) : null
    if (match) asides.push({ path: join(parent, name), pid: Number(match[1]), role: match[2] as AsideRole })
  }
  return asides
}

/** Whether another process of that number runs. Our own number means an earlier process: nothing is under way when we ask. */
export function isOthers(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}
