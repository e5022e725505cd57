/** Keeps what an earlier run made and this one, for errors in its input, did not. Knows nothing of why it was not made. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { foldersOf } from '../files/file-name.ts'
import type { WritePlan } from '../files/plan-write.ts'
import type { OutputTree } from '../files/tree.ts'

/** The tree with the files that `plan` would remove, as they are. Those whose place is needed are left out. */
export function withEarlier(tree: OutputTree, plan: Pick<WritePlan, 'target' | 'stale'>): OutputTree {
  return new Map([...tree, ...earlierToKeep(tree, plan.stale).map((path) => [path, readFileSync(join(plan.target, path))] as const)])
}

/** Those of the paths `stale`, which `tree` lacks, whose place it does not need. */
export function earlierToKeep(tree: ReadonlyMap<string, unknown>, stale: readonly string[]): readonly string[] {
  const folders = foldersOf(tree.keys())
  return stale.filter((path) => !folders.has(path) && ![...foldersOf([path])].some((folder) => tree.has(folder)))
}
