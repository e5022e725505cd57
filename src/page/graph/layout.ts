/** Boxes and arrows → places on a plane: layers from left to right by dagre, what has no arrows packed beside them. Knows no screen. */
import { Graph, layout } from '@dagrejs/dagre'
import type { Relation } from './relations.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** A box to place, in units of the plane. */
export interface Box {
  readonly id: number
  readonly width: number
  readonly height: number
}

/** A box with its left upper corner. */
export interface Placed extends Box, Point {}

/** Where everything lies; the left upper corner of it all is 0, 0. */
export interface Layout {
  readonly width: number
  readonly height: number
  readonly boxes: ReadonlyMap<number, Placed>
  readonly arrows: readonly (Relation & { readonly points: readonly Point[] })[]
}

/** Distances between boxes of a layer, and between layers. */
export interface Gaps {
  readonly box: number
  readonly layer: number
}

/** Above so many boxes crossings are not searched for: that takes seconds. */
const MANY = 40

/** What a part is surrounded by. */
const PART_GAP = 28

/** Places all boxes. Same input, same places. */
export function layoutOf(boxes: readonly Box[], arrows: readonly Relation[], gaps: Gaps): Layout {
  const parts = partsOf(boxes, arrows)
  const laidOut = parts.filter(({ boxes: { length } }) => length > 1).map((part) => layered(part.boxes, part.arrows, gaps))
    .sort((a, b) => b.height * b.width - a.height * a.width)
  const alone = parts.flatMap((part) => part.boxes.length === 1 ? part.boxes : [])
  const widest = Math.max(0, ...laidOut.map(({ width }) => width))
  const grid = alone.length ? [packed(alone, gaps, Math.max(widest, gridWidth(alone, gaps)))] : []
  return stacked([...laidOut, ...grid])
}

/** Parts that no arrow connects. */
function partsOf(boxes: readonly Box[], arrows: readonly Relation[]): readonly { readonly boxes: readonly Box[]; readonly arrows: readonly Relation[] }[] {
  const leader = new Map(boxes.map(({ id }) => [id, id]))
  const find = (id: number): number => {
    let at = id
    for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) at = next
    return at
  }
  for (const { from, to } of arrows) leader.set(find(from), find(to))
  const parts = new Map<number, { boxes: Box[]; arrows: Relation[] }>()
  for (const box of boxes) {
    const id = find(box.id)
    const part = parts.get(id) ?? { boxes: [], arrows: [] }
    part.boxes.push(box)
    parts.set(id, part)
  }
  for (const arrow of arrows) parts.get(find(arrow.from))?.arrows.push(arrow)
  return [...parts.values()]
}

function layered(boxes: readonly Box[], arrows: readonly Relation[], { box, layer }: Gaps): Layout {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: box, edgesep: box / 3, ranksep: layer, ranker: 'tight-tree' })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of boxes) graph.setNode(String(id), { width, height })
  for (const { from, to } of arrows) graph.setEdge(String(from), String(to))
  layout(graph, { disableOptimalOrderHeuristic: boxes.length > MANY })
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  const placed = new Map(boxes.map((one) => {
    const { x, y } = graph.node(String(one.id)) as unknown as Point
    return [one.id, { ...one, x: x - one.width / 2, y: y - one.height / 2 }]
  }))
  const drawn = arrows.map((arrow) => {
    const { points } = graph.edge(String(arrow.from), String(arrow.to)) as unknown as { points: readonly Point[] }
    return { ...arrow, points: [rightOf(placed.get(arrow.from)), ...points.slice(1, -1), leftOf(placed.get(arrow.to))] }
  })
  return { width, height, boxes: placed, arrows: drawn }
}

function rightOf({ x, y, width, height }: Placed = NOWHERE): Point {
  return { x: x + width, y: y + height / 2 }
}

function leftOf({ x, y, height }: Placed = NOWHERE): Point {
  return { x, y: y + height / 2 }
}

const NOWHERE: Placed = { id: -1, x: 0, y: 0, width: 0, height: 0 }

/** A width that gives rows a shape of about two to one. */
function gridWidth(boxes: readonly Box[], { box }: Gaps): number {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + box) * (height + box), 0)
  return Math.sqrt(area * 2)
}

/** Boxes behind each other in rows, in columns of one width. */
function packed(boxes: readonly Box[], { box: gap }: Gaps, width: number): Layout {
  const column = Math.max(...boxes.map((box) => box.width))
  const placed = new Map<number, Placed>()
  let x = 0
  let y = 0
  let rowHeight = 0
  let right = 0
  for (const box of boxes) {
    if (x > 0 && x + box.width > width) {
      x = 0
      y += rowHeight + gap
      rowHeight = 0
    }
    placed.set(box.id, { ...box, x, y })
    right = Math.max(right, x + box.width)
    rowHeight = Math.max(rowHeight, box.height)
    x += Math.max(column, box.width) + gap
  }
  return { width: right, height: y + rowHeight, boxes: placed, arrows: [] }
}

/** Layouts below each other; small ones beside each other as far as the widest one goes. */
function stacked(layouts: readonly Layout[]): Layout {
  const widest = Math.max(0, ...layouts.map(({ width }) => width))
  const boxes = new Map<number, Placed>()
  const arrows: Layout['arrows'][number][] = []
  let x = 0
  let y = 0
  let rowHeight = 0
  for (const part of layouts) {
    if (x > 0 && x + part.width > widest) {
      x = 0
      y += rowHeight + PART_GAP
      rowHeight = 0
    }
    const by = ({ x: left, y: top }: Point): Point => ({ x: left + x, y: top + y })
    for (const [id, box] of part.boxes) boxes.set(id, { ...box, ...by(box) })
    for (const arrow of part.arrows) arrows.push({ ...arrow, points: arrow.points.map(by) })
    rowHeight = Math.max(rowHeight, part.height)
    x += part.width + PART_GAP
  }
  return { width: widest, height: y + rowHeight, boxes, arrows }
}
