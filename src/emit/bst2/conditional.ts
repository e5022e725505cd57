/** Conditions on options → `(?)` (BF §2.5). */
import type { Conditional } from '../../ir/project.ts'
import { outMap, type OutList } from '../../yaml/ordered.ts'

/** The conditional list; nothing where there is none. */
export function conditionalsOut(conditionals: readonly Conditional[]): OutList | undefined {
  if (conditionals.length === 0) return undefined
  return {
    of: 'list',
    items: conditionals.map(({ expression, variables, refuse, origin }) => ({
      origin, value: outMap([[expression, outMap([...(variables ?? []), ['(!)', refuse]])]]),
    })),
  }
}
