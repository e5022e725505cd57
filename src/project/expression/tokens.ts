/** The words of a condition: text → tokens. */

/** One word of an expression. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign' | 'end'
  readonly text: string
}

/** What is wrong with an expression; caught by `evaluate.ts` alone. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError'
}

const TOKEN = /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|([0-9][0-9_]*)|("(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*')|(==|!=|<=|>=|[<>()[\],.|~+:{}]))/y
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' }

/** The tokens of an expression, the last one being the end. */
export function tokensOf(expression: string): readonly Token[] {
  const tokens: Token[] = []
  const pattern = new RegExp(TOKEN)
  const length = expression.trimEnd().length
  while (pattern.lastIndex < length) {
    const at = pattern.lastIndex
    const [, name, number, text, sign] = pattern.exec(expression) ?? []
    if (name !== undefined) tokens.push({ kind: 'name', text: name })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number.replaceAll('_', '') })
    else if (text !== undefined) tokens.push({ kind: 'text', text: unquoted(text) })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
    else throw new ExpressionError(`unexpected "${expression.slice(at).trim().charAt(0)}"`)
  }
  tokens.push({ kind: 'end', text: 'the end' })
  return tokens
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\([^])/g, (all, letter: string) => ESCAPES[letter] ?? (/["'\\]/.test(letter) ? letter : all))
}
