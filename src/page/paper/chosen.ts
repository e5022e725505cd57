/** One thing on paper: its facts, and its files beside each other or what differs in them, with the lines that a line was made of. */
import { codeBlock } from '../code/code-block.ts'
import { diffBlock } from '../code/diff-view.ts'
import { allRows } from '../code/lazy-rows.ts'
import { changedFilesOf, sidesOf, viewOf, type ShownFile } from '../details-input.ts'
import { h } from '../dom.ts'
import { joined, linkOf } from '../line-map.ts'
import { stateMark } from '../marks.ts'
import { shortName, stateOf, titleOf, type Model, type Selection } from '../model.ts'
import { descriptionOf, factsOf, holderOf, relationsOf } from '../relations.ts'
import type { Store } from '../store.ts'
import { membersOnPaper } from './change.ts'
import { graphOnPaper } from './graph.ts'

/** Makes it. */
export function chosenOnPaper({ model, place }: Store, selection: Selection): readonly (HTMLElement | undefined | false)[] {
  const { data } = model
  const changed = changedFilesOf(model, selection)
  const change = selection.kind === 'change' ? data.changes[selection.index] : undefined
  const description = descriptionOf(model, selection)
  return [
    h('p', { class: 'kind' }, [selection.kind === 'chunk' ? `chunk of ${holderOf(model, selection)}` : holderOf(model, selection), ...factsOf(model, selection).map(({ text }) => text)].join(', ')),
    h('h2', {}, stateMark(stateOf(model, selection)), titleOf(model, selection)),
    change !== undefined && change.systems.length > 0 && h('p', {}, h('small', {}, 'Reaches '), change.systems.length === data.systems.length ? 'all systems' : change.systems.map((system) => shortName(data.systems[system]?.path ?? '')).join(', ')),
    change && membersOnPaper(change),
    description !== undefined && h('p', { class: 'description' }, description),
    ...relationsOf(model, selection).map(({ label, things }) => h('p', {}, h('small', {}, `${label} `), things.map((thing) => titleOf(model, thing)).join(', '))),
    selection.kind === 'system' ? graphOnPaper() : undefined,
    viewOf(place(), changed) === 'diff'
      ? h('div', { class: 'diffs' }, changed.map((one) => diffBlock(model, one, 'unified', () => undefined, allRows)))
      : beside(model, selection),
  ]
}

function beside(model: Model, selection: Selection): HTMLElement {
  const sides = sidesOf(model, selection)
  const within = sides.project.map(({ file }) => file)
  const column = (title: string, files: readonly ShownFile[], empty: string): HTMLElement => h('div', { class: 'column' }, h('h3', {}, title),
    files.length === 0 && h('p', {}, empty), files.map((one) => {
      const block = codeBlock(model, { ...one, within, onLink: () => undefined, rows: allRows })
      tellOrigins(model, one.file, within, block.shownLine)
      return block.element
    }))
  return h('div', { class: 'beside' },
    column('Definitions', sides.definitions, 'No definition of its own.'), column('Project', sides.project, 'Nothing of the project is made of it alone.'))
}

/** Where a line of the project was made of other lines than the one above it, they are told at its end: paper has no pointer to ask with. */
function tellOrigins(model: Model, file: number, within: readonly number[], lineOf: (line: number) => HTMLElement | undefined): void {
  const { files } = model.data
  if (files[file]?.side !== 'project') return
  let before = ''
  for (let line = 1, element = lineOf(line); element; element = lineOf(++line)) {
    const ranges = linkOf(model, { file, line }, within)?.definitions ?? []
    const words = joined(ranges).map((range) => `${shortName(files[range.file]?.path ?? '')}:${range.from}${range.to > range.from ? `–${range.to}` : ''}`).join(', ')
    if (words !== before && words !== '') element.append(h('span', { class: 'from' }, words))
    before = words
  }
}
