/** Elements that went or came, with what tells whether two of them are the same thing. */
import type { ProjectSide } from '../../ir/difference.ts'
import type { Span } from '../../ir/origin.ts'
import type { ElementPaths } from '../element-paths.ts'
import { lastPart } from '../element-paths.ts'
import { facetsOf } from '../facets.ts'
import { linesOf } from './similarity.ts'

/** One element that only one side has. */
export interface Candidate {
  readonly name: string
  /** The last part of its name. */
  readonly base: string
  readonly kind: string
  /** Where its first source comes from that is not in the project; nothing where it has none. */
  readonly source: string | undefined
  readonly dependencies: readonly string[]
  readonly lines: readonly string[]
  readonly origin: Span | undefined
  /** Of a system's element: its architecture. */
  readonly arch: string | undefined
}

/** The candidates among some files. Files that are no elements, or no YAML, are none. */
export function candidatesOf(files: readonly string[], side: ProjectSide, paths: ElementPaths): readonly Candidate[] {
  const systems = new Map(side.systems.map(({ element, arch }) => [element, arch]))
  return files.flatMap((path): readonly Candidate[] => {
    const [name, text] = [paths.nameOf(path), side.tree.get(path)]
    const said = name === undefined || typeof text !== 'string' ? undefined : facetsOf(text, true)
    if (name === undefined || typeof text !== 'string' || !said) return []
    const facets = [...said.facets.values()]
    const kind = said.facets.get('kind')
    const sources = facets.flatMap((facet) => (facet.kind === 'sources' ? facet.sources : []))
    return [{
      name, base: lastPart(name), kind: kind?.kind === 'text' ? kind.text : '', lines: linesOf(text),
      source: sources.find((source) => source.fromKey === 'url')?.identity.replace(/\.git$|\/+$/, ''),
      dependencies: facets.flatMap((facet) => (facet.kind === 'list' ? facet.members.flatMap(({ element }) => element ?? []) : [])),
      origin: side.origins.get(name), arch: systems.get(name),
    }]
  })
}
