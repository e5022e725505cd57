/** Finds chunks of one name that meet in the sandboxes of a stratum's builds (BD §3.5). */
import { contentsOf, type Chunk, type Stratum } from '../ir/definitions.ts'
import type { ConvertContext } from './context.ts'
import { strataClosure } from './scope.ts'

/** Reports each name that two chunks bear among those that the stratum's chunks are built on, itself included. */
export function reportClashes(stratum: Stratum, context: ConvertContext): void {
  const first = new Map<string, Chunk>()
  for (const key of [...strataClosure(context.definitions, stratum.buildDepends.map((reference) => reference.value)), stratum.path]) {
    const below = context.definitions.strata.get(key)
    if (!below || context.replaced.has(key)) continue
    for (const chunk of contentsOf(context.definitions, below)) {
      const other = first.get(chunk.artifactName)
      if (other && other.path !== chunk.path) {
        context.collector.report('convert/staged-clash', { stratum: stratum.name, name: chunk.artifactName, first: other.path, second: chunk.path }, stratum.at)
      }
      first.set(chunk.artifactName, other ?? chunk)
    }
  }
}
