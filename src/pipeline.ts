/** The whole conversion on one screen: read → convert → passes → emit. Pure: file trees in, file tree out. */
import type { Collector } from './diagnostics/collector.ts'
import { convert } from './convert/convert.ts'
import { emitProject } from './emit/emit-project.ts'
import type { FileTree, OutputTree } from './files/tree.ts'
import type { ConvertOptions } from './ir/convert-options.ts'
import type { Conversion } from './ir/conversion.ts'
import { workOf, type ConversionMemory } from './ir/conversion-memory.ts'
import type { DataFiles, Definitions } from './ir/definitions.ts'
import type { Overrides } from './reader/overrides.ts'
import { readDefinitions } from './reader/read-definitions.ts'
import { applyPasses } from './transform/passes.ts'

/** The definitions' files in load order, and what the user decided. */
export interface PipelineInput {
  readonly files: FileTree
  /** What deployments copy from; nothing is there if it is left out. */
  readonly data?: DataFiles
  readonly options: ConvertOptions
  readonly overrides: Overrides
  readonly collector: Collector
  /** What earlier conversions of this run left for this one. */
  readonly memory?: ConversionMemory | undefined
}

/** Every value that is handed over on the way. The tree lacks MIGRATION.md, which is a report. */
export interface PipelineResult {
  readonly definitions: Definitions
  readonly conversion: Conversion
  readonly tree: OutputTree
}

/** Converts in memory. Never throws for bad input: what is wrong is in the collector. */
export function convertDefinitionFiles({ files, data, options, overrides, collector, memory }: PipelineInput): PipelineResult {
  return convertDefinitions(readDefinitions(files, collector, overrides, data, memory), options, collector, memory)
}

/** The part behind reading, for callers that look at the definitions before they decide on the options. */
export function convertDefinitions(definitions: Definitions, options: ConvertOptions, collector: Collector, memory?: ConversionMemory): PipelineResult {
  const converted = convert(definitions, options, collector, memory)
  const conversion = { ...converted, project: workOf(memory).same('project', applyPasses(converted.project)) }
  return { definitions, conversion, tree: emitProject(conversion.project, options.target, memory) }
}
