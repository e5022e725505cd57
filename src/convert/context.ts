/** What every part of a conversion looks at: the definitions, the choices, the names already given. */
import type { Collector } from '../diagnostics/collector.ts'
import type { Work } from '../ir/conversion-memory.ts'
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

/** What the strata and systems in scope hold, by path key. */
export interface Contents {
  /** See {@link chunksOf}. */
  readonly strata: ReadonlyMap<string, readonly Chunk[]>
  /** See {@link chunksOfSystem}. */
  readonly systems: ReadonlyMap<string, readonly Chunk[]>
  /** The same as `strata`, by what is staged under which name, without bootstrap chunks. */
  readonly names: ReadonlyMap<string, readonly Pick<Chunk, 'path' | 'artifactName'>[]>
}

/** The surroundings of one conversion. Parts of it ask for no more than they need: only where that has changed are they done again. */
export interface ConvertContext {
  readonly definitions: Definitions
  readonly options: ConvertOptions
  readonly collector: Collector
  readonly scope: Scope
  readonly contents: Contents
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

/** The chunks of a stratum in scope that become part of systems and that have elements. */
export function chunksOf(context: ConvertContext, stratum: Stratum): readonly Chunk[] {
  return context.contents.strata.get(stratum.path) ?? []
}

/** All chunks of the strata that a system in scope lists, bootstrap ones too, in order. */
export function chunksOfSystem(context: ConvertContext, system: System): readonly Chunk[] {
  return context.contents.systems.get(system.path) ?? []
}

/** The contents of the strata and systems in scope. */
export function contentsIn(definitions: Definitions, scope: Scope, replaced: ReadonlySet<string>, { take, takeValue }: Work): Contents {
  const strata = new Map(scope.strata.map((stratum) => [stratum.path, take(`contents ${stratum.path}`, chunksListed, [stratum], [definitions])]))
  const systems = scope.systems.map((system) => {
    const parts = system.strata.flatMap(({ stratum }) => [strata.get(stratum) ?? []])
    return [system.path, take(`contents of ${system.path}`, together, parts, [])] as const
  })
  const kept = [...strata].filter(([path]) => !replaced.has(path))
  return { strata: new Map(kept), systems: new Map(systems), names: new Map(kept.map(([path, chunks]) => [path, takeValue(`names in ${path}`, namesOf, [chunks], [])])) }
}

function chunksListed(stratum: Stratum, definitions: Definitions): readonly Chunk[] {
  return stratum.chunks.flatMap(({ value }) => definitions.chunks.get(value) ?? [])
}

function namesOf(chunks: readonly Chunk[]): readonly Pick<Chunk, 'path' | 'artifactName'>[] {
  return chunks.filter(({ mode }) => mode !== 'bootstrap').map(({ path, artifactName }) => ({ path, artifactName }))
}

function together(...parts: readonly (readonly Chunk[])[]): readonly Chunk[] {
  return parts.flat()
}
