/** Baserock definitions as typed values, references resolved. Knows nothing of YAML, files or BuildStream. */
import type { Comments, Located, Span } from './origin.ts'

/** The command lists of a chunk or build system, in the order in which they run (BD §4.1). */
export const STEPS = ['bootstrap', 'configure', 'build', 'test', 'install', 'strip'].flatMap(
  (step) => [`pre-${step}-commands`, `${step}-commands`, `post-${step}-commands`],
)

/** A key of a command list, `configure-commands` or `pre-install-commands`. */
export type Step = string

/** One list item: run by a shell of its own. */
export type Command = Located<string>

/** The command list of one step. An empty `commands` means "run nothing". */
export interface StepCommands {
  readonly commands: readonly Command[]
  readonly at: Span
  /** Comments of the key, and those after the last item. */
  readonly comments?: Comments
  readonly after?: readonly string[]
}

/** A named set of default command lists (BD §2). */
export interface BuildSystem {
  readonly name: string
  readonly steps: ReadonlyMap<Step, StepCommands>
}

/** Files (by regular expression) → artifact; a leading dash is already replaced in chunks' and strata's own rules. */
export interface SplitRule {
  readonly artifact: string
  readonly include: readonly Located<string>[]
  readonly at: Span
  readonly comments?: Comments
}

/** What DEFAULTS gives, or the built-ins of the format version (BD §2). */
export interface Defaults {
  readonly buildSystems: ReadonlyMap<string, BuildSystem>
  /** Names are suffixes such as `-bins`. */
  readonly chunkRules: readonly SplitRule[]
  readonly stratumRules: readonly SplitRule[]
  /** The DEFAULTS file's own comments, for the head of what it becomes. */
  readonly comments: readonly string[]
  /** Its comments on `split-rules`. */
  readonly rulesComments: readonly string[]
  readonly fromFile: boolean
}

/** `staging` also stands for unknown modes (BD §5.3). */
export type BuildMode = 'staging' | 'bootstrap'

/** A device node that a chunk asks for (BD §7.3). */
export interface Device {
  readonly type: 'c' | 'b'
  readonly filename: string
  readonly major: number
  readonly minor: number
  readonly uid: number
  readonly gid: number
  /** Octal digits. */
  readonly permissions: string
  readonly at: Span
}

/** Commands to run in the finished system (BD §7). */
export interface IntegrationGroup {
  /** `<key>-<artifact>`; sorts the commands of a system. */
  readonly id: string
  readonly artifact: string
  readonly commands: readonly Command[]
  readonly at: Span
}

/** A chunk: the entry in its stratum merged with its own file, if it has one (BD §3.2). */
export interface Chunk {
  /** Identity: the path of its file without `.morph`, else `<stratum path>/<name>`. */
  readonly path: string
  /** The entry's name: what siblings call it. */
  readonly name: string
  /** The name that its artifacts bear: the file's, else the entry's. */
  readonly artifactName: string
  /** Path key of the stratum that holds it; of the first where several do. */
  readonly stratum: string
  readonly description?: Located<string>
  readonly repo?: Located<string>
  /** The commit-ish to build; `sha` already applied. */
  readonly ref?: Located<string>
  readonly unpetrifyRef?: Located<string>
  readonly submodules: readonly { readonly path: string; readonly url: string; readonly at: Span }[]
  readonly mode: BuildMode
  readonly prefix?: Located<string>
  /** The name given, or `manual`. `undefined` steps come from it. */
  readonly buildSystem: string
  /** Where the build system is named, if it is. */
  readonly buildSystemAt?: Span
  readonly steps: ReadonlyMap<Step, StepCommands>
  /** Siblings, resolved: path keys. */
  readonly buildDepends: readonly Located<string>[]
  readonly maxJobs?: Located<number>
  readonly products: readonly SplitRule[]
  /** Chunk artifact → stratum artifact (BD §6.3). */
  readonly artifacts: readonly { readonly artifact: string; readonly stratumArtifact: string; readonly at: Span }[]
  readonly devices: readonly Device[]
  readonly integration: readonly IntegrationGroup[]
  readonly at: Span
  /** Comments by place: `entry` above the entry, `file` at the head of the file, or the key they stood at. */
  readonly comments: ReadonlyMap<string, Comments>
  /** Comments that follow everything else. */
  readonly after: readonly string[]
}

/** A stratum: an ordered list of chunks built on other strata. */
export interface Stratum {
  readonly path: string
  readonly name: string
  readonly description?: Located<string>
  /** Path keys of strata. */
  readonly buildDepends: readonly Located<string>[]
  /** Chunk path keys, in document order, bootstrap ones too. */
  readonly chunks: readonly Located<string>[]
  readonly products: readonly SplitRule[]
  readonly at: Span
  readonly comments: readonly string[]
}

/** A stratum in a system, whole or in part. */
export interface SystemStratum {
  readonly stratum: string
  /** Stratum artifacts wanted; nothing stands for all of them. */
  readonly artifacts: readonly Located<string>[]
  readonly at: Span
  readonly comments?: Comments
}

/** A system: an ordered list of strata for one architecture. */
export interface System {
  readonly path: string
  readonly name: string
  readonly description?: Located<string>
  readonly arch: Located<string>
  readonly strata: readonly SystemStratum[]
  readonly extensions: readonly Located<string>[]
  readonly at: Span
  readonly comments: readonly string[]
}

/** One deployment: variables with defaults already merged (BD §9.2). */
export interface Deployment {
  readonly name: string
  readonly type?: Located<string>
  readonly location?: Located<string>
  /** Values as Baserock's tools would have stringified them. */
  readonly variables: readonly { readonly name: string; readonly value: string; readonly at: Span }[]
  readonly at: Span
}

/** A system of a cluster, its deployments, and the systems deployed into it. */
export interface ClusterSystem {
  readonly system?: Located<string>
  readonly deployments: readonly Deployment[]
  readonly subsystems: readonly ClusterSystem[]
  readonly at: Span
}

/** A cluster: deployments of systems. */
export interface Cluster {
  readonly path: string
  readonly name: string
  readonly description?: Located<string>
  readonly systems: readonly ClusterSystem[]
  readonly at: Span
}

/** A whole definitions repository. Maps are keyed by path key and ordered as YBD loads them. */
export interface Definitions {
  readonly version: number
  /** No VERSION file: one of the dialects before it (BD §1.5). */
  readonly preVersion: boolean
  readonly defaults: Defaults
  readonly chunks: ReadonlyMap<string, Chunk>
  readonly strata: ReadonlyMap<string, Stratum>
  readonly systems: ReadonlyMap<string, System>
  readonly clusters: ReadonlyMap<string, Cluster>
  /** Chunk files that no stratum names: path keys. */
  readonly unreferencedChunks: readonly string[]
  /** Number of definition files read. */
  readonly files: number
}

/** The chunks of a stratum that are part of systems: all but the bootstrap ones, in order (BD §5.3). */
export function contentsOf(definitions: Definitions, stratum: Stratum): readonly Chunk[] {
  return stratum.chunks.flatMap(({ value }) => {
    const chunk = definitions.chunks.get(value)
    return chunk && chunk.mode !== 'bootstrap' ? [chunk] : []
  })
}
