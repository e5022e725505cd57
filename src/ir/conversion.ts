/** What a conversion gives besides the project: where things came from and what was taken. */
import type { Span } from './origin.ts'
import type { Project } from './project.ts'

/** A system that was converted. */
export interface ConvertedSystem {
  /** Path key of the definition. */
  readonly path: string
  /** Name of its element. */
  readonly element: string
  readonly arch: string
}

/** A project and how it relates to the definitions. */
export interface Conversion {
  readonly project: Project
  /** Element name → the definition that it was made from. */
  readonly origins: ReadonlyMap<string, Span>
  /** In load order. */
  readonly systems: readonly ConvertedSystem[]
  /** Path keys of systems left out because of errors in what they use. */
  readonly refused: readonly string[]
  /** How many definitions became elements. */
  readonly counts: { readonly chunks: number; readonly strata: number; readonly replacedStrata: number }
}
