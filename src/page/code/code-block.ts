/** One file, or a part of it, as lines with numbers, marks, links and diagnostics. */
import { h } from '../dom.ts'
import { mappedLines } from '../line-map.ts'
import { stateMark } from '../marks.ts'
import type { Model, Selection } from '../model.ts'
import { fileKey } from '../model.ts'
import { diagnosticBox } from './diagnostic-box.ts'
import { linesOfFile } from './highlight.ts'
import { lazyRows, type LazyRows, type MakeRows } from './lazy-rows.ts'
import { linkInLine } from './links.ts'
import { cutTokens, type Stretch, type Token } from './tokens.ts'

/** A file to show. */
export interface BlockInput {
  readonly file: number
  /** Only these lines at first, both ends inclusive. */
  readonly range?: readonly [number, number]
  /** What the block is, such as "entry in the stratum". */
  readonly role?: string
  /** Project files beside it: lines that became lines of these are marked. */
  readonly within: readonly number[]
  /** Leads to another thing. */
  readonly onLink: (to: Selection) => void
  /** Shown as its head alone at first. */
  readonly folded?: boolean
  /** How rows are made, unless when they come near the screen. */
  readonly rows?: MakeRows
}

/** A file in the page. */
export interface CodeBlock {
  readonly element: HTMLElement
  readonly file: number
  /** The element of a line; all of the file is shown if it has to be. */
  readonly line: (line: number) => HTMLElement | undefined
  /** The element of a line if it is made and shown, else nothing. */
  readonly shownLine: (line: number) => HTMLElement | undefined
}

/** Pixels of a line, as style.css has it. */
export const LINE_HEIGHT = 20

/** Makes it. */
export function codeBlock(model: Model, input: BlockInput): CodeBlock {
  const { file, rows: makeRows = lazyRows } = input
  const { path = '', side = 'project', state, text } = model.data.files[file] ?? {}
  const mapped = mappedLines(model, file, input.within)
  const body = h('div', { class: 'body' })
  let range = input.range
  let rows: LazyRows | undefined
  const total = (): number => linesOfFile(model, file).length
  const first = (): number => range ? Math.max(1, range[0]) : 1
  const draw = (): void => {
    const last = range ? Math.min(total(), range[1]) : total()
    rows = text === undefined ? undefined
      : makeRows(Math.max(0, last - first() + 1), (index) => lineParts(model, input, mapped, first() + index), LINE_HEIGHT)
    body.replaceChildren(rows?.element ?? h('p', { class: 'empty' }, 'No text.'))
    whole.hidden = range === undefined
  }
  const showWhole = (): void => {
    range = undefined
    fold.open = true
    draw()
  }
  const whole = h('button', { type: 'button', class: 'quiet', onclick: (event: Event) => { event.preventDefault(); showWhole() } }, 'Whole file')
  const note = range ? `lines ${range[0]}–${range[1]}` : undefined
  const fold = h('details', { class: 'file', 'data-file': fileKey({ side, path }) },
    h('summary', {}, stateMark(state), h('span', { class: 'path' }, path), input.role !== undefined && h('span', { class: 'role' }, input.role), note !== undefined && h('span', { class: 'role' }, note), whole),
    body)
  fold.open = !input.folded
  if (fold.open) draw()
  else fold.addEventListener('toggle', () => { if (fold.open && !rows) draw() })
  whole.hidden = range === undefined
  return {
    element: fold, file,
    line: (line) => {
      if (line < 1 || line > total()) return undefined
      if (range && (line < range[0] || line > range[1])) showWhole()
      if (!fold.open) fold.open = true
      if (!rows) draw()
      return rows?.row(line - first())
    },
    shownLine: (line) => !fold.open || (range && (line < range[0] || line > range[1])) || line < 1 || line > total() ? undefined : rows?.row(line - first()),
  }
}

/** The line, and the diagnostics that begin at it. */
function lineParts(model: Model, { file, onLink }: BlockInput, mapped: ReadonlySet<number>, line: number): readonly HTMLElement[] {
  const tokens = linesOfFile(model, file)[line - 1] ?? []
  const text = tokens.map((token) => token.text).join('')
  const link = linkInLine(model, file, line, text)
  const diagnostics = (model.diagnosticsOfFile.get(file) ?? []).filter((index) => model.data.diagnostics[index]?.state !== 'gone')
  const covering = diagnostics.map((index) => model.data.diagnostics[index]).filter((one) => one?.lines && one.lines[0] <= line && line <= one.lines[1] && one.lines[1] - one.lines[0] < 40)
  const gravest = (['error', 'warning', 'note'] as const).find((severity) => covering.some((one) => one?.severity === severity))
  const isMapped = mapped.has(line)
  const element = h('div', { class: `line${isMapped ? ' mapped' : ''}${gravest ? ` has-${gravest}` : ''}`, 'data-line': line, tabindex: isMapped ? -1 : undefined },
    h('span', { class: 'no' }, String(line)), h('span', { class: 'src' }, tokenElements(tokens, link ? [link] : [], onLink)))
  return [element, ...diagnostics.filter((index) => (model.data.diagnostics[index]?.lines?.[0] ?? 1) === line).map((index) => diagnosticBox(model, index))]
}

/** Tokens as elements, those of a link within one. */
export function tokenElements(tokens: readonly Token[], links: readonly Stretch<Selection>[], onLink: (to: Selection) => void): readonly (Node | string)[] {
  return cutTokens(tokens, links).map(({ text, kind, within }) => {
    const piece = kind === '' ? text : h('span', { class: `t-${kind}` }, text)
    return within ? h('button', { type: 'button', class: 'link', onclick: (event: Event) => { event.stopPropagation(); onLink(within.value) } }, piece) : piece
  })
}
