/** Python's format specification for texts (`: <30`), as `bst show --format` takes it. Knows no symbols. */

const SPEC = /^(?:(.)?([<>^]))?(0)?(\d{1,4})?(?:\.(\d{1,4}))?s?$/u

/** What a specification (behind the colon) does to a text; nothing if it is none that texts can have. */
export function pythonFormat(spec: string): ((text: string) => string) | undefined {
  const found = SPEC.exec(spec)
  if (!found) return undefined
  const [, fill, align = '<', zero, width = '0', precision] = found
  return (text) => {
    const letters = Array.from(text).slice(0, precision === undefined ? undefined : Number(precision))
    const room = Math.max(0, Number(width) - letters.length)
    const before = align === '>' ? room : align === '^' ? Math.floor(room / 2) : 0
    const filler = fill ?? (zero === undefined ? ' ' : '0')
    return filler.repeat(before) + letters.join('') + filler.repeat(room - before)
  }
}
