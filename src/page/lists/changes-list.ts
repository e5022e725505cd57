/** What changed, by topic. */
import { counted, fill, h } from '../dom.ts'
import { shownChanges } from '../filters.ts'
import { stateMark } from '../marks.ts'
import { topicTitle } from '../model.ts'
import { sameSelection, select, type Store } from '../store.ts'

/** At most so many of one topic at once. */
const MOST = 100

/** Puts the changes that the filters let through in an element. */
export function showChanges(parent: HTMLElement, store: Store, topic: string | undefined, text: string, onTopic: (topic: string | undefined) => void): void {
  const { model } = store
  const place = store.place()
  const indices = shownChanges(model, place, undefined, text)
  const topics = [...new Set(indices.map((index) => model.data.changes[index]?.topic ?? ''))]
  const shown = topics.filter((name) => topic === undefined || name === topic)
  const countOf = (name: string): number => indices.filter((index) => model.data.changes[index]?.topic === name).length
  fill(parent,
    topics.length > 1 && h('div', { class: 'topics', role: 'group', 'aria-label': 'Topics' },
      [undefined, ...topics].map((name) => h('button', { 'type': 'button', 'data-topic': name ?? '*', 'aria-pressed': String(name === topic), 'onclick': () => onTopic(name) },
        name === undefined ? 'All' : topicTitle(model.data, name), h('small', {}, String(name === undefined ? indices.length : countOf(name)))))),
    indices.length === 0 && h('p', { class: 'empty' }, model.data.changes.length === 0 ? 'Nothing differs.' : 'None here.'),
    shown.map((name) => {
      const inside = indices.filter((index) => model.data.changes[index]?.topic === name)
      const list = h('ul', { class: 'entries' }, inside.slice(0, MOST).map((index) => h('li', {}, entry(store, index))))
      if (inside.length > MOST) {
        const more = h('li', {}, h('button', { type: 'button', class: 'more', onclick: () => more.replaceWith(...inside.slice(MOST).map((index) => h('li', {}, entry(store, index)))) }, `${inside.length - MOST} more`))
        list.append(more)
      }
      return h('section', { class: 'topic', 'data-topic-list': name }, h('h3', {}, topicTitle(model.data, name), h('small', {}, String(inside.length))), list)
    }))
}

function entry(store: Store, index: number): HTMLElement {
  const { data } = store.model
  const change = data.changes[index]
  const isCurrent = sameSelection(store.place().selection, { kind: 'change', index })
  return h('button', { 'type': 'button', 'class': 'entry', 'data-change': index, 'aria-current': isCurrent ? 'true' : undefined, 'onclick': () => select(store, { kind: 'change', index }) },
    stateMark(change?.state), h('span', { class: 'words' }, change?.text ?? ''),
    (change?.removed.length ?? 0) + (change?.added.length ?? 0) > 0 && h('span', { class: 'lines' }, h('b', { class: 'plus' }, `+${change?.added.length ?? 0}`), ' ', h('b', { class: 'minus' }, `−${change?.removed.length ?? 0}`)),
    change && change.systems.length > 0 && h('small', {}, change.systems.length === data.systems.length ? 'all systems' : counted(change.systems.length, 'system')))
}
