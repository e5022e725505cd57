/** The program of the page: reads its data, sets the panes up and shows the place that the address names. See frame.ts for the file around it. */
import type { PageData } from './data.ts'
import { setUpDetails } from './details.ts'
import { byId } from './dom.ts'
import { setUpFilters } from './filter-bar.ts'
import { makeFrame } from './frame.ts'
import { setUpGraph } from './graph/graph-pane.ts'
import { setUpKeys } from './keys.ts'
import { setUpSide } from './lists/side.ts'
import { modelOf, titleOf } from './model.ts'
import { setUpPanes } from './panes.ts'
import { setUpPrint } from './paper/print.ts'
import { setUpSearch } from './search-box.ts'
import { createStore } from './store.ts'
import { setUpTheme } from './theme.ts'

makeFrame()
setUpTheme()
// the frame is painted before the work begins
requestAnimationFrame(() => setTimeout(start))

function start(): void {
  const data = JSON.parse(byId('data').textContent) as PageData
  byId('title').textContent = data.title
  byId('subtitle').textContent = data.subtitle
  const store = createStore(modelOf(data))
  setUpPanes(store)
  setUpFilters(store)
  setUpDetails(store)
  setUpGraph(store)
  setUpSide(store)
  setUpSearch(store)
  setUpKeys(store)
  setUpPrint(store)
  const { title } = document
  store.listen(({ selection }) => { document.title = selection ? `${titleOf(store.model, selection)} · ${title}` : title })
  store.start()
  document.documentElement.dataset['ready'] = ''
}
