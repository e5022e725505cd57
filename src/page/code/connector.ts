/** The thread between lines of two columns: a band from one to the other, cut off where the columns end. */
import { fill, svg } from '../dom.ts'

/** Draws bands. Lines are given as elements, so that they are found wherever they were scrolled to. */
export interface Connector {
  readonly element: SVGSVGElement
  readonly join: (left: readonly (readonly HTMLElement[])[], right: readonly (readonly HTMLElement[])[], columns: readonly [HTMLElement, HTMLElement]) => void
  readonly redraw: () => void
  readonly clear: () => void
}

/** Makes one; it fills the gap between the columns. */
export function connector(): Connector {
  const element = svg('svg', { class: 'thread', 'aria-hidden': true })
  let joined: Parameters<Connector['join']> | undefined
  let asked = false
  const draw = (): void => {
    asked = false
    if (!joined) {
      fill(element)
      return
    }
    const [left, right, columns] = joined
    const { top, width } = element.getBoundingClientRect()
    const ends = [left, right].map((groups, side) => groups.flatMap((lines) => {
      const frame = columns[side === 0 ? 0 : 1].getBoundingClientRect()
      const first = lines[0]?.getBoundingClientRect()
      const last = lines.at(-1)?.getBoundingClientRect()
      if (!first || !last || first.height === 0) return []
      const cut = (y: number): number => Math.min(Math.max(y, frame.top), frame.bottom) - top
      return [[cut(first.top), cut(last.bottom)] as const]
    }))
    fill(element, (ends[0] ?? []).flatMap((a) => (ends[1] ?? []).map((b) => svg('path', { d: band(a, b, width) }))))
  }
  const redraw = (): void => {
    if (asked) return
    asked = true
    requestAnimationFrame(draw)
  }
  return {
    element, redraw,
    join: (...given) => {
      joined = given
      redraw()
    },
    clear: () => {
      joined = undefined
      redraw()
    },
  }
}

/** From the left edge's two heights to those of the right edge. */
function band([a, b]: readonly [number, number], [c, d]: readonly [number, number], width: number): string {
  const middle = width / 2
  const least = (from: number, to: number): number => Math.max(to, from + 1)
  return `M0 ${a}C${middle} ${a} ${middle} ${c} ${width} ${c}V${least(c, d)}C${middle} ${least(c, d)} ${middle} ${least(a, b)} 0 ${least(a, b)}Z`
}
