/** Boxes and arrows as SVG. */
import { counted, svg } from '../dom.ts'
import { countSeverities, shownDiagnostics, stratumChanged } from '../filters.ts'
import { SEVERITY_SIGNS, STATE_SIGNS } from '../marks.ts'
import type { PageState } from '../data.ts'
import type { Model } from '../model.ts'
import type { Place, Severity } from '../place.ts'
import { labelLines } from './label.ts'
import { SIZES, type Scene, type StratumBox } from './graph-input.ts'
import type { Placed, Point } from './layout.ts'

/** What is drawn, and where to find it again. */
export interface Drawing {
  readonly plane: SVGGElement
  readonly strata: ReadonlyMap<number, SVGGElement>
  /** By `stratum/chunk`: one chunk may lie in several strata. */
  readonly chunks: ReadonlyMap<string, SVGGElement>
  /** Arrows among strata, by index of their ends. */
  readonly arrows: readonly { readonly from: number; readonly to: number; readonly path: SVGPathElement }[]
  readonly chunkArrows: readonly { readonly stratum: number; readonly from: number; readonly to: number; readonly path: SVGPathElement }[]
}

/** How far an arrow's head reaches. */
const HEAD = 5

/** Fills `plane`. */
export function drawScene(plane: SVGGElement, model: Model, place: Place, scene: Scene): Drawing {
  const strata = new Map<number, SVGGElement>()
  const chunks = new Map<string, SVGGElement>()
  const chunkArrows: Drawing['chunkArrows'][number][] = []
  const severities = severitiesByStratum(model, place)
  const arrows = scene.arrows.map((arrow) => ({ from: arrow.from, to: arrow.to, path: arrowPath(arrow.points) }))
  for (const box of scene.strata) {
    const inner: SVGElement[] = []
    const left = SIZES.padding
    const top = SIZES.headHeight
    if (box.chunks) {
      const group = svg('g', { transform: `translate(${left} ${top})` })
      for (const { from, to, points } of box.chunks.arrows) {
        const path = arrowPath(points)
        chunkArrows.push({ stratum: box.id, from, to, path })
        group.append(path)
      }
      for (const chunk of box.chunks.boxes.values()) {
        const element = chunkElement(model, box.id, chunk)
        chunks.set(`${box.id}/${chunk.id}`, element)
        group.append(element)
      }
      inner.push(group)
    }
    strata.set(box.id, stratumElement(model, box, severities.get(box.id), inner))
  }
  plane.dataset['width'] = String(scene.width)
  plane.dataset['height'] = String(scene.height)
  plane.replaceChildren(svg('g', { class: 'arrows' }, arrows.map(({ path }) => path)), ...strata.values())
  return { plane, strata, chunks, arrows, chunkArrows }
}

/** A path through points, bent softly. */
function arrowPath(points: readonly Point[]): SVGPathElement {
  const [first, ...rest] = points
  const last = rest.at(-1)
  if (!first || !last) return svg('path', { class: 'arrow' })
  const through = rest.slice(0, -1)
  const parts = [`M${r(first.x)} ${r(first.y)}`]
  let at = first
  const end = { x: last.x - HEAD, y: last.y }
  for (const next of [...through, end]) {
    const middle = (at.x + next.x) / 2
    parts.push(`C${r(middle)} ${r(at.y)} ${r(middle)} ${r(next.y)} ${r(next.x)} ${r(next.y)}`)
    at = next
  }
  parts.push(`m-1 -3l5 3l-5 3`)
  return svg('path', { class: 'arrow', d: parts.join('') })
}

