/** The lines of a generated file, each with what of the definitions says it, as people would compare them. */
import { lineOrigins } from '../../src/emit/line-origins.ts'
import type { Converted } from './convert-tree.ts'

/** One line, and its stretches as `file: text`, with ` / ` for the line feeds in them. */
export type SaidLine = readonly [line: string, ...said: string[]]

/** The lines of a file that are not blank; `byLine` tells the lines of blocks apart. */
export function saidLines(converted: Converted, path: string, byLine = false): readonly SaidLine[] {
  const { conversion, options, texts, tree } = converted
  const found = lineOrigins(conversion.project, options.target, byLine ? texts : undefined).get(path) ?? []
  const text = tree.get(path)
  if (typeof text !== 'string') throw new Error(`there is no text at ${path}`)
  return text.split('\n').flatMap((line, index): readonly SaidLine[] => {
    const here = found.filter(({ from, to }) => from <= index + 1 && index + 1 <= to)
    return line.trim() === '' ? [] : [[line, ...here.map(({ origin: { file, start, end } }) => `${file}: ${(texts.text(file) ?? '').slice(start, end).trim().replace(/\s*\n\s*/g, ' / ')}`)]]
  })
}
