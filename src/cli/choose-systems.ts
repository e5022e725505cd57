/** What `--system` names → systems. Knows nothing of how they are converted. */
import type { Collector } from '../diagnostics/collector.ts'
import type { ClusterSystem, Definitions } from '../ir/definitions.ts'
import { nearest } from '../std/nearest.ts'

/** The systems chosen. */
export interface Chosen {
  /** Path keys, in load order. */
  readonly systems: readonly string[]
  /** Files of the clusters that were named. */
  readonly clusterFiles: readonly string[]
}

/** Resolves names of systems and clusters, with or without `./` and `.morph`; unknown ones are reported. */
export function chooseSystems(named: readonly string[], definitions: Definitions, collector: Collector): Chosen {
  const systems = new Set<string>()
  const clusterFiles: string[] = []
  for (const name of named) {
    const key = name.replace(/^(?:\.\/)+/, '').replace(/\.morph$/, '')
    const cluster = definitions.clusters.get(key)
    if (definitions.systems.has(key)) systems.add(key)
    else if (cluster) {
      clusterFiles.push(cluster.at.file)
      for (const system of systemsOf(cluster.systems)) systems.add(system)
    } else {
      const known = [...definitions.systems.keys(), ...definitions.clusters.keys()]
      collector.report('convert/no-such-system', { path: name, suggestion: known.find((path) => path.endsWith(`/${key}`)) ?? nearest(key, known) })
    }
  }
  return { systems: [...definitions.systems.keys()].filter((key) => systems.has(key)), clusterFiles }
}

function systemsOf(systems: readonly ClusterSystem[]): readonly string[] {
  return systems.flatMap((entry) => [...(entry.system ? [entry.system.value] : []), ...systemsOf(entry.subsystems)])
}
