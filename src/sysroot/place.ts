/** The folder that becomes the sysroot, and the manifest beside it: what stands there, and how both are replaced at once. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { asidePath } from '../files/aside.ts'
import { tryRemoveTree } from '../files/raw-path.ts'
import { recover } from '../files/recover.ts'
import { flushFolder, isVacant, releaseOld, swapIn } from '../files/swap.ts'
import { checkNotMounted, checkTarget, makeParent, resolveTarget } from '../files/target-folder.ts'
import { Refused } from './failure.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { manifestPath } from './request.ts'
import { readTreeFacts } from './seal.ts'

/** What is at the place before we begin. */
export type Standing =
  | { readonly of: 'nothing' }
  /** A sysroot of ours, as it was made. */
  | { readonly of: 'sysroot'; readonly manifest: Manifest }
  /** Something of others, or a sysroot that was changed. */
  | { readonly of: 'foreign'; readonly why: string }

/** Completes or takes back what a run that was cut off left, and gives the real path of the folder. */
export async function openPlace(output: string, signal: AbortSignal): Promise<string> {
  const recovery = recover(output)
  if (!recovery.ok) throw new Refused('disk', recovery.failure.message, { hint: recovery.failure.hint })
  const target = resolveTarget(output)
  checkTarget(target, undefined)
  checkNotMounted(target)
  const pending = pendingManifest(target)
  if (!existsSync(pending)) return target
  // Cut off between the folder and its manifest: the manifest that tells of the folder is the right one.
  if (!isVacant(target) && (await readTreeFacts(target, signal)).digest === tryRead(pending)?.tree) renameSync(pending, manifestPath(target))
  else rmSync(pending)
  return target
}

/** What stands at the place now. */
export async function standingAt(target: string, signal: AbortSignal): Promise<Standing> {
  if (isVacant(target)) return { of: 'nothing' }
  const path = manifestPath(target)
  if (!existsSync(path)) return { of: 'foreign', why: `${target} is not empty, and was not made by morph2bst base` }
  const manifest = tryRead(path)
  if (!manifest) return { of: 'foreign', why: `${target} is not empty, and ${path} is no manifest of it` }
  const { digest } = await readTreeFacts(target, signal)
  return digest === manifest.tree ? { of: 'sysroot', manifest } : { of: 'foreign', why: `${target} was changed since morph2bst base made it` }
}

/** Folders beside the place of the sysroot, on the same disk. */
export interface Aside {
  /** Becomes the sysroot. */
  readonly folder: string
  /** For packages while they are unpacked. */
  readonly work: string
  /** Removes both, and folders above that were made for them. */
  readonly clear: () => void
}

/** Makes them. */
export function makeAside(target: string): Aside {
  const takeBack = makeParent(target)
  const folder = asidePath(target, 'new')
  const work = asidePath(target, 'gone')
  tryRemoveTree(folder)
  tryRemoveTree(work)
  mkdirSync(folder)
  mkdirSync(work)
  return {
    folder, work,
    clear: () => {
      tryRemoveTree(work)
      tryRemoveTree(folder)
      takeBack()
    },
  }
}

/** Puts the finished folder and its manifest in their places. */
export function putInPlace(target: string, manifestText: string): void {
  tryRemoveTree(asidePath(target, 'gone'))
  const pending = pendingManifest(target)
  writeFileSync(pending, manifestText)
  const replaced = swapIn(target)
  renameSync(pending, manifestPath(target))
  flushFolder(dirname(target))
  if (replaced) tryRemoveTree(releaseOld(target))
}

function pendingManifest(target: string): string {
  return `${manifestPath(target)}.new`
}

function tryRead(path: string): Manifest | undefined {
  try {
    return readManifest(readFileSync(path, 'utf8'), path)
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}
