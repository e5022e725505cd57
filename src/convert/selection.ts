/** What a system takes of a stratum, and the elements that give just that (BD §6.4; conversion design, §5). */
import type { Chunk, Stratum, System, SystemStratum } from '../ir/definitions.ts'
import { element, NO_PUBLIC, type Dependency, type Element, type SelectConfig } from '../ir/project.ts'
import { artifactsOf, domainOf, domainRules, StratumArtifacts } from './artifacts.ts'
import { chunksOf, type ConvertContext } from './context.ts'
import { integrationOf, sortedGroups, type Integration } from './integration.ts'
import { saidAt, saidBy, type Said } from './origin.ts'
import type { Part } from './split/search-parts.ts'
import { selectArtifacts, type Selection } from './split/select.ts'
import type { ChunkStaging } from './staging.ts'

/** What is taken of one chunk. */
export interface ChunkSelection {
  readonly chunk: Chunk
  readonly parts: readonly Part[]
  readonly helpers: Selection['helpers']
  /** Names of the chunk artifacts that are taken. */
  readonly artifacts: ReadonlySet<string>
}

/** What is taken of one stratum. */
export interface StratumSelection {
  readonly part: SystemStratum
  readonly stratum: Stratum
  readonly chunks: readonly ChunkSelection[]
  /** Everything of every chunk. */
  readonly whole: boolean
}

const EVERYTHING: readonly Part[] = [{ include: [], exclude: [], orphans: true }]

/** What `system` takes of each stratum. The second chunk of one name is not taken, as YBD did (BD §3.5). */
export function selectionsOf(system: System, context: ConvertContext): readonly StratumSelection[] {
  const installed = new Map<string, Chunk>()
  const { defaults } = context.definitions
  return system.strata.flatMap((part) => {
    const stratum = context.definitions.strata.get(part.stratum)
    if (!stratum) return []
    const chosen = part.artifacts.length ? chooser(stratum, part, context) : undefined
    const chunks = chunksOf(context, stratum).filter((chunk) => chunk.mode !== 'bootstrap').map((chunk): ChunkSelection => {
      const first = installed.get(chunk.artifactName)
      if (first && first !== chunk) {
        context.collector.report('convert/name-clash', { chunk: chunk.name, system: system.name, first: first.path }, chunk.at, [{ message: 'the one that is taken', at: first.at }])
        return { chunk, parts: [], helpers: [], artifacts: new Set() }
      }
      installed.set(chunk.artifactName, chunk)
      return chosen ? chosen(chunk) : { chunk, parts: EVERYTHING, helpers: [], artifacts: artifactsOf(chunk, defaults) }
    })
    return [{ part, stratum, chunks, whole: chunks.every(({ parts }) => isEverything(parts)) }]
  })
}

/** Whether a selection leaves nothing out. */
export function isEverything(parts: readonly Part[]): boolean {
  return parts.length === 1 && parts.every((part) => part.include.length === 0 && part.exclude.length === 0 && part.orphans)
}

/** Chooses of a chunk what the wanted stratum artifacts hold. */
function chooser(stratum: Stratum, part: SystemStratum, context: ConvertContext): (chunk: Chunk) => ChunkSelection {
  const { defaults } = context.definitions
  const artifacts = new StratumArtifacts(stratum, defaults, context.collector)
  for (const asked of part.artifacts) {
    if (!artifacts.names.includes(asked.value)) context.collector.report('convert/unknown-artifact', { artifact: asked.value, stratum: stratum.name, known: artifacts.names }, asked.at)
  }
  const asked = new Set(part.artifacts.map((artifact) => artifact.value))
  return (chunk) => {
    const all = artifactsOf(chunk, defaults)
    const wanted = [...all].filter((artifact) => [...artifacts.of(artifact, chunk)].some((name) => asked.has(name)))
    if (wanted.length === all.size) return { chunk, parts: EVERYTHING, helpers: [], artifacts: new Set(wanted) }
    const domains = new Set(wanted.map((artifact) => domainOf(artifact, chunk.artifactName)))
    const selection = selectArtifacts(context.defaultRules, domainRules(chunk.products, chunk.artifactName), domains)
    if (!selection.exact) context.collector.report('convert/selection-inexact', { stratum: stratum.name, chunk: chunk.name, example: selection.example ?? '' }, part.at)
    return { chunk, parts: selection.parts, helpers: selection.helpers, artifacts: new Set(wanted) }
  }
}

