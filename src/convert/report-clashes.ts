/** Finds chunks of one name that meet in the sandboxes of a stratum's builds (BD §3.5). */
import type { Stratum } from '../ir/definitions.ts'
import type { ConvertContext } from './context.ts'
import { strataClosure } from './scope.ts'

/** Reports each name that two chunks bear among those that the stratum's chunks are built on, itself included. */
export function reportClashes(stratum: Stratum, context: ConvertContext): void {
  const first = new Map<string, string>()
  for (const key of [...strataClosure(context.definitions, stratum.buildDepends.map((reference) => reference.value)), stratum.path]) {
    for (const { artifactName, path } of context.contents.names.get(key) ?? []) {
      const other = first.get(artifactName)
      if (other !== undefined && other !== path) {
        context.collector.report('convert/staged-clash', { stratum: stratum.name, name: artifactName, first: other, second: path }, stratum.at)
      }
      first.set(artifactName, other ?? path)
    }
  }
}
