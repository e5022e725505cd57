/** The place that a person is at, kept in the address, and who is told when it changes. */
import type { Model, Selection } from './model.ts'
import { hashOf, placeOf, type Place } from './place.ts'

/** Told after each change; `before` is nothing at the start. */
export type Listener = (place: Place, before: Place | undefined) => void

/** The place, and the ways to change it. */
export interface Store {
  readonly model: Model
  readonly place: () => Place
  /** Goes somewhere: the back button leads here again. */
  readonly go: (change: Partial<Place>) => void
  /** Changes how things are shown, without a step for the back button. */
  readonly adjust: (change: Partial<Place>) => void
  readonly listen: (listener: Listener) => void
  /** Tells all listeners of the place as it is; called once, when all have been set up. */
  readonly start: () => void
}

/** A store that follows the address. */
export function createStore(model: Model): Store {
  let place = placeOf(location.hash, model)
  const listeners: Listener[] = []
  const tell = (next: Place): void => {
    const before = place
    place = next
    for (const listener of listeners) listener(place, before)
  }
  const write = (next: Place, how: 'pushState' | 'replaceState'): void => {
    const hash = hashOf(next, model)
    if (hash === hashOf(place, model)) how = 'replaceState'
    history[how](null, '', hash === '' ? location.pathname + location.search : `#${hash}`)
    tell(next)
  }
  const follow = (): void => {
    if (hashOf(placeOf(location.hash, model), model) !== hashOf(place, model)) tell(placeOf(location.hash, model))
  }
  addEventListener('popstate', follow)
  addEventListener('hashchange', follow)
  return {
    model,
    place: () => place,
    go: (change) => write({ ...place, ...change }, 'pushState'),
    adjust: (change) => write({ ...place, ...change }, 'replaceState'),
    listen: (listener) => { listeners.push(listener) },
    start: () => { for (const listener of listeners) listener(place, undefined) },
  }
}

/** Shows a thing in detail: of a system, with its graph; of a stratum, chunk or change that the chosen system lacks, with others that have it. */
export function select(store: Store, selection: Selection | undefined, line?: Place['line'], view?: Place['view']): void {
  const { model } = store
  const { system } = store.place()
  store.go({ selection, line, view, system: selection ? systemFor(model, selection, system) : system })
}

/** Whether two selections are the same. */
export function sameSelection(a: Selection | undefined, b: Selection | undefined): boolean {
  return a?.kind === b?.kind && a?.index === b?.index
}

function systemFor(model: Model, { kind, index }: Selection, system: Place['system']): Place['system'] {
  if (kind === 'system') return index
  if (kind === 'change') return system === 'all' || model.data.changes[index]?.systems.includes(system) ? system : 'all'
  const stratum = kind === 'stratum' ? index : kind === 'chunk' ? model.data.chunks[index]?.stratum : undefined
  if (stratum === undefined || system === 'all' || model.reachOf(system).has(stratum)) return system
  const holder = model.data.systems.findIndex((_, other) => model.reachOf(other).has(stratum))
  return holder < 0 ? 'all' : holder
}
