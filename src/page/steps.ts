/** From one change or diagnostic to the next, as the filters let them through. */
import { byId } from './dom.ts'
import { groupByCode, shownChanges, shownDiagnostics } from './filters.ts'
import { goToDiagnostic } from './lists/diagnostics-list.ts'
import { select, type Store } from './store.ts'

/** The changes that the filters let through, and which of them is shown. */
export function changesToStep({ model, place }: Store): { readonly indices: readonly number[]; readonly at: number } {
  const { selection, topic, list, words } = place()
  const indices = shownChanges(model, place(), topic, list === 'changes' ? words : '')
  return { indices, at: selection?.kind === 'change' ? indices.indexOf(selection.index) : -1 }
}

/** Goes to the change after the one shown, or before it, of those that the filters let through. */
export function stepChange(store: Store, by: number): void {
  const { indices, at } = changesToStep(store)
  const next = indices[at < 0 && by < 0 ? indices.length - 1 : at + by]
  byId('said').textContent = next === undefined ? by > 0 ? 'No further change' : 'No earlier change' : `Change ${at + by + 1} of ${indices.length}`
  if (next !== undefined) select(store, { kind: 'change', index: next })
}

let lastDiagnostic = -1

/** The same with diagnostics, in the order of their list. */
export function stepDiagnostic(store: Store, by: number): void {
  const { list, words } = store.place()
  const shown = shownDiagnostics(store.model, store.place(), list === 'diagnostics' ? words : '').filter((index) => store.model.data.diagnostics[index]?.file !== undefined)
  const indices = groupByCode(store.model, shown).flatMap((group) => group.indices)
  const at = indices.indexOf(lastDiagnostic)
  const next = indices[at < 0 ? (by > 0 ? 0 : indices.length - 1) : at + by]
  if (next === undefined) return
  lastDiagnostic = next
  goToDiagnostic(store, next)
}
