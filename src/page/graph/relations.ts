/** Who builds on whom, thinned out for drawing. Knows no screen. */

/** An arrow: `from` is built before `to`, which builds on it. */
export interface Relation {
  readonly from: number
  readonly to: number
}

/**
 * The relations among `shown`, where those that are not shown pass on what they build on, without those that a longer way says
 * already. Circles are let be: their relations stay.
 */
export function relationsAmong(shown: readonly number[], usesOf: (index: number) => readonly number[]): readonly Relation[] {
  const among = new Set(shown)
  const memo = new Map<number, ReadonlySet<number>>()
  const direct = new Map(shown.map((index) => [index, [...reached(usesOf(index), (next) => among.has(next) ? [] : usesOf(next))].filter((next) => among.has(next) && next !== index)]))
  return shown.flatMap((to) => {
    const uses = direct.get(to) ?? []
    return uses.filter((from) => !uses.some((other) => other !== from && reachable(other).has(from) && !reachable(from).has(other))).map((from) => ({ from, to }))
  })

  function reachable(index: number): ReadonlySet<number> {
    let known = memo.get(index)
    if (!known) {
      known = reached(direct.get(index) ?? [], (next) => direct.get(next) ?? [])
      memo.set(index, known)
    }
    return known
  }
}

/** All that is reached from `start`, itself among it. */
function reached(start: readonly number[], next: (index: number) => readonly number[]): ReadonlySet<number> {
  const found = new Set(start)
  for (const index of found) for (const further of next(index)) found.add(further)
  return found
}
