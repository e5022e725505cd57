/**
 * What the HTML page of an audit or of a difference is made of, as JSON: written by report/page/, read by the program in the
 * page. Others are named by their index in the list that holds them, so that the page stays small. Types only.
 */

export interface PageData {
  readonly kind: 'audit' | 'diff'
  /** Name of the project. */
  readonly title: string
  /** A line below the title: revisions compared, or what was audited. */
  readonly subtitle: string
  /** Options, counts: label and value. */
  readonly facts: readonly (readonly [string, string])[]
  readonly systems: readonly PageSystem[]
  readonly strata: readonly PageStratum[]
  readonly chunks: readonly PageChunk[]
  readonly files: readonly PageFile[]
  readonly diagnostics: readonly PageDiagnostic[]
  /** Of a diff. */
  readonly changes: readonly PageChange[]
  /** The topics of changes by name. */
  readonly topics: Readonly<Record<string, PageTopic>>
}

/** What a change can be about. */
export interface PageTopic {
  readonly title: string
  /** Which systems a change reaches is worth a word: it is of none that is about systems themselves, or about words. */
  readonly reaches: boolean
}

/** How something differs; nothing where it does not, and in an audit. */
export type PageState = 'added' | 'removed' | 'moved' | 'changed'

/** A file of the definitions or of the project. */
export interface PageFile {
  readonly side: 'definitions' | 'project'
  readonly path: string
  /** As it is after the change; before it where it is gone. Nothing for bytes that are no text, and for more than a million characters. */
  readonly text?: string
  readonly state?: PageState
  /** Of a moved one. */
  readonly from?: string
  /** Its part of the unified diff, without the lines of the file names: from the first `@@` on. */
  readonly hunks?: string
  /**
   * Of a project file: which lines say what. Each is `[first line, last line, file, first line there, last line there]`; lines
   * count from 1, both ends inclusive; `file` is an index and a definitions file.
   */
  readonly map?: readonly (readonly [number, number, number, number, number])[]
}

/** A system. */
export interface PageSystem {
  /** Path key. */
  readonly path: string
  readonly arch: string
  readonly description?: string
  /** Its definition, and the element that it becomes, if it does. */
  readonly file: number
  readonly element?: number
  /** Those that it lists, in order; what these build on is reached over them. */
  readonly strata: readonly number[]
  readonly deployments: readonly { readonly name: string; readonly type: string; readonly cluster: string; readonly element?: number }[]
  readonly extensions: readonly string[]
  /** Errors keep it out of the project. */
  readonly leftOut: boolean
  readonly state?: PageState
}

/** A stratum. */
export interface PageStratum {
  readonly path: string
  readonly name: string
  readonly description?: string
  readonly file: number
  /** The files made of it itself: its stack, and that of what it is built on; where base.bst stands in its place, a stack on that. */
  readonly elements: readonly number[]
  /** Strata that it builds on. */
  readonly uses: readonly number[]
  readonly chunks: readonly number[]
  /** base.bst stands in its place. */
  readonly replaced: boolean
  readonly state?: PageState
}

/** A chunk. */
export interface PageChunk {
  readonly path: string
  readonly name: string
  readonly stratum: number
  /** Its own file, if it has one, and the lines of its entry in the stratum's file, both ends inclusive; `[0, 0]` where the entry alone is gone. */
  readonly file?: number
  readonly entry: readonly [number, number]
  readonly element?: number
  /** Chunks that it builds on. */
  readonly uses: readonly number[]
  readonly buildSystem: string
  readonly bootstrap: boolean
  readonly state?: PageState
}

export interface PageDiagnostic {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly message: string
  readonly hint?: string
  /** Of `explain CODE`. */
  readonly page?: string
  readonly file?: number
  /** First and last line in that file, counted from 1; column of the first. */
  readonly lines?: readonly [number, number]
  readonly column?: number
  readonly systems: readonly number[]
  readonly strata: readonly number[]
  /** Of a diff. */
  readonly state?: 'appeared' | 'gone'
}

/** One change, told once for all places. */
export interface PageChange {
  readonly topic: string
  /** What became of it; nothing where nobody knows. */
  readonly state?: PageState
  /** A sentence such as "linux: 1a2b3c4 (v4.4) → 5d6e7f8 (v4.6)". */
  readonly text: string
  /** Lines gone and new, if it is about a list or a value. */
  readonly removed: readonly string[]
  readonly added: readonly string[]
  /** The sentence says all of these lines. */
  readonly isTold: boolean
  readonly files: readonly number[]
  readonly systems: readonly number[]
}
