/** What became of deployments, and which extensions of systems nothing was made of. */
import type { Conversion } from '../ir/conversion.ts'
import type { Cluster, ClusterSystem, Definitions } from '../ir/definitions.ts'
import { code, details, link, table } from './markdown.ts'

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

/** The section; nothing where the converted systems have neither deployments nor extensions. */
export function deploymentSection(definitions: Definitions, conversion: Conversion): string | undefined {
  const systems = new Set(conversion.systems.map((system) => system.path))
  const parts = [clusterPart(definitions, systems, conversion), extensionPart(definitions, systems, conversion)].filter((part) => part !== undefined)
  return parts.length ? `## Deployment\n\n${parts.join('\n\n')}` : undefined
}

function clusterPart(definitions: Definitions, systems: ReadonlySet<string>, { deployments }: Conversion): string | undefined {
  const elements = new Map(deployments.map(({ cluster, name, element }) => [`${cluster}\0${name}`, element]))
  const rows = [...definitions.clusters.values()].flatMap((cluster) => deploymentsOf(cluster)
    .filter((deployment) => deployment.system === undefined || systems.has(deployment.system))
    .map(({ name, type, system }) => {
      const made = elements.get(`${cluster.path}\0${name}`)
      return [code(`${cluster.path}.morph`), code(name), code(type), code(system ?? 'missing'), made === undefined ? 'not converted' : link(made, `elements/${made}`, 1)]
    }))
  if (rows.length === 0) return undefined
  const left = rows.filter((row) => row.at(-1) === 'not converted').length
  const counts = `${rows.length === 1 ? 'The deployment' : `The ${rows.length} deployments`} of clusters${left ? `; ${left} of them ${left === 1 ? 'is' : 'are'} not converted, for the reasons above` : ''}`
  return `Clusters say how systems are deployed: what is written, where to, and how it is configured. Each deployment is an element whose artifact is the image or archive; \`include/image.yml\` holds what images have in common, and \`elements/image-tools.bst\` the tools that make them. What was sent to another machine is made, and sending it is left to you.\n\n${folded(counts, table(['cluster', 'deployment', 'type', 'system', 'element'], rows), rows.length)}`
}

function extensionPart(definitions: Definitions, systems: ReadonlySet<string>, { deployments }: Conversion): string | undefined {
  const deployed = new Set(deployments.map(({ system }) => system))
  const users = new Map<string, string[]>()
  for (const system of definitions.systems.values()) {
    if (!systems.has(system.path) || deployed.has(system.path)) continue
    for (const { value } of system.extensions) {
      const list = users.get(value)
      if (list) list.push(system.path)
      else users.set(value, [system.path])
    }
  }
  if (users.size === 0) return undefined
  const rows = [...users].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, list]) => [code(name), String(list.length), some(list)])
  return `Configuration extensions were scripts that ran on a system when it was deployed, with the variables of the deployment. These systems are not deployed by any converted deployment, so that nothing is made of theirs.\n\n${table(['extension', 'systems', ''], rows)}`
}

function some(paths: readonly string[]): string {
  return `${paths.slice(0, 3).map(code).join(', ')}${paths.length > 3 ? ', ...' : ''}`
}

function folded(summary: string, text: string, rows: number): string {
  return rows > MANY ? details(summary, text) : text
}
