/** The bar of filters: system, stratum, severities, what changed. */
import { byId, counted, fill, h } from './dom.ts'
import { countSeverities, shownDiagnostics, shownStrata } from './filters.ts'
import { severityMark, STATE_SIGNS } from './marks.ts'
import { shortName, type Model } from './model.ts'
import { SEVERITIES, type Place } from './place.ts'
import type { Store } from './store.ts'

/** Keeps the bar in step with the place. */
export function setUpFilters(store: Store): void {
  const { model } = store
  const { data } = model
  const system = h('select', { id: 'system', onchange: () => store.go({ system: system.value === '*' ? 'all' : Number(system.value), stratum: undefined, ...keptSelection(store, system.value) }) },
    h('option', { value: '*' }, `All ${data.systems.length} systems`),
    data.systems.map((one, index) => h('option', { value: index }, `${one.state ? `${STATE_SIGNS[one.state]} ` : ''}${shortName(one.path)}${one.leftOut ? ' (left out)' : ''}`)))
  const stratum = h('select', { id: 'stratum', onchange: () => store.go({ stratum: stratum.value === '*' ? undefined : Number(stratum.value) }) })
  const severities = SEVERITIES.map((severity) => {
    const button = h('button', { type: 'button', 'data-severity': severity, onclick: () => {
      const { severities: now } = store.place()
      store.adjust({ severities: SEVERITIES.filter((one) => one === severity ? !now.includes(one) : now.includes(one)) })
    } })
    return { severity, button }
  })
  const changed = h('button', { type: 'button', 'data-filter': 'changed', onclick: () => store.adjust({ onlyChanged: !store.place().onlyChanged }) }, 'Only what differs')
  fill(byId('filters'),
    h('label', {}, h('span', {}, 'System'), system), h('label', {}, h('span', {}, 'Stratum'), stratum),
    h('span', { class: 'switch', role: 'group', 'aria-label': 'Severities' }, severities.map(({ button }) => button)),
    data.kind === 'diff' && changed,
    h('p', { id: 'counts' }, countsOf(model)))
  store.listen((place, before) => {
    system.value = place.system === 'all' ? '*' : String(place.system)
    if (!before || place.system !== before.system || place.onlyChanged !== before.onlyChanged) drawStrata(stratum, model, place)
    stratum.value = place.stratum === undefined ? '*' : String(place.stratum)
    const counts = countSeverities(model, shownDiagnostics(model, { ...place, severities: SEVERITIES }))
    for (const { severity, button } of severities) {
      button.setAttribute('aria-pressed', String(place.severities.includes(severity)))
      button.title = `${place.severities.includes(severity) ? 'Hide' : 'Show'} ${severity}s`
      fill(button, severityMark(severity, counts[severity]), h('span', { class: 'word' }, `${severity}s`))
    }
    changed.setAttribute('aria-pressed', String(place.onlyChanged))
  })
}

/** What is shown stays shown where the new system has it. */
function keptSelection(store: Store, value: string): Partial<Place> {
  const { selection } = store.place()
  if (!selection || value === '*') return selection?.kind === 'system' ? { selection: undefined, line: undefined } : {}
  if (selection.kind === 'system') return { selection: { kind: 'system', index: Number(value) }, line: undefined }
  const stratum = selection.kind === 'stratum' ? selection.index : selection.kind === 'chunk' ? store.model.data.chunks[selection.index]?.stratum : undefined
  return stratum === undefined || store.model.reachOf(Number(value)).has(stratum) ? {} : { selection: undefined, line: undefined }
}

function drawStrata(element: HTMLSelectElement, model: Model, place: Place): void {
  const { strata } = model.data
  const shown = shownStrata(model, place).map((index) => ({ index, name: strata[index]?.name ?? '' })).sort((a, b) => a.name < b.name ? -1 : 1)
  const known = new Set(shown.map(({ index }) => index))
  const chosen = place.stratum !== undefined && !known.has(place.stratum) ? [{ index: place.stratum, name: strata[place.stratum]?.name ?? '' }] : []
  fill(element, h('option', { value: '*' }, `All ${shown.length} strata`), [...chosen, ...shown].map(({ index, name }) => h('option', { value: index }, name)))
}

function countsOf({ data }: Model): string {
  return [
    counted(data.systems.length, 'system'), counted(data.strata.length, 'stratum', 'strata'), counted(data.chunks.length, 'chunk'),
    ...(data.kind === 'diff' ? [counted(data.changes.length, 'change')] : []),
  ].join(' · ')
}
