/** Parts of a change on paper. */
import type { PageChange } from '../data.ts'
import { h } from '../dom.ts'

/** What is gone and new of it; nothing where its words say all of that. */
export function membersOnPaper({ text, removed, added }: PageChange): HTMLElement | undefined {
  if ([...removed, ...added].every((line) => text.includes(line))) return undefined
  return h('ul', { class: 'members' }, removed.map((line) => h('li', { class: 'removed' }, line)), added.map((line) => h('li', { class: 'added' }, line)))
}
