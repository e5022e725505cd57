/** What is said of the definitions, by code. */
import { counted, fill, h } from '../dom.ts'
import { pageFold } from '../code/diagnostic-box.ts'
import { groupByCode, shownDiagnostics } from '../filters.ts'
import { newnessMark, severityMark } from '../marks.ts'
import { type Selection } from '../model.ts'
import { select, type Store } from '../store.ts'

/** Groups with no more than so many are open from the start. */
const OPEN_UP_TO = 3

/** Puts the diagnostics that the filters let through in an element. */
export function showDiagnostics(parent: HTMLElement, store: Store, text: string): void {
  const { model } = store
  const indices = shownDiagnostics(model, store.place(), text)
  const groups = groupByCode(model, indices)
  fill(parent, h('p', { class: 'summary', role: 'status' }, indices.length === 0 ? 'None here.' : `${counted(indices.length, 'diagnostic')} of ${counted(groups.length, 'code')}`),
    groups.map(({ code, severity, indices: inside }) => {
      const list = h('ul', { class: 'entries' })
      const { page } = model.data.diagnostics[inside[0] ?? -1] ?? {}
      const group = h('details', { class: 'code-group', 'data-code': code },
        h('summary', {}, severityMark(severity, inside.length), h('span', { class: 'code-title' }, code)), page !== undefined && pageFold(page), list)
      const make = (): void => { if (!list.firstChild) fill(list, inside.map((index) => h('li', {}, entry(store, index)))) }
      group.addEventListener('toggle', () => { if (group.open) make() })
      if (inside.length <= OPEN_UP_TO || groups.length === 1 || text !== '') {
        group.open = true
        make()
      }
      return group
    }))
}

function entry(store: Store, index: number): HTMLElement {
  const { model } = store
  const diagnostic = model.data.diagnostics[index]
  const file = diagnostic?.file
  const path = file === undefined ? '' : model.data.files[file]?.path ?? ''
  return h('button', { 'type': 'button', 'class': `entry${diagnostic?.state === 'gone' ? ' gone' : ''}`, 'data-diagnostic': index, 'onclick': () => goToDiagnostic(store, index), 'disabled': file === undefined },
    newnessMark(diagnostic?.state), h('span', { class: 'words' }, diagnostic?.message ?? ''), path !== '' && h('small', {}, `${path}${diagnostic?.lines ? `:${diagnostic.lines[0]}` : ''}`))
}

/** Shows a diagnostic at its line. */
export function goToDiagnostic(store: Store, index: number): void {
  const { model } = store
  const diagnostic = model.data.diagnostics[index]
  if (diagnostic?.file === undefined) return
  const line = { file: diagnostic.file, line: diagnostic.lines?.[0] ?? 1 }
  select(store, holderOf(store, line), line, 'files')
}

/** The chunk in whose entry a line of a stratum lies; else what the file is of. */
function holderOf({ model }: Store, { file, line }: { readonly file: number; readonly line: number }): Selection {
  const owners = model.ownersOfFile.get(file) ?? []
  const stratum = owners.find(({ kind, index }) => kind === 'stratum' && model.data.strata[index]?.file === file)
  const chunk = model.data.strata[stratum?.index ?? -1]?.chunks.find((index) => {
    const { entry: [first, last], element } = model.data.chunks[index] ?? { entry: [0, -1], element: undefined }
    return element !== undefined && first <= line && line <= last
  })
  if (chunk !== undefined) return { kind: 'chunk', index: chunk }
  return owners.find(({ kind }) => kind === 'chunk') ?? owners[0] ?? { kind: 'file', index: file }
}