/** The elements for a stratum that `systemElement` takes in part; the first one stands for all. */
export function selectionElements(selection: StratumSelection, systemElement: string, staging: ReadonlyMap<string, ChunkStaging>, context: ConvertContext): readonly Element[] {
  const { below } = context.names
  const stratum = context.names.strata.get(selection.stratum.path) ?? ''
  const name = below(systemElement, lastName(stratum), stratum)
  const uniform = uniformParts(selection)
  if (uniform) return uniformElements(name, selection, uniform, context)
  return singleElements(name, selection, staging, context)
}

function lastName(elementName: string): string {
  return elementName.replace(/^.*\//, '').replace(/\.bst$/, '')
}

/** Parts that are right for every chunk of the stratum, so that composing the stratum itself will do. */
function uniformParts(selection: StratumSelection): readonly Part[] | undefined {
  const { chunks } = selection
  if (chunks.length === 0 || chunks.some(({ parts }) => parts.length === 0)) return undefined
  const count = Math.max(...chunks.map(({ parts }) => parts.length))
  const merged: Part[] = []
  for (let index = 0; index < count; index++) {
    const parts = chunks.flatMap((chunk) => chunk.parts[index] ?? [])
    const [first] = parts
    if (!first || parts.some((part) => part.orphans !== first.orphans)) return undefined
    const exclude = [...new Set(parts.flatMap((part) => part.exclude))]
    const include = [...new Set(parts.flatMap((part) => part.include))]
    if (first.orphans !== (index === 0) || (include.length > 0) === first.orphans) return undefined
    merged.push({ include, exclude, orphans: first.orphans })
  }
  const isRight = chunks.every((chunk) => merged.every((part, index) => fits(part, chunk.parts[index], chunk)))
  return isRight ? merged : undefined
}

/** Whether a common part does for one chunk what its own does: domains that are not its own must be none it has taken. */
function fits(common: Part, own: Part | undefined, chunk: ChunkSelection): boolean {
  const taken = new Set([...chunk.artifacts].map((artifact) => domainOf(artifact, chunk.chunk.artifactName)))
  const has = (domain: string): boolean => taken.has(domain) || chunk.helpers.some((helper) => helper.domain === domain)
  const extraExclude = common.exclude.filter((domain) => !own?.exclude.includes(domain))
  const extraInclude = common.include.filter((domain) => !own?.include.includes(domain))
  return !extraExclude.some(has) && !extraInclude.some((domain) => has(domain) || chunk.chunk.products.some((rule) => domainOf(rule.artifact, chunk.chunk.artifactName) === domain))
    && (own !== undefined || common.include.length > 0)
}

function uniformElements(name: string, selection: StratumSelection, parts: readonly Part[], context: ConvertContext): readonly Element[] {
  const stratum = context.names.strata.get(selection.stratum.path) ?? ''
  const integration = integrationTaken(selection, () => true, context)
  const compose = (elementName: string, part: Part, isWhole: boolean): Element => element({
    name: elementName, kind: 'compose', origin: selection.part.at, buildDepends: [{ element: stratum, ...saidAt(selection.part.at) }],
    ...(isWhole ? { description: { text: describe(selection), ...choiceOf(selection) } } : {}),
    config: { ...configOf(part), integrate: false, ...choiceOf(selection) }, public: { ...NO_PUBLIC, ...(isWhole ? integration : {}) },
  })
  const [only] = parts
  if (parts.length === 1 && only) return [compose(name, only, true)]
  const members = parts.map((part, index) => compose(context.names.below(name, `part-${index + 1}`), part, false))
  return [stackOf(name, selection, members.map((member) => ({ element: member.name, ...choiceOf(selection) })), integration), ...members]
}

/** What the system asks of a stratum: the artifacts, or the stratum where it names none. */
function choiceOf({ part }: StratumSelection): Said {
  return part.artifacts.length ? saidBy(part.artifacts) : saidAt(part.at)
}

function describe(selection: StratumSelection): string {
  const artifacts = selection.part.artifacts.map((artifact) => artifact.value)
  return artifacts.length ? `${artifacts.join(', ')} of ${selection.stratum.name}` : `${selection.stratum.name}, less what another stratum brings`
}

function stackOf(name: string, selection: StratumSelection, depends: readonly Dependency[], integration: Integration): Element {
  return element({
    name, kind: 'stack', origin: selection.part.at, description: { text: describe(selection), ...choiceOf(selection) },
    depends, public: { ...NO_PUBLIC, ...integration },
  })
}

/** A stack of the chunks that are taken whole, and of filters for the others. */
function singleElements(name: string, selection: StratumSelection, staging: ReadonlyMap<string, ChunkStaging>, context: ConvertContext): readonly Element[] {
  const closed = chunksWithWholeClosure(selection, staging)
  const filters: Element[] = []
  const members = selection.chunks.flatMap(({ chunk, parts }) => {
    const whole = context.names.chunks.get(chunk.path) ?? ''
    const own = { element: whole, ...saidAt(chunk.at) }
    if (closed.has(chunk.path)) return [own]
    return parts.map((part, index) => {
      const number = index === 0 ? '' : `-${index + 1}`
      const filter = context.names.below(name, lastName(whole) + number, whole + number)
      filters.push(element({ name: filter, kind: 'filter', origin: selection.part.at, buildDepends: [own], config: { ...configOf(part), includeOrphans: part.orphans, ...choiceOf(selection) } }))
      return { ...own, element: filter }
    })
  })
  const integration = integrationTaken(selection, (chunk) => !closed.has(chunk.path), context)
  return [stackOf(name, selection, members, integration), ...filters]
}

/** Chunks that are taken whole and bring along only chunks that are. */
function chunksWithWholeClosure(selection: StratumSelection, staging: ReadonlyMap<string, ChunkStaging>): ReadonlySet<string> {
  const closed = new Set(selection.chunks.filter(({ parts }) => isEverything(parts)).map(({ chunk }) => chunk.path))
  for (let before = -1; before !== closed.size;) {
    before = closed.size
    for (const path of closed) if ((staging.get(path)?.depends ?? []).some((dependency) => !closed.has(dependency))) closed.delete(path)
  }
  return closed
}

function configOf(part: Part): SelectConfig {
  return {
    of: 'select', ...(part.include.length ? { include: part.include } : {}), ...(part.exclude.length ? { exclude: part.exclude } : {}),
    ...(part.orphans ? {} : { includeOrphans: false }),
  }
}

/** The integration commands that go with what is taken: of taken artifacts, and those filed under no artifact at all. */
function integrationTaken(selection: StratumSelection, applies: (chunk: Chunk) => boolean, context: ConvertContext): Integration {
  if (context.options.integration === 'system') return integrationOf([])
  const { defaults } = context.definitions
  const chunks = selection.chunks.filter(({ chunk, artifacts }) => applies(chunk) && artifacts.size > 0)
  const groups = sortedGroups(chunks.map(({ chunk }) => chunk))
  return integrationOf(groups.filter(({ chunk, group }) => {
    const taken = chunks.find((candidate) => candidate.chunk === chunk)?.artifacts
    return taken?.has(group.artifact) === true || !artifactsOf(chunk, defaults).has(group.artifact)
  }))
}
