/** The files of a commit, from a repository of ours into a folder. Offline; nothing in the commit makes git run a program. */
import { lstatSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { git, GitError } from './run-git.ts'
import type { MirrorCall } from './git-mirror.ts'
import type { SourceWorld } from './source-kind.ts'
import { refuse, withFolder } from './staging.ts'

/**
 * Lays the files of `commit` out in `folder`, which is empty; of submodules their empty folders. Filters that
 * .gitattributes names have no program, since no settings are read that could give them one.
 */
export async function checkOut(world: SourceWorld, call: MirrorCall, commit: string, folder: string): Promise<void> {
  await withFolder(world, 'index-', async (aside) => {
    try {
      // One call for index and files, in which git itself sees to it that no link is written through and nothing is a ".git".
      await git({ ...call, checkout: { folder, index: join(aside, 'index') } }, ['read-tree', '--reset', '-u', commit])
    } catch (error) {
      if (error instanceof GitError) refuse(`the files of ${commit} could not be laid out: ${error.message}`)
      throw error
    }
  })
}

/** The folder of a submodule below `folder`, which a checkout has made; one that is reached through a link is refused. */
export function submoduleFolder(folder: string, path: string): string {
  const place = join(folder, path)
  const stat = lstatSync(place, { throwIfNoEntry: false })
  if (!stat?.isDirectory() || realpathSync(place) !== join(realpathSync(folder), path)) refuse(`the submodule "${path}" has no folder of its own`)
  return place
}
