/** Literal blocks of the definitions that are literal blocks in the project: which line is which. */
import type { LineOrigin } from '../ir/line-origin.ts'

/**
 * Lines that come from a literal block of `text`, one by one: the first, which holds the `|`, from where the block's is, each of the
 * others from its own line. Conversion never adds a line to a command or takes one away. Anything else stays as it is.
 */
export function blockLines(lines: LineOrigin, text: string | undefined): readonly LineOrigin[] {
  const { from, to, origin } = lines
  const sign = from === to || text === undefined ? undefined : signOf(text, origin.start)
  if (sign === undefined || text === undefined) return [lines]
  const block = text.slice(origin.start, origin.end)
  const skipped = /^(?:[ \t\r]*\n)*/.exec(block)?.[0].length ?? 0
  const parts = block.slice(skipped).trimEnd().split('\n')
  if (parts.length !== to - from) return [lines]
  let start = origin.start + skipped
  return [{ from, to: from, origin: { file: origin.file, start: sign, end: sign + 1 } }, ...parts.map((part, index): LineOrigin => {
    const span = { file: origin.file, start, end: start + part.length }
    start = span.end + 1
    return { from: from + 1 + index, to: from + 1 + index, origin: span }
  })]
}

/** Where the `|` of the literal block is whose text begins at an offset; nothing where it is no such block. */
function signOf(text: string, start: number): number | undefined {
  let end = start
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end--
  if (!text.slice(end, start).includes('\n')) return undefined
  const lineStart = text.lastIndexOf('\n', end - 1) + 1
  const words = /^(?<before>.*?[\s:-]|)\|[-+1-9]{0,2}(?:[ \t]+#.*)?$/.exec(text.slice(lineStart, end))
  const before = words?.groups?.['before']
  return before === undefined || /(?:^|\s)#/.test(before) ? undefined : lineStart + before.length
}
