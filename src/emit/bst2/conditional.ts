/** Conditions on options → `(?)` (BF §2.5). */
import type { Conditional } from '../../ir/project.ts'
import { outList, outMap, type OutList } from '../../yaml/ordered.ts'

/** The conditional list; nothing where there is none. */
export function conditionalsOut(conditionals: readonly Conditional[]): OutList | undefined {
  if (conditionals.length === 0) return undefined
  return outList(conditionals.map(({ expression, variables, refuse }) => outMap([[expression, outMap([
    ...[...(variables ?? [])].map(([key, value]) => [key, value] as const),
    ['(!)', refuse],
  ])]])))
}
