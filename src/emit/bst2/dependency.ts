/** Dependencies → their list; those staged at one place elsewhere share an item (BF §2.2). */
import type { Dependency } from '../../ir/project.ts'
import { NOWHERE, outMap, type OutItem, type OutList } from '../../yaml/ordered.ts'

/** The list of dependencies; nothing where there is none. */
export function dependenciesOut(dependencies: readonly Dependency[]): OutList | undefined {
  if (dependencies.length === 0) return undefined
  const items = dependencies.filter((dependency) => dependency.location === undefined).map(itemOf)
  for (const location of new Set(dependencies.flatMap((dependency) => dependency.location ?? []))) {
    const there = dependencies.filter((dependency) => dependency.location === location).map(itemOf)
    const [only] = there
    const config = outMap([['location', location]])
    if (there.length === 1 && only) items.push({ ...only, value: outMap([['filename', only.value], ['config', config]]) })
    else items.push({ value: outMap([['filename', { of: 'list', items: there }], ['config', config]]), origin: there.flatMap(({ origin }) => origin ?? NOWHERE) })
  }
  return { of: 'list', items }
}

function itemOf({ element, comments, origin }: Dependency): OutItem {
  return { value: element, origin: origin ?? NOWHERE, ...(comments ? { comments } : {}) }
}
