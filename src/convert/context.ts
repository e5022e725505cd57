/** What every part of a conversion looks at: the definitions, the choices, the names already given. */
import type { Collector } from '../diagnostics/collector.ts'
import type { ConvertOptions } from '../ir/convert-options.ts'
import type { Chunk, Definitions, Stratum, System } from '../ir/definitions.ts'
import type { Span } from '../ir/origin.ts'
import type { Noted } from '../ir/project.ts'
import type { Scope } from './scope.ts'
import type { SearchPaths } from './search-path.ts'
import type { SourceUrls } from './source.ts'
import type { SplitRule } from './split/split-rule.ts'

/** Names of the elements that definitions become. */
export interface NameTable {
  /** By path key. */
  readonly systems: ReadonlyMap<string, string>
  readonly strata: ReadonlyMap<string, string>
  readonly buildDeps: ReadonlyMap<string, string>
  readonly chunks: ReadonlyMap<string, string>
  /** A further name, below the folder of an element; the same for the same `of`, and nothing else's. */
  readonly below: (element: string, name: string, of?: string) => string
  /** The name for a path without `.bst`, made legal and unique; a change is reported at the place. */
  readonly take: (stem: string, at: Span) => string
  /** The same without a word, for what no definition names. */
  readonly free: (stem: string) => string
}

/** The surroundings of one conversion. */
export interface ConvertContext {
  readonly definitions: Definitions
  readonly options: ConvertOptions
  readonly collector: Collector
  readonly scope: Scope
  readonly names: NameTable
  readonly urls: SourceUrls
  readonly paths: SearchPaths
  /** The PATH that the project sets, and elements do not repeat. */
  readonly projectPath: string
  /** Path keys of strata that base.bst stands for. */
  readonly replaced: ReadonlySet<string>
  /** Path keys of strata whose chunks have base.bst below them by way of other strata. */
  readonly onBase: ReadonlySet<string>
  /** The architectures of the project, in the order of its option. */
  readonly architectures: readonly string[]
  /** The default chunk rules with domains as names. */
  readonly defaultRules: readonly SplitRule[]
  /** The strip command that most build systems share. */
  readonly strip: Noted | undefined
}

/** The element of the build base, what a system takes of it where only a minimal part is asked for, and the tools that make images. */
export const BASE_ELEMENT = 'base.bst'
export const BASE_MINIMAL = 'base-minimal.bst'
export const IMAGE_TOOLS = 'image-tools.bst'

/** The chunks of a stratum that become part of systems and that have elements. */
export function chunksOf(context: ConvertContext, stratum: Stratum): readonly Chunk[] {
  if (context.replaced.has(stratum.path)) return []
  return stratum.chunks.flatMap(({ value }) => context.scope.chunks.get(value) ?? [])
}

/** All chunks of the strata that a system lists, bootstrap ones too, in order. */
export function chunksOfSystem(context: ConvertContext, system: System): readonly Chunk[] {
  return system.strata.flatMap((part) => context.definitions.strata.get(part.stratum)?.chunks ?? [])
    .flatMap(({ value }) => context.definitions.chunks.get(value) ?? [])
}
