/** Which deployments of a cluster have errors in them. Those of a manifest or partition file are said where it is named, too. */
import type { Collector } from '../../diagnostics/collector.ts'
import type { Cluster, ClusterSystem, Deployment } from '../../ir/definitions.ts'

/** Tells of a deployment why it cannot be converted; nothing where it can. */
export function deploymentsInError(cluster: Cluster, collector: Collector): (deployment: Deployment) => string | undefined {
  const errors = collector.list().flatMap(({ severity, at }) => (severity === 'error' && at ? [at] : []))
  const places = new Set(allDeployments(cluster.systems).flatMap((deployment) => [deployment.at.start, ...deployment.variables.map(({ at }) => at.start)]))
  const own = errors.filter(({ file }) => file === cluster.at.file).map(({ start }) => start)
  const general = own.some((start) => !places.has(start))
  return ({ at, variables }) => {
    if (general) return `${cluster.at.file} has errors`
    return [at, ...variables.map((variable) => variable.at)].some(({ start }) => own.includes(start)) ? 'there are errors in it' : undefined
  }
}

function allDeployments(systems: readonly ClusterSystem[]): readonly Deployment[] {
  return systems.flatMap((system) => [...system.deployments, ...allDeployments(system.subsystems)])
}
