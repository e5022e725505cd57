/** What changed between two lists: members that only one has, and whether the others are in another order. Knows texts only. */

/** The smallest edit; members are counted, so that one of two equal ones can go. */
export interface ListChange<T> {
  readonly removed: readonly T[]
  readonly added: readonly T[]
  /** The members that both have stand in another order. */
  readonly reordered: boolean
}

/** So many steps are taken to find the order that two lists with equal members have in common. */
const MOST_STEPS = 4_000_000

/** Compares by `textOf`; members keep the order of their list. */
export function listChange<T>(before: readonly T[], after: readonly T[], textOf: (member: T) => string): ListChange<T> {
  const [old, now] = [before.map(textOf), after.map(textOf)]
  const removed = surplus(old, now)
  const added = surplus(now, old)
  const common = old.length - removed.size
  return {
    removed: before.filter((_, index) => removed.has(index)), added: after.filter((_, index) => added.has(index)),
    reordered: common > 1 && !inOneOrder(old, now, removed, added, common),
  }
}

/** Which members of a list another lacks, by index. Of equal ones the last count as the ones that are lacked. */
function surplus(list: readonly string[], other: readonly string[]): ReadonlySet<number> {
  const counts = new Map<string, number>()
  for (const text of other) counts.set(text, (counts.get(text) ?? 0) + 1)
  const indices = new Set<number>()
  for (const [index, text] of list.entries()) {
    const count = counts.get(text) ?? 0
    if (count === 0) indices.add(index)
    else counts.set(text, count - 1)
  }
  return indices
}

/** Whether as many members as both have can be found in one order in both. */
function inOneOrder(old: readonly string[], now: readonly string[], removed: ReadonlySet<number>, added: ReadonlySet<number>, common: number): boolean {
  const [a, b] = [old.filter((_, index) => !removed.has(index)), now.filter((_, index) => !added.has(index))]
  if (a.every((text, index) => text === b[index])) return true
  // Equal members may be told apart otherwise than from the front; without any, there is no other way.
  const areAllOthers = (list: readonly string[]): boolean => new Set(list).size === list.length
  if ((areAllOthers(old) && areAllOthers(now)) || old.length * now.length > MOST_STEPS) return false
  return longestCommon(old, now) === common
}

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Uint32Array(b.length + 1)
  for (const text of a) {
    const next = new Uint32Array(b.length + 1)
    for (let index = 0; index < b.length; index++) {
      next[index + 1] = text === b[index] ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0)
    }
    row = next
  }
  return row[b.length] ?? 0
}
