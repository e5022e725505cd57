/** Clusters → elements that make what their deployments made (conversion design, §7; docs/images.md). */
import { createHash } from 'node:crypto'
import type { ConvertedDeployment } from '../../ir/conversion.ts'
import type { Work } from '../../ir/conversion-memory.ts'
import type { Chunk, Cluster, ClusterSystem, Deployment, System } from '../../ir/definitions.ts'
import type { Located, Span } from '../../ir/origin.ts'
import { element, type Element, type FileContent, type Noted } from '../../ir/project.ts'
import { nearest } from '../../std/nearest.ts'
import { chunksOfSystem, IMAGE_TOOLS, type ConvertContext } from '../context.ts'
import { stemOf } from '../element-names.ts'
import { saidAt } from '../origin.ts'
import { deviceRows, specialModes } from './chunk-ownership.ts'
import { configure, type Parts } from './configured.ts'
import { DEFINITIONS_PLACE, DefinitionFiles } from './definition-files.ts'
import { Faults } from './faults.ts'
import { ownershipTable, type OwnershipRow } from './ownership.ts'
import { IMAGE_INCLUDE, recipeFiles, recipeInclude } from './recipes.ts'
import { deploymentsInError, errorsByFile, type ErrorPlaces } from './sound-deployments.ts'
import { isNamed } from './reads.ts'
import type { WriteResult } from './write/writer.ts'
import { WRITER_NAMES, writerOf } from './write/writers.ts'

/** Where recipes find the tree that they write. */
const PAYLOAD_PLACE = '/payload'

/** What deployments become. */
export interface Deployed {
  readonly deployments: readonly ConvertedDeployment[]
  readonly elements: readonly Element[]
  readonly files: ReadonlyMap<string, FileContent>
}

/** Converts the deployments of all clusters whose systems are converted. What is left out is reported. */
export function convertClusters(context: ConvertContext, work: Work): Deployed {
  const { definitions, names, options, scope } = context
  const files = new DefinitionFiles(definitions.data, (stem) => names.free(`deploy/${stem}`))
  const owners = new Map(scope.systems.map((system) => [system.path, work.takeValue(`owners in ${system.path}`, ownersIn, [chunksOfSystem(context, system)], [])]))
  const errors = work.same('errors', errorsByFile(context.collector))
  const made = [...definitions.clusters.values()].filter(({ path }) => options.clusters?.includes(path) ?? true)
    .flatMap((cluster) => work.takeValue(`deployments ${cluster.path}`, convertCluster, [cluster, work], [files, owners, errors, context]))
  const includes = new Set(made.flatMap(({ elements }) => elements).flatMap((one) => one.includes))
  return {
    deployments: made.map(({ deployment }) => deployment),
    elements: [...made.flatMap(({ elements }) => elements), ...files.elements()],
    files: new Map([...recipeFiles(includes), ...made.flatMap((one) => [...one.files]), ...files.files()]),
  }
}

function convertCluster(cluster: Cluster, work: Work, files: DefinitionFiles, owners: ReadonlyMap<string, Owners>, errors: ErrorPlaces, context: ConvertContext): readonly Made[] {
  return new ClusterConversion(cluster, work, files, owners, errors, context).all()
}

/** One deployment, converted. */
interface Made {
  /** Where its deployment is. */
  readonly at: Span
  readonly deployment: ConvertedDeployment
  readonly elements: readonly Element[]
  readonly files: ReadonlyMap<string, FileContent>
  readonly ownership: readonly OwnershipRow[]
}

/** The entry, and its system, that a subsystem is deployed into. */
interface Parent {
  readonly entry: ClusterSystem
  readonly system: System
}

/** The deployments of one cluster: names and locations are unique in it. */
class ClusterConversion {
  /** Location → deployment, for each tree that deployments go into; nothing stands for the world outside. */
  private readonly locations = new Map<ClusterSystem | undefined, Map<string, string>>()
  private readonly inError: ReturnType<typeof deploymentsInError>

  constructor(private readonly cluster: Cluster, private readonly work: Work, private readonly files: DefinitionFiles, private readonly owners: ReadonlyMap<string, Owners>, errors: ErrorPlaces, private readonly context: ConvertContext) {
    this.inError = deploymentsInError(cluster, errors)
  }

  all(): readonly Made[] {
    return this.cluster.systems.flatMap((entry) => this.system(entry))
  }

