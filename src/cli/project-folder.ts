/** Where the project is and where the store, from what was given and what surrounds us. Reads neither. */
import { createHash } from 'node:crypto'
import { isAbsolute, join, resolve } from 'node:path'
import { findProjectRoot } from '../files/project-files.ts'
import { EXIT } from './exit-code.ts'
import type { Io } from './io.ts'
import type { Refusal } from './refusal.ts'

/** The folder of the project: the nearest at or above the one given, or the current one, that has a project.conf. */
export function projectFolder(given: string | undefined, io: Pick<Io, 'cwd'>): { readonly root: string } | Refusal {
  const start = resolve(io.cwd, given ?? '.')
  const root = findProjectRoot(start)
  if (root !== undefined) return { root }
  return { message: `neither ${start} nor a folder above it has a project.conf`, hint: 'name the folder of a BuildStream project with -C DIR', exitCode: EXIT.usage }
}

/** The folder of the store: the one given, or `morph2bst` in the user's cache. */
export function storeFolder(given: string | undefined, { cwd, environment }: Pick<Io, 'cwd' | 'environment'>): { readonly folder: string } | Refusal {
  if (given !== undefined) return { folder: resolve(cwd, given) }
  const { XDG_CACHE_HOME: cache, HOME: home } = environment
  // A relative one is to be ignored, says the specification of these folders.
  if (cache !== undefined && isAbsolute(cache)) return { folder: join(cache, 'morph2bst') }
  if (home !== undefined && isAbsolute(home)) return { folder: join(home, '.cache', 'morph2bst') }
  return { message: 'there is no place for the store: neither XDG_CACHE_HOME nor HOME is set', hint: 'name a folder with --store DIR', exitCode: EXIT.usage }
}

/** The file that remembers how the texts of a project were parsed: beside the user's store; none where there is no place. */
export function treesFile(root: string, environment: Io['environment']): string | undefined {
  const place = storeFolder(undefined, { cwd: '/', environment })
  return 'folder' in place ? join(`${place.folder}-trees`, createHash('sha256').update(root).digest('hex')) : undefined
}
