/** What `convert` and `audit` begin with: definitions folder, configuration and choices → one conversion in memory. */
import { resolve } from 'node:path'
import { filesReached } from '../convert/scope.ts'
import { SourceUrls } from '../convert/source.ts'
import { Collector } from '../diagnostics/collector.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { SourceTexts } from '../diagnostics/source-text.ts'
import type { ConversionMemory } from '../ir/conversion-memory.ts'
import type { ConvertOptions } from '../ir/convert-options.ts'
import { dataText } from '../ir/data-files.ts'
import type { Definitions } from '../ir/definitions.ts'
import { convertDefinitions, type PipelineResult } from '../pipeline.ts'
import { readDefinitions } from '../reader/read-definitions.ts'
import type { Overrides } from '../reader/overrides.ts'
import { nearest } from '../std/nearest.ts'
import { chooseSystems, type Chosen, type Reach } from './choose-systems.ts'
import { findConfiguration } from './configuration.ts'
import { EXIT } from './exit-code.ts'
import { openFolder, type Opened } from './open-folder.ts'
import type { CONVERT_FLAGS, ValuesOf } from './options.ts'
import type { Refusal } from './refusal.ts'
import { settingsOf, type Settings } from './settings.ts'

/** A conversion in memory, and how the user wanted it. */
export interface Loaded extends PipelineResult {
  readonly collector: Collector
  readonly texts: SourceTexts
  readonly settings: Settings
  readonly options: ConvertOptions
  /** The configuration is wrong, so the choices are not those of the user. */
  readonly configBroken: boolean
  /** No diagnostic elsewhere counts; nothing where everything does. */
  readonly reached: ReadonlySet<string> | undefined
}

/** How long a remote may be silent. */
const REMOTE_TIMEOUT_MS = 20_000

/** What one conversion may know beforehand. */
export interface LoadExtras {
  /** How far a choice of systems goes. */
  readonly reach?: Reach
  /** What earlier conversions of this run left for it. */
  readonly memory?: ConversionMemory
}

/** Reads and converts `definitions`, a folder, in memory. */
export async function load(definitions: string, values: ValuesOf<typeof CONVERT_FLAGS>, cwd: string, extras: LoadExtras = {}): Promise<Loaded | Refusal> {
  const collector = new Collector()
  const opened = openFolder(resolve(cwd, definitions), collector)
  return 'exitCode' in opened ? opened : loadFiles(opened, values, cwd, collector, extras)
}

/** Converts definitions that were read; `collector` has what was said of reading them. */
export async function loadFiles(
  { root, named = root, files, data }: Opened, values: ValuesOf<typeof CONVERT_FLAGS>, cwd: string, collector: Collector, { reach = {}, memory }: LoadExtras = {},
): Promise<Loaded | Refusal> {
  const found = await findConfiguration(root, values.config, cwd, files, collector)
  if ('message' in found) return found
  const settings = settingsOf(named, values, found.config, found.folder, cwd)
  if ('usage' in settings) return { message: settings.usage, exitCode: EXIT.usage }
  const read = readDefinitions(files, collector, found.overrides, data, memory)
  const chosen = settings.systems && chooseSystems(settings.systems, read, collector, reach)
  const resolvedRefs = settings.resolveRefs ? await askRemotes(read, chosen, settings, collector) : new Map<string, string>()
  const options: ConvertOptions = { ...settings.options, systems: chosen?.systems, clusters: chosen?.clusters, resolvedRefs }
  const result = convertDefinitions(read, options, collector, memory)
  reportUnusedOverrides(result.definitions, found.overrides, collector)
  return {
    ...result, collector, settings, options, texts: new SourceTexts({ get: (file) => found.texts.get(file) ?? dataText(read.data, file) }), configBroken: found.broken,
    reached: chosen && new Set([...filesReached(result.definitions, chosen.systems), ...chosen.files, found.file]),
  }
}

/** The diagnostics that count, in their order, and the number of the others. */
export function countingDiagnostics({ collector, reached }: Pick<Loaded, 'collector' | 'reached'>): { readonly counting: readonly Diagnostic[]; readonly passedOver: number } {
  const all = collector.list()
  const counting = reached ? all.filter((diagnostic) => diagnostic.at === undefined || reached.has(diagnostic.at.file)) : all
  return { counting, passedOver: all.length - counting.length }
}

/** The commits of refs that are none, as the remotes of the chosen systems' chunks give them. */
async function askRemotes(definitions: Definitions, chosen: Chosen | undefined, settings: Settings, collector: Collector): Promise<ReadonlyMap<string, string>> {
  const reached = chosen && filesReached(definitions, chosen.systems)
  const chunks = [...definitions.chunks.values()].filter((chunk) => !reached || reached.has(chunk.at.file))
  const { resolveRefs } = await import('./git-refs.ts')
  return resolveRefs(chunks, { expand: urlExpander(settings), timeoutMs: REMOTE_TIMEOUT_MS }, collector)
}

function urlExpander(settings: Settings): (repo: string) => string {
  return (repo) => {
    const urls = new SourceUrls(settings.options.aliases, new Collector())
    const aliased = urls.aliased({ value: repo, at: { file: '', start: 0, end: 0 } })
    const colon = aliased.indexOf(':')
    return `${urls.aliases().get(aliased.slice(0, colon)) ?? ''}${aliased.slice(colon + 1)}`
  }
}

/** Overrides go by the path of a chunk, or by its stratum and name. */
function reportUnusedOverrides(definitions: Definitions, overrides: Overrides, collector: Collector): void {
  if (overrides.chunks.size === 0) return
  const known = new Set(definitions.chunks.keys())
  for (const stratum of definitions.strata.values()) {
    for (const { value } of stratum.chunks) known.add(`${stratum.path}/${definitions.chunks.get(value)?.name ?? ''}`)
  }
  for (const [key, fields] of overrides.chunks) {
    if (known.has(key)) continue
    collector.report('config/no-such-chunk', { key, suggestion: nearest(key, [...known]) }, { file: overrides.file.path, start: fields.start, end: fields.start })
  }
}