  /** The deployments of a system, those into it before them. `parent` is what they go into. */
  private system(entry: ClusterSystem, parent?: Parent): readonly Made[] {
    const system = entry.system && this.context.definitions.systems.get(entry.system.value)
    if (!system) return []
    // Choosing systems is no fault of a deployment.
    const isTaken = this.context.scope.systems.includes(system)
    if (!isTaken && this.context.options.systems !== undefined) return []
    const inside = isTaken ? entry.subsystems.flatMap((part) => this.system(part, { entry, system })) : []
    const unchosen = isTaken ? this.unchosenIn(entry) : undefined
    const whole = entry.deployments.flatMap((deployment) => {
      if (unchosen !== undefined) {
        this.context.collector.report('deploy/not-chosen', { deployment: deployment.name, system: unchosen }, deployment.at)
        return []
      }
      const why = isTaken ? this.inError(deployment) ?? this.missingParts(entry, inside) : `its system ${system.path} has errors`
      if (why === undefined) return this.deployment(entry, system, deployment, inside, parent)
      this.context.collector.report('deploy/left-out', { deployment: deployment.name, why }, deployment.at)
      return []
    })
    return [...inside, ...whole]
  }

  /** A system that goes into the entry's and that the user did not choose. */
  private unchosenIn(entry: ClusterSystem): string | undefined {
    const { systems } = this.context.options
    return systems && everyEntry(entry.subsystems).flatMap(({ system }) => system?.value ?? []).find((path) => !systems.includes(path))
  }

  /** A tree without what belongs into it is not what was asked for. */
  private missingParts(entry: ClusterSystem, inside: readonly Made[]): string | undefined {
    const missing = entry.subsystems.flatMap((part) => part.deployments).find(({ name }) => !inside.some(({ deployment }) => deployment.name === name) && !this.elsewhere.has(name))
    return missing && `"${missing.name}", which goes into it, is not converted`
  }

  /** Parts that are left out for their architecture, which has been said. */
  private readonly elsewhere = new Set<string>()

