/** A change while it is put together. */
import { CHANGE_TOPICS, type Change, type ChangePlace } from '../ir/difference.ts'
import { systemKeys } from './comparison.ts'
import { compareText } from './element-paths.ts'
import type { AllSystems, Systems } from './reach.ts'

/** A change whose places and consequences are still being found. */
export interface Draft extends Omit<Change, 'places' | 'systems' | 'follows' | 'together'> {
  readonly places: ChangePlace[]
  systems: Systems
  readonly follows: Set<string>
  /** Path keys of the strata of all places; `undefined` among them where a place has none. */
  readonly strata: Set<string | undefined>
}

/** A draft without places. */
export function draft(given: Pick<Change, 'topic' | 'state'> & Partial<Omit<Draft, 'topic' | 'state'>>): Draft {
  return { key: '', removed: [], added: [], reordered: false, places: [], systems: 0n, follows: new Set(), strata: new Set(), ...given }
}

/** The changes, in the order in which they are told. */
export function finished(drafts: readonly Draft[], systems: AllSystems): readonly Change[] {
  return drafts.map(({ strata, follows, ...rest }): Change => {
    const [stratum] = strata
    return {
      ...rest, places: [...rest.places].sort((a, b) => compareText(a.path, b.path)), systems: systemKeys(systems, rest.systems), follows: [...follows].sort(compareText),
      ...(rest.places.length > 1 && strata.size === 1 && stratum !== undefined ? { together: stratum } : {}),
    }
  }).sort((a, b) => CHANGE_TOPICS.indexOf(a.topic) - CHANGE_TOPICS.indexOf(b.topic)
    || compareText(a.places[0]?.path ?? '', b.places[0]?.path ?? '') || compareText(a.key, b.key))
}
