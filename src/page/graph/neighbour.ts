/** Which box an arrow key leads to. */

/** The nearest box in the direction of a key, as it is on the screen; what lies aside counts twice. */
export function nextInDirection(from: Element, boxes: readonly SVGElement[], key: string): SVGElement | undefined {
  const start = centre(from)
  const [dx, dy] = key === 'ArrowLeft' ? [-1, 0] : key === 'ArrowRight' ? [1, 0] : key === 'ArrowUp' ? [0, -1] : [0, 1]
  let best: { readonly box: SVGElement; readonly far: number } | undefined
  for (const box of boxes) {
    if (box === from || box.contains(from)) continue
    const at = centre(box)
    const along = (at.x - start.x) * dx + (at.y - start.y) * dy
    const aside = Math.abs((at.x - start.x) * dy) + Math.abs((at.y - start.y) * dx)
    if (along < 2 || aside > along * 3) continue
    const far = along + aside * 2
    if (!best || far < best.far) best = { box, far }
  }
  return best?.box
}

function centre(element: Element): { readonly x: number; readonly y: number } {
  const { left, top, width, height } = (element.querySelector(':scope > .box') ?? element).getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}
