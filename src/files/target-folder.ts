/** Where the output really lies, and whether it may lie there. Knows nothing of what is written. */
import { lstatSync, readlinkSync, realpathSync, rmdirSync, mkdirSync, type Stats } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { errorCode, Refused } from './failure.ts'

const MAX_LINKS = 40

/** The real path of the output folder, which need not exist yet; a symbolic link to a folder is followed. */
export function resolveTarget(dir: string): string {
  let path = resolve(dir)
  for (let links = 0; links < MAX_LINKS; links++) {
    path = join(realFolder(dirname(path)), basename(path))
    if (!statOf(path)?.isSymbolicLink()) return path
    path = resolve(dirname(path), readlinkSync(path))
  }
  throw new Refused('io', dir)
}

/** Refuses a target that is not a folder, or that holds the definitions from which it is made. */
export function checkTarget(target: string, definitions: string | undefined): void {
  const stat = statOf(target)
  if (stat && !stat.isDirectory()) throw new Refused('not-a-directory', target)
  if (definitions === undefined) return
  const below = relative(target, realFolder(resolve(definitions)))
  if (below !== '..' && !below.startsWith('../')) throw new Refused('holds-definitions', target)
}

/** Refuses a mount point early: the swap would be refused too, but only after all the work. */
export function checkNotMounted(target: string): void {
  const stat = statOf(target)
  const parent = dirname(target)
  if (parent === target || (stat && stat.dev !== lstatSync(parent).dev)) throw new Refused('mount-point', target)
}

/**
 * Makes the folder that will hold the target. The answer takes back what was made, if it is still empty. Folder by
 * folder, because Node's recursive mkdir never ends where a file system refuses with ENOENT, as /proc does.
 */
export function makeParent(target: string): () => void {
  const missing: string[] = []
  for (let folder = dirname(target); !statOf(folder) && dirname(folder) !== folder; folder = dirname(folder)) missing.unshift(folder)
  const made: string[] = []
  const takeBack = (): void => {
    for (const folder of made.splice(0).reverse()) {
      try {
        rmdirSync(folder)
      } catch {
        return
      }
    }
  }
  try {
    for (const folder of missing) {
      mkdirSync(folder)
      made.push(folder)
    }
  } catch (error) {
    takeBack()
    throw error
  }
  return takeBack
}

/** What lies at a path, without following a link; nothing if nothing does. */
export function statOf(path: string | Buffer): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}

/** The real path as far as it exists. */
function realFolder(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    const parent = dirname(path)
    if (errorCode(error) !== 'ENOENT' || parent === path) throw error
    return join(realFolder(parent), basename(path))
  }
}