function stratumElement(model: Model, box: StratumBox, counts: Readonly<Record<Severity, number>> | undefined, inner: readonly SVGElement[]): SVGGElement {
  const stratum = model.data.strata[box.id]
  const { width, height, x, y } = box
  const isOpen = box.chunks !== undefined
  const state = stratum?.state ?? (stratumChanged(model, box.id) ? 'changed' : undefined)
  const length = stratum?.chunks.length ?? 0
  const headHeight = isOpen ? SIZES.headHeight : height
  const middle = headHeight / 2
  const name = [`stratum ${stratum?.name ?? ''}`, counted(length, 'chunk'), state, ...(counts ? (['error', 'warning'] as const).map((one) => counts[one] > 0 ? counted(counts[one], one) : undefined) : [])].filter((part) => part !== undefined).join(', ')
  return svg('g', {
    'class': `stratum${isOpen ? ' open' : ''}${stratum?.replaced ? ' replaced' : ''}`, 'data-stratum': stratum?.path, 'data-state': state, 'transform': `translate(${r(x)} ${r(y)})`,
    'role': 'button', 'tabindex': -1, 'aria-label': name, 'aria-expanded': String(isOpen),
  },
  svg('rect', { class: 'box', width: r(width), height: r(height), rx: 7 }),
  state && stateStripe(state, headHeight),
  (isOpen ? [stratum?.name ?? ''] : labelLines(stratum?.name ?? '')).map((line, at, lines) =>
    svg('text', { class: 'name', x: SIZES.textPadding, y: middle + (at - (lines.length - 1) / 2) * SIZES.lineHeight, 'dominant-baseline': 'central' }, line)),
  length > 0 && svg('g', { class: 'twig', 'data-action': 'open', transform: `translate(${r(width - SIZES.badge)} ${middle - 11})` },
    svg('rect', { width: 26, height: 22, rx: 5 }), svg('text', { x: 13, y: 11, 'dominant-baseline': 'central', 'text-anchor': 'middle' }, isOpen ? '−' : String(length)),
    svg('title', {}, isOpen ? 'Close' : `Show its ${counted(length, 'chunk')}`)),
  counts && badge(counts, width),
  ...inner)
}

function chunkElement(model: Model, stratum: number, box: Placed): SVGGElement {
  const chunk = model.data.chunks[box.id]
  const { file, element } = chunk ?? {}
  const indices = [file, element].flatMap((one) => one === undefined ? [] : model.diagnosticsOfFile.get(one) ?? []).filter((index) => model.data.diagnostics[index]?.state !== 'gone')
  const counts = countSeverities(model, indices)
  return svg('g', {
    'class': `chunk${chunk?.bootstrap ? ' bootstrap' : ''}`, 'data-chunk': chunk?.path, 'data-of': stratum, 'data-state': chunk?.state, 'transform': `translate(${r(box.x)} ${r(box.y)})`, 'role': 'button', 'tabindex': -1,
    'aria-label': [`chunk ${chunk?.name ?? ''}`, chunk?.state, ...(['error', 'warning'] as const).map((one) => counts[one] > 0 ? counted(counts[one], one) : undefined)].filter((part) => part !== undefined).join(', '),
  },
  svg('rect', { class: 'box', width: r(box.width), height: r(box.height), rx: 5 }),
  chunk?.state && stateStripe(chunk.state, box.height),
  svg('text', { class: 'name', x: r(box.width / 2), y: box.height / 2, 'text-anchor': 'middle', 'dominant-baseline': 'central' }, chunk?.name ?? ''),
  badge(counts, box.width))
}

/** How it differs: a stripe, and a sign so that colour says nothing alone. */
function stateStripe(state: PageState, height: number): SVGElement {
  return svg('g', { class: 'sign' }, svg('rect', { class: 'stripe', x: -1, y: 5, width: 4, height: r(height - 10), rx: 2 }),
    svg('circle', { cx: 0, cy: 0, r: 8.5 }), svg('text', { x: 0, y: 0.5, 'text-anchor': 'middle', 'dominant-baseline': 'central' }, STATE_SIGNS[state]))
}

/** The gravest of what is said of it, on its upper right corner; notes count for nothing here. */
function badge(counts: Readonly<Record<Severity, number>>, width: number): SVGElement | undefined {
  const severity = counts.error > 0 ? 'error' : counts.warning > 0 ? 'warning' : undefined
  if (!severity) return undefined
  const text = `${SEVERITY_SIGNS[severity]} ${counts[severity]}`
  const size = 10 + text.length * 6.6
  return svg('g', { class: `badge ${severity}`, transform: `translate(${r(width - size + 8)} -11)` },
    svg('rect', { width: size, height: 18, rx: 9 }), svg('text', { x: size / 2, y: 9.5, 'text-anchor': 'middle', 'dominant-baseline': 'central' }, text))
}

function severitiesByStratum(model: Model, place: Place): ReadonlyMap<number, Record<Severity, number>> {
  const counts = new Map<number, Record<Severity, number>>()
  for (const index of shownDiagnostics(model, { ...place, stratum: undefined })) {
    const diagnostic = model.data.diagnostics[index]
    if (!diagnostic || diagnostic.state === 'gone') continue
    for (const stratum of diagnostic.strata) {
      const count = counts.get(stratum) ?? { error: 0, warning: 0, note: 0 }
      count[diagnostic.severity]++
      counts.set(stratum, count)
    }
  }
  return counts
}

/** Short numbers keep the page small. */
function r(value: number): number {
  return Math.round(value * 10) / 10
}
