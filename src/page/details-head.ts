/** The upper part of the details: what is shown, where it belongs, and what it builds on. */
import type { DiffStyle } from './code/diff-view.ts'
import type { PageChange } from './data.ts'
import { counted, h } from './dom.ts'
import { severityMark, stateMark } from './marks.ts'
import { filesOf } from './details-input.ts'
import { selectionOfFile, shortName, stateOf, titleOf, type Model, type Selection } from './model.ts'
import { SEVERITIES } from './place.ts'
import { countSeverities } from './filters.ts'
import { descriptionOf, factsOf, holderOf, relationsOf, type Relation } from './relations.ts'
import { changesToStep, stepChange } from './steps.ts'
import { select, type Store } from './store.ts'

/** What is chosen in it. */
export interface HeadInput {
  readonly view: 'files' | 'diff'
  readonly style: DiffStyle
  readonly hasDiff: boolean
  readonly onView: (view: 'files' | 'diff') => void
  readonly onStyle: (style: DiffStyle) => void
}

/** Relations shown at once. */
const MOST = 12

/** Makes it. */
export function detailsHead(store: Store, selection: Selection, input: HeadInput): HTMLElement {
  const { model } = store
  const change = selection.kind === 'change' ? model.data.changes[selection.index] : undefined
  const description = descriptionOf(model, selection)
  return h('header', { class: 'head' },
    h('div', { class: 'head-line' },
      h('div', { class: 'crumbs' }, crumbs(store, selection)),
      h('h2', {}, stateMark(stateOf(model, selection)), titleOf(model, selection)),
      h('div', { class: 'chips' }, chipsOf(store, selection)),
      h('div', { class: 'head-tools' }, change && stepTools(store), viewTools(input), h('button', { type: 'button', 'data-action': 'close', 'aria-label': 'Close the details', title: 'Close (Esc)', onclick: () => select(store, undefined) }, '✕'))),
    description !== undefined && h('p', { class: 'description' }, description),
    relations(store, selection),
    change && changeLines(store, change))
}

function stepTools(store: Store): HTMLElement {
  const { indices, at } = changesToStep(store)
  const step = (by: number, sign: string, label: string): HTMLElement => h('button', { 'type': 'button', 'data-action': by > 0 ? 'next' : 'previous', 'aria-label': label, 'title': label, 'disabled': indices[at + by] === undefined, 'onclick': () => stepChange(store, by) }, sign)
  return h('span', { class: 'steps' }, step(-1, '‹', 'Previous change (p)'), h('span', { class: 'role' }, `${at + 1} of ${indices.length}`), step(1, '›', 'Next change (n)'))
}

function viewTools({ hasDiff, view, style, onView, onStyle }: HeadInput): readonly HTMLElement[] {
  if (!hasDiff) return []
  const toggle = <T extends string>(name: 'view' | 'diff', value: T, label: string, now: T, choose: (value: T) => void): HTMLElement =>
    h('button', { type: 'button', [`data-${name}`]: value, 'aria-pressed': String(value === now), onclick: () => choose(value) }, label)
  return [
    h('span', { class: 'switch', role: 'group', 'aria-label': 'What is shown' }, toggle('view', 'diff', 'Changes', view, onView), toggle('view', 'files', 'Files', view, onView)),
    ...(view === 'diff' ? [h('span', { class: 'switch', role: 'group', 'aria-label': 'How changes are shown' }, toggle('diff', 'unified', 'Unified', style, onStyle), toggle('diff', 'split', 'Split', style, onStyle))] : []),
  ]
}

function crumbs(store: Store, selection: Selection): readonly (HTMLElement | string)[] {
  const { model } = store
  if (selection.kind === 'chunk') return [linkTo(store, { kind: 'stratum', index: model.data.chunks[selection.index]?.stratum ?? -1 }), ' / ']
  return [h('span', { class: 'role' }, holderOf(model, selection))]
}

