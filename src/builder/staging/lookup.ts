/** Looks for programs in a root that is a value, as the kernel would in the real one. */
import { entryAt, splitPath, type Directory, type TreeEntry } from '../store/tree.ts'

/** What a path leads to, links followed; nothing if it leads nowhere. */
export function follow(root: Directory, path: string): TreeEntry | undefined {
  let parts = splitPath(path)
  let at: string[] = []
  for (let steps = 0; steps < 400; steps++) {
    const [name, ...rest] = parts
    if (name === undefined) return entryAt(root, at.join('/'))
    parts = rest
    if (name === '.') continue
    if (name === '..') {
      at.pop()
      continue
    }
    const entry = entryAt(root, [...at, name].join('/'))
    if (entry?.type !== 'link') at.push(name)
    else {
      if (entry.target.startsWith('/')) at = []
      parts = [...splitPath(entry.target), ...rest]
    }
  }
  return undefined
}

/** Whether a program is found in a `PATH`. */
export function hasProgram(root: Directory, name: string, path: string): boolean {
  return path.split(':').some((folder) => {
    const entry = follow(root, `${folder}/${name}`)
    return entry?.type === 'file' && entry.executable
  })
}
