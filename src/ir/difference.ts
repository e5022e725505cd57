/** What differs between two conversions, or between a conversion and a project on disk. Values only; knows neither git nor terminal. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { ConvertedDeployment, ConvertedSystem } from './conversion.ts'
import type { Span } from './origin.ts'
import type { FileContent } from './project.ts'

/** One side of a comparison: a project as files, and what is known of it. */
export interface ProjectSide {
  /** All files by path, `elements/` and `project.conf` among them. */
  readonly tree: ReadonlyMap<string, FileContent>
  /** In load order; empty where nobody knows (a folder edited by hand). */
  readonly systems: readonly ConvertedSystem[]
  readonly deployments: readonly ConvertedDeployment[]
  /** Element name → the definition that it was made from. */
  readonly origins: ReadonlyMap<string, Span>
  /** Element name → names of the elements that it depends on, in whichever way. Found out when asked. */
  readonly uses: Pick<ReadonlyMap<string, readonly string[]>, 'get'>
  /** Nothing is known but the files, so that the systems and deployments of the other side are looked for in them. */
  readonly filesOnly?: boolean
  /** Of reading and converting. */
  readonly diagnostics: readonly Diagnostic[]
}

/** What a change is about, in the order in which changes are told. */
export const CHANGE_TOPICS = [
  'system', 'element', 'moved', 'ref', 'source', 'commands', 'dependencies', 'integration', 'splitting', 'image', 'settings', 'files', 'remarks',
] as const
export type ChangeTopic = (typeof CHANGE_TOPICS)[number]

/** Where a change stands. */
export interface ChangePlace {
  /** Path of the file: as it is after the change, or before it where it is gone. */
  readonly path: string
  /** Of a moved file: its path before. */
  readonly from?: string
  /** Its element, if it is one's file. */
  readonly element?: string
  /** The definition that it was made from. */
  readonly origin?: Span
}

/** A commit of a source as people read it. */
export interface RefFact {
  readonly ref: string
  /** The branch or tag that the commit was named by: what a definition's `unpetrify-ref` became (`track`). */
  readonly name?: string
}

/** One thing that changed, with all the places where it changed in the same way. */
export interface Change {
  readonly topic: ChangeTopic
  /** What became of it: there was none before, there is none after, it has another name or content. */
  readonly state: 'added' | 'removed' | 'moved' | 'changed'
  /** The key that changed, such as `config.install-commands` or `variables.prefix`; empty for a whole element or file. */
  readonly key: string
  /**
   * A single value, before and after. Of `moved` things: their names; of several that moved together from one folder to another, the
   * folders' paths below the elements' with a slash at the end.
   */
  readonly before?: string
  readonly after?: string
  /** Members of a list that only one side has, in its order. */
  readonly removed: readonly string[]
  readonly added: readonly string[]
  /** The members are the same (but for `removed` and `added`), in another order. */
  readonly reordered: boolean
  /** Of `ref`: both commits; `name` where the source says one. */
  readonly ref?: { readonly url: string; readonly before: RefFact | undefined; readonly after: RefFact | undefined }
  /** Sorted by path; at least one. */
  readonly places: readonly ChangePlace[]
  /** What all places have in common, if they are several: the stratum whose chunks they are, as the path key of its definition. */
  readonly together?: string
  /** Path keys of the systems that it reaches, in load order: those of either side. */
  readonly systems: readonly string[]
  /** Files that changed for no other reason than this one, such as elements that name a moved one. */
  readonly follows: readonly string[]
}

/** One file that differs. */
export interface FileDifference {
  readonly state: 'added' | 'removed' | 'moved' | 'changed'
  /** After the change; before it where the file is gone. */
  readonly path: string
  /** Of a moved one: its path before. */
  readonly from?: string
  readonly systems: readonly string[]
}

/** All that differs. */
export interface Difference {
  /** By topic in the order of {@link CHANGE_TOPICS}, then by place. Nothing that differs in a file is left out. */
  readonly changes: readonly Change[]
  /** Sorted by path. */
  readonly files: readonly FileDifference[]
  readonly systems: {
    /** Path keys of all systems of either side, in load order (those that are gone last). */
    readonly all: readonly string[]
    readonly added: readonly string[]
    readonly removed: readonly string[]
    /** Path keys of those that have another one now; they are neither added nor removed, and go by the one they have now. */
    readonly moved: readonly { readonly from: string; readonly to: string }[]
    /** Path keys of those that are on both sides and that a change reaches; the moved ones among them. */
    readonly changed: readonly string[]
  }
  /** By code, file and words: a diagnostic that only stands on another line now is neither. */
  readonly diagnostics: { readonly appeared: readonly Diagnostic[]; readonly gone: readonly Diagnostic[] }
}

/** The unified diff of the two trees, as git writes it. */
export interface Patch {
  /** For `git apply`; empty where nothing differs. */
  readonly text: string
  /** One for each file, in the order of the text. */
  readonly files: readonly PatchFile[]
}

/** The part of a patch about one file. */
export interface PatchFile {
  /** Nothing: there was none, or there is none. */
  readonly from: string | undefined
  readonly to: string | undefined
  readonly binary: boolean
  /** Lines. */
  readonly added: number
  readonly removed: number
  /** From its `diff --git` line on. */
  readonly text: string
}
