/**
 * Publishes a generated tree: the whole new folder is made aside, then put in the place of the old one. Whatever happens,
 * the folder is the old or the new one. Knows nothing of what the files mean; what to do was planned before.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Collector } from '../diagnostics/collector.ts'
import { asidePath } from './aside.ts'
import { carryOver } from './carry-over.ts'
import { attempt, errorCode, moveFailure, Refused, type Outcome } from './failure.ts'
import { foldersOf } from './file-name.ts'
import { MANIFEST_NAME } from './manifest.ts'
import { planFor, type WritePlan } from './plan-write.ts'
import { rawPath, tryRemoveTree, type RawPath } from './raw-path.ts'
import { recover } from './recover.ts'
import { dissolveGone, flushFolder, releaseOld, swapIn } from './swap.ts'
import { checkNotMounted, makeParent, statOf } from './target-folder.ts'
import { writeFiles } from './write-files.ts'

/** What writing did. */
export interface Written {
  /** False if nothing differed: then nothing on the disk was touched. */
  readonly written: boolean
  /** A folder beside the target that could not be cleared away; harmless, and the next run tries again. */
  readonly leftover?: string
}

/** Carries out a plan. After a failure the folder is as it was. */
export function executeWrite(plan: WritePlan): Outcome<Written> {
  if (!plan.differs) return { ok: true, value: { written: false } }
  const { target } = plan
  const next = asidePath(target, 'new')
  const outcome = attempt(target, () => {
    checkNotMounted(target)
    clearEarlier(target)
    const takeBackParent = makeParent(target)
    try {
      return publish(plan, next)
    } catch (error) {
      tryRemoveTree(next)
      takeBackParent()
      throw error
    }
  })
  return outcome.ok ? outcome : { ok: false, failure: moveFailure(outcome.failure, next, target) }
}

function publish(plan: WritePlan, next: string): Written {
  const { target } = plan
  const dropped = new Set([...plan.update, ...plan.stale, MANIFEST_NAME].map(rawPath))
  const carried = statOf(target) ? carryOver(rawPath(target), rawPath(next), dropped) : undefined
  if (!carried) mkdirSync(next)
  writeFiles(next, filesOf(plan))
  carried?.restoreFolders(changedFolders(plan))
  if (!stillHolds(plan)) throw new Refused('changed-meanwhile', target)
  const replaced = swapIn(target)
  // The new folder is in place: from here on nothing may be told as a failure.
  flushFolder(dirname(target))
  if (!replaced) return { written: true }
  try {
    releaseOld(target)
    dissolveGone(target, dropped, carried?.copies ?? new Set())
    return { written: true }
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return { written: true, leftover: asidePath(target, 'gone') }
  }
}

/** An earlier process of our number may have left folders where we need ours. */
function clearEarlier(target: string): void {
  const recovery = recover(target)
  if (!recovery.ok) return
  const ours = (['new', 'old', 'gone'] as const).map((role) => asidePath(target, role))
  const stuck = recovery.value.stuck.find((path) => ours.includes(path))
  if (stuck !== undefined) throw new Refused('no-permission', stuck)
}

/** The manifest is last: see {@link writeFiles}. */
function filesOf({ target, create, update, wanted, manifest }: WritePlan): Parameters<typeof writeFiles>[1] {
  const bytesOf = (path: string): Buffer => wanted.get(path)?.bytes ?? Buffer.alloc(0)
  const modeOf = (path: string): number | undefined => {
    const mode = statOf(`${target}/${path}`)?.mode
    return mode === undefined ? undefined : mode & 0o7777
  }
  return [
    ...create.map((path) => ({ path, bytes: bytesOf(path), mode: undefined })),
    ...update.map((path) => ({ path, bytes: bytesOf(path), mode: modeOf(path) })),
    { path: MANIFEST_NAME, bytes: Buffer.from(manifest), mode: modeOf(MANIFEST_NAME) },
  ]
}

function changedFolders({ create, update, stale }: WritePlan): ReadonlySet<RawPath> {
  return new Set(['', ...foldersOf([...create, ...update, ...stale])].map(rawPath))
}

/** Planning again must give the same: no other program wrote to the folder while we worked. */
function stillHolds(plan: WritePlan): boolean {
  const again = planFor(plan.target, plan.wanted, plan.options, new Collector())
  const essence = ({ create, update, unchanged, stale, edited, foreign, manifest }: WritePlan): string =>
    JSON.stringify([create, update, unchanged, stale, edited, foreign, manifest])
  return essence(plan) === essence(again)
}
