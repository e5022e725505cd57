/** A change of project.conf → the systems that it reaches, by the key that changed. */
import { everySystem, systemsOfElements, union, type Comparison } from './comparison.ts'
import type { Edit } from './edits.ts'
import type { Systems } from './reach.ts'

/** Keys of a package of plugins that say where it is. */
const PACKAGE = new Set(['origin', 'package-name', 'junction', 'path'])

/** An alias concerns those whose source it is, settings of a kind its elements, an architecture its systems; all else concerns everything. */
export function projectReach(compared: Comparison, edit: Edit): Systems {
  const { path, removed, added, before, after } = edit
  const [top, second = ''] = path
  const members = [...removed, ...added].map(({ text }) => text)
  if (top === 'aliases') return systemsOfElements(compared, (about) => about.byAlias(second))
  if (top === 'elements' && second !== '') return systemsOfElements(compared, (about) => about.byKind(second))
  if (top === 'plugins') return ofPlugins(compared, edit, members)
  if (top === 'options' && path.at(-1) === 'values') return ofArchitectures(compared, members)
  if (path.at(-1) === '(?)') {
    const named = members.flatMap((text) => /^\w+ == "([^"]*)"/.exec(text)?.[1] ?? [])
    // An option may be another one than that of the architecture.
    const known = new Set([compared.before, compared.after].flatMap(({ side }) => side.systems.map(({ arch }) => arch)))
    return named.length === members.length && named.every((arch) => known.has(arch)) ? ofArchitectures(compared, named) : everySystem(compared.systems)
  }
  if (top === 'options' && path.at(-1) === 'description' && before !== undefined && after !== undefined) return 0n
  return everySystem(compared.systems)
}

/** Kinds concern their elements (in BuildStream 1 each has a version, BF §1.4); that a package has come or gone goes with its kinds. */
function ofPlugins(compared: Comparison, { path: [, , key = '', kind], state }: Edit, members: readonly string[]): Systems {
  if (key === 'elements' || key === 'sources') return union((kind === undefined ? members : [kind]).map((one) => systemsOfElements(compared, (about) => about.byKind(one))))
  return state !== 'changed' && PACKAGE.has(key) ? 0n : everySystem(compared.systems)
}

function ofArchitectures({ before, after, systems: { bitOf } }: Comparison, architectures: readonly string[]): Systems {
  return union([before, after].flatMap(({ side }) => side.systems.filter(({ arch }) => architectures.includes(arch)).map(({ path }) => 1n << BigInt(bitOf.get(path) ?? 0))))
}
