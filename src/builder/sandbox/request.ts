/** A complete order for one run in a sandbox: everything is written out, nothing is left to be decided. */

/** Where a directory of the sandbox comes from. */
export type RootSource =
  /** Layers put over each other by the kernel, the lowest first; `upper`, if given, takes what is written. */
  | { readonly kind: 'overlay'; readonly layers: readonly string[]; readonly upper?: string }
  /** A folder as it is. */
  | { readonly kind: 'folder'; readonly folder: string; readonly writable: boolean }

/** A directory of the sandbox besides its root. */
export interface Mount {
  /** Absolute and normalised, not `/`. */
  readonly at: string
  readonly from: RootSource
}

export interface SandboxRequest {
  /** Folder of the store's session that is this run's own: the order is written there. */
  readonly folder: string
  readonly root: RootSource
  /** Outer ones before those below them. */
  readonly mounts: readonly Mount[]
  /** Whether `/tmp` is fresh and empty; else it is what the root has there. */
  readonly freshTmp: boolean
  /** The program and its arguments; looked for in the `PATH` of `environment`. */
  readonly command: readonly string[]
  readonly cwd: string
  /** All of it; `PWD` is added. */
  readonly environment: ReadonlyMap<string, string>
  readonly uid: number
  readonly gid: number
  readonly hostname: string
  /** Whether the host's network is there, as in a shell; builds never have it. */
  readonly network: boolean
  /** File that takes all output; absent: the terminal, as in a shell. */
  readonly log?: string
  /** Absolute path of a file that takes what the command writes to descriptor 3. */
  readonly progress?: string
  /** Whether to look, afterwards, at what was written over the root. */
  readonly listChanges: boolean
}

/** How it ended. */
export interface SandboxResult {
  /** Exit status; 128 + N after signal N. */
  readonly status: number
}
