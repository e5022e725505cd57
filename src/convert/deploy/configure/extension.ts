/** What a configuration extension is to the conversion of a deployment (BD §9.3, §9.4). */
import type { Definitions, System } from '../../../ir/definitions.ts'
import type { Located, Span } from '../../../ir/origin.ts'
import type { FileContent, Noted } from '../../../ir/project.ts'
import type { Reporter } from '../faults.ts'
import type { OwnershipRow } from '../ownership.ts'

/** What an extension may look at. */
export interface ConfigureInput {
  readonly definitions: Definitions
  readonly system: System
  /** Name of the deployment. */
  readonly deployment: string
  /** The variables of the deployment, as extensions were handed them, in document order. */
  readonly variables: ReadonlyMap<string, Located<string>>
  /** Where the extension is named, for what concerns no variable. */
  readonly at: Span
  /** After an error the deployment is left out. */
  readonly collector: Reporter
}

/** What comes of an extension. Nothing of anything: it did nothing with these variables. */
export interface ConfigureResult {
  /**
   * Scripts for `sh -e`, run in order, each by a shell of its own in `/`. The system's tree is at `%{install-root}`, files of
   * the definitions at `/definitions` under their paths, those of `files` at `/deployment`. Texts of the definitions in them
   * are escaped (percent.ts) and quoted.
   */
  readonly commands: readonly Noted[]
  /** Include files whose variables the commands use. */
  readonly includes: readonly string[]
  /** Paths of definitions' files (no folders, no links) that commands take from `/definitions`. */
  readonly uses: readonly string[]
  /** Files made for this deployment alone, by path below `/deployment`. */
  readonly files: ReadonlyMap<string, FileContent>
  /** What only a file system can say: owners, modes other than an artifact keeps, device nodes. */
  readonly ownership: readonly OwnershipRow[]
}

/** Nothing done. */
export const NOTHING: ConfigureResult = { commands: [], includes: [], uses: [], files: new Map(), ownership: [] }

/** One extension. */
export interface ConfigureExtension {
  /** Its name without folder, `set-hostname`. */
  readonly name: string
  /** The variables that it reads, for saying which nobody reads; a name or the beginning of names (`FSTAB_*`). */
  readonly reads: readonly string[]
  readonly convert: (input: ConfigureInput) => ConfigureResult
}
