/** Which domains a filter or compose element must name to get exactly some artifacts of a chunk. Writes no element. */
import { type DomainGlobs, domainInElement } from './domains.ts'
import { type Part, searchParts } from './search-parts.ts'
import type { SplitRule } from './split-rule.ts'
import { splittingOf } from './splitting.ts'

/** The files of the wanted artifacts. */
export interface Selection {
  /** Their union is the selection. None: nothing is selected. */
  readonly parts: readonly Part[]
  /** The helper domains named in `parts` that the element must have of its own, the project not having them so. */
  readonly helpers: readonly DomainGlobs[]
  /** Whether the selection is equal to what first match gives the wanted artifacts. */
  readonly exact: boolean
  /** Where not exact: the shortest path that is selected wrongly or wrongly left out. */
  readonly example?: string
}

const selections = new Map<string, Selection>()

/**
 * The parts of the wanted artifacts under the chunk's rules: products, then defaults, first match wins (YBD splitting.py
 * `write_chunk_metafile`). Names that no rule has select nothing.
 */
export function selectArtifacts(
  defaults: readonly SplitRule[], products: readonly SplitRule[], wanted: ReadonlySet<string>,
): Selection {
  const key = JSON.stringify([defaults, products, [...wanted].sort()])
  const found = selections.get(key) ?? select(defaults, products, wanted)
  selections.set(key, found)
  return found
}

function select(defaults: readonly SplitRule[], products: readonly SplitRule[], wanted: ReadonlySet<string>): Selection {
  const splitting = splittingOf(defaults, products)
  const { parts, mistake } = searchParts(splitting, wanted)
  const named = new Set(parts.flatMap(({ include, exclude }) => [...include, ...exclude]))
  const helpers = splitting.domains.filter(({ name, role }) => role !== 'main' && named.has(name))
  return {
    parts,
    helpers: helpers.flatMap((helper) => domainInElement(helper, defaults)),
    exact: mistake === undefined && splitting.complete,
    ...(mistake === undefined ? {} : { example: mistake.example }),
  }
}
