/** The panes: which is shown on a narrow screen, and how large they are on a wide one. */
import { byId, fill, h } from './dom.ts'
import { recall, remember } from './memory.ts'
import { sameSelection, type Store } from './store.ts'

type Pane = 'list' | 'graph' | 'details'
const NAMES: Readonly<Record<Pane, string>> = { list: 'Lists', graph: 'Graph', details: 'Details' }

/** Shows a pane where only one has room. */
export function showPane(pane: Pane): void {
  document.documentElement.dataset['pane'] = pane
  for (const tab of document.querySelectorAll<HTMLElement>('[data-pane-tab]')) tab.setAttribute('aria-pressed', String(tab.dataset['paneTab'] === pane))
}

/** Sets tabs and handles up. */
export function setUpPanes(store: Store): void {
  fill(byId('panes'), (['list', 'graph', 'details'] as const).map((pane) => h('button', { type: 'button', 'data-pane-tab': pane, onclick: () => showPane(pane) }, NAMES[pane])))
  showPane(store.place().selection ? 'details' : store.model.data.kind === 'diff' ? 'list' : 'graph')
  store.listen(({ selection }, before) => {
    document.querySelector('[data-pane-tab=details]')?.toggleAttribute('disabled', !selection)
    if (selection && before && !sameSelection(selection, before.selection)) showPane('details')
    if (!selection && document.documentElement.dataset['pane'] === 'details') showPane('graph')
  })
  handle(byId('side-handle'), 'x', '--side', 320, [200, 720])
  handle(byId('work-handle'), 'y', '--graph', 42, [12, 85])
}

/** A bar to drag, or to move by arrow keys: `x` sets pixels from the left, `y` per cent of the height. It stands where it was left; a double click puts it back. */
function handle(bar: HTMLElement, axis: 'x' | 'y', property: string, start: number, [least, most]: readonly [number, number]): void {
  const kept = Number(recall(property) ?? start)
  let value = start
  const set = (next: number): void => {
    value = Math.min(most, Math.max(least, next))
    document.documentElement.style.setProperty(property, axis === 'x' ? `${value}px` : `${value}%`)
    bar.setAttribute('aria-valuenow', String(Math.round(value)))
  }
  bar.setAttribute('aria-valuemin', String(least))
  bar.setAttribute('aria-valuemax', String(most))
  set(Number.isFinite(kept) ? kept : start)
  const settle = (next: number): void => {
    set(next)
    remember(property, String(value))
  }
  bar.addEventListener('pointerdown', (event) => {
    bar.setPointerCapture(event.pointerId)
    event.preventDefault()
  })
  bar.addEventListener('pointermove', (event) => {
    if (!bar.hasPointerCapture(event.pointerId)) return
    const { left, top, height } = (bar.parentElement ?? bar).getBoundingClientRect()
    set(axis === 'x' ? event.clientX - left : (event.clientY - top) / Math.max(1, height) * 100)
  })
  bar.addEventListener('lostpointercapture', () => remember(property, String(value)))
  bar.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    settle(value + step * (axis === 'x' ? 24 : 4))
    event.preventDefault()
    event.stopPropagation()
  })
  bar.addEventListener('dblclick', () => settle(start))
}
