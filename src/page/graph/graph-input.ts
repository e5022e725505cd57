/** The strata of a place, opened or not, → boxes and arrows with their places. Knows no screen. */
import { shownChunks, shownStrata } from '../filters.ts'
import type { Model } from '../model.ts'
import type { Place } from '../place.ts'
import { labelLines } from './label.ts'
import { layoutOf, type Gaps, type Layout, type Placed, type Point } from './layout.ts'
import { relationsAmong, type Relation } from './relations.ts'

/** A stratum on the plane; with its chunks if it is open, whose places count from its own corner. */
export interface StratumBox extends Placed {
  readonly chunks: Layout | undefined
}

/** All that is drawn. */
export interface Scene {
  readonly width: number
  readonly height: number
  readonly strata: readonly StratumBox[]
  readonly arrows: readonly (Relation & { readonly points: readonly Point[] })[]
}

/** Width of a label in units of the plane. */
export type Measure = (text: string) => number

/** Sizes in units of the plane, at full size one CSS pixel. */
export const SIZES = { lineHeight: 17, stratumPadding: 8, chunkHeight: 26, headHeight: 38, padding: 14, textPadding: 11, badge: 30 } as const
const STRATA_GAPS: Gaps = { box: 14, layer: 40 }
const CHUNK_GAPS: Gaps = { box: 8, layer: 34 }

/** Lays out what a place shows. `measure` is asked for each label. */
export function sceneOf(model: Model, place: Place, open: ReadonlySet<number>, measure: Measure): Scene {
  const shown = shownStrata(model, place)
  const { strata } = model.data
  const inner = new Map(shown.filter((index) => open.has(index)).map((index) => [index, chunkLayout(model, index, place, measure)]))
  const boxes = shown.map((id) => {
    const name = strata[id]?.name ?? ''
    const lines = labelLines(name)
    const widthOf = (text: string): number => measure(text) + SIZES.textPadding + SIZES.badge + 8
    const chunks = inner.get(id)
    return chunks
      ? { id, width: Math.max(widthOf(name) + 30, chunks.width + SIZES.padding * 2), height: chunks.height + SIZES.headHeight + SIZES.padding }
      : { id, width: Math.max(76, ...lines.map(widthOf)), height: lines.length * SIZES.lineHeight + SIZES.stratumPadding * 2 }
  })
  const outer = layoutOf(boxes, relationsAmong(shown, (index) => strata[index]?.uses ?? []), STRATA_GAPS)
  return { width: outer.width, height: outer.height, arrows: outer.arrows, strata: [...outer.boxes.values()].map((box) => ({ ...box, chunks: inner.get(box.id) })) }
}

function chunkLayout(model: Model, stratum: number, place: Place, measure: Measure): Layout {
  const shown = [...new Set(shownChunks(model, stratum, place))]
  const { chunks } = model.data
  const boxes = shown.map((id) => ({ id, width: Math.max(48, measure(chunks[id]?.name ?? '') + 24), height: SIZES.chunkHeight }))
  return layoutOf(boxes, relationsAmong(shown, (index) => chunks[index]?.uses ?? []), CHUNK_GAPS)
}
