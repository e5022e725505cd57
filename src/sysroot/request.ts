/** What is asked for, what is told meanwhile, and what comes out: the values that callers of this room see. */

/** Where packages come from, and where they are kept. */
export interface Supply {
  /** `URL`, or `URL SUITE` for another suite than the one asked for; none: what the host's apt is configured to use. */
  readonly mirrors: readonly string[]
  /** The keys that indexes must be signed with. */
  readonly keyring: string
  /** Folder for indexes and packages; kept between runs. */
  readonly cache: string
  /** Of the host, for finding programs and proxies. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** A sysroot to make. */
export interface SysrootRequest extends Supply {
  /** The folder that becomes the sysroot; its manifest is the file beside it, see {@link manifestPath}. */
  readonly output: string
  readonly wanted: WantedPackages | WantedManifest
  /** Keep manuals, documentation and translations. */
  readonly keepDocs: boolean
  /** Replace what stands at the place of the sysroot, whoever made it. */
  readonly force: boolean
}

/** The newest versions of packages and all that they depend on. */
export interface WantedPackages {
  readonly of: 'packages'
  /** Names of presets and packages. */
  readonly words: readonly string[]
  readonly suite: string
  /** Debian's name of the machine: amd64, arm64, armhf. */
  readonly arch: string
}

/** Exactly the packages of a manifest. */
export interface WantedManifest {
  readonly of: 'manifest'
  readonly path: string
}

/** What happens, in this order; parts that need no time say nothing. */
export type SysrootEvent =
  /** Another run works on the same cache, and we wait for it. */
  | { readonly of: 'waiting' }
  | { readonly of: 'indexes'; readonly suite: string }
  | { readonly of: 'resolved'; readonly packages: number; readonly bytes: number; readonly missingBytes: number }
  | { readonly of: 'downloading'; readonly bytes: number; readonly totalBytes: number }
  | { readonly of: 'unpacking'; readonly packages: number; readonly totalPackages: number }
  | { readonly of: 'finishing' }

/** How a caller follows a run, and stops it. */
export interface SysrootHooks {
  readonly listener: (event: SysrootEvent) => void
  readonly signal: AbortSignal
}

/** What there is afterwards. */
export interface Sysroot {
  /** `kept`: everything was as asked for already, and nothing was done. */
  readonly state: 'made' | 'kept'
  readonly folder: string
  readonly manifest: string
  readonly packages: number
  readonly files: number
  readonly bytes: number
  readonly downloadedBytes: number
  /** Digest of paths, contents, links and which files are programs; equal for equal trees. */
  readonly tree: string
  /** Whether a tree that was made from a manifest could be held against the one that the manifest tells of. */
  readonly compared: boolean
}

/** Where the manifest of a sysroot lies. */
export function manifestPath(output: string): string {
  return `${output}.manifest.yaml`
}
