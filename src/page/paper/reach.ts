/** Which systems changes reach, in words for paper: many systems that are named together stand once, in a list behind. Knows no screen. */
import type { PageChange, PageData } from '../data.ts'
import { shortName } from '../model.ts'

/** Systems that one change or several reach. */
export interface SystemSet {
  /** What changes call it, such as `set 2`. */
  readonly name: string
  /** Names of its systems. */
  readonly systems: readonly string[]
}

/** The words for each change, and the sets that they speak of, in the order in which they do. */
export interface Reach {
  readonly wordsOf: (change: PageChange) => string
  readonly sets: readonly SystemSet[]
}

/** So many systems are named where they stand; so many are named as missing from all. */
const FEW = 4
const FEW_MISSING = 2

/** Words for all changes of a page. */
export function reachOf({ systems, changes, topics }: Pick<PageData, 'systems' | 'changes' | 'topics'>): Reach {
  const nameOf = (index: number): string => shortName(systems[index]?.path ?? '')
  const sets = new Map<string, SystemSet>()
  const words = new Map(changes.map((change) => {
    const missing = systems.flatMap((_, index) => (change.systems.includes(index) ? [] : [index]))
    if (systems.length === 0 || topics[change.topic]?.reaches === false) return [change, '']
    if (change.systems.length === 0) return [change, 'in no system']
    if (missing.length === 0) return [change, 'in all systems']
    if (change.systems.length <= FEW) return [change, `in ${change.systems.map(nameOf).join(', ')}`]
    if (missing.length <= FEW_MISSING) return [change, `in all systems but ${missing.map(nameOf).join(', ')}`]
    const key = change.systems.join()
    const set = sets.get(key) ?? { name: `set ${sets.size + 1}`, systems: change.systems.map(nameOf) }
    sets.set(key, set)
    return [change, `in ${change.systems.length} systems (${set.name})`]
  }))
  return { wordsOf: (change) => words.get(change) ?? '', sets: [...sets.values()] }
}
