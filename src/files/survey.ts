/** What lies in an output folder. Looks into the folders that concern us only; knows nothing of manifests and texts. */
import { readdirSync, type Dirent } from 'node:fs'

export type FoundType = 'file' | 'folder' | 'link' | 'other'

/** One thing in the output folder. */
export interface Found {
  /** Relative to the output folder. */
  readonly path: string
  readonly type: FoundType
}

/**
 * Everything below `target` except the folders in `known`, which are looked into instead. Any other folder is one find,
 * whatever is in it: a `.git` with all its objects costs nothing here.
 */
export function survey(target: string, known: ReadonlySet<string>): readonly Found[] {
  const finds: Found[] = []
  const waiting = ['']
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of readdirSync(folder === '' ? target : `${target}/${folder}`, { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory() && known.has(path)) waiting.push(path)
      else finds.push({ path, type: typeOf(entry) })
    }
  }
  return finds
}

function typeOf(entry: Dirent): FoundType {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  return entry.isSymbolicLink() ? 'link' : 'other'
}
