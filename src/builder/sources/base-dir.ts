/** Which folder of an archive `base-dir` means (BF §7). Pure. */
import { pathGlob } from '../../std/path-glob.ts'

/** The folder that a pattern chooses: the first, by code points, of all that match whole; nothing if none does. */
export function chooseBase(pattern: string, paths: Iterable<{ readonly path: string; readonly folder: boolean }>): string | undefined {
  const expression = pathGlob(pattern.startsWith('/') ? pattern : `/${pattern}`)
  return [...foldersOf(paths)].filter((folder) => expression.test(`/${folder}`)).sort((a, b) => (a < b ? -1 : 1))[0]
}

/**
 * All folders, also those that only the paths of files tell of. An archive of `.` has a folder without a name, which `*`
 * matches before all others: then nothing is stripped, as in bst 2.8.1.
 */
function foldersOf(paths: Iterable<{ readonly path: string; readonly folder: boolean }>): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const { path, folder } of paths) {
    const parts = cleanPath(path).split('/')
    if (folder) folders.add(path === '.' ? '' : parts.join('/'))
    for (let end = parts.length - 1; end > 0; end--) {
      const above = parts.slice(0, end).join('/')
      if (folders.has(above)) break
      folders.add(above)
    }
  }
  return folders
}

/** A name in an archive without `./` and `/` in front. */
export function cleanPath(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '')
}
