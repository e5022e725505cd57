/** Marks in the graph what is chosen, and what it builds on or carries. */
import type { Model, Selection } from '../model.ts'
import type { Drawing } from './draw.ts'

/** `chosen` is a stratum or chunk, as is `over`, which a pointer is on: then its neighbours are marked. */
export function markNear(frame: SVGSVGElement, drawing: Drawing, model: Model, chosen: Selection | undefined, over: Selection | undefined): void {
  const { strata, chunks } = model.data
  const at = over ?? chosen
  const inner = at?.kind === 'chunk' ? at.index : undefined
  const outer = at?.kind === 'stratum' ? at.index : inner === undefined ? undefined : chunks[inner]?.stratum
  const near = new Set(outer === undefined || inner !== undefined ? [] : [...strata[outer]?.uses ?? [], ...model.strataOnStratum.get(outer) ?? []])
  const nearChunks = new Set(inner === undefined ? [] : [...chunks[inner]?.uses ?? [], ...model.chunksOnChunk.get(inner) ?? []])
  frame.classList.toggle('has-focus', near.size > 0)
  for (const [index, element] of drawing.strata) {
    element.classList.toggle('chosen', chosen?.kind === 'stratum' && chosen.index === index)
    element.classList.toggle('near', near.has(index) || index === outer)
  }
  for (const [key, element] of drawing.chunks) {
    const index = Number(key.split('/')[1])
    element.classList.toggle('chosen', chosen?.kind === 'chunk' && chosen.index === index)
    element.classList.toggle('near', nearChunks.has(index))
  }
  for (const { from, to, path } of drawing.arrows) path.classList.toggle('near', inner === undefined && (from === outer || to === outer))
  for (const { from, to, path } of drawing.chunkArrows) path.classList.toggle('near', from === inner || to === inner)
}
