/** Dependencies → their list; those staged at one place elsewhere share an item (BF §2.2). */
import type { Dependency } from '../../ir/project.ts'
import { outList, outMap, type OutItem, type OutList } from '../../yaml/ordered.ts'

/** The list of dependencies; nothing where there is none. */
export function dependenciesOut(dependencies: readonly Dependency[]): OutList | undefined {
  if (dependencies.length === 0) return undefined
  const items: OutItem[] = dependencies.filter((dependency) => dependency.location === undefined)
    .map((dependency) => ({ value: dependency.element, ...(dependency.comments ? { comments: dependency.comments } : {}) }))
  for (const location of new Set(dependencies.flatMap((dependency) => dependency.location ?? []))) {
    const there = dependencies.filter((dependency) => dependency.location === location).map((dependency) => dependency.element)
    items.push({ value: outMap([['filename', outList(there)], ['config', outMap([['location', location]])]]) })
  }
  return { of: 'list', items }
}