function chipsOf(store: Store, selection: Selection): readonly HTMLElement[] {
  const { model } = store
  const { kind, index } = selection
  const counts = countSeverities(model, diagnosticsOf(model, selection))
  const marks = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => {
    const mark = severityMark(severity, counts[severity])
    return kind === 'stratum' || kind === 'system' ? h('button', { type: 'button', class: 'link', title: 'List them', onclick: () => store.adjust({ list: 'diagnostics', words: '', stratum: kind === 'stratum' ? index : undefined }) }, mark) : mark
  })
  return [...factsOf(model, selection).map(({ text, isBad }) => h('span', { class: isBad ? 'chip bad' : 'chip' }, text)), ...(kind === 'change' ? [] : marks)]
}

/** What is said of a thing; of strata and systems with what they hold. */
function diagnosticsOf(model: Model, selection: Selection): readonly number[] {
  const { kind, index } = selection
  const { diagnostics } = model.data
  const ofHolder = (key: 'systems' | 'strata'): readonly number[] => diagnostics.flatMap((one, at) => one[key].includes(index) && one.state !== 'gone' ? [at] : [])
  if (kind === 'system') return ofHolder('systems')
  if (kind === 'stratum') return ofHolder('strata')
  const ofFiles = [...new Set(filesOf(model, selection).flatMap((file) => model.diagnosticsOfFile.get(file) ?? []))].filter((at) => diagnostics[at]?.state !== 'gone')
  return kind === 'chunk' ? ofFiles.filter((one) => ofChunk(model, index, one)) : ofFiles
}

/** Of the stratum's file only what lies in the chunk's entry. */
function ofChunk({ data }: Model, chunk: number, diagnostic: number): boolean {
  const { entry, stratum } = data.chunks[chunk] ?? { entry: [0, 0] as const, stratum: -1 }
  const { file, lines } = data.diagnostics[diagnostic] ?? {}
  return file !== data.strata[stratum]?.file || (lines !== undefined && lines[0] >= entry[0] && lines[0] <= entry[1])
}

function relations(store: Store, selection: Selection): HTMLElement | undefined {
  const { model } = store
  if (selection.kind === 'stratum' || selection.kind === 'chunk') return h('div', {}, relationsOf(model, selection).map((relation) => relationLine(store, relation)))
  const deployments = selection.kind === 'system' ? model.data.systems[selection.index]?.deployments ?? [] : []
  return deployments.length === 0 ? undefined : h('p', { class: 'relation' }, h('b', {}, 'Deployed'), deployments.map(({ name, type, element }) =>
    element === undefined ? h('span', {}, `${name} (${type})`) : h('button', { type: 'button', class: 'link', onclick: () => store.adjust({ view: 'files', line: { file: element, line: 1 } }) }, `${name} (${type})`)))
}

function relationLine(store: Store, { label, things }: Relation): HTMLElement {
  const rest = h('span', { hidden: true }, things.slice(MOST).map((one) => linkTo(store, one)))
  const button = h('button', { type: 'button', class: 'quiet', onclick: () => { rest.hidden = false; button.remove() } }, `and ${things.length - MOST} more`)
  return h('p', { class: 'relation' }, h('b', {}, label), things.slice(0, MOST).map((one) => linkTo(store, one)), things.length > MOST && [button, rest])
}

function changeLines(store: Store, { removed, added, systems, files }: PageChange): HTMLElement {
  const { data } = store.model
  return h('div', { class: 'change-facts' },
    (removed.length > 0 || added.length > 0) && h('ul', { class: 'members' }, removed.map((text) => h('li', { class: 'removed' }, text)), added.map((text) => h('li', { class: 'added' }, text))),
    systems.length > 0 && h('details', { class: 'reaches' }, h('summary', {}, `Reaches ${systems.length === data.systems.length ? `all ${systems.length} systems` : counted(systems.length, 'system')}`),
      h('p', { class: 'relation' }, systems.map((system) => linkTo(store, { kind: 'system', index: system })))),
    files.length > 0 && h('details', { class: 'reaches' }, h('summary', {}, counted(files.length, 'place')),
      h('p', { class: 'relation' }, files.map((file) => linkTo(store, selectionOfFile(store.model, file), shortName(data.files[file]?.path ?? ''))))))
}

function linkTo(store: Store, to: Selection, label = titleOf(store.model, to)): HTMLElement {
  return h('button', { type: 'button', class: 'link', onclick: () => select(store, to) }, stateMark(stateOf(store.model, to)), label)
}
