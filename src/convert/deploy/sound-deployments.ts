/** Which deployments of a cluster have errors in them. Those of a manifest or partition file are said where it is named, too. */
import type { Collector } from '../../diagnostics/collector.ts'
import type { Cluster, ClusterSystem, Deployment } from '../../ir/definitions.ts'

/** Where errors begin, by file. */
export type ErrorPlaces = ReadonlyMap<string, readonly number[]>

/** The places of all errors so far. */
export function errorsByFile(collector: Collector): ErrorPlaces {
  const places = new Map<string, number[]>()
  for (const { severity, at } of collector.list()) if (severity === 'error' && at) places.set(at.file, [...places.get(at.file) ?? [], at.start])
  return places
}

/** Tells of a deployment why it cannot be converted; nothing where it can. */
export function deploymentsInError(cluster: Cluster, errors: ErrorPlaces): (deployment: Deployment) => string | undefined {
  const places = new Set(allDeployments(cluster.systems).flatMap((deployment) => [deployment.at.start, ...deployment.variables.map(({ at }) => at.start)]))
  const own = errors.get(cluster.at.file) ?? []
  const general = own.some((start) => !places.has(start))
  return ({ at, variables }) => {
    if (general) return `${cluster.at.file} has errors`
    return [at, ...variables.map((variable) => variable.at)].some(({ start }) => own.includes(start)) ? 'there are errors in it' : undefined
  }
}

function allDeployments(systems: readonly ClusterSystem[]): readonly Deployment[] {
  return systems.flatMap((system) => [...system.deployments, ...allDeployments(system.subsystems)])
}
