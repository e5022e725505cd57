/** Files that are no elements and went, and those that came → which are the same under another name. */
import type { FileContent } from '../../ir/project.ts'
import { compareText, lastPart, stemOf } from '../element-paths.ts'

type Tree = ReadonlyMap<string, FileContent>

/** Paths before → after: files in folders named after moved elements, then files of equal content, those of one name first. Empty ones are equal to nothing. */
export function moveFiles(removed: readonly string[], added: readonly string[], before: Tree, after: Tree, elements: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const moves = new Map<string, string>()
  if (removed.length === 0 || added.length === 0) return moves
  const left = new Set(added)
  const take = (from: string, to: string): void => {
    if (moves.has(from) || !left.delete(to)) return
    moves.set(from, to)
  }
  const folders = [...elements].map(([from, to]) => [`/${stemOf(from)}/`, `/${stemOf(to)}/`] as const)
  for (const path of removed) {
    for (const [from, to] of folders) if (path.includes(from)) take(path, path.replace(from, () => to))
  }
  for (const nameOf of [lastPart, () => '']) {
    const keyOf = (path: string, tree: Tree): string => `${nameOf(path)}\0${contentKey(tree.get(path))}`
    const rest = removed.filter((path) => !moves.has(path) && contentKey(before.get(path)) !== '').sort(compareText)
    // The last first, so that each is taken from the end.
    const byKey = new Map<string, string[]>()
    for (const path of [...left].sort((a, b) => compareText(b, a))) {
      const known = byKey.get(keyOf(path, after))
      if (known) known.push(path)
      else byKey.set(keyOf(path, after), [path])
    }
    for (const path of rest) {
      const equal = byKey.get(keyOf(path, before))?.pop()
      if (equal !== undefined) take(path, equal)
    }
  }
  return moves
}

function contentKey(content: FileContent | undefined): string {
  return content === undefined || typeof content === 'string' ? content ?? '' : `\0${Buffer.from(content).toString('latin1')}`
}
