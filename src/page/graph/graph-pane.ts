/** The pane with the graph: strata of the chosen system, opened to their chunks, kept in step with the place. */
import { byId, calm, fill, h, svg } from '../dom.ts'
import { boxOf, type Selection } from '../model.ts'
import type { Place } from '../place.ts'
import { sameSelection, select, type Store } from '../store.ts'
import { drawScene, type Drawing } from './draw.ts'
import { drawTitle, textMeasure, tool } from './furniture.ts'
import { sceneOf, SIZES, type Scene } from './graph-input.ts'
import { markNear } from './mark-near.ts'
import { nextInDirection } from './neighbour.ts'
import { createViewport, type Area } from './viewport.ts'

/** Sets the pane up. */
export function setUpGraph(store: Store): void {
  const { model } = store
  const pane = byId('graph')
  const plane = svg('g', { class: 'plane' })
  const frame = svg('svg', { class: 'canvas', role: 'group', 'aria-label': 'Graph of strata; arrow keys walk, Enter shows, Space opens' }, plane)
  const title = h('div', { class: 'graph-title' })
  const tools = h('div', { class: 'graph-tools', role: 'group', 'aria-label': 'Graph' },
    tool('zoom-out', '−', 'Smaller', () => viewport.zoom(1 / 1.3)), tool('zoom-in', '+', 'Larger', () => viewport.zoom(1.3)), tool('fit', '⤢', 'All of it', () => fitAll(true)))
  const legend = h('p', { class: 'legend' }, 'What an arrow leads to builds on what it comes from')
  fill(pane, frame, title, tools, legend)
  const viewport = createViewport(frame, plane, ({ scale }) => {
    frame.classList.toggle('far', scale < 0.45)
    frame.classList.toggle('very-far', scale < 0.22)
  })
  const measure = textMeasure()
  const open = new Set<number>()
  let scene: Scene = { width: 0, height: 0, strata: [], arrows: [] }
  let drawing: Drawing | undefined
  let focused: SVGElement | undefined

  const draw = (place: Place): void => {
    scene = sceneOf(model, place, open, measure)
    drawing = drawScene(plane, model, place, scene)
    focused = undefined
    mark(place)
    if (scene.strata.length === 0) legend.textContent = place.onlyChanged ? 'No stratum differs' : 'No strata'
    else legend.textContent = 'What an arrow leads to builds on what it comes from'
  }
  const fitAll = (moving: boolean): void => viewport.fit({ x: 0, y: -8, width: scene.width, height: scene.height + 8 }, moving && !calm())

  /** All of it, or where building starts. */
  const openView = (): void => {
    const [first, ...others] = scene.strata
    if (!first) return
    const start = others.reduce((best, box) => box.x < best.x ? box : best, first)
    viewport.open({ x: 0, y: -8, width: scene.width, height: scene.height + 8 }, start)
  }

  /** The place of a chosen thing on the plane; nothing where it is not drawn. */
  const areaOf = (selection: Selection | undefined): Area | undefined => {
    const holder = selection?.kind === 'chunk' ? model.data.chunks[selection.index]?.stratum : selection?.kind === 'stratum' ? selection.index : undefined
    const box = scene.strata.find(({ id }) => id === holder)
    if (!box || !selection) return undefined
    const chunk = selection.kind === 'chunk' ? box.chunks?.boxes.get(selection.index) : undefined
    return chunk ? { x: box.x + SIZES.padding + chunk.x, y: box.y + SIZES.headHeight + chunk.y, width: chunk.width, height: chunk.height } : box
  }

  const mark = (place: Place, over?: Selection): void => {
    if (drawing) markNear(frame, drawing, model, boxOf(model, place.selection), over)
  }

  let hovered: Selection | undefined
  const hover = (to: Selection | undefined): void => {
    if (sameSelection(hovered, to)) return
    hovered = to
    mark(store.place(), to)
  }

  const setOpen = (stratum: number, value: boolean): void => {
    const before = scene.strata.find(({ id }) => id === stratum)
    if (value) open.add(stratum)
    else open.delete(stratum)
    draw(store.place())
    const after = scene.strata.find(({ id }) => id === stratum)
    if (before && after) viewport.shift(before.x - after.x, before.y - after.y)
    if (after) viewport.reveal(after, 0.3)
    focusOn(drawing?.strata.get(stratum), false)
  }

  /** A box for the keyboard: the only one of the graph that Tab reaches. */
  const focusOn = (element: SVGElement | undefined, move: boolean): void => {
    focused?.setAttribute('tabindex', '-1')
    focused = element ?? drawing?.strata.values().next().value
    focused?.setAttribute('tabindex', '0')
    if (move) focused?.focus({ preventScroll: true })
  }

  const selectionOf = (element: Element | null): Selection | undefined => {
    const box = element?.closest<SVGElement>('[data-chunk], [data-stratum]')
    if (!box || !drawing) return undefined
    const key = [...drawing.chunks].find(([, one]) => one === box)?.[0]
    if (key !== undefined) return { kind: 'chunk', index: Number(key.split('/')[1]) }
    const index = [...drawing.strata].find(([, one]) => one === box)?.[0]
    return index === undefined ? undefined : { kind: 'stratum', index }
  }

  frame.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return
    const selection = selectionOf(event.target)
    if (!selection) return
    focusOn(event.target.closest<SVGElement>('[data-chunk], [data-stratum]') ?? undefined, false)
    if (selection.kind === 'stratum' && event.target.closest('[data-action=open]')) setOpen(selection.index, !open.has(selection.index))
    else select(store, selection)
  })
  frame.addEventListener('dblclick', (event) => {
    const selection = event.target instanceof Element ? selectionOf(event.target) : undefined
    if (selection?.kind === 'stratum') setOpen(selection.index, !open.has(selection.index))
  })
  frame.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'touch' && event.target instanceof Element) hover(selectionOf(event.target))
  })
  frame.addEventListener('pointerleave', () => hover(undefined))
  frame.addEventListener('keydown', (event) => {
    const box = event.target instanceof SVGElement ? event.target : undefined
    const selection = box && selectionOf(box)
    if (event.key.startsWith('Arrow') && event.shiftKey) viewport.pan(event.key === 'ArrowLeft' ? 80 : event.key === 'ArrowRight' ? -80 : 0, event.key === 'ArrowUp' ? 80 : event.key === 'ArrowDown' ? -80 : 0)
    else if (event.key.startsWith('Arrow') && box && drawing) {
      const next = nextInDirection(box, [...drawing.strata.values(), ...drawing.chunks.values()], event.key)
      if (next) {
        focusOn(next, true)
        const area = areaOf(selectionOf(next))
        if (area) viewport.reveal(area, 0.5)
        mark(store.place(), selectionOf(next))
      }
    } else if (event.key === 'Enter' && selection) select(store, selection)
    else if (event.key === ' ' && selection) {
      if (selection.kind === 'stratum') setOpen(selection.index, !open.has(selection.index))
      else select(store, selection)
      if (selection.kind === 'stratum') focusOn(drawing?.strata.get(selection.index), true)
    } else if (event.key === '+' || event.key === '=') viewport.zoom(1.3)
    else if (event.key === '-') viewport.zoom(1 / 1.3)
    else if (event.key === '0') fitAll(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  })

  let size = 0
  new ResizeObserver(() => {
    const next = frame.clientWidth * frame.clientHeight
    const area = areaOf(boxOf(model, store.place().selection))
    if (next > 0 && size === 0) {
      openView()
      if (area) viewport.reveal(area, 0.6)
    } else if (next > 0 && next !== size) {
      if (area) viewport.reveal(area, 0.5)
      else openView()
    }
    size = next
  }).observe(frame)

  store.listen((place, before) => {
    const selection = boxOf(model, place.selection)
    const holder = selection?.kind === 'chunk' ? model.data.chunks[selection.index]?.stratum : undefined
    const isNew = !before || place.system !== before.system || place.onlyChanged !== before.onlyChanged
    const isOther = !sameSelection(place.selection, before?.selection)
    const mustOpen = holder !== undefined && !open.has(holder) && isOther
    if (place.system !== before?.system) open.clear()
    if (mustOpen) open.add(holder)
    if (place.stratum !== undefined && place.stratum !== before?.stratum) open.add(place.stratum)
    if (isNew || mustOpen || place.stratum !== before.stratum || place.severities !== before.severities) {
      draw(place)
      focusOn(undefined, false)
    } else mark(place)
    if (isNew) {
      drawTitle(title, store, place, scene)
      openView()
    }
    const area = areaOf(selection) ?? (place.stratum === undefined || place.stratum === before?.stratum ? undefined : areaOf({ kind: 'stratum', index: place.stratum }))
    if (area && (isNew || mustOpen || place.stratum !== before.stratum || isOther)) viewport.reveal(area, selection?.kind === 'chunk' ? 0.6 : 0.5)
  })
}
