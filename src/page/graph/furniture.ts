/** What stands around the graph: its title, its buttons; and the ruler of its labels. */
import { counted, fill, h } from '../dom.ts'
import { stateMark } from '../marks.ts'
import { shortName } from '../model.ts'
import type { Place } from '../place.ts'
import { select, type Store } from '../store.ts'
import type { Measure, Scene } from './graph-input.ts'

/** What the graph is of. */
export function drawTitle(title: HTMLElement, store: Store, { system, onlyChanged }: Place, scene: Scene): void {
  const { data } = store.model
  const one = system === 'all' ? undefined : data.systems[system]
  const chunks = new Set(scene.strata.flatMap(({ id }) => data.strata[id]?.chunks ?? [])).size
  fill(title,
    one && system !== 'all' ? h('button', { type: 'button', class: 'link', 'data-action': 'system', onclick: () => select(store, { kind: 'system', index: system }) }, stateMark(one.state), shortName(one.path)) : h('b', {}, 'All systems'),
    h('span', { class: 'role' }, `${one ? `${one.arch} · ` : ''}${counted(scene.strata.length, 'stratum', 'strata')}${onlyChanged ? ' that differ' : ''} · ${counted(chunks, 'chunk')}`))
}

/** A button of the graph. */
export function tool(action: string, sign: string, label: string, onclick: () => void): HTMLElement {
  return h('button', { type: 'button', 'data-action': action, 'aria-label': label, title: label, onclick }, sign)
}

/** Asks a canvas, in the font of the graph's labels. */
export function textMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d')
  if (context) context.font = `500 14px ${getComputedStyle(document.body).fontFamily}`
  return (text) => context?.measureText(text).width ?? text.length * 7.5
}
