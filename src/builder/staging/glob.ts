/** Globs over paths of artifacts, as split rules and overlap whitelists have them (BF §5.4). */

/** A test of paths with a leading slash. */
export type PathTest = (path: string) => boolean

/** Whether a whole path matches one of the globs. */
export function matchesAny(globs: readonly string[]): PathTest {
  const exact = new Set<string>()
  const patterns: RegExp[] = []
  for (const glob of globs) {
    if (/[*?[]/.test(glob)) patterns.push(new RegExp(`^(?:${regexOf(glob)})$`, 'su'))
    else exact.add(glob)
  }
  return (path) => exact.has(path) || patterns.some((pattern) => pattern.test(path))
}

/** `*` and `?` stay within a name, `**` does not; `[!a]` is the complement of `[a]`; there is no escape. */
function regexOf(glob: string): string {
  let regex = ''
  for (let at = 0; at < glob.length; at++) {
    const character = glob[at] ?? ''
    if (character === '*') {
      const end = at + (/^\*+/.exec(glob.slice(at))?.[0].length ?? 1)
      regex += end - at > 1 ? '.*' : '[^/]*'
      at = end - 1
    } else if (character === '?') regex += '[^/]'
    else if (character === '[') {
      const end = glob.indexOf(']', at + (/^\[!?\]/.exec(glob.slice(at))?.[0].length ?? 1))
      if (end === -1) regex += '\\['
      else {
        regex += classOf(glob.slice(at + 1, end))
        at = end
      }
    } else regex += character.replace(/[\\^$.|+(){}\]]/, '\\$&')
  }
  return regex
}

function classOf(inside: string): string {
  const negated = inside.startsWith('!')
  const members = (negated ? inside.slice(1) : inside).replace(/[\\\]^[]/g, '\\$&')
  // A class that a regular expression would refuse (`[z-a]`) matches nothing.
  try {
    return new RegExp(`[${negated ? '^' : ''}${members}]`, 'u').source
  } catch {
    return '(?!)'
  }
}
