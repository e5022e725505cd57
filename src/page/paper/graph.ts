/** The graph on paper. */
import { h, svg } from '../dom.ts'

/** A copy of the graph as it is opened, all of it in sight. Nothing while it is not drawn. */
export function graphOnPaper(): HTMLElement | undefined {
  const plane = document.querySelector<SVGGElement>('#graph .plane')
  if (!plane) return undefined
  const copy = plane.cloneNode(true) as SVGGElement
  copy.removeAttribute('style')
  for (const one of copy.querySelectorAll('[tabindex]')) one.removeAttribute('tabindex')
  const [width, height] = [Number(plane.dataset['width']), Number(plane.dataset['height'])]
  return width > 0 ? h('figure', {}, svg('svg', { class: 'canvas', viewBox: `-12 -16 ${width + 24} ${height + 28}` }, copy)) : undefined
}
