/** BuildStream's globs over paths (BF §5.4). */

/**
 * What a glob matches, whole: `*` and `?` stay within a name, `**` does not; `[!a]` is the complement of `[a]`; there is no
 * escape. A class without an end is a bracket, one that cannot be (`[z-a]`) matches nothing.
 */
export function pathGlob(glob: string): RegExp {
  return new RegExp(`^(?:${regexOf(glob)})$`, 'su')
}

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
  try {
    return new RegExp(`[${negated ? '^' : ''}${members}]`, 'u').source
  } catch {
    return '(?!)'
  }
}
