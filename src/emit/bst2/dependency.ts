/** Dependencies → their list; those staged at one place elsewhere share an item (BF §2.2). */
import type { Dependency } from '../../ir/project.ts'
import { outMap, type OutItem, type OutList } from '../../yaml/ordered.ts'

/** The list of dependencies; nothing where there is none. */
export function dependenciesOut(dependencies: readonly Dependency[]): OutList | undefined {
  if (dependencies.length === 0) return undefined
  const items = dependencies.filter((dependency) => dependency.location === undefined).map(itemOf)
  for (const location of new Set(dependencies.flatMap((dependency) => dependency.location ?? []))) {
    const there: OutList = { of: 'list', items: dependencies.filter((dependency) => dependency.location === location).map(itemOf) }
    items.push({ value: outMap([['filename', there], ['config', outMap([['location', location]])]]) })
  }
  return { of: 'list', items }
}

function itemOf({ element, comments }: Dependency): OutItem {
  return { value: element, ...(comments ? { comments } : {}) }
}
