/** What of a plane can be seen: moved and scaled by wheel, drag, pinch and keys, over one transform. */

/** Scale and shift, in pixels. */
export interface View {
  readonly x: number
  readonly y: number
  readonly scale: number
}

/** A part of the plane. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Viewport {
  readonly view: () => View
  /** Shows all of an area as large as fits, never larger than life. */
  readonly fit: (area: Area, moving: boolean) => void
  /** Shows all of an area where names can be read then; else as much as fits of it, from its left edge, at the height of `start`. */
  readonly open: (area: Area, start: Area) => void
  /** Moves no more than it must until an area can be seen; `most` is the least scale to see it at. */
  readonly reveal: (area: Area, least: number) => void
  /** Keeps a point of the plane where it is on the screen while the plane is made anew: shifts by so much of the plane. */
  readonly shift: (dx: number, dy: number) => void
  readonly zoom: (factor: number) => void
  readonly pan: (dx: number, dy: number) => void
}

const LEAST = 0.08
const MOST = 2.5
/** Below this names cannot be read. */
const READABLE = 0.45
/** Pixels kept free around what is fitted. */
const MARGIN = 24
/** The same above, where title and tools lie. */
const ABOVE = 52
/** Pixels that a pointer may move within a click. */
const STILL = 4

/** The view that shows an area in a frame, in its middle. */
export function fitted(area: Area, frame: { readonly width: number; readonly height: number }, margin = MARGIN): View {
  const scale = clamp(Math.min((frame.width - margin * 2) / Math.max(1, area.width), (frame.height - margin * 2) / Math.max(1, area.height), 1))
  return { scale, x: (frame.width - area.width * scale) / 2 - area.x * scale, y: (frame.height - area.height * scale) / 2 - area.y * scale }
}

/** A view scaled around a point of the screen that stays where it is. */
export function scaled(view: View, factor: number, at: { readonly x: number; readonly y: number }): View {
  const scale = clamp(view.scale * factor)
  const by = scale / view.scale
  return { scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by }
}

/** How far to move a stretch to have it in a frame: to the middle if it cannot be seen at all, its start if it is too long. */
export function moveInto(start: number, length: number, size: number, before: number): number {
  const end = size - MARGIN
  if (length > end - before) return before - start
  if (start > end || start + length < before) return (before + end - length) / 2 - start
  return start < before ? before - start : start + length > end ? end - start - length : 0
}

function clamp(scale: number): number {
  return Math.min(MOST, Math.max(LEAST, scale))
}

/** Listens on `frame` and moves `plane`. `onMove` is told the scale after each move. */
export function createViewport(frame: SVGSVGElement, plane: SVGGElement, onMove: (view: View) => void): Viewport {
  let view: View = { x: 0, y: 0, scale: 1 }
  let asked = false
  const paint = (): void => {
    asked = false
    plane.style.transform = `translate(${view.x}px,${view.y}px) scale(${view.scale})`
    onMove(view)
  }
  const set = (next: View, moving: boolean): void => {
    view = next
    plane.classList.toggle('gliding', moving)
    if (asked) return
    asked = true
    requestAnimationFrame(paint)
  }
  const place = (event: { readonly clientX: number; readonly clientY: number }): { x: number; y: number } => {
    const { left, top } = frame.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const middle = (): { x: number; y: number } => ({ x: frame.clientWidth / 2, y: frame.clientHeight / 2 })

  frame.addEventListener('wheel', (event) => {
    event.preventDefault()
    const unit = event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? 400 : 1
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) set({ ...view, x: view.x - (event.deltaX || event.deltaY) * unit, y: view.y }, false)
    else set(scaled(view, Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0016)), place(event)), false)
  }, { passive: false })

  const pointers = new Map<number, { x: number; y: number }>()
  let moved = 0
  frame.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return
    pointers.set(event.pointerId, place(event))
    if (pointers.size === 1) moved = 0
  })
  frame.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId)
    if (!before) return
    const now = place(event)
    if (pointers.size === 1) {
      moved += Math.hypot(now.x - before.x, now.y - before.y)
      if (moved < STILL) return
      if (!frame.hasPointerCapture(event.pointerId)) {
        frame.setPointerCapture(event.pointerId)
        frame.classList.add('dragging')
      }
      set({ ...view, x: view.x + now.x - before.x, y: view.y + now.y - before.y }, false)
    } else {
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at)
      if (other) {
        moved = STILL
        const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y))
        const next = scaled(view, factor, { x: (before.x + other.x) / 2, y: (before.y + other.y) / 2 })
        set({ ...next, x: next.x + (now.x - before.x) / 2, y: next.y + (now.y - before.y) / 2 }, false)
      }
    }
    pointers.set(event.pointerId, now)
  })
  const end = (event: PointerEvent): void => {
    pointers.delete(event.pointerId)
    if (pointers.size === 0) frame.classList.remove('dragging')
  }
  frame.addEventListener('pointerup', end)
  frame.addEventListener('pointercancel', end)
  frame.addEventListener('pointerleave', (event) => { if (!frame.hasPointerCapture(event.pointerId)) end(event) })
  // a drag is no click
  frame.addEventListener('click', (event) => {
    if (moved < STILL) return
    event.stopPropagation()
    moved = 0
  }, { capture: true })

  return {
    view: () => view,
    fit: (area, moving) => set(fitted(area, { width: frame.clientWidth, height: frame.clientHeight }), moving),
    open: (area, start) => {
      const { clientWidth: width, clientHeight: height } = frame
      const all = fitted(area, { width, height })
      if (all.scale >= READABLE) set(all, false)
      else set({ scale: READABLE, x: MARGIN - area.x * READABLE, y: height / 2 - (start.y + start.height / 2) * READABLE }, false)
    },
    reveal: (area, least) => {
      const { clientWidth: width, clientHeight: height } = frame
      if (width === 0 || height === 0) return
      const room = fitted(area, { width, height })
      const scale = Math.min(Math.max(view.scale, least), Math.max(room.scale, least))
      const next = scaled(view, scale / view.scale, middle())
      const left = area.x * scale + next.x
      const top = area.y * scale + next.y
      set({ scale, x: next.x + moveInto(left, area.width * scale, width, MARGIN), y: next.y + moveInto(top, area.height * scale, height, ABOVE) }, true)
    },
    shift: (dx, dy) => set({ ...view, x: view.x + dx * view.scale, y: view.y + dy * view.scale }, false),
    zoom: (factor) => set(scaled(view, factor, middle()), true),
    pan: (dx, dy) => set({ ...view, x: view.x + dx, y: view.y + dy }, true),
  }
}
