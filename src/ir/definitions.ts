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

/** The file that places in the built-in defaults name. Nobody has it. */
export const BUILT_IN_DEFAULTS = 'built-in DEFAULTS'

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
  /** Where the mode is given, if it is. */
  readonly modeAt?: Span
  readonly prefix?: Located<string>
  /** The name given, or `manual`. `undefined` steps come from it. */
  readonly buildSystem: string
  /** Where the build system is named, if it is. */
  readonly buildSystemAt?: Span
  readonly steps: ReadonlyMap<Step, StepCommands>
  /** Siblings, resolved: path keys. */
  readonly buildDepends: readonly Located<string>[]
  /** The entry's key of them, if it has one. */
  readonly buildDependsAt?: Span
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
  /** The key of them, if there is one, and that of the chunks. */
  readonly buildDependsAt?: Span
  readonly chunksAt?: Span
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
  /** The key of them. */
  readonly strataAt?: Span
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
  /** Everything that was remarked on it. */
  readonly comments: readonly string[]
}

/** A system of a cluster, its deployments, and the systems deployed into it. */
export interface ClusterSystem {
  readonly system?: Located<string>
  readonly deployments: readonly Deployment[]
  readonly subsystems: readonly ClusterSystem[]
  readonly at: Span
  /** What was remarked outside its deployments, on the defaults too. */
  readonly comments: readonly string[]
}

/** A cluster: deployments of systems. */
export interface Cluster {
  readonly path: string
  readonly name: string
  readonly description?: Located<string>
  readonly systems: readonly ClusterSystem[]
  readonly at: Span
  /** Outside of `systems`. */
  readonly comments: readonly string[]
}

/** A file of the definitions that is no definition itself: what deployments read and copy. */
export type DataEntry =
  | { readonly kind: 'file'; readonly executable: boolean; readonly bytes: Uint8Array }
  | { readonly kind: 'link'; readonly target: string }
  /** `names` are sorted by code points. */
  | { readonly kind: 'folder'; readonly names: readonly string[] }

/** All files of the definitions by path relative to their root; read when asked. Nothing where there is none, or none that can be read. */
export interface DataFiles {
  readonly entry: (path: string) => DataEntry | undefined
  /** Why `entry` gives nothing although something is there, as the end of "it cannot be read: "; nothing where there is nothing. */
  readonly fault: (path: string) => string | undefined
}

/** No files besides the definitions. */
export const NO_DATA: DataFiles = { entry: () => undefined, fault: () => undefined }

/** One line of an install-files manifest (BD §9.5). */
export interface InstallRow {
  readonly type: 'directory' | 'link' | 'file'
  readonly template: boolean
  readonly overwrite: boolean
  /** The permission bits, with setuid, setgid and sticky: at most 0o7777. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Absolute path in the system. */
  readonly path: string
  /** The file or link beside the manifest, relative to the definitions' root; where a file is wanted and a link leads to it, that file. What a link says is `linkTarget`'s to tell (`data-files.ts`). */
  readonly source: string
  readonly at: Span
}

/** An install-files manifest. */
export interface InstallManifest {
  /** Path relative to the definitions' root. */
  readonly path: string
  readonly rows: readonly InstallRow[]
}

/** A file of the system written to the disk as it is (BD §9.8). Numbers are bytes. */
export interface RawFile {
  /** Path in the system. */
  readonly file: string
  /** From the start of the partition, or of the disk; nothing: behind the file before it. */
  readonly offset?: number
  readonly skip?: number
  readonly count?: number
  readonly at: Span
}

/** A partition, or a gap (`number` is nothing). */
export interface Partition {
  readonly number?: number
  /** Bytes; `fill` shares what is left. */
  readonly size: number | 'fill'
  /** The MBR type byte; nothing is a gap. */
  readonly type?: number
  /** `none`: not formatted. */
  readonly filesystem: string
  readonly mountpoint?: string
  readonly boot: boolean
  readonly description?: string
  readonly rawFiles: readonly RawFile[]
  readonly at: Span
}

/** A partition file (BD §9.8). */
export interface Partitioning {
  readonly path: string
  /** Sectors of 512 bytes. */
  readonly startOffset: number
  readonly table: 'gpt' | 'mbr'
  /** In the order in which they lie on the disk; numbers are given out (the lowest free one to those without). */
  readonly partitions: readonly Partition[]
  readonly rawFiles: readonly RawFile[]
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
  /** The manifests that deployments name, and that of install-essential-files, by path; without those that have errors. See `deployment-data.ts`. */
  readonly manifests: ReadonlyMap<string, InstallManifest>
  /** The partition files that deployments name, by path; without those that have errors. */
  readonly partitionings: ReadonlyMap<string, Partitioning>
  readonly data: DataFiles
  /** Chunk files that no stratum names: path keys. */
  readonly unreferencedChunks: readonly string[]
  /** Number of definition files read. */
  readonly files: number
}