  private deployment(entry: ClusterSystem, system: System, deployment: Deployment, inside: readonly Made[], parent: Parent | undefined): readonly Made[] {
    const { collector, names } = this.context
    const { type, location, name } = deployment
    if (!type || !location) return []
    if (parent && parent.system.arch.value !== system.arch.value) {
      this.elsewhere.add(name)
      collector.report('deploy/other-architecture', { deployment: name, arch: system.arch.value, parent: parent.system.arch.value }, deployment.at)
    }
    const variables = this.work.same(`variables ${this.cluster.path} ${name}`, new Map(deployment.variables.map((variable) => [variable.name, variable])))
    const writer = writerOf(type.value, parent !== undefined)
    if (!writer) {
      const told = [...variables].map(([key, { value }]) => `${key}=${value}`)
      collector.report('deploy/unknown-type', { deployment: name, type: type.value, location: location.value, variables: told, suggestion: nearest(type.value.replace(/^.*\//, ''), WRITER_NAMES) }, type.at)
      return []
    }
    const faults = new Faults(collector)
    const result = writer.convert({ definitions: this.context.definitions, system, deployment: name, location, variables, at: deployment.at, collector: faults })
    this.checkLocation(deployment, result, parent, faults)
    const elementName = names.take(`deploy/${stemOf(this.cluster.path, 'clusters').replace(/^clusters\//, '')}/${name}`, deployment.at)
    const parts = this.work.same(`parts ${elementName}`, partsOf(inside, this.elsewhere))
    const configured = this.work.takeValue(`configured ${elementName}`, configure, [system, entry, deployment, variables, parts, elementName], [this.files, faults, this.context])
    if (faults.any) {
      collector.report('deploy/left-out', { deployment: name, why: 'there are errors in it' }, deployment.at)
      return []
    }
    this.reportUnread(deployment, variables, [...writer.reads, ...configured.reads])
    const ownership = [...configured.ownership, ...this.owners.get(system.path)?.devices ?? []]
    return [{
      at: deployment.at,
      deployment: { cluster: this.cluster.path, name, system: system.path, element: elementName, kind: result.kind, file: result.file, isPart: parent !== undefined },
      elements: [this.imageElement(elementName, system, entry, deployment, result, configured.element, ownership), ...configured.elements],
      files: configured.files, ownership,
    }]
  }

  private imageElement(name: string, system: System, entry: ClusterSystem, deployment: Deployment, result: WriteResult, tree: string, ownership: readonly OwnershipRow[]): Element {
    const expected = this.owners.get(system.path)?.special ?? []
    return element({
      name, kind: 'script', origin: deployment.at, ...(deployment.type ? { kindOrigin: deployment.type.at } : {}), head: this.commentsFor(deployment),
      description: { text: `${this.cluster.name}: ${deployment.name}, ${KINDS[result.kind]} of ${system.name}`, ...saidAt(deployment.at) },
      includes: [IMAGE_INCLUDE, recipeInclude(result.kind)],
      buildDepends: [
        { element: IMAGE_TOOLS }, { element: tree, location: PAYLOAD_PLACE, ...saidAt(entry.at) },
        ...this.files.elementsFor(result.uses ?? []).map((of) => ({ element: of, location: DEFINITIONS_PLACE })),
      ],
      variables: new Map<string, Noted>([
        ['image-name', { text: result.file, ...saidAt(deployment.location?.at) }],
        ...(result.kind === 'disk' ? [['image-id', { text: identifier(this.cluster.path, deployment.name), ...saidAt(deployment.at) }] as const] : []),
        ...result.variables,
        ...table('system-ownership', expected), ...table('ownership', ownership),
      ]),
    })
  }

  /** What was said of a whole cluster or of several deployments goes to the first of them. */
  private commentsFor(deployment: Deployment): readonly string[] {
    const entry = everyEntry(this.cluster.systems).find(({ deployments }) => deployments.includes(deployment))
    const isFirst = entry?.deployments[0] === deployment
    const leads = isFirst && everyEntry(this.cluster.systems).find(({ deployments }) => deployments.length > 0) === entry
    const about = this.cluster.description?.value.trim().split('\n').map((line) => (line === '' ? '' : ` ${line}`)) ?? []
    return [...(leads ? [...this.cluster.comments, ...about] : []), ...(isFirst ? entry.comments : []), ...deployment.comments]
  }

  private checkLocation(deployment: Deployment, { file }: WriteResult, parent: Parent | undefined, faults: Faults): void {
    const { location, name, at } = deployment
    const place = location?.value.replace(/^\/+|\/+$/g, '') ?? ''
    // A host or a URL is where any number of deployments go.
    if (place !== file && !place.endsWith(`/${file}`)) return
    const taken = this.locations.get(parent?.entry) ?? new Map<string, string>()
    this.locations.set(parent?.entry, taken)
    const other = taken.get(place)
    if (other !== undefined) faults.report('deploy/same-location', { deployment: name, other, location: location?.value ?? '' }, location?.at ?? at)
    else taken.set(place, name)
  }

  private reportUnread(deployment: Deployment, variables: ReadonlyMap<string, Located<string>>, reads: readonly string[]): void {
    const names = [...variables.keys()].filter((name) => !isNamed(name, reads))
    if (names.length) this.context.collector.report('deploy/variable-unread', { deployment: deployment.name, names }, deployment.at)
  }
}

/** What the chunks of a system say of owners and modes. */
interface Owners {
  readonly devices: readonly OwnershipRow[]
  readonly special: readonly OwnershipRow[]
}

/** Of the chunks whose files are in the system: those of bootstrap ones are not. */
function ownersIn(chunks: readonly Chunk[]): Owners {
  const parts = chunks.filter(({ mode }) => mode !== 'bootstrap')
  return { devices: parts.flatMap(deviceRows), special: parts.flatMap(specialModes) }
}

/** The entries in document order, those of subsystems behind theirs. */
function everyEntry(systems: readonly ClusterSystem[]): readonly ClusterSystem[] {
  return systems.flatMap((entry) => [entry, ...everyEntry(entry.subsystems)])
}

const KINDS: Readonly<Record<ConvertedDeployment['kind'], string>> = {
  disk: 'a disk image', tar: 'an archive', initramfs: 'an initramfs', sysroot: 'the tree', 'image-package': 'an image package', jffs2: 'a JFFS2 image',
}

/** What goes into a parent; a tree brings its owners along. */
function partsOf(inside: readonly Made[], elsewhere: ReadonlySet<string>): Parts {
  const taken = inside.filter(({ deployment }) => deployment.isPart && !elsewhere.has(deployment.name))
  return {
    elements: taken.map(({ deployment, at }) => ({ element: deployment.element, at })),
    ownership: taken.filter(({ deployment }) => deployment.kind === 'sysroot')
      .flatMap(({ deployment, ownership }) => ownership.map((row) => ({ ...row, path: `/${deployment.file}${row.path}` }))),
  }
}

/** 32 hexadecimal digits that stay the same as long as the names do. */
function identifier(cluster: string, deployment: string): string {
  return createHash('sha256').update(`${cluster}\0${deployment}`).digest('hex').slice(0, 32)
}

function table(name: string, rows: readonly OwnershipRow[]): readonly (readonly [string, Noted])[] {
  return rows.length ? [[name, ownershipTable(rows)]] : []
}
