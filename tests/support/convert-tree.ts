/** Converts definitions in memory, from texts or from a folder. Knows nothing of what is tested. */
import { Collector } from '../../src/diagnostics/collector.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { renderText } from '../../src/diagnostics/render-text.ts'
import { SourceTexts } from '../../src/diagnostics/source-text.ts'
import { diskData } from '../../src/files/data-files.ts'
import { readDefinitions as readFolder } from '../../src/files/read-tree.ts'
import type { FileTree, OutputTree } from '../../src/files/tree.ts'
import type { ConvertOptions } from '../../src/ir/convert-options.ts'
import { dataText } from '../../src/ir/data-files.ts'
import { NO_DATA, type DataFiles } from '../../src/ir/definitions.ts'
import { convertDefinitionFiles, type PipelineResult } from '../../src/pipeline.ts'
import { NO_OVERRIDES, type Overrides } from '../../src/reader/overrides.ts'
import { dataOf } from './data.ts'
import { migrationReport } from '../../src/report/migration.ts'

/** The choices that the command line makes when nothing is said. */
export const DEFAULT_OPTIONS: ConvertOptions = {
  target: 'bst2', base: 'replace', integration: 'element', projectName: 'definitions', aliases: new Map(), fixRoot: false, systems: undefined, clusters: undefined, resolvedRefs: new Map(),
}

/** A conversion and all that was said. */
export interface Converted extends PipelineResult {
  readonly options: ConvertOptions
  readonly texts: SourceTexts
  readonly diagnostics: readonly Diagnostic[]
}

/** Converts texts that are in load order; deployments find nothing to copy unless `data` is given. */
export function convertTexts(files: FileTree, given: Partial<ConvertOptions> = {}, collector = new Collector(), overrides: Overrides = NO_OVERRIDES, data: DataFiles = NO_DATA): Converted {
  const options = { ...DEFAULT_OPTIONS, ...given }
  const result = convertDefinitionFiles({ files, data, options, overrides, collector })
  const texts = new SourceTexts({ get: (file) => files.get(file) ?? dataText(data, file) })
  return { ...result, options, texts, diagnostics: collector.list() }
}

/** Converts small definitions given as an object; VERSION 8 and a small DEFAULTS unless given (`''` leaves one out). */
export function convertSmall(files: Readonly<Record<string, string>>, given: Partial<ConvertOptions> = {}): Converted {
  const all = Object.entries({ VERSION: 'version: 8\n', ...files }).filter(([, text]) => text !== '')
  const texts = new Map(all.sort(([a], [b]) => compareLoadOrder(a, b)))
  return convertTexts(texts, given, new Collector(), NO_OVERRIDES, dataOf(files))
}

/** Folders by path, files by name in each: the order in which YBD loads (BD §1.2). */
function compareLoadOrder(a: string, b: string): number {
  const folder = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0))
  const [one, other] = [folder(a), folder(b)]
  return one !== other ? (one < other ? -1 : 1) : a < b ? -1 : 1
}

/** Reads a folder, in load order, through what the command line uses. */
export function readTree(folder: string, collector: Collector): FileTree {
  const read = readFolder(folder, collector)
  if (!read.ok) throw new Error(read.failure.message)
  return read.value.files
}

/** Converts a folder. */
export function convertFolder(folder: string, given: Partial<ConvertOptions> = {}): Converted {
  const collector = new Collector()
  return convertTexts(readTree(folder, collector), given, collector, NO_OVERRIDES, diskData(folder))
}

/** Everything that a run writes but its manifest: the project, and the report to the person who migrates. */
export function withReport(converted: Converted): OutputTree {
  return new Map([...converted.tree, ['MIGRATION.md', migrationReport(converted)]])
}

/** Diagnostics as a user sees them, all of them and without colour. */
export function asText({ diagnostics, texts }: Pick<Converted, 'diagnostics' | 'texts'>): string {
  return renderText(diagnostics, texts, {
    severities: new Set(['error', 'warning', 'note']), total: Infinity, perCode: Infinity, colour: false, restIn: '',
  })
}
