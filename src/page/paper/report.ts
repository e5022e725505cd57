/** All of it on paper: facts, systems, strata and chunks, diagnostics or changes in full, and the graph as it stands. */
import type { PageSystem } from '../data.ts'
import { counted, h } from '../dom.ts'
import { groupByCode, shownDiagnostics } from '../filters.ts'
import { newnessMark, severityMark, stateMark } from '../marks.ts'
import { shortName, topicTitle, type Model } from '../model.ts'
import type { Store } from '../store.ts'
import { membersOnPaper } from './change.ts'
import { graphOnPaper } from './graph.ts'
import { reachOf } from './reach.ts'

/** Makes it. A reader of a difference wants the changes first, one of an audit how it all hangs together. */
export function report(store: Store): readonly (HTMLElement | undefined)[] {
  const { model } = store
  const { data } = model
  return [
    h('dl', { class: 'facts' }, data.facts.map(([label, value]) => [h('dt', {}, label), h('dd', {}, value)])),
    ...(data.kind === 'diff' ? [...changes(model), graphOnPaper()] : [graphOnPaper()]),
    systems(model),
    strata(model),
    diagnostics(store),
  ]
}

function changes({ data }: Model): readonly HTMLElement[] {
  const topics = [...new Set(data.changes.map(({ topic }) => topic))]
  const reach = reachOf(data)
  const all = h('section', {}, h('h2', {}, counted(data.changes.length, 'change')), topics.map((topic) => [
    h('h3', {}, topicTitle(data, topic)),
    h('ul', {}, data.changes.filter((change) => change.topic === topic).map((change) => h('li', {}, stateMark(change.state), change.text, ' ', h('small', {}, reach.wordsOf(change)), membersOnPaper(change)))),
  ]))
  if (reach.sets.length === 0) return [all]
  return [all, h('section', {}, h('h2', {}, 'Sets of systems'), h('dl', { class: 'strata' }, reach.sets.map(({ name, systems: names }) => [h('dt', {}, name, h('small', {}, ` ${counted(names.length, 'system')}`)), h('dd', {}, names.join(', '))])))]
}

function systems({ data }: Model): HTMLElement {
  return h('section', {}, h('h2', {}, counted(data.systems.length, 'system')), h('dl', { class: 'strata' }, data.systems.map((system) => [
    h('dt', {}, stateMark(system.state), shortName(system.path), h('small', {}, ` ${system.arch}${system.leftOut ? ', left out: it has errors' : ''}`)),
    h('dd', {}, system.strata.map((stratum) => data.strata[stratum]?.name ?? '').join(', ')),
    system.deployments.length > 0 && h('dd', {}, h('small', {}, `deployed as ${deploymentsOf(system)}`)),
  ])))
}

/** `name (type)`, with a number where clusters agree on it. */
function deploymentsOf({ deployments }: PageSystem): string {
  const counts = new Map<string, number>()
  for (const { name, type } of deployments) {
    const words = `${name} (${shortName(type)})`
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  return [...counts].map(([words, count]) => (count === 1 ? words : `${words} × ${count}`)).join(', ')
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
    h('h3', {}, severityMark(severity, indices.length), ' ', h('code', {}, code)),
    byHint(model, indices).map(([hint, members]) => [
      // The same advice to several is given once, before them.
      hint !== undefined && members.length > 1 && h('p', { class: 'hint' }, hint),
      h('ul', {}, members.map((index) => {
        const diagnostic = data.diagnostics[index]
        const path = diagnostic?.file === undefined ? undefined : data.files[diagnostic.file]?.path
        return h('li', {}, newnessMark(diagnostic?.state), diagnostic?.message ?? '', path !== undefined && h('small', {}, ` ${path}${diagnostic?.lines ? `:${diagnostic.lines[0]}` : ''}`), hint !== undefined && members.length === 1 && h('p', { class: 'hint' }, hint))
      })),
    ]),
  ]))
}

/** Indices of diagnostics by what they advise, in the order in which advice first comes. */
function byHint({ data }: Model, indices: readonly number[]): readonly (readonly [string | undefined, readonly number[]])[] {
  const groups = new Map<string | undefined, number[]>()
  for (const index of indices) {
    const hint = data.diagnostics[index]?.hint
    const group = groups.get(hint)
    if (group) group.push(index)
    else groups.set(hint, [index])
  }
  return [...groups]
}
