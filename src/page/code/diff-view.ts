/** What differs in files: hunks one below the other, or before and after beside each other. */
import type { ChangedFile } from '../details-input.ts'
import { h } from '../dom.ts'
import { countLines, splitRows, type DiffRow, type Hunk } from '../hunks.ts'
import { stateMark } from '../marks.ts'
import { fileKey, type Model, type Selection } from '../model.ts'
import { LINE_HEIGHT, tokenElements } from './code-block.ts'
import { diagnosticBox } from './diagnostic-box.ts'
import { linesOfFile, tokensOfText } from './highlight.ts'
import { lazyRows, type MakeRows } from './lazy-rows.ts'
import { linkInLine } from './links.ts'
import { cutTokens, type Token } from './tokens.ts'

export type DiffStyle = 'unified' | 'split'

/** One file's difference; rows are made when they come near the screen, unless `makeRows` does it otherwise. */
export function diffBlock(model: Model, { file, hunks }: ChangedFile, style: DiffStyle, onLink: (to: Selection) => void, makeRows: MakeRows = lazyRows): HTMLElement {
  const { path = '', side = 'project', state, from } = model.data.files[file] ?? {}
  const { removed, added } = countLines(hunks)
  return h('details', { class: `file diff ${style}`, open: true, 'data-file': fileKey({ side, path }) },
    h('summary', {}, stateMark(state), h('span', { class: 'path' }, from !== undefined && h('span', { class: 'from' }, `${from} → `), path),
      h('span', { class: 'lines' }, h('b', { class: 'plus' }, `+${added}`), ' ', h('b', { class: 'minus' }, `−${removed}`))),
    h('div', { class: 'body' }, hunks.length === 0
      ? h('p', { class: 'empty' }, state === 'moved' ? 'Moved as it is.' : 'No lines to show.')
      : hunks.map((hunk) => hunkElement(model, file, hunk, style, onLink, makeRows))))
}

function hunkElement(model: Model, file: number, hunk: Hunk, style: DiffStyle, onLink: (to: Selection) => void, makeRows: MakeRows): HTMLElement {
  const head = h('div', { class: 'hunk-head' }, `Line ${hunk.after || hunk.before}${hunk.heading === '' ? '' : `  ${hunk.heading}`}`)
  if (style === 'unified') {
    const rows = makeRows(hunk.rows.length, (index) => {
      const row = hunk.rows[index]
      return row ? [unifiedRow(model, file, row, onLink), ...diagnosticsAt(model, file, row)] : []
    }, LINE_HEIGHT)
    return h('div', { class: 'hunk' }, head, rows.element)
  }
  const pairs = splitRows(hunk.rows)
  const rows = makeRows(pairs.length, (index) => {
    const { left, right } = pairs[index] ?? { left: undefined, right: undefined }
    return [h('div', { class: 'pair' }, halfRow(model, file, left, 'before', onLink), halfRow(model, file, right, 'after', onLink)), ...(right ? diagnosticsAt(model, file, right) : [])]
  }, LINE_HEIGHT)
  return h('div', { class: 'hunk' }, head, rows.element)
}

const SIGNS = { same: ' ', removed: '−', added: '+' } as const

function unifiedRow(model: Model, file: number, row: DiffRow, onLink: (to: Selection) => void): HTMLElement {
  return h('div', { class: `line ${row.kind}`, 'data-line': row.after },
    h('span', { class: 'no' }, row.before), h('span', { class: 'no' }, row.after), h('span', { class: 'sign' }, SIGNS[row.kind]),
    h('span', { class: 'src' }, source(model, file, row, onLink)))
}

function halfRow(model: Model, file: number, row: DiffRow | undefined, which: 'before' | 'after', onLink: (to: Selection) => void): HTMLElement {
  if (!row) return h('div', { class: 'line none' })
  return h('div', { class: `line ${row.kind}`, 'data-line': which === 'after' ? row.after : undefined },
    h('span', { class: 'no' }, row[which]), h('span', { class: 'sign' }, SIGNS[row.kind]), h('span', { class: 'src' }, source(model, file, row, onLink)))
}

function source(model: Model, file: number, row: DiffRow, onLink: (to: Selection) => void): readonly (Node | string)[] {
  const { path = '', state } = model.data.files[file] ?? {}
  const number = state === 'removed' ? row.before : row.after
  const known = number === undefined ? undefined : linesOfFile(model, file)[number - 1]
  const tokens = known && textOf(known) === row.text ? known : tokensOfText(path, row.text)[0] ?? []
  const parts = row.open ? [h('span', { class: 'no-feed', title: 'No line feed at the end of the file' }, ' ⏎̸')] : []
  if (row.changed && row.changed[0] < row.changed[1]) {
    const [from, to] = row.changed
    return [...cutTokens(tokens, [{ from, to, value: true }]).map(({ text, kind, within }) => within ? h('mark', {}, text) : kind === '' ? text : h('span', { class: `t-${kind}` }, text)), ...parts]
  }
  const link = linkInLine(model, file, row.after ?? 0, row.text)
  return [...tokenElements(tokens, link ? [link] : [], onLink), ...parts]
}

function diagnosticsAt(model: Model, file: number, row: DiffRow): readonly HTMLElement[] {
  const line = row.after
  if (line === undefined) return []
  return (model.diagnosticsOfFile.get(file) ?? []).filter((index) => {
    const diagnostic = model.data.diagnostics[index]
    return diagnostic?.state !== 'gone' && (diagnostic?.lines?.[0] ?? 1) === line
  }).map((index) => diagnosticBox(model, index))
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('')
}
