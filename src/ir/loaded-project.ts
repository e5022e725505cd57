/**
 * A BuildStream project with everything settled: options chosen, files included, lists composed, variables expanded. What
 * `project/` reads and `builder/` builds. Knows no file syntax and nothing of how a build goes.
 */
import type { ConfMap } from './conf.ts'
import type { Span } from './origin.ts'

/** An edge to another element of the project (BF §2.2); the same element named twice is one edge. */
export interface LoadedDependency {
  /** Normalised name, such as `base/tools.bst`. */
  readonly name: string
  readonly at: Span
  /** Staged when this element is built; at least one of the two is true. */
  readonly build: boolean
  /** Comes along with this element. */
  readonly runtime: boolean
  readonly strict: boolean
  /** Each `config:` of a build dependency, expanded, such as `{location: /sysroot}`. */
  readonly config: readonly ConfMap[]
}

/** One entry of `sources`, expanded and not yet looked at by its kind (BF §7). */
export interface LoadedSource {
  readonly kind: string
  /** Below the place where sources are staged; relative, without `.` or `..`; empty for the place itself. */
  readonly directory: string
  /** All keys but `kind`, `directory` and `provenance`; over the defaults that the project gives for the kind. */
  readonly config: ConfMap
  readonly at: Span
}

/** What a sandbox is to look like to an element (BF §1.10). */
export interface LoadedSandbox {
  readonly buildUid: number
  readonly buildGid: number
  /** Canonical, such as `x86_64`. */
  readonly buildArch: string
  /** Such as `linux`. */
  readonly buildOs: string
}

/** One element, composed over all defaults. */
export interface LoadedElement {
  readonly name: string
  readonly kind: string
  readonly description: string
  /** Its `kind:` value. */
  readonly at: Span
  /** In the order of BF §5.1 steps 1 and 2. */
  readonly dependencies: readonly LoadedDependency[]
  /** All variables, expanded, the automatic ones (`element-name`, `max-jobs`, ...) too. */
  readonly variables: ReadonlyMap<string, string>
  readonly environment: ReadonlyMap<string, string>
  /** Names of the environment that stay out of the cache key; sorted. */
  readonly environmentNocache: readonly string[]
  /** `config`, expanded; its keys are among those that the kind declares. */
  readonly config: ConfMap
  /** `public`, expanded, with the project's split rules composed in. */
  readonly public: ConfMap
  readonly sources: readonly LoadedSource[]
  readonly sandbox: LoadedSandbox
}

/** `shell:` of project.conf. */
export interface LoadedShell {
  readonly command: readonly string[]
  readonly environment: ReadonlyMap<string, string>
}

/** The project with the elements that its targets reach. */
export interface LoadedProject {
  readonly name: string
  /** Folder of project.conf; absolute. */
  readonly root: string
  /** Folder of the elements, relative to `root`; empty for `root` itself. */
  readonly elementPath: string
  /** Alias → start of URL, expanded. */
  readonly aliases: ReadonlyMap<string, string>
  /** Alias → further starts of URL, in the order to try them before the alias's own. */
  readonly mirrors: ReadonlyMap<string, readonly string[]>
  /** Tokens of warnings that count as errors; sorted. */
  readonly fatalWarnings: readonly string[]
  /** Options with the values chosen, as texts; sorted by name. */
  readonly options: ReadonlyMap<string, string>
  readonly shell: LoadedShell
  /** Whether versions of sources stand in `project.refs`, and not beside the sources (BF §1.9). */
  readonly refsApart: boolean
  /** The elements asked for, in that order, globs resolved. */
  readonly targets: readonly string[]
  /** By name, every dependency before those that depend on it ("all" scope of BF §5.1). */
  readonly elements: ReadonlyMap<string, LoadedElement>
  /** Every text that places point into, by the name used there; built-in defaults too. */
  readonly texts: ReadonlyMap<string, string>
}
