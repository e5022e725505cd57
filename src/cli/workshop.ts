/** The project reader and the builder as commands use them; the real ones are in builder-workshop.ts, tests bring their own. */
import type { Listener, QueueCount } from '../builder/events.ts'
import type { Result } from '../builder/failure.ts'
import type { Collector } from '../diagnostics/collector.ts'
import type { PreparedProject } from '../builder/prepare.ts'
import type { ShownElement } from '../report/build/element-symbols.ts'

/** Which project, and how it is to be settled. */
export interface ProjectOrder {
  /** Folder of project.conf; absolute. */
  readonly root: string
  /** Names or globs; none for all elements. */
  readonly targets: readonly string[]
  readonly options: ReadonlyMap<string, string>
  readonly maxJobs: number | undefined
}

/** An element with what the store says of it, and what its key is made of: plain JSON, nothing while there is no key. */
export interface PlannedElement extends ShownElement {
  readonly inputs?: unknown
}

/** Elements and what is to be known while they are worked on. */
export interface SessionOrder {
  readonly project: PreparedProject
  /** Names of the elements that are asked for. */
  readonly targets: readonly string[]
  readonly builders: number
  readonly fetchers: number
  readonly onError: 'continue' | 'quit' | 'terminate'
  readonly retryFailed: boolean
  readonly errorLines: number
  readonly listener: Listener
  readonly signal: AbortSignal
}

/** What came of a session; single failures were told as events. */
export interface SessionResult {
  readonly ok: boolean
  /** Elements in the pipeline, and those of them that had to be looked at. */
  readonly total: number
  readonly session: number
  /** Counts that are known better than from the events alone. */
  readonly queues?: readonly (readonly [string, QueueCount])[]
}

/** What is to be written where: paths are absolute, but for `-`, the archive on stdout. */
export interface CheckoutOrder {
  readonly project: PreparedProject
  readonly element: string
  readonly deps: 'run' | 'build' | 'none'
  readonly integrate: boolean
  readonly target: { readonly directory: string; readonly hardlinks: boolean; readonly force: boolean } | { readonly tar: string }
  readonly listener: Listener
  readonly signal: AbortSignal
}

/** Facts about a store, in the order to tell them: numbers of bytes where a name ends in `Bytes`. */
export type StoreFacts = Readonly<Record<string, number>>

/** An open store, with all that is done with it. */
export interface Workshop {
  /** Absolute. */
  readonly folder: string
  readonly plan: (project: PreparedProject) => Promise<Result<readonly PlannedElement[]>>
  readonly build: (order: SessionOrder) => Promise<Result<SessionResult>>
  readonly fetch: (order: SessionOrder) => Promise<Result<SessionResult>>
  readonly track: (order: SessionOrder) => Promise<Result<SessionResult>>
  readonly checkout: (order: CheckoutOrder) => Promise<Result<null>>
  /** The exit status of what ran. */
  readonly shell: (order: { readonly project: PreparedProject; readonly element: string; readonly build: boolean; readonly command: readonly string[]; readonly listener: Listener; readonly signal: AbortSignal }) => Promise<Result<number>>
  /** What the key of an earlier build was made of; the first digits of it are enough. Nothing where it is not known. */
  readonly earlierInputs: (project: string, element: string, key: string) => unknown
  /** The text of the log of the last build. */
  readonly lastLog: (project: string, element: string) => string | undefined
  /** How much an element holds that is built. */
  readonly measure: (project: PreparedProject, element: string, signal: AbortSignal) => Promise<Result<{ readonly files: number; readonly bytes: number }>>
  readonly stat: () => Promise<Result<StoreFacts>>
  readonly verify: () => Promise<Result<StoreFacts>>
  readonly collect: (keepBytes: number | undefined) => Promise<Result<StoreFacts>>
  /** Clears up what was in progress. */
  readonly close: () => void
}

/** What came of reading a project. */
export interface ReadProject {
  /** Nothing if it has errors. */
  readonly project: PreparedProject | undefined
  /** The texts that diagnostics point into. */
  readonly texts: ReadonlyMap<string, string>
}

/** How a command gets at them. */
export interface Workshops {
  /** Reads the project; what is wrong with it is in the collector. */
  readonly readProject: (order: ProjectOrder, collector: Collector) => Promise<ReadProject>
  readonly open: (folder: string) => Promise<Result<Workshop>>
}
