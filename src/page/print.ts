/** What is printed: facts, systems, strata and chunks, diagnostics or changes in full, and the graph as it stands. */
import { byId, counted, fill, h, svg } from './dom.ts'
import { groupByCode, shownDiagnostics } from './filters.ts'
import { newnessMark, severityMark, stateMark } from './marks.ts'
import { shortName, type Model } from './model.ts'
import type { Store } from './store.ts'

/** Makes the paper's part when it is asked for, and takes it away behind. */
export function setUpPrint(store: Store): void {
  const paper = byId('paper')
  const make = (): void => { if (!paper.firstChild) fill(paper, paperOf(store)) }
  addEventListener('beforeprint', make)
  addEventListener('afterprint', () => fill(paper))
  const media = matchMedia('print')
  media.addEventListener('change', () => { if (media.matches) make() })
}

function paperOf(store: Store): readonly (HTMLElement | undefined)[] {
  const { model } = store
  const { data } = model
  return [
    h('h1', {}, data.title), h('p', {}, data.subtitle),
    h('dl', { class: 'facts' }, data.facts.map(([label, value]) => [h('dt', {}, label), h('dd', {}, value)])),
    graph(),
    data.kind === 'diff' ? changes(model) : undefined,
    systems(model),
    strata(model),
    diagnostics(store),
  ]
}

/** A copy of the graph as it is opened, all of it in sight. */
function graph(): HTMLElement | undefined {
  const plane = document.querySelector<SVGGElement>('#graph .plane')
  if (!plane) return undefined
  const copy = plane.cloneNode(true) as SVGGElement
  copy.removeAttribute('style')
  for (const one of copy.querySelectorAll('[tabindex]')) one.removeAttribute('tabindex')
  const [width, height] = [Number(plane.dataset['width']), Number(plane.dataset['height'])]
  return width > 0 ? h('figure', {}, svg('svg', { class: 'canvas', viewBox: `-12 -16 ${width + 24} ${height + 28}` }, copy)) : undefined
}

function changes({ data }: Model): HTMLElement {
  const topics = [...new Set(data.changes.map(({ topic }) => topic))]
  return h('section', {}, h('h2', {}, counted(data.changes.length, 'change')), topics.map((topic) => [
    h('h3', {}, topic),
    h('ul', {}, data.changes.filter((change) => change.topic === topic).map((change) => h('li', {}, stateMark(change.state), change.text,
      change.removed.length + change.added.length > 0 && h('ul', { class: 'members' }, change.removed.map((text) => h('li', { class: 'removed' }, text)), change.added.map((text) => h('li', { class: 'added' }, text))),
      h('small', {}, ` ${change.systems.length === data.systems.length ? 'all systems' : change.systems.map((system) => shortName(data.systems[system]?.path ?? '')).join(', ')}`)))),
  ]))
}

function systems({ data }: Model): HTMLElement {
  return h('section', {}, h('h2', {}, counted(data.systems.length, 'system')), h('table', {},
    h('colgroup', {}, ['name', 'arch', 'strata', 'deployed'].map((name) => h('col', { class: name }))),
    h('thead', {}, h('tr', {}, ['System', 'Arch.', 'Strata', 'Deployments'].map((title) => h('th', { scope: 'col' }, title)))),
    h('tbody', {}, data.systems.map((system) => h('tr', {},
      h('td', {}, stateMark(system.state), shortName(system.path), system.leftOut ? ' (left out)' : ''), h('td', {}, system.arch),
      h('td', {}, system.strata.map((stratum) => data.strata[stratum]?.name ?? '').join(', ')), h('td', {}, system.deployments.map(({ name, type }) => `${name} (${type})`).join(', ')))))))
}

function strata({ data }: Model): HTMLElement {
  return h('section', {}, h('h2', {}, `${counted(data.strata.length, 'stratum', 'strata')}, ${counted(data.chunks.length, 'chunk')}`),
    h('dl', { class: 'strata' }, data.strata.map((stratum) => [
      h('dt', {}, stateMark(stratum.state), stratum.name, stratum.replaced ? ' (base.bst in its place)' : '', stratum.uses.length > 0 && h('small', {}, ` on ${stratum.uses.map((used) => data.strata[used]?.name ?? '').join(', ')}`)),
      h('dd', {}, stratum.chunks.flatMap((chunk, at) => [at > 0 ? ', ' : '', stateMark(data.chunks[chunk]?.state), data.chunks[chunk]?.name ?? ''])),
    ])))
}

function diagnostics({ model, place }: Store): HTMLElement {
  const { data } = model
  const all = shownDiagnostics(model, { ...place(), system: 'all', stratum: undefined })
  return h('section', {}, h('h2', {}, counted(all.length, 'diagnostic')), groupByCode(model, all).map(({ code, severity, indices }) => [
    h('h3', {}, severityMark(severity, indices.length), ' ', code),
    h('ul', {}, indices.map((index) => {
      const diagnostic = data.diagnostics[index]
      const path = diagnostic?.file === undefined ? undefined : data.files[diagnostic.file]?.path
      return h('li', {}, newnessMark(diagnostic?.state), diagnostic?.message ?? '', path !== undefined && h('small', {}, ` ${path}${diagnostic?.lines ? `:${diagnostic.lines[0]}` : ''}`), diagnostic?.hint !== undefined && h('p', { class: 'hint' }, diagnostic.hint))
    })),
  ]))
}
