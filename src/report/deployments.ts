/** What belongs to deployment and is therefore not in the project: extensions of systems, deployments of clusters. */
import type { Cluster, ClusterSystem, Definitions } from '../ir/definitions.ts'
import { code, details, table } from './markdown.ts'

/** One deployment of a cluster, those into other systems too. */
export interface DeploymentFact {
  readonly name: string
  readonly type: string
  /** Path key of the system; nothing where it could not be found. */
  readonly system: string | undefined
}

/** More rows than these are folded away. */
const MANY = 20

/** All deployments of a cluster, in document order. */
export function deploymentsOf(cluster: Cluster): readonly DeploymentFact[] {
  const ofSystem = (system: ClusterSystem): readonly DeploymentFact[] => [
    ...system.deployments.map((deployment) => ({ name: deployment.name, type: deployment.type?.value ?? '', system: system.system?.value })),
    ...system.subsystems.flatMap(ofSystem),
  ]
  return cluster.systems.flatMap(ofSystem)
}

/** The section; nothing where the converted systems have neither. `systems` are path keys. */
export function deploymentSection(definitions: Definitions, systems: ReadonlySet<string>): string | undefined {
  const parts = [clusterPart(definitions, systems), extensionPart(definitions, systems)].filter((part) => part !== undefined)
  return parts.length ? `## Deployment\n\n${parts.join('\n\n')}` : undefined
}

function clusterPart(definitions: Definitions, systems: ReadonlySet<string>): string | undefined {
  const rows = [...definitions.clusters.values()].flatMap((cluster) => deploymentsOf(cluster)
    .filter((deployment) => deployment.system === undefined || systems.has(deployment.system))
    .map((deployment) => [code(`${cluster.path}.morph`), code(deployment.name), code(deployment.type), code(deployment.system ?? 'missing')]))
  if (rows.length === 0) return undefined
  return `Clusters say how systems are deployed: what is written, where to, and how it is configured. They are read and checked, but not converted; each of these ${rows.length} deployments has to be made anew from the element of its system, for example by a script element that makes an image.\n\n${folded(`${rows.length} deployments`, table(['cluster', 'deployment', 'type', 'system'], rows), rows.length)}`
}

function extensionPart(definitions: Definitions, systems: ReadonlySet<string>): string | undefined {
  const users = new Map<string, string[]>()
  for (const system of definitions.systems.values()) {
    if (!systems.has(system.path)) continue
    for (const { value } of system.extensions) {
      const list = users.get(value)
      if (list) list.push(system.path)
      else users.set(value, [system.path])
    }
  }
  if (users.size === 0) return undefined
  const rows = [...users].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, list]) => [code(name), String(list.length), some(list)])
  return `Configuration extensions were scripts that ran on a system when it was deployed, with the variables of the deployment. They are no part of a system, so none of these is in the project.\n\n${table(['extension', 'systems', ''], rows)}`
}

function some(paths: readonly string[]): string {
  return `${paths.slice(0, 3).map(code).join(', ')}${paths.length > 3 ? ', ...' : ''}`
}

function folded(summary: string, text: string, rows: number): string {
  return rows > MANY ? details(summary, text) : text
}
