/** Gives every definition in scope its element name: strata and systems first, so that chunks make way for them. */
import type { Collector } from '../diagnostics/collector.ts'
import type { Chunk, Definitions } from '../ir/definitions.ts'
import type { NameTable } from './context.ts'
import { ElementNames, legalStem, stemOf } from './element-names.ts'
import type { Scope } from './scope.ts'

/** The names, the same for the same definitions whatever the order of anything else. */
export function nameDefinitions(definitions: Definitions, scope: Scope, replaced: ReadonlySet<string>, collector: Collector): NameTable {
  const names = new ElementNames(collector)
  const strata = new Map(scope.strata.map((stratum) => [stratum.path, names.take(stemOf(stratum.path, 'strata'), stratum.at)]))
  const systems = new Map(scope.systems.map((system) => [system.path, names.take(stemOf(system.path, 'systems'), system.at)]))
  const buildDeps = new Map(scope.strata.filter((stratum) => stratum.buildDepends.length > 0 && !replaced.has(stratum.path))
    .map((stratum) => [stratum.path, names.take(`${folderOf(strata.get(stratum.path))}/build-deps`, stratum.at)]))
  const chunks = new Map<string, string>()
  for (const stratum of scope.strata) {
    if (replaced.has(stratum.path)) continue
    for (const { value } of stratum.chunks) {
      const chunk = definitions.chunks.get(value)
      if (chunk && !chunks.has(value)) chunks.set(value, names.take(chunkStem(chunk, folderOf(strata.get(chunk.stratum) ?? strata.get(stratum.path))), chunk.at))
    }
  }
  const further = new Map<string, string>()
  const below = (element: string, name: string, of = name): string => {
    const key = `${element}\0${of}`
    const known = further.get(key) ?? names.takeFree(`${folderOf(element)}/${legalStem(name)}`)
    further.set(key, known)
    return known
  }
  return { strata, systems, buildDeps, chunks, below, take: (stem, at) => names.take(stem, at), free: (stem) => names.takeFree(legalStem(stem)) }
}

/** A chunk goes where its file lies; one without a file, or with one at the root, goes by its entry's name to its stratum. */
function chunkStem(chunk: Chunk, folder: string): string {
  const isOwnFile = chunk.path.includes('/') && chunk.path !== `${chunk.stratum}/${chunk.name}` && chunk.path !== `${chunk.stratum}/${chunk.name}.default`
  return isOwnFile ? chunk.path : `${folder}/${chunk.name}`
}

/** The folder of what belongs to an element: its name without `.bst`. */
function folderOf(element: string | undefined): string {
  return (element ?? '').replace(/\.bst$/, '')
}
