/** Diagnostics of both sides → those that appeared and those that are gone. Where in a file they stand makes no difference. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Difference, ProjectSide } from '../ir/difference.ts'
import { lastPart, stemOf } from './element-paths.ts'

/**
 * Counted by code, file and words. One that is said again with the new names of things that moved is neither; `names` are the elements' names
 * after, by those before.
 */
export function diagnosticsBetween(before: ProjectSide, after: ProjectSide, names: ReadonlyMap<string, string>): Difference['diagnostics'] {
  if (before.diagnostics === after.diagnostics) return { appeared: [], gone: [] }
  const exact = unmatched(before.diagnostics, after.diagnostics, (diagnostic) => [keyOf(diagnostic)])
  if (exact.gone.length === 0 || exact.appeared.length === 0) return exact
  const said = renaming(before, after, names)
  return said ? unmatched(exact.gone, exact.appeared, said) : exact
}

/** Takes out what both lists have; `keysOf` gives the keys under which one of the list before may stand in the list after. */
function unmatched(before: readonly Diagnostic[], after: readonly Diagnostic[], keysOf: (one: Diagnostic) => readonly string[]): Difference['diagnostics'] {
  const counts = new Map<string, number>()
  for (const one of after) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1)
  const matched = new Map<string, number>()
  const gone = before.filter((one) => {
    const key = keysOf(one).find((candidate) => (counts.get(candidate) ?? 0) > (matched.get(candidate) ?? 0))
    if (key !== undefined) matched.set(key, (matched.get(key) ?? 0) + 1)
    return key === undefined
  })
  const appeared = after.filter((one) => {
    const left = matched.get(keyOf(one)) ?? 0
    matched.set(keyOf(one), left - 1)
    return left <= 0
  })
  return { appeared, gone }
}

function keyOf({ code, at, message }: Diagnostic): string {
  return `${code}\0${at?.file ?? ''}\0${message}`
}

/** The keys of a diagnostic said with new names: of files and elements alone, and of what elements are called after besides. Nothing where nothing has moved. */
function renaming(before: ProjectSide, after: ProjectSide, names: ReadonlyMap<string, string>): ((one: Diagnostic) => readonly string[]) | undefined {
  const stems = [...names].map(([from, to]) => [stemOf(from), stemOf(to)] as const)
  const paths = [...stems, ...movedFiles(before, after, names)]
  const inPaths = replacer(paths)
  const inWords = replacer([...stems.map(([from, to]) => [lastPart(from), lastPart(to)] as const), ...paths])
  if (!inPaths || !inWords) return undefined
  return (one) => [inPaths, inWords].map((say) => `${one.code}\0${inPaths(one.at?.file ?? '')}\0${say(one.message)}`)
}

/** Makes each old name in a text the new one, the longest first, all at once; nothing where no name is another. */
function replacer(names: readonly (readonly [string, string])[]): ((text: string) => string) | undefined {
  const others = new Map(names.filter(([from, to]) => from !== '' && from !== to))
  if (others.size === 0) return undefined
  const pattern = new RegExp([...others.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g')
  return (text) => text.replace(pattern, (found) => others.get(found) ?? found)
}

/** Files of definitions that are gone → those in which their elements are defined now, if these are new. */
function movedFiles(before: ProjectSide, after: ProjectSide, names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const [old, now] = [before, after].map(({ origins }) => new Set([...origins.values()].map(({ file }) => file)))
  const files = new Map<string, string>()
  for (const [element, { file }] of before.origins) {
    const other = after.origins.get(names.get(element) ?? element)?.file
    if (other !== undefined && !now?.has(file) && !old?.has(other)) files.set(file, other)
  }
  return files
}
