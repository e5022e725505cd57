/** The pane of lists: tabs, and the list chosen. */
import { byId, fill, h } from '../dom.ts'
import { LISTS, type ListName, type Place } from '../place.ts'
import { sameSelection, type Store } from '../store.ts'
import { showChanges } from './changes-list.ts'
import { showDiagnostics } from './diagnostics-list.ts'
import { showFiles } from './files-list.ts'
import { showOutline } from './outline.ts'

const NAMES: Readonly<Record<ListName, string>> = { changes: 'Changes', outline: 'Outline', diagnostics: 'Diagnostics', files: 'Files' }

/** Keeps the pane in step with the place. */
export function setUpSide(store: Store): void {
  const lists = LISTS.filter((name) => name !== 'changes' || store.model.data.kind === 'diff')
  const panel = byId('list')
  const tabs = lists.map((name) => h('button', { 'type': 'button', 'role': 'tab', 'data-list': name, 'aria-controls': 'list', 'onclick': () => store.adjust({ list: name, words: '' }) }, NAMES[name]))
  fill(byId('list-tabs'), tabs)
  byId('list-tabs').addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const at = tabs.findIndex((tab) => tab === event.target)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (step === 0 || at < 0 || !next) return
    next.click()
    next.focus()
  })

  const body = h('div', { class: 'list-body' })
  const draw = (): void => {
    const { list, words, topic } = store.place()
    if (list === 'outline') showOutline(body, store)
    else if (list === 'files') showFiles(body, store, words)
    else if (list === 'diagnostics') showDiagnostics(body, store, words)
    else showChanges(body, store, topic, words, (next) => store.adjust({ topic: next }))
  }
  const drawAll = (): void => {
    const { list } = store.place()
    for (const tab of tabs) {
      const isChosen = tab.dataset['list'] === list
      tab.setAttribute('aria-selected', String(isChosen))
      tab.tabIndex = isChosen ? 0 : -1
    }
    panel.setAttribute('aria-label', NAMES[list])
    const input = h('input', {
      type: 'search', class: 'narrow', placeholder: `Filter ${NAMES[list].toLowerCase()}`, 'aria-label': `Filter ${NAMES[list].toLowerCase()}`, autocomplete: 'off', spellcheck: 'false',
      oninput: () => store.adjust({ words: input.value }),
    })
    input.value = store.place().words
    fill(panel, list !== 'outline' && h('div', { class: 'list-head' }, input), body)
    draw()
    body.scrollTop = 0
    showCurrent()
  }
  const showCurrent = (): void => body.querySelector('[aria-current=true] > .row, button[aria-current=true]')?.scrollIntoView({ block: 'nearest' })

  store.listen((place, before) => {
    if (!before || place.list !== before.list) drawAll()
    else if (scopeDiffers(place, before)) draw()
    else if (!sameSelection(place.selection, before.selection)) follow(place)
  })

  /** Marks what is chosen now; a list that lacks it is made anew. */
  const follow = (place: Place): void => {
    for (const one of body.querySelectorAll('[aria-current=true]')) one.removeAttribute('aria-current')
    const { selection } = place
    const { data } = store.model
    const key = selection?.kind === 'chunk' ? `chunk:${data.chunks[selection.index]?.path ?? ''}` : selection?.kind === 'stratum' ? `stratum:${data.strata[selection.index]?.path ?? ''}` : selection?.kind === 'system' ? `system:${data.systems[selection.index]?.path ?? ''}` : undefined
    const found = place.list === 'changes' ? selection?.kind === 'change' && body.querySelector(`[data-change="${selection.index}"]`) : key !== undefined && body.querySelector(`[data-key="${CSS.escape(key)}"]`)
    if (found) found.setAttribute('aria-current', 'true')
    else if (selection && place.list === 'outline') draw()
    showCurrent()
  }
}

function scopeDiffers(a: Place, b: Place): boolean {
  return a.system !== b.system || a.stratum !== b.stratum || a.onlyChanged !== b.onlyChanged || a.severities !== b.severities || a.topic !== b.topic || a.words !== b.words
}
