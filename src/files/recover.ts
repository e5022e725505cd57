/** Clears up after a run that was cut off: completes or takes back its swap. Knows nothing of what is generated. */
import { renameSync } from 'node:fs'
import { findAsides, isOthers, type Aside } from './aside.ts'
import { attempt, errorCode, type Outcome } from './failure.ts'
import { tryRemoveTree } from './raw-path.ts'
import { isVacant, releaseOld } from './swap.ts'
import { resolveTarget } from './target-folder.ts'

/** What {@link recover} did. */
export interface Recovery {
  /** Whether the swap was cut between its two renames, and the old folder is back. */
  readonly restored: boolean
  readonly removed: readonly string[]
  /** What is left over and could not be removed. */
  readonly stuck: readonly string[]
}

/** The time in which a living process must get from its first rename to its second. */
const PATIENCE_MS = 1000
const NAP_MS = 20

/**
 * To be called before a run reads or writes the output folder `dir`. Folders of processes that still run are left alone,
 * unless their swap stands still: then the number belongs to a new process.
 */
export function recover(dir: string): Outcome<Recovery> {
  return attempt(dir, () => {
    const target = resolveTarget(dir)
    const asides = findAsides(target)
    const old = asides.find((aside) => aside.role === 'old')
    const restored = old !== undefined && isCut(target, old)
    if (restored) renameSync(old.path, target)
    const removed: string[] = []
    const stuck: string[] = []
    for (const aside of asides) {
      if (isOthers(aside.pid) && !(restored && aside.pid === old.pid)) continue
      if (restored && aside === old) continue
      if (clearAway(target, aside)) removed.push(aside.path)
      else stuck.push(aside.path)
    }
    return { restored, removed, stuck }
  })
}

/** Whether the old folder is the only whole one. The new one may be empty by now: `mkdir -p` before the next run. */
function isCut(target: string, old: Aside): boolean {
  const end = Date.now() + (isOthers(old.pid) ? PATIENCE_MS : 0)
  while (isVacant(target)) {
    if (Date.now() >= end) return true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, NAP_MS)
  }
  return false
}

function clearAway(target: string, { path, role, pid }: Aside): boolean {
  try {
    return tryRemoveTree(role === 'old' ? releaseOld(target, pid) : path)
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return false
  }
}
