/** Text → pieces with a class, line by line. Knows no screen; highlight.js's markup is read here and never shown as markup. */

/** A piece of a line; `kind` as highlight.js calls it without `hljs-`, or nothing. */
export interface Token {
  readonly text: string
  readonly kind: string
}

/** Something within a line, as offsets in its text. */
export interface Stretch<T> {
  readonly from: number
  readonly to: number
  readonly value: T
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" }

/** What highlight.js gives (spans, and text with five entities) as lines of tokens. */
export function tokenLines(markup: string): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]]
  const kinds: string[] = []
  for (const [piece] of markup.matchAll(/<span class="[^"]*">|<\/span>|[^<]+/g)) {
    if (piece === '</span>') kinds.pop()
    else if (piece.startsWith('<')) kinds.push(/hljs-([\w-]+)/.exec(piece)?.[1] ?? '')
    else {
      const text = piece.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity)
      text.split('\n').forEach((part, index) => {
        if (index > 0) lines.push([])
        if (part !== '') lines.at(-1)?.push({ text: part, kind: kinds.at(-1) ?? '' })
      })
    }
  }
  return lines
}

/** Tokens cut at the ends of stretches, each with the stretch that it lies in. */
export function cutTokens<T>(tokens: readonly Token[], stretches: readonly Stretch<T>[]): readonly (Token & { readonly within?: Stretch<T> })[] {
  if (stretches.length === 0) return tokens
  const ends = [...new Set(stretches.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const pieces: (Token & { within?: Stretch<T> })[] = []
  let at = 0
  for (const { text, kind } of tokens) {
    const end = at + text.length
    let from = at
    for (const cut of [...ends.filter((one) => one > at && one < end), end]) {
      const within = stretches.find((one) => one.from <= from && cut <= one.to)
      pieces.push({ text: text.slice(from - at, cut - at), kind, ...(within ? { within } : {}) })
      from = cut
    }
    at = end
  }
  return pieces
}
