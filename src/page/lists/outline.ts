/** Systems, their strata, the chunks of these. */
import type { PageSystem } from '../data.ts'
import { h } from '../dom.ts'
import { countSeverities, shownChunks, shownStrata, stratumChanged } from '../filters.ts'
import { severityMark, stateMark } from '../marks.ts'
import { shortName, type Model, type Selection } from '../model.ts'
import { SEVERITIES, type Place } from '../place.ts'
import { sameSelection, select, type Store } from '../store.ts'
import { showTree, type TreeItem } from './tree.ts'

/** Puts the outline in an element. */
export function showOutline(parent: HTMLElement, store: Store): void {
  const { model } = store
  const place = store.place()
  const all = model.data.systems.map((_, index) => index).filter((index) => !place.onlyChanged || model.data.systems[index]?.state !== undefined || shownStrata(model, { ...place, system: index }).length > 0)
  const items = place.system === 'all' ? all.map((index) => systemItem(store, place, index, false)) : [systemItem(store, place, place.system, true)]
  const loose = model.data.systems.length === 0 ? shownStrata(model, place).map((index) => stratumItem(store, place, index)) : []
  showTree(parent, 'Systems, strata and chunks', [...items, ...loose], 'Nothing here differs.')
}

function systemItem(store: Store, place: Place, index: number, open: boolean): TreeItem {
  const { model } = store
  const system = model.data.systems[index]
  const scope = { ...place, system: index }
  return {
    key: `system:${system?.path ?? ''}`, open, ...current(place, { kind: 'system', index }),
    label: [stateMark(system?.state), h('b', {}, shortName(system?.path ?? '')), system?.leftOut ? h('span', { class: 'chip bad' }, 'left out') : undefined, h('small', {}, system?.arch ?? '')],
    children: () => asListed(shownStrata(model, scope), system).filter((stratum) => place.stratum === undefined || stratum === place.stratum).map((stratum) => stratumItem(store, place, stratum)),
    onChoose: () => select(store, { kind: 'system', index }),
  }
}

/** In the order in which the system lists them; those that it only reaches behind them. */
function asListed(strata: readonly number[], system: PageSystem | undefined): readonly number[] {
  const place = new Map(system?.strata.map((stratum, index) => [stratum, index]))
  return [...strata].sort((a, b) => (place.get(a) ?? Infinity) === (place.get(b) ?? Infinity) ? 0 : (place.get(a) ?? Infinity) - (place.get(b) ?? Infinity))
}

function stratumItem(store: Store, place: Place, index: number): TreeItem {
  const { model } = store
  const stratum = model.data.strata[index]
  const isHolder = place.selection?.kind === 'chunk' && model.data.chunks[place.selection.index]?.stratum === index
  return {
    key: `stratum:${stratum?.path ?? ''}`, open: isHolder || place.stratum === index, ...current(place, { kind: 'stratum', index }),
    label: [stateMark(stratum?.state ?? (stratumChanged(model, index) ? 'changed' : undefined)), stratum?.name ?? '', ...diagnosticMarks(model, place, index), h('small', {}, String(stratum?.chunks.length ?? 0))],
    children: () => shownChunks(model, index, place).map((chunk) => chunkItem(store, place, chunk)),
    onChoose: () => select(store, { kind: 'stratum', index }),
  }
}

function chunkItem(store: Store, place: Place, index: number): TreeItem {
  const chunk = store.model.data.chunks[index]
  const selection: Selection = { kind: 'chunk', index }
  return {
    key: `chunk:${chunk?.path ?? ''}`, ...current(place, selection),
    label: [stateMark(chunk?.state), chunk?.name ?? '', h('small', {}, chunk?.buildSystem === 'manual' ? '' : chunk?.buildSystem ?? '')],
    onChoose: () => select(store, selection),
  }
}

function current(place: Place, selection: Selection): { readonly current: boolean } {
  return { current: sameSelection(place.selection, selection) }
}

/** How much is wrong in a stratum, of what the filters let through. */
export function diagnosticMarks(model: Model, place: Place, stratum: number): readonly HTMLElement[] {
  const { data } = model
  const indices = data.diagnostics.flatMap((one, index) => one.strata.includes(stratum) && place.severities.includes(one.severity) && one.state !== 'gone' ? [index] : [])
  const counts = countSeverities(model, indices)
  return SEVERITIES.filter((severity) => severity !== 'note' && counts[severity] > 0).map((severity) => severityMark(severity, counts[severity]))
}
