/** What clusters name → manifests and partition files, each read once, and only those that are named (BD §9.5, §9.8). */
import type { Collector } from '../diagnostics/collector.ts'
import type { Work } from '../ir/conversion-memory.ts'
import { followed, textOf } from '../ir/data-files.ts'
import type { Cluster, ClusterSystem, DataFiles, Deployment, InstallManifest, Partitioning, System } from '../ir/definitions.ts'
import { ESSENTIAL_MANIFEST, hasExtension, manifestsNamed, partitionFileNamed, truthOf, type NamedFile } from '../ir/deployment-data.ts'
import type { Span } from '../ir/origin.ts'
import { readManifest } from './install-manifest.ts'
import { readPartitioning } from './partitioning.ts'

/** The files that deployments name, by path, without those that have errors. */
export interface DeploymentData {
  readonly manifests: ReadonlyMap<string, InstallManifest>
  readonly partitionings: ReadonlyMap<string, Partitioning>
}

/** Reads what the deployments of systems name. What cannot be read is reported where it is named, errors in a file at their place in it. */
export function readDeploymentData(clusters: ReadonlyMap<string, Cluster>, systems: ReadonlyMap<string, System>, data: DataFiles, collector: Collector, work: Work): DeploymentData {
  const manifests = new NamedFiles('manifest', readManifest, data, collector, work)
  const partitionings = new NamedFiles('partition file', readPartitioning, data, collector, work)
  for (const { system, deployment } of [...clusters.values()].flatMap((cluster) => deploymentsOf(cluster.systems, systems))) {
    // Without the extension the variables mean nothing, and a system that is not there has no deployments.
    if (hasExtension(system, 'install-files')) for (const file of manifestsNamed(deployment.variables)) manifests.readNamed(file)
    if (hasExtension(system, 'install-essential-files')) manifests.read(ESSENTIAL_MANIFEST, deployment.at)
    checkTruth(deployment, collector)
    const partitions = partitionFileNamed(deployment.variables)
    if (partitions) partitionings.readNamed(partitions)
  }
  return { manifests: manifests.sound(), partitionings: partitionings.sound() }
}

interface SystemDeployment {
  readonly system: System
  readonly deployment: Deployment
}

function deploymentsOf(entries: readonly ClusterSystem[], systems: ReadonlyMap<string, System>): readonly SystemDeployment[] {
  return entries.flatMap((entry) => {
    const system = entry.system && systems.get(entry.system.value)
    return [...(system ? entry.deployments.map((deployment) => ({ system, deployment })) : []), ...deploymentsOf(entry.subsystems, systems)]
  })
}

function checkTruth({ variables }: Deployment, collector: Collector): void {
  const use = variables.find(({ name }) => name === 'USE_PARTITIONING')
  if (!use || truthOf(use.value) !== undefined) return
  collector.report('reader/bad-value', { field: use.name, value: JSON.stringify(use.value), expected: 'must be yes, 1, true, no, 0 or false' }, use.at)
}

type ReadText<T> = (path: string, text: string, data: DataFiles, collector: Collector) => T | undefined

/** Files of one sort by path; nothing stands for one that has errors, or is not there. */
class NamedFiles<T> {
  private readonly known = new Map<string, T | undefined>()

  constructor(private readonly what: string, private readonly readText: ReadText<T>, private readonly data: DataFiles, private readonly collector: Collector, private readonly work: Work) {}

  readNamed({ path, written, variable, at, isBadlyQuoted }: NamedFile): void {
    if (isBadlyQuoted) this.collector.report('reader/bad-quoting', { variable }, at)
    else if (path === undefined) this.collector.report('reader/path-outside', { path: written }, at)
    else this.read(path, at, variable)
  }

  /** Reads a file at its first mention; each mention of one that could not be read is reported. */
  read(path: string, at: Span, variable?: string): void {
    if (!this.known.has(path)) {
      const text = this.textAt(path, at, variable)
      if (text === undefined) return
      this.known.set(path, this.work.takeValue(`${this.what} ${path}`, this.readText, [path, text], [this.data, this.collector]))
    }
    if (this.known.get(path) === undefined) this.collector.report('reader/unusable-file', { path }, at)
  }

  sound(): ReadonlyMap<string, T> {
    return new Map([...this.known].flatMap(([path, value]) => (value === undefined ? [] : [[path, value] as const])))
  }

  private textAt(path: string, at: Span, variable: string | undefined): string | undefined {
    const found = followed(this.data, path)
    const text = found?.entry.kind === 'file' ? textOf(found.entry.bytes) : undefined
    if (text !== undefined) return text
    const fault = this.data.fault(path) ?? (found?.entry.kind === 'folder' ? 'it is a folder' : found ? 'it is not UTF-8' : undefined)
    if (fault === undefined) this.collector.report('reader/missing-data', { path, what: this.what, variable }, at)
    else this.collector.report('reader/data-unreadable', { path, detail: fault }, at)
    return undefined
  }
}
