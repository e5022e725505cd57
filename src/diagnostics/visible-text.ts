/** Makes text safe to show: what would steer a terminal or hide from the reader is written as an escape. Knows no colours. */

/** Control characters, line and paragraph separators, characters that turn the direction of text, halves of pairs. */
const UNFIT = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** The text with everything unfit as `\n`, `\t` or `\u001b`. */
export function visibleText(text: string): string {
  return text.replace(UNFIT, (c) => SHORT[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
