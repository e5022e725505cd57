/** Where the dependencies of an element are staged: at the root, or where `config: {location: …}` says (BF §2.2, §5.8). */
import type { Collector } from '../../diagnostics/collector.ts'
import { confAt, confText } from '../../ir/conf.ts'
import type { LoadedElement } from '../../ir/loaded-project.ts'
import type { PlaceOrder } from '../assembly/layout.ts'
import { normalPath } from './settings.ts'

/** The places of an element's dependencies. */
export interface Places {
  readonly orders: readonly PlaceOrder[]
  /** For the cache key; nothing where everything is at the root. */
  readonly key: unknown
}

/** Reads them; nothing where something is asked for that cannot be done, which is reported. */
export function placesOf(element: LoadedElement, collector: Collector): Places | undefined {
  const roots = new Map<string, string[]>()
  let possible = true
  for (const { name, build, config } of element.dependencies) {
    if (!build) continue
    for (const settings of config) {
      const digest = confAt(settings, 'digest-environment')
      if (digest) {
        collector.report('element/unsupported', { what: '"digest-environment"', why: 'the digest is one of BuildStream\'s own store' }, digest.at)
        possible = false
      }
    }
    const locations = config.length === 0 ? ['/'] : config.map((settings) => normalPath(confText(settings, 'location') ?? '/'))
    for (const at of locations) roots.set(at, [...roots.get(at) ?? [], name])
  }
  if (!possible) return undefined
  const orders = [...roots].sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, names]) => ({ at, roots: names }))
  return { orders, key: orders.every(({ at }) => at === '/') ? null : orders }
}
