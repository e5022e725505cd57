/** Definitions → Project: which definitions, in what order. Everything said on the way goes to the collector. */
import type { Collector } from '../diagnostics/collector.ts'
import { nearest } from '../std/nearest.ts'
import type { ConvertOptions } from '../ir/convert-options.ts'
import type { Conversion } from '../ir/conversion.ts'
import { workOf, type ConversionMemory, type Work } from '../ir/conversion-memory.ts'
import type { Chunk, Definitions, Stratum, System } from '../ir/definitions.ts'
import type { Element } from '../ir/project.ts'
import { architecturesOf } from './architectures.ts'
import { domainRules, StratumArtifacts } from './artifacts.ts'
import { sysroots } from './base.ts'
import { convertChunk } from './chunk.ts'
import { chunksOf, contentsIn, type ConvertContext } from './context.ts'
import { convertClusters, type Deployed } from './deploy/deploy.ts'
import { IntegrationOrder } from './integration-order.ts'
import { nameDefinitions } from './name-definitions.ts'
import { commonStrip, projectSettings } from './project-settings.ts'
import { reportClashes } from './report-clashes.ts'
import { scopeOf, strataClosure, type Scope } from './scope.ts'
import { SearchPaths } from './search-path.ts'
import { selectionsOf, type StratumSelection } from './selection.ts'
import { SourceUrls } from './source.ts'
import { splitElement, type DomainGlobs } from './split/domains.ts'
import { flawsOf } from './split/split-rule.ts'
import { stagingOf, type ChunkStaging } from './staging.ts'
import { convertStratum } from './stratum.ts'
import { convertSystem } from './system.ts'

/**
 * Converts what `options` choose of the definitions. Definitions with errors in them, or in what they use, are left out.
 * With a memory, what looks at nothing that has changed since an earlier conversion is taken from there.
 */
export function convert(definitions: Definitions, options: ConvertOptions, collector: Collector, memory?: ConversionMemory): Conversion {
  const work = workOf(memory)
  reportUnknownBuildSystems(definitions, collector, work)
  const found = scopeOf(definitions, options.systems, filesWithErrors(collector))
  const scope = { ...found, systems: work.take('scope', listOf<System>, found.systems, []) }
  if (scope.refused.length) collector.report('convert/systems-left-out', { systems: scope.refused })
  const context = makeContext(definitions, work.same('options', options), scope, collector, work)
  const staging = new Map(scope.strata.flatMap((stratum) => context.replaced.has(stratum.path) ? [] : [...work.takeValue(`staging ${stratum.path}`, stagingIn, [stratum], [context])]))
  const selections = new Map(scope.systems.map((system) => [system.path, work.take(`selections ${system.path}`, selectionsOf, [system], [context])]))
  const elements: Element[] = []
  const chunks = [...new Set(scope.strata.flatMap((stratum) => chunksOf(context, stratum)))]
  const helpers = work.same('helpers', helperDomains(selections))
  for (const chunk of chunks) elements.push(work.takeValue(`chunk ${chunk.path}`, chunkElement, [chunk], [staging, helpers, context]))
  for (const stratum of scope.strata) elements.push(...work.takeValue(`stack ${stratum.path}`, convertStratum, [stratum], [context]))
  const order = new IntegrationOrder(context, staging, work)
  for (const system of scope.systems) {
    elements.push(...work.takeValue(`compose ${system.path}`, convertSystem, [system, selections.get(system.path) ?? []], [staging, order, context]))
  }
  order.report()
  const deployed = convertClusters(context, work)
  reportRest(definitions, scope, context, work)
  reportUndeployed(deployed, context)
  return assemble(context, chunks, [...elements, ...deployed.elements], deployed)
}

function listOf<T>(...items: readonly T[]): readonly T[] {
  return items
}

function stagingIn(stratum: Stratum, { definitions }: ConvertContext): ReadonlyMap<string, ChunkStaging> {
  return stagingOf(definitions, stratum)
}

function chunkElement(chunk: Chunk, staging: ReadonlyMap<string, ChunkStaging>, helpers: ReadonlyMap<string, readonly DomainGlobs[]>, context: ConvertContext): Element {
  return convertChunk(chunk, staging.get(chunk.path) ?? { depends: [], buildDepends: [] }, splitRulesOf(chunk, helpers.get(chunk.path), context), context)
}

function makeContext(definitions: Definitions, options: ConvertOptions, scope: Scope, collector: Collector, work: Work): ConvertContext {
  const { same } = work
  const replaced = new Set(options.base === 'replace' ? scope.strata.filter((stratum) => bootstraps(stratum, scope)).map((stratum) => stratum.path) : [])
  const paths = new SearchPaths(definitions, replaced)
  return {
    definitions, options, collector, scope, contents: contentsIn(definitions, scope, replaced, work), replaced, paths, onBase: strataOnBase(definitions, scope, replaced),
    names: nameDefinitions(definitions, scope, replaced, collector),
    urls: new SourceUrls(options.aliases, collector),
    projectPath: commonest([...scope.chunks.values()].filter((chunk) => chunk.mode !== 'bootstrap' && !replaced.has(chunk.stratum)).map((chunk) => paths.path(chunk))) ?? paths.base,
    architectures: same('architectures', architecturesOf(definitions)), defaultRules: same('default rules', domainRules(definitions.defaults.chunkRules, '')),
    strip: same('strip', commonStrip(definitions.defaults)),
  }
}

/** Strata that build-depend on a replaced one, be it over others. */
function strataOnBase(definitions: Definitions, scope: Scope, replaced: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(scope.strata.filter((stratum) => {
    const below = strataClosure(definitions, stratum.buildDepends.map((reference) => reference.value))
    return [...replaced].some((key) => below.has(key))
  }).map((stratum) => stratum.path))
}

