/** Keys that work everywhere, and the dialog that tells of all keys. */
import { byId, fill, h } from './dom.ts'
import { showPane } from './panes.ts'
import { LISTS } from './place.ts'
import { stepChange, stepDiagnostic } from './steps.ts'
import { select, type Store } from './store.ts'

/** Keys and what they do, by where they work. */
const KEYS: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ['Everywhere', [
    ['/', 'Search, then ↑ ↓ Enter'], ['n, p', 'Next and previous change; in an audit, diagnostic'], ['e, Shift+e', 'Next and previous diagnostic'], ['l, g, d', 'To the lists, the graph, the details'],
    ['1 … 4', 'List: as the tabs stand'], ['c', 'In a diff: only what differs'], ['v', 'In a diff: changes or files'], ['t', 'Light or dark'], ['?', 'These keys'], ['Esc', 'Close what is open, then the details'],
  ]],
  ['Graph', [['← ↑ → ↓', 'To the next box'], ['Enter', 'Show it'], ['Space', 'Open a stratum, or close it'], ['+, −, 0', 'Larger, smaller, all of it'], ['Shift + arrows', 'Move the view'], ['Wheel, drag, pinch', 'Scale and move']]],
  ['Files', [['↑ ↓', 'Lines that have a counterpart'], ['← →', 'To the other side'], ['Enter', 'Hold a line, or let it go']]],
  ['Lists', [['↑ ↓ ← →', 'Walk, open, close'], ['Enter', 'Show'], ['Home, End', 'First and last']]],
]

/** Sets keys and dialogs up. */
export function setUpKeys(store: Store): void {
  const help = byId('help') as HTMLDialogElement
  const facts = byId('facts') as HTMLDialogElement
  fill(help, dialogHead('help-title', 'Keys', help), KEYS.map(([place, keys]) => [h('h3', {}, place), h('dl', {}, keys.map(([key, what]) => [h('dt', {}, key.split(/(, | \+ )/).map((part, index) => index % 2 ? part : h('kbd', {}, part))), h('dd', {}, what)]))]))
  fill(facts, dialogHead('facts-title', 'Facts', facts), h('dl', {}, store.model.data.facts.map(([label, value]) => [h('dt', {}, label), h('dd', {}, value)])))
  for (const dialog of [help, facts]) dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close() })
  byId('help-button').addEventListener('click', () => help.showModal())
  byId('facts-button').addEventListener('click', () => facts.showModal())
  addEventListener('keydown', (event) => {
    const { target } = event
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
    const isTyping = target instanceof HTMLElement && target.matches('input, select, textarea')
    if (event.key === 'Escape') {
      if (isTyping) target.blur()
      else if (store.place().selection) select(store, undefined)
      return
    }
    if (!isTyping && press(store, event.key, help)) event.preventDefault()
  })
}

function dialogHead(id: string, title: string, dialog: HTMLDialogElement): HTMLElement {
  return h('header', {}, h('h2', { id }, title), h('button', { type: 'button', 'aria-label': 'Close', onclick: () => dialog.close() }, '✕'))
}

/** What a key does; whether it does something. */
function press(store: Store, key: string, help: HTMLDialogElement): boolean {
  const { data } = store.model
  const isDiff = data.kind === 'diff'
  const lists = LISTS.filter((name) => name !== 'changes' || isDiff)
  switch (key) {
    case '/': byId('search').focus(); return true
    case '?': help.showModal(); return true
    case 't': byId('theme').click(); return true
    case 'n': case 'p':
      if (isDiff) stepChange(store, key === 'n' ? 1 : -1)
      else stepDiagnostic(store, key === 'n' ? 1 : -1)
      return true
    case 'e': case 'E': stepDiagnostic(store, key === 'e' ? 1 : -1); return true
    case 'c': if (isDiff) store.adjust({ onlyChanged: !store.place().onlyChanged }); return isDiff
    case 'v': document.querySelector<HTMLElement>('[data-view][aria-pressed=false]')?.click(); return true
    case 'l': showPane('list'); (byId('list').querySelector<HTMLElement>('[tabindex="0"], button, summary') ?? byId('list')).focus(); return true
    case 'g': showPane('graph'); byId('graph').querySelector<SVGElement>('[tabindex="0"]')?.focus(); return true
    case 'd': showPane('details'); (byId('details').querySelector<HTMLElement>('.line[tabindex="0"], .diffs') ?? byId('details')).focus(); return true
    default: {
      const list = lists[Number(key) - 1]
      if (list) store.adjust({ list, words: '' })
      return list !== undefined
    }
  }
}
