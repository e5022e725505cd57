/** What is printed: the thing that is open, or a report of all if nothing is. */
import { byId, fill, h } from '../dom.ts'
import type { Store } from '../store.ts'
import { chosenOnPaper } from './chosen.ts'
import { report } from './report.ts'

/** Makes the paper's part when it is asked for, and takes it away behind. */
export function setUpPrint(store: Store): void {
  const paper = byId('paper')
  const make = (): void => {
    if (paper.firstChild) return
    const { data } = store.model
    const { selection } = store.place()
    fill(paper, h('h1', {}, data.title), h('p', {}, data.subtitle), selection ? chosenOnPaper(store, selection) : report(store))
  }
  const clear = (): void => fill(paper)
  addEventListener('beforeprint', make)
  addEventListener('afterprint', clear)
  const media = matchMedia('print')
  media.addEventListener('change', () => (media.matches ? make() : clear()))
}
