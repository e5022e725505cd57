/** How much two texts have in common, line by line. */

/** From 0, nothing, to 1, everything: the part of the longer text's letters that stands in lines of both. Order does not count. */
export function similarity(a: readonly string[], b: readonly string[]): number {
  const [shorter, longer] = weight(a) < weight(b) ? [a, b] : [b, a]
  const whole = weight(longer)
  if (whole === 0) return 1
  const counts = new Map<string, number>()
  for (const line of longer) counts.set(line, (counts.get(line) ?? 0) + 1)
  let common = 0
  for (const line of shorter) {
    const count = counts.get(line) ?? 0
    if (count === 0) continue
    counts.set(line, count - 1)
    common += line.length
  }
  return common / whole
}

function weight(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0)
}

/** The lines of a text without white space around them; empty ones are left out. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
}
