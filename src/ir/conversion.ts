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

/** A deployment that was converted. */
export interface ConvertedDeployment {
  /** Path key of the cluster. */
  readonly cluster: string
  readonly name: string
  /** Path key of the system. */
  readonly system: string
  /** Name of the element that holds the result. */
  readonly element: string
  readonly kind: 'disk' | 'tar' | 'initramfs' | 'sysroot' | 'image-package' | 'jffs2'
  /** Path of the result in the element's artifact, without a slash before it. */
  readonly file: string
  /** Into the tree of another deployment, not on its own. */
  readonly isPart: boolean
}

/** A project and how it relates to the definitions. */
export interface Conversion {
  readonly project: Project
  /** Element name → the definition that it was made from. */
  readonly origins: ReadonlyMap<string, Span>
  /** In load order. */
  readonly systems: readonly ConvertedSystem[]
  /** In load order of clusters, in document order inside each. */
  readonly deployments: readonly ConvertedDeployment[]
  /** Path keys of systems left out because of errors in what they use. */
  readonly refused: readonly string[]
  /** How many definitions became elements. */
  readonly counts: { readonly chunks: number; readonly strata: number; readonly replacedStrata: number }
}
