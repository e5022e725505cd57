/** A change of project.conf → the systems that it reaches, by the key that changed. */
import { everySystem, systemsOfElements, union, type Comparison } from './comparison.ts'
import type { Edit } from './edits.ts'
import type { Systems } from './reach.ts'

/** An alias concerns those whose source it is, settings of a kind its elements, an architecture its systems; all else concerns everything. */
export function projectReach(compared: Comparison, { path, removed, added, before, after }: Edit): Systems {
  const [top, second = ''] = path
  const members = [...removed, ...added].map(({ text }) => text)
  if (top === 'aliases') return systemsOfElements(compared, (about) => about.byAlias(second))
  if (top === 'elements' && second !== '') return systemsOfElements(compared, (about) => about.byKind(second))
  if (top === 'plugins') return union(members.map((kind) => systemsOfElements(compared, (about) => about.byKind(kind))))
  if (top === 'options' && path.at(-1) === 'values') return ofArchitectures(compared, members)
  if (path.at(-1) === '(?)') {
    const named = members.flatMap((text) => /^\w+ == "([^"]*)"/.exec(text)?.[1] ?? [])
    return named.length === members.length ? ofArchitectures(compared, named) : everySystem(compared.systems)
  }
  if (top === 'options' && path.at(-1) === 'description' && before !== undefined && after !== undefined) return 0n
  return everySystem(compared.systems)
}

function ofArchitectures({ before, after, systems: { bitOf } }: Comparison, architectures: readonly string[]): Systems {
  return union([before, after].flatMap(({ side }) => side.systems.filter(({ arch }) => architectures.includes(arch)).map(({ path }) => 1n << BigInt(bitOf.get(path) ?? 0))))
}
