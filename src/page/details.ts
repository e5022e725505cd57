/** The pane that shows one thing: its facts, and its files beside each other or what differs in them. */
import { compare, type Compare } from './code/compare.ts'
import { diffBlock, type DiffStyle } from './code/diff-view.ts'
import { changedFilesOf, sidesOf, viewOf, type ChangedFile } from './details-input.ts'
import { detailsHead } from './details-head.ts'
import { byId, fill, h } from './dom.ts'
import { titleOf, type Selection } from './model.ts'
import type { Place } from './place.ts'
import { sameSelection, select, type Store } from './store.ts'

/** At most so many files of one change are shown at once. */
const MOST_FILES = 10

/** Keeps the pane in step with the place. */
export function setUpDetails(store: Store): void {
  const pane = byId('details')
  let shown: Compare | undefined
  let style: DiffStyle = 'unified'
  const toLink = (to: Selection): void => select(store, to)

  const draw = (place: Place): void => {
    const { selection } = place
    shown = undefined
    pane.hidden = !selection
    byId('work-handle').hidden = !selection
    document.documentElement.toggleAttribute('data-details', selection !== undefined)
    if (!selection) {
      fill(pane)
      return
    }
    const { model } = store
    const changed = changedFilesOf(model, selection)
    const view = viewOf(place, changed)
    pane.dataset['kind'] = selection.kind
    pane.dataset['key'] = titleOf(model, selection)
    const head = detailsHead(store, selection, {
      view, style, hasDiff: changed.length > 0,
      onView: (next) => store.adjust({ view: next }),
      onStyle: (next) => {
        style = next
        draw(store.place())
      },
    })
    if (view === 'diff') {
      fill(pane, head, h('div', { class: 'diffs', tabindex: 0, role: 'region', 'aria-label': 'What differs' },
        changed.slice(0, MOST_FILES).map((one) => diffBlock(model, one, style, toLink)),
        changed.length > MOST_FILES && more(changed.slice(MOST_FILES))))
      return
    }
    shown = compare(model, sidesOf(model, selection), {
      onLink: toLink,
      onPin: (line) => store.adjust({ line }),
    })
    fill(pane, head, shown.element)
    shown.settle()
    mark(place)
  }

  const more = (files: readonly ChangedFile[]): HTMLElement => {
    const button = h('button', { type: 'button', class: 'more', onclick: () => button.replaceWith(...files.map((one) => diffBlock(store.model, one, style, toLink))) }, `${files.length} more files`)
    return button
  }

  const mark = (place: Place): void => {
    if (place.line) shown?.show(place.line)
  }

  store.listen((place, before) => {
    const isSame = before && sameSelection(place.selection, before.selection) && place.view === before.view
    if (!isSame) draw(place)
    else if (place.line && (place.line.file !== before.line?.file || place.line.line !== before.line.line)) mark(place)
  })
}
