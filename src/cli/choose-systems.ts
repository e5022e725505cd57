/** What `--system` names → systems. Knows nothing of how they are converted. */
import type { Collector } from '../diagnostics/collector.ts'
import type { ClusterSystem, Definitions } from '../ir/definitions.ts'
import { ESSENTIAL_MANIFEST, hasExtension, manifestsNamed, partitionFileNamed } from '../ir/deployment-data.ts'
import { nearest } from '../std/nearest.ts'

/** What was chosen. */
export interface Chosen {
  /** Systems that were named, and those of clusters that were: path keys, in load order. */
  readonly systems: readonly string[]
  /** Clusters whose deployments are wanted: those that were named, or all that deploy a system that was named. */
  readonly clusters: readonly string[]
  /** Files that the deployments are made of. */
  readonly files: readonly string[]
}

/** How far a choice of systems goes. */
export interface Reach {
  /** Systems that deployments put into the named ones come along. */
  readonly withParts?: boolean
  /** Path keys: deployments of these clusters only, as if they had been named, but for other systems of theirs. */
  readonly clusters?: readonly string[]
  /** Asked of each name that nothing is called by; what it says yes to is not reported. */
  readonly mayLack?: (name: string) => boolean
}

/** Resolves names of systems and clusters, with or without `./` and `.morph`; unknown ones are reported. */
export function chooseSystems(named: readonly string[], definitions: Definitions, collector: Collector, { withParts = false, clusters: only, mayLack = () => false }: Reach = {}): Chosen {
  const systems = new Set<string>()
  const namedClusters = new Set<string>()
  for (const name of named) {
    const key = name.replace(/^(?:\.\/)+/, '').replace(/\.morph$/, '')
    if (definitions.systems.has(key)) systems.add(key)
    else if (definitions.clusters.has(key)) namedClusters.add(key)
    else if (!mayLack(name)) {
      const known = [...definitions.systems.keys(), ...definitions.clusters.keys()]
      collector.report('convert/no-such-system', { path: name, suggestion: known.find((path) => path.endsWith(`/${key}`)) ?? nearest(key, known) })
    }
  }
  const clusters = [...definitions.clusters.values()].filter((cluster) => only?.includes(cluster.path) ?? true).filter((cluster) =>
    namedClusters.size ? namedClusters.has(cluster.path) : cluster.systems.some(({ system }) => system && systems.has(system.value)))
  const entries = clusters.flatMap((cluster) => cluster.systems).filter(({ system }) => namedClusters.size > 0 || (system && systems.has(system.value)))
  if (namedClusters.size || withParts) for (const system of systemsOf(entries)) systems.add(system)
  return {
    systems: [...definitions.systems.keys()].filter((key) => systems.has(key)), clusters: clusters.map((cluster) => cluster.path),
    files: [...clusters.map((cluster) => cluster.at.file), ...entries.flatMap((entry) => filesOf(entry, definitions))],
  }
}

function systemsOf(systems: readonly ClusterSystem[]): readonly string[] {
  return systems.flatMap((entry) => [...(entry.system ? [entry.system.value] : []), ...systemsOf(entry.subsystems)])
}

/** Manifests and partition files of the deployments of an entry. */
function filesOf(entry: ClusterSystem, definitions: Definitions): readonly string[] {
  const own = entry.deployments.flatMap(({ variables }) => [...manifestsNamed(variables), partitionFileNamed(variables)].flatMap((file) => file?.path ?? []))
  const system = entry.system && definitions.systems.get(entry.system.value)
  const essential = system && hasExtension(system, 'install-essential-files') ? [ESSENTIAL_MANIFEST] : []
  return [...own, ...essential, ...entry.subsystems.flatMap((part) => filesOf(part, definitions))]
}
