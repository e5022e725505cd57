/** Which deployment of a system `verify` makes and starts. Pure. */
import type { ConvertedDeployment } from '../../ir/conversion.ts'
import type { ClusterSystem, Definitions } from '../../ir/definitions.ts'
import { nearest } from '../../std/nearest.ts'

/** What the person says of it. */
export interface DeploymentChoice {
  /** Path keys. */
  readonly system: string
  readonly cluster?: string
  readonly name?: string
}

/** The deployment; or why there is none, which is a mistake where the person named one. */
export type ChosenDeployment =
  | { readonly deployment: ConvertedDeployment }
  | { readonly none: string }
  | { readonly mistake: string; readonly hint?: string }

/** Of what is left by the choice the first that is a disk, else the first; parts of other deployments are none. */
export function chooseDeployment({ system, cluster, name }: DeploymentChoice, definitions: Definitions, deployments: readonly ConvertedDeployment[]): ChosenDeployment {
  if (cluster !== undefined && !definitions.clusters.has(cluster)) {
    const known = [...definitions.clusters.keys()]
    return mistake(`there is no cluster ${cluster}`, known.find((key) => key.endsWith(`/${cluster}`)) ?? nearest(cluster, known))
  }
  const written = [...definitions.clusters.values()].filter(({ path }) => cluster === undefined || path === cluster)
    .flatMap((one) => one.systems.filter((entry) => entry.system?.value === system).flatMap((entry) => namesOf(entry)))
  const found = deployments.filter((one) => one.system === system && !one.isPart && (cluster === undefined || one.cluster === cluster))
  const named = found.filter((one) => name === undefined || one.name === name)
  const deployment = named.find(({ kind }) => kind === 'disk') ?? named[0]
  if (deployment) return { deployment }
  if (name !== undefined && !written.some((one) => one.name === name)) {
    const known = written.map((one) => one.name)
    return mistake(`no deployment of ${system} is called ${name}`, nearest(name, known), known)
  }
  if (written.length > 0) {
    const words = written.filter((one) => name === undefined || one.name === name).map((one) => `${one.name} (${one.type})`).join(', ')
    return name === undefined && cluster === undefined ? { none: `no deployment of it is converted: ${words}` } : { mistake: `not converted: ${words}`, hint: 'MIGRATION.md of the project says why' }
  }
  return cluster === undefined ? { none: 'no cluster deploys it' } : { mistake: `${cluster} does not deploy ${system}` }
}

function mistake(message: string, meant: string | undefined, known: readonly string[] = []): ChosenDeployment {
  const hint = meant === undefined && known.length > 0 ? { hint: `there are: ${known.join(', ')}` } : {}
  return { mistake: `${message}${meant === undefined ? '' : `; did you mean ${meant}?`}`, ...hint }
}

function namesOf({ deployments }: ClusterSystem): readonly { readonly name: string; readonly type: string }[] {
  return deployments.map(({ name, type }) => ({ name, type: type?.value ?? 'no type' }))
}

/** The path key that a person's name for a definition stands for. */
export function pathKey(name: string): string {
  return name.replace(/^(?:\.\/)+/, '').replace(/\.morph$/, '')
}