function bootstraps(stratum: Stratum, scope: Scope): boolean {
  return stratum.chunks.some(({ value }) => scope.chunks.get(value)?.mode === 'bootstrap')
}

function commonest(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0]
}

function filesWithErrors(collector: Collector): ReadonlySet<string> {
  return new Set(collector.list().flatMap((diagnostic) => (diagnostic.severity === 'error' && diagnostic.at ? [diagnostic.at.file] : [])))
}

function reportUnknownBuildSystems(definitions: Definitions, collector: Collector, work: Work): void {
  const known = [...definitions.defaults.buildSystems.keys()]
  for (const chunk of definitions.chunks.values()) {
    if (known.includes(chunk.buildSystem)) continue
    collector.report('convert/unknown-build-system', { name: chunk.buildSystem, known, suggestion: nearest(chunk.buildSystem, known) }, chunk.buildSystemAt ?? chunk.at)
  }
  for (const stratum of definitions.strata.values()) work.take(`artifacts ${stratum.path}`, checkArtifacts, [stratum], [definitions, collector])
}

function checkArtifacts(stratum: Stratum, definitions: Definitions, collector: Collector): void {
  const artifacts = new StratumArtifacts(stratum, definitions.defaults, collector)
  for (const { value } of stratum.chunks) {
    const chunk = definitions.chunks.get(value)
    if (chunk) artifacts.check(chunk, collector)
  }
}

/** Helper domains that the selections of all systems need, by chunk. */
function helperDomains(selections: ReadonlyMap<string, readonly StratumSelection[]>): ReadonlyMap<string, readonly DomainGlobs[]> {
  const helpers = new Map<string, Map<string, DomainGlobs>>()
  for (const selection of [...selections.values()].flat()) {
    for (const { chunk, helpers: needed } of selection.chunks) {
      const own = helpers.get(chunk.path) ?? new Map<string, DomainGlobs>()
      for (const domain of needed) own.set(domain.domain, domain)
      helpers.set(chunk.path, own)
    }
  }
  return new Map([...helpers].map(([path, domains]) => [path, [...domains.values()]]))
}

function splitRulesOf(chunk: Chunk, helpers: readonly DomainGlobs[] | undefined, context: ConvertContext): readonly DomainGlobs[] {
  if (chunk.products.length === 0) return helpers ?? []
  const { domains, approximations, unsupported } = splitElement(context.defaultRules, domainRules(chunk.products, chunk.artifactName))
  const place = (pattern: string) => chunk.products.flatMap((rule) => rule.include).find((candidate) => candidate.value === pattern)?.at ?? chunk.at
  for (const { pattern, side, example } of approximations) context.collector.report('convert/split-approximated', { pattern, side, example }, place(pattern))
  for (const { pattern, reason } of unsupported) context.collector.report('convert/split-pattern', { pattern, reason }, place(pattern))
  return [...domains, ...(helpers ?? [])]
}

function reportRest(definitions: Definitions, scope: Scope, context: ConvertContext, work: Work): void {
  const { collector } = context
  const { defaults } = definitions
  const place = (pattern: string) => defaults.fromFile ? defaults.chunkRules.flatMap((rule) => rule.include).find((candidate) => candidate.value === pattern)?.at : undefined
  const flaws = flawsOf(context.defaultRules)
  for (const { pattern, side, example } of flaws.approximations) collector.report('convert/split-approximated', { pattern, side, example }, place(pattern))
  for (const { pattern, reason } of flaws.unsupported) collector.report('convert/split-pattern', { pattern, reason }, place(pattern))
  for (const stratum of scope.strata) {
    if (context.replaced.has(stratum.path)) collector.report('convert/stratum-replaced', { stratum: stratum.name, chunks: stratum.chunks.length }, stratum.at)
    else if (context.options.target === 'bst1' && bootstraps(stratum, scope)) collector.report('convert/bootstrap-location', { stratum: stratum.name }, stratum.at)
  }
  for (const stratum of scope.strata) if (!context.replaced.has(stratum.path)) work.take(`clashes ${stratum.path}`, reportClashes, [stratum], [context])
}

/** Configuration extensions take effect in deployments only. */
function reportUndeployed(deployed: Deployed, { scope, collector }: ConvertContext): void {
  const systems = new Set(deployed.deployments.map(({ system }) => system))
  for (const system of scope.systems) {
    if (systems.has(system.path)) continue
    for (const extension of system.extensions) collector.report('convert/extension', { name: extension.value, system: system.name }, extension.at)
  }
}

function assemble(context: ConvertContext, chunks: readonly Chunk[], elements: readonly Element[], deployed: Deployed): Conversion {
  const { options, scope } = context
  const bases = sysroots(new Set(elements.flatMap((made) => [...made.depends, ...made.buildDepends]).map((dependency) => dependency.element)), options.base)
  const all = [...bases.elements, ...elements].sort((a, b) => (a.name < b.name ? -1 : 1))
  const settings = projectSettings(context, new Set(chunks.map((chunk) => chunk.buildSystem)), chunks.some((chunk) => chunk.mode === 'bootstrap'))
  return {
    project: {
      ...settings, elements: new Map(all.map((made) => [made.name, made])),
      files: new Map([...bases.files, ...deployed.files]),
    },
    origins: new Map(all.flatMap((made) => (made.origin ? [[made.name, made.origin] as const] : []))),
    systems: scope.systems.map((system) => ({ path: system.path, element: context.names.systems.get(system.path) ?? '', arch: system.arch.value })),
    deployments: deployed.deployments,
    refused: scope.refused,
    counts: { chunks: chunks.length, strata: scope.strata.length - context.replaced.size, replacedStrata: context.replaced.size },
  }
}
