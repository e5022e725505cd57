/** Parts of a change on paper. */
import type { PageChange } from '../data.ts'
import { h } from '../dom.ts'

/** What is gone and new of it; nothing where its sentence says all of that. */
export function membersOnPaper({ isTold, removed, added }: PageChange): HTMLElement | undefined {
  if (isTold || removed.length + added.length === 0) return undefined
  return h('ul', { class: 'members' }, removed.map((line) => h('li', { class: 'removed' }, line)), added.map((line) => h('li', { class: 'added' }, line)))
}
