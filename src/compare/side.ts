/** A conversion, or a project on disk, as one side of a comparison. */
import { Collector } from '../diagnostics/collector.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Conversion } from '../ir/conversion.ts'
import type { ProjectSide } from '../ir/difference.ts'
import type { FileContent } from '../ir/project.ts'
import { parseYaml } from '../yaml/parse.ts'
import { DEPENDENCY_KEYS, dependencyMembers } from './dependency-members.ts'
import { elementPaths } from './element-paths.ts'

/** The side of a conversion: `tree` is what it emits, `diagnostics` what was said of it. */
export function sideOf(conversion: Conversion, tree: ReadonlyMap<string, FileContent>, diagnostics: readonly Diagnostic[]): ProjectSide {
  const { systems, deployments, origins, project: { elements } } = conversion
  const get = (name: string): readonly string[] | undefined => {
    const made = elements.get(name)
    return made && [...made.depends, ...made.buildDepends, ...made.runtimeDepends].map((dependency) => dependency.element)
  }
  return { tree, systems, deployments, origins, uses: { get }, diagnostics }
}

/** The side of a project of which nothing is known but its files. An element file that is no YAML uses nothing. */
export function sideOfFolder(tree: ReadonlyMap<string, FileContent>): ProjectSide {
  const paths = elementPaths(tree)
  const known = new Map<string, readonly string[] | undefined>()
  const get = (name: string): readonly string[] | undefined => {
    if (!known.has(name)) known.set(name, usesIn(tree.get(paths.pathOf(name))))
    return known.get(name)
  }
  return { tree, systems: [], deployments: [], origins: new Map(), uses: { get }, filesOnly: true, diagnostics: [] }
}

function usesIn(content: FileContent | undefined): readonly string[] | undefined {
  if (typeof content !== 'string') return undefined
  const root = parseYaml('', content, new Collector())
  return root?.kind === 'map'
    ? root.entries.flatMap(({ key, value }) => (DEPENDENCY_KEYS.has(key.text) ? dependencyMembers(value).flatMap(({ element }) => (element === undefined ? [] : withJunction(element))) : []))
    : undefined
}

/** What lies in another project comes over the junction's element in this one: `sdk.bst` of `sdk.bst:core.bst` (BF §1.3, §2.2). */
function withJunction(element: string): readonly string[] {
  const colon = element.indexOf(':')
  return colon === -1 ? [element] : [element, element.slice(0, colon)]
}
