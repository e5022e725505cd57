/** Texts as Python writes them in lists and maps. */

/** The `repr` of a text: in single quotes, or in double ones where it has single ones alone. */
export function pythonQuote(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  return quote + text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n') + quote
}
