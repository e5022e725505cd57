/** Both sides of a comparison with what is known of them together: names, roles of files, strata, systems. */
import type { ChangePlace, ProjectSide } from '../ir/difference.ts'
import { concerned, type Concerned } from './concerned.ts'
import { ownerOf, stemOf, type ElementPaths } from './element-paths.ts'
import { allSystems, reachOf, type AllSystems, type Reach, type Systems } from './reach.ts'
import type { FileRole } from './topics.ts'

/** One side, and the questions to it. */
export interface SideFacts {
  readonly side: ProjectSide
  readonly paths: ElementPaths
  readonly reach: Reach
  readonly concerned: Concerned
}

/** A file before and after; one of the two where it came or went. */
export interface FilePair {
  readonly from: string | undefined
  readonly to: string | undefined
}

/** What all parts of a comparison look at. */
export interface Comparison {
  readonly before: SideFacts
  readonly after: SideFacts
  /** Elements that are called otherwise now: name before → name after. */
  readonly names: ReadonlyMap<string, string>
  /** The same, from name after to name before. */
  readonly oldNames: ReadonlyMap<string, string>
  readonly systems: AllSystems
}

/** Puts two sides together. A side that is only files is taken to have the systems of the other. */
export function comparison(before: ProjectSide, after: ProjectSide, pathsBefore: ElementPaths, pathsAfter: ElementPaths, names: ReadonlyMap<string, string>): Comparison {
  const systems = allSystems(before, after, (name) => names.get(name) ?? name)
  // What a folder's elements use has to be read out of them; where the other side has the same file, it is known.
  const usesOf = (side: ProjectSide, paths: ElementPaths, other: ProjectSide, otherPaths: ElementPaths): ProjectSide['uses'] => side.filesOnly && !other.filesOnly
    ? { get: (name) => { const content = side.tree.get(paths.pathOf(name)); return (content !== undefined && content === other.tree.get(otherPaths.pathOf(name)) ? other : side).uses.get(name) } } : side.uses
  const known = (side: ProjectSide, other: ProjectSide): ProjectSide => (side.filesOnly ? other : side)
  return {
    names, systems, oldNames: new Map([...names].map(([from, to]) => [to, from])),
    before: { side: before, paths: pathsBefore, reach: reachOf(usesOf(before, pathsBefore, after, pathsAfter), known(before, after), systems), concerned: concerned(before, pathsBefore) },
    after: { side: after, paths: pathsAfter, reach: reachOf(usesOf(after, pathsAfter, before, pathsBefore), known(after, before), systems), concerned: concerned(after, pathsAfter) },
  }
}

/** What stands in a file. */
export function roleOf({ before, after }: Comparison, path: string): FileRole {
  const names = [before, after].map(({ paths }) => paths.nameOf(path))
  const name = names.find((known) => known !== undefined)
  if (name !== undefined) {
    if ([before, after].some(({ side }) => side.systems.some(({ element }) => element === name))) return 'system'
    return name.startsWith('deploy/') || [before, after].some(({ side }) => side.deployments.some(({ element }) => element === name)) ? 'image' : 'element'
  }
  if (path === 'project.conf') return 'project'
  if (path.startsWith('files/') || !/\.(?:ya?ml|refs)$/.test(path)) return 'data'
  return /^include\/(?:image(?:\.yml$|\/)|install-files\.yml$)/.test(path) ? 'image-include' : 'include'
}

/** A place with what is known of it. */
export function placeOf({ before, after }: Comparison, { from, to }: FilePair): ChangePlace {
  const [facts, path] = to === undefined ? [before, from ?? ''] : [after, to]
  const element = facts.paths.nameOf(path)
  const origin = element === undefined ? undefined : facts.side.origins.get(element) ?? (from === undefined ? undefined : before.side.origins.get(before.paths.nameOf(from) ?? ''))
  return { path, ...(from !== undefined && to !== undefined && from !== to ? { from } : {}), ...(element === undefined ? {} : { element }), ...(origin ? { origin } : {}) }
}

/** The path key of the stratum that an element belongs to: of the stack above its folder, or its own; nothing for what is no element, a system or a part of an image. */
export function stratumOf(compared: Comparison, { from, to }: FilePair): string | undefined {
  const [{ side, paths }, path] = to === undefined ? [compared.before, from ?? ''] : [compared.after, to]
  const name = paths.nameOf(path)
  if (name === undefined) return undefined
  const owner = ownerOf(name)
  const stack = owner !== undefined && side.tree.has(paths.pathOf(owner)) ? owner : name
  if (roleOf(compared, paths.pathOf(stack)) !== 'element') return undefined
  return (side.origins.get(stack) ?? compared.before.side.origins.get(stack))?.file.replace(/\.morph$/, '') ?? stemOf(stack)
}

/** The systems that a file's content reaches, whichever part of it changes. */
export function systemsOf({ before, after, systems }: Comparison, { from, to }: FilePair): Systems {
  const ofSide = ({ paths, reach, concerned: about }: SideFacts, path: string | undefined): Systems => {
    if (path === undefined) return 0n
    if (path === 'project.conf' || /^[^/]*\.refs$/.test(path) || about.isOfProject(path)) return everySystem(systems)
    const name = paths.nameOf(path)
    const elements = name !== undefined ? [name] : /\.ya?ml$/.test(path) && !path.startsWith('files/') ? about.byInclude(path) : about.byFile(path)
    return union(elements.map(reach.ofElement))
  }
  return ofSide(before, from) | ofSide(after, to)
}

/** The systems that elements of either side reach. */
export function systemsOfElements({ before, after }: Comparison, ask: (about: Concerned) => readonly string[]): Systems {
  return union([before, after].flatMap(({ concerned: about, reach }) => ask(about).map(reach.ofElement)))
}

/** All of them. */
export function everySystem({ all }: AllSystems): Systems {
  return (1n << BigInt(all.length)) - 1n
}

/** Those of any. */
export function union(sets: readonly Systems[]): Systems {
  return sets.reduce((all, set) => all | set, 0n)
}

/** Path keys, in load order. */
export function systemKeys({ all }: AllSystems, set: Systems): readonly string[] {
  return set === 0n ? [] : all.filter((_, bit) => (set >> BigInt(bit)) & 1n)
}
