/** The contract of an element kind: what its settings mean, what its result depends on, how the result is made. */
import type { Collector } from '../../diagnostics/collector.ts'
import type { KindDeclaration } from '../../ir/kind-declaration.ts'
import type { LoadedElement, LoadedProject } from '../../ir/loaded-project.ts'
import type { Assembly } from '../assembly/assembly.ts'
import type { Directory } from '../store/tree.ts'

/** An element that has been understood. */
export interface Prepared {
  /** What its kind adds to the cache key, as plain JSON; dependencies, sources, environment and public data are known. */
  readonly key: unknown
  /** Makes the artifact; nothing for kinds without one. Throws {@link Failed} for what goes wrong. */
  readonly assemble: (assembly: Assembly) => Promise<Directory | undefined>
}

/** A kind of elements. */
export interface ElementKind {
  readonly declaration: KindDeclaration
  /** Raised when equal inputs give another result than before. */
  readonly version: number
  /** Whether elements of it run commands with their environment, which is then part of the key (BF §9). */
  readonly runsCommands: boolean
  /** Understands the settings; what is wrong with them is reported at its place, and gives nothing. */
  readonly prepare: (element: LoadedElement, project: LoadedProject, collector: Collector) => Prepared | undefined
}
