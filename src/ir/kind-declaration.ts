/** What reading a project has to know of an element kind or source kind; the builder declares it beside what the kind does. */

/** An element kind as composition and checking see it. */
export interface KindDeclaration {
  readonly kind: string
  /** Whether BuildStream 2 has it without a `plugins:` entry (BF §1.4). */
  readonly core: boolean
  /**
   * The kind's own defaults as YAML (`variables`, `environment`, `environment-nocache`, `config`, `public`), composed over
   * project.conf and under its `elements: KIND:` (BF §1.7).
   */
  readonly defaults: string
  /** Keys that `config` may have. */
  readonly configKeys: readonly string[]
  readonly sources: 'any' | 'none' | 'required'
  readonly dependencies: DependencyRule
  /** Keys that `config:` of a dependency may have; none: the kind takes no such thing. */
  readonly dependencyConfigKeys: readonly string[]
}

/**
 * `any`; `build` only build dependencies; `both` each one build and runtime (stack); `one-build` exactly one build
 * dependency, which is not a runtime one too (filter) (BF §5.5-5.8).
 */
export type DependencyRule = 'any' | 'build' | 'both' | 'one-build'

/** A source kind as reading sees it. */
export interface SourceDeclaration {
  readonly kind: string
  readonly core: boolean
  /** Keys beside `kind`, `directory` and `provenance`. */
  readonly keys: readonly string[]
}
