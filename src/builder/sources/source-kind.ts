/** The contract of a source kind: which content it stands for, getting it, laying it out. Knows no element and no sandbox. */
import type { Collector } from '../../diagnostics/collector.ts'
import type { LoadedSource } from '../../ir/loaded-project.ts'
import type { SourceDeclaration } from '../../ir/kind-declaration.ts'
import type { Result } from '../failure.ts'

/** What sources may use. */
export interface SourceWorld {
  /** Folder of project.conf; absolute. */
  readonly projectRoot: string
  readonly aliases: ReadonlyMap<string, string>
  /** Alias → URLs to try before the alias's own. */
  readonly mirrors: ReadonlyMap<string, readonly string[]>
  /** Folder of the store that is the sources' own: `git/` for mirrors, `files/` for what was downloaded, by digest; absolute. */
  readonly folder: string
  /** Folder for work in progress, on the same file system; absolute. What is left in it is removed by somebody else. */
  readonly work: string
  /** Takes lines for the log of the task. */
  readonly log: (line: string) => void
  readonly signal: AbortSignal
}

/** A source that has been understood. */
export interface Source {
  /**
   * What decides its content, as plain JSON for the cache key; nothing while there is no exact version. Two sources of equal
   * identity stage equal trees. May read the project's own files, never the network.
   */
  readonly identity: (world: SourceWorld) => Promise<Result<unknown>>
  /** Whether an exact version is given, and whether its content is on this machine. */
  readonly state: (world: SourceWorld) => Promise<'no reference' | 'fetch needed' | 'cached'>
  /** Gets the content to this machine; what is here already is not asked for. Whole or not at all, however it ends. */
  readonly fetch: (world: SourceWorld) => Promise<Result<null>>
  /** The newest exact version of what is tracked; nothing for kinds without versions, or when nothing is to be tracked. */
  readonly track?: (world: SourceWorld) => Promise<Result<string | undefined>>
  /** Lays the content out in `directory`, which exists and may hold files; those of the same path are replaced. Offline. */
  readonly stage: (world: SourceWorld, directory: string) => Promise<Result<null>>
}

/** A source kind. */
export interface SourceKind extends SourceDeclaration {
  /** Understands the settings; what is wrong with them is reported at its place, and gives nothing. */
  readonly decode: (source: LoadedSource, context: DecodeContext) => Source | undefined
}

/** What decoding may look at. */
export interface DecodeContext {
  readonly aliases: ReadonlyMap<string, string>
  readonly fatalWarnings: readonly string[]
  readonly collector: Collector
}
