/** Two trees → the paths at which they differ. Knows no formats. */
import type { FileContent } from '../ir/project.ts'
import { compareText } from './element-paths.ts'

/** Paths by what became of them, each list sorted. */
export interface ChangedPaths {
  readonly changed: readonly string[]
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

type Tree = ReadonlyMap<string, FileContent>

/** Compares the bytes of all files. */
export function changedPaths(before: Tree, after: Tree): ChangedPaths {
  const changed: string[] = []
  const removed: string[] = []
  for (const [path, content] of before) {
    const now = after.get(path)
    if (now === undefined) removed.push(path)
    else if (!sameContent(content, now)) changed.push(path)
  }
  const added = [...after.keys()].filter((path) => !before.has(path))
  return { changed: changed.sort(compareText), removed: removed.sort(compareText), added: added.sort(compareText) }
}

/** Whether two files hold the same bytes; text is as good as the bytes that it is written as. */
export function sameContent(one: FileContent, other: FileContent): boolean {
  if (one === other) return true
  return typeof one === 'string' && typeof other === 'string' ? false : Buffer.from(one).equals(Buffer.from(other))
}
