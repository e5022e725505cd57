/** Globs over paths of artifacts, as split rules and overlap whitelists have them (BF §5.4). */
import { pathGlob } from '../../std/path-glob.ts'

/** A test of paths with a leading slash. */
export type PathTest = (path: string) => boolean

/** Whether a whole path matches one of the globs. */
export function matchesAny(globs: readonly string[]): PathTest {
  const exact = new Set<string>()
  const patterns: RegExp[] = []
  for (const glob of globs) {
    if (/[*?[]/.test(glob)) patterns.push(pathGlob(glob))
    else exact.add(glob)
  }
  return (path) => exact.has(path) || patterns.some((pattern) => pattern.test(path))
}
