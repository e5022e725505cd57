/** Finds the comments of a YAML text between its tokens. Knows tokens only by their offsets. */

/** A comment: its text without `#`, where it stands, and whether the line holds nothing else. */
export interface Comment {
  readonly text: string
  readonly start: number
  readonly column: number
  readonly ownLine: boolean
}

/** The comments in `text` from offset `from` to `to`, a stretch without scalars. */
export function commentsBetween(text: string, from: number, to: number): readonly Comment[] {
  let at = text.indexOf('#', from)
  if (at === -1 || at >= to) return []
  const found: Comment[] = []
  while (at !== -1 && at < to) {
    const before = at === 0 ? '\n' : text[at - 1]
    if (before === ' ' || before === '\t' || before === '\n') {
      const lineEnd = text.indexOf('\n', at)
      const end = lineEnd === -1 ? text.length : lineEnd
      const lineStart = text.lastIndexOf('\n', at - 1) + 1
      const ownLine = text.slice(lineStart, at).trim() === ''
      found.push({ text: text.slice(at + 1, end).trimEnd(), start: at, column: at - lineStart, ownLine })
      at = end
    } else {
      at++
    }
    at = text.indexOf('#', at)
  }
  return found
}
