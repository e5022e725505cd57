/** What of a side a page shows: the definitions that its systems reach, and all of them where none were chosen. */
import type { Chunk, Cluster, ClusterSystem, Stratum, System } from '../../ir/definitions.ts'
import type { PageSide } from './side.ts'

/** Definitions to show, each in load order. */
export interface Shown {
  readonly systems: readonly System[]
  readonly strata: readonly Stratum[]
  readonly chunks: readonly Chunk[]
  /** Those that deploy one of the systems. */
  readonly clusters: readonly Cluster[]
}

/** The definitions of a side that its page shows. */
export function shownOf({ definitions, systems, options }: PageSide): Shown {
  const reached = new Set([...systems.values()].flatMap((files) => [...files]))
  const strata = [...definitions.strata.values()].filter((stratum) => options.systems === undefined || reached.has(stratum.at.file))
  const keys = new Set(strata.flatMap((stratum) => stratum.chunks.map(({ value }) => value)))
  return {
    systems: [...systems.keys()].flatMap((key) => definitions.systems.get(key) ?? []), strata,
    chunks: [...keys].flatMap((key) => definitions.chunks.get(key) ?? []),
    clusters: [...definitions.clusters.values()].filter((cluster) => options.systems === undefined || systemsIn(cluster.systems).some((key) => systems.has(key))),
  }
}

/** The file of a chunk's own, as it would be called. */
export function ownFileOf(chunk: Chunk): string {
  return `${chunk.path}.morph`
}

/** Path keys of the systems that entries of a cluster deploy, those put into others too. */
export function systemsIn(entries: readonly ClusterSystem[]): readonly string[] {
  return entries.flatMap((entry) => [...(entry.system ? [entry.system.value] : []), ...systemsIn(entry.subsystems)])
}
