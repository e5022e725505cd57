/** Relative paths in the one form without detours. Knows nothing of any disk. */

/** A path without empty and `.` components, `..` followed back, and slashes at its ends; nothing if it leads out of where it starts. */
export function plainPath(path: string): string | undefined {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined
    } else if (part !== '' && part !== '.') {
      parts.push(part)
    }
  }
  return parts.join('/')
}

/** The folder that a plain path lies in; empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
