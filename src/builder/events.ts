/** Everything that happens in a build, told while it happens. Knows nothing of how it is shown. */
import type { Failure } from './failure.ts'

export type Action = 'fetch' | 'track' | 'build' | 'main'

/** What is worked on. */
export interface Task {
  readonly action: Action
  /** Name of the element. */
  readonly element: string
  /** Full cache key, where it is known. */
  readonly key?: string
}

/** Of an element, before anything is done (BF §11.1). */
export type ElementState = 'cached' | 'failed' | 'buildable' | 'waiting' | 'fetch needed' | 'no reference'

export type BuildEvent =
  /** Work on a task begins; `log` is the path of its log below the folder of logs. */
  | { readonly type: 'start'; readonly task: Task; readonly message: string; readonly log?: string }
  /** A part of a task begins or ends, such as "Staging dependencies"; parts do not nest. `detail`: the commands of the part. */
  | { readonly type: 'step-start'; readonly task: Task; readonly message: string; readonly detail?: string }
  | { readonly type: 'step-end'; readonly task: Task; readonly message: string; readonly elapsedMs: number; readonly failed?: true }
  | { readonly type: 'success'; readonly task: Task; readonly message: string; readonly elapsedMs: number; readonly log?: string }
  /** `logTail`: the last lines of the log; `logPath`: where all of it is, absolute. */
  | { readonly type: 'failure'; readonly task: Task; readonly failure: Failure; readonly elapsedMs: number; readonly logPath?: string; readonly logTail?: readonly string[] }
  /** Nothing has to be done for the task. */
  | { readonly type: 'skipped'; readonly task: Task; readonly message: string }
  /** `token` such as `overlaps` (BF §1.8). */
  | { readonly type: 'warning'; readonly task: Task; readonly token: string; readonly message: string; readonly detail?: string }
  | { readonly type: 'info'; readonly task: Task; readonly message: string; readonly detail?: string }

/** Takes events; never throws. */
export type Listener = (event: BuildEvent) => void

/** What came of the elements of one queue. */
export interface QueueCount {
  readonly processed: number
  readonly skipped: number
  readonly failed: number
}
