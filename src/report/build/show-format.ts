/** `%{name: <30}` and the like → a line for an element (BF §11.1). Knows neither elements nor colours. */
import { pythonFormat } from './python-format.ts'

/** A symbol's text, made when it is asked for, and how it is coloured. */
export interface Symbol {
  readonly text: () => string
  readonly tint?: (text: string) => string
}

export type Symbols = Readonly<Record<string, Symbol>>

/** A format that has been understood, or what is wrong with it. */
export type ShowFormat =
  | { readonly ok: true; readonly render: (symbols: Symbols) => string }
  | { readonly ok: false; readonly message: string }

/** What `show` and the head of a build print without `--format`. */
export const DEFAULT_FORMAT = '%{state: >12} %{full-key} %{name}'

type Part = string | { readonly name: string; readonly format: (text: string) => string; readonly verbatim: string }

/** Understands a format once, for many elements. Symbols that nobody knows are printed as they stand. */
export function showFormat(format: string): ShowFormat {
  const parts: Part[] = []
  let end = 0
  for (const match of format.matchAll(/%\{([a-z-]+)(?::([^%{}]*))?\}/g)) {
    const [verbatim, name = '', spec = ''] = match
    const formatted = pythonFormat(spec)
    if (!formatted) return { ok: false, message: `"${spec}" in ${verbatim} is no way to format a text; expected such as " <30"` }
    parts.push(format.slice(end, match.index), { name, format: formatted, verbatim })
    end = match.index + verbatim.length
  }
  parts.push(format.slice(end))
  return { ok: true, render: (symbols) => parts.map((part) => (typeof part === 'string' ? part : rendered(part, symbols))).join('') }
}

function rendered({ name, format, verbatim }: Exclude<Part, string>, symbols: Symbols): string {
  const symbol = Object.hasOwn(symbols, name) ? symbols[name] : undefined
  if (!symbol) return verbatim
  // Padding is counted before colours come in.
  const text = format(symbol.text())
  return symbol.tint ? symbol.tint(text) : text
}
