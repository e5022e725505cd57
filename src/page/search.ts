/** Finds names and text in all of the data. Knows no screen. */
import type { Model, Selection } from './model.ts'
import { wordsOf } from './filters.ts'
import { selectionOfFile, shortName } from './model.ts'

/** What was found, and where it leads. */
export interface Hit {
  readonly group: 'System' | 'Stratum' | 'Chunk' | 'Element' | 'File' | 'Diagnostic' | 'Text'
  readonly title: string
  /** Where it is, or what stands there. */
  readonly detail: string
  readonly selection: Selection
  readonly line?: { readonly file: number; readonly line: number }
}

/** At most so many of one group. */
const MOST: Readonly<Record<Hit['group'], number>> = { System: 8, Stratum: 8, Chunk: 12, Element: 8, File: 8, Diagnostic: 8, Text: 40 }

/** Texts in small letters, made when text is first looked for. */
export type SearchTexts = () => readonly string[]

/** What a search for text looks in. */
export function searchTexts(model: Model): SearchTexts {
  let texts: readonly string[] | undefined
  return () => texts ??= model.data.files.map(({ text }) => text?.toLowerCase() ?? '')
}

/** Names first, the closest before others; then lines with all the words. Nothing for an empty query. */
export function search(model: Model, texts: SearchTexts, query: string): readonly Hit[] {
  const words = wordsOf(query)
  if (words.length === 0) return []
  return [...names(model, words), ...(query.trim().length < 2 ? [] : lines(model, texts(), words, MOST.Text))]
}

function names(model: Model, words: readonly string[]): readonly Hit[] {
  const { systems, strata, chunks, files, diagnostics } = model.data
  const chunkTaken = new Set(chunks.flatMap(({ element }) => element === undefined ? [] : [element]))
  return [
    ...best('System', words, systems, ({ path, description }) => [shortName(path), `${path} ${description ?? ''}`], ({ path, arch }, index) =>
      ({ title: shortName(path), detail: arch, selection: { kind: 'system', index } })),
    ...best('Stratum', words, strata, ({ name, path, description }) => [name, `${path} ${description ?? ''}`], ({ name, description, chunks: { length } }, index) =>
      ({ title: name, detail: description?.trim() ?? `${length} chunks`, selection: { kind: 'stratum', index } })),
    ...best('Chunk', words, chunks, ({ name, path }) => [name, path], ({ name, stratum }, index) =>
      ({ title: name, detail: strata[stratum]?.name ?? '', selection: { kind: 'chunk', index } })),
    ...best('Element', words, files, ({ side, path }, index) => side === 'project' && path.endsWith('.bst') && !chunkTaken.has(index) ? [shortName(path), path] : undefined, ({ path }, index) =>
      ({ title: shortName(path), detail: path, selection: selectionOfFile(model, index), line: { file: index, line: 1 } })),
    ...best('File', words, files, ({ side, path }) => side === 'project' && path.endsWith('.bst') ? undefined : [shortName(path), path], ({ path, side }, index) =>
      ({ title: path, detail: side, selection: { kind: 'file', index } })),
    ...best('Diagnostic', words, diagnostics, ({ code, message }) => [code, message], ({ code, message, file, lines: at }) => {
      const selection: Selection | undefined = file === undefined ? undefined : selectionOfFile(model, file)
      return selection && { title: message, detail: code, selection, ...(file === undefined ? {} : { line: { file, line: at?.[0] ?? 1 } }) }
    }),
  ]
}

/** The closest of one list; `text` gives the name and all else that counts, or nothing for what is no candidate. */
function best<T>(
  group: Hit['group'], words: readonly string[], list: readonly T[], text: (item: T, index: number) => readonly [string, string] | undefined,
  hit: (item: T, index: number) => Omit<Hit, 'group'> | undefined,
): readonly Hit[] {
  return list.flatMap((item, index) => {
    const [name, rest] = text(item, index) ?? []
    const rank = name === undefined ? undefined : rankOf(name.toLowerCase(), (rest ?? '').toLowerCase(), words)
    return rank === undefined ? [] : [{ item, index, rank }]
  }).sort((a, b) => a.rank - b.rank || a.index - b.index).slice(0, MOST[group]).flatMap(({ item, index }) => {
    const found = hit(item, index)
    return found ? [{ group, ...found }] : []
  })
}

/** The smaller the closer; nothing where a word is missing. */
function rankOf(name: string, rest: string, words: readonly string[]): number | undefined {
  if (!words.every((word) => name.includes(word) || rest.includes(word))) return undefined
  const [first = ''] = words
  if (name === words.join(' ') || name === first) return 0
  if (name.startsWith(first)) return 1 + name.length / 1000
  const at = name.indexOf(first)
  if (at < 0) return 5
  return (/[^a-z0-9]/.test(name[at - 1] ?? '') ? 2 : 3) + name.length / 1000
}

/** Lines that hold all words; definitions before what was made of them. */
function lines(model: Model, texts: readonly string[], words: readonly string[], most: number): readonly Hit[] {
  const { files } = model.data
  const hits: Hit[] = []
  const [rarest = ''] = [...words].sort((a, b) => b.length - a.length)
  for (const side of ['definitions', 'project'] as const) {
    for (const [file, text] of texts.entries()) {
      if (files[file]?.side !== side) continue
      for (let at = text.indexOf(rarest); at >= 0 && hits.length < most; at = text.indexOf(rarest, at)) {
        const start = text.lastIndexOf('\n', at) + 1
        const end = endOfLine(text, at)
        if (words.every((word) => text.slice(start, end).includes(word))) hits.push(lineHit(model, file, text.slice(0, start)))
        at = end + 1
        if (at >= text.length) break
      }
      if (hits.length >= most) return hits
    }
  }
  return hits
}

/** `before`: all that stands before the line, in small letters (which may be of another length than the text itself). */
function lineHit(model: Model, file: number, before: string): Hit {
  const { path = '', text = '' } = model.data.files[file] ?? {}
  const line = before.split('\n').length
  let start = 0
  for (let number = 1; number < line; number++) start = text.indexOf('\n', start) + 1
  return { group: 'Text', title: text.slice(start, endOfLine(text, start)).trim(), detail: `${path}:${line}`, selection: selectionOfFile(model, file), line: { file, line } }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
