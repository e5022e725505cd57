/** What is done with the sources of an element: fetched, and laid out. */
import { lstatSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Failed, success, type Result } from './failure.ts'
import type { PreparedElement } from './prepare.ts'
import type { SourceWorld } from './sources/source-kind.ts'

/** Fetches what is not here yet. */
export async function fetchElement({ sources }: PreparedElement, world: SourceWorld): Promise<Result<null>> {
  for (const { source } of sources) {
    const fetched = await source.fetch(world)
    if (!fetched.ok) return fetched
  }
  return success(null)
}

/** Lays the sources out in `folder`, in their order. Throws {@link Failed}. */
export async function stageElementSources({ sources }: PreparedElement, folder: string, world: SourceWorld): Promise<void> {
  for (const { loaded, source } of sources) {
    const staged = await source.stage(world, makeFolder(folder, loaded.directory))
    if (!staged.ok) throw new Failed(staged.failure)
  }
}

/** A folder below `folder`, through real folders only: a link of an earlier source must not lead a later one away. */
function makeFolder(folder: string, directory: string): string {
  let path = folder
  for (const name of directory.split('/').filter((part) => part !== '' && part !== '.')) {
    path = join(path, name)
    const there = lstatSync(path, { throwIfNoEntry: false })
    if (!there) mkdirSync(path)
    else if (!there.isDirectory()) {
      throw new Failed({ reason: 'source', message: `"directory: ${directory}" leads over ${name}, which an earlier source has as a ${there.isSymbolicLink() ? 'link' : 'file'}` })
    }
  }
  return path
}
