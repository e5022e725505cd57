/** What a run touches of the world around it, apart from files: passed in, so that tests can listen. */

import type { ShowPaged } from './pager.ts'

/** The terminal behind stderr; its size changes when the person changes it. */
export interface Screen {
  readonly columns: () => number
  readonly rows: () => number
}

/** What the person does to end a run: Ctrl-C or a request to terminate; or the latter alone, where Ctrl-C is for another program. */
export type StopReason = 'interrupt' | 'terminate'

export interface Io {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  /** Folder that relative paths count from. */
  readonly cwd: string
  /** Whether stderr, where diagnostics go, shows colours. */
  readonly colour: boolean
  /** Whether stdout does. */
  readonly stdoutColour: boolean
  /** Shows a text page by page; nothing where stdout is no terminal. */
  readonly showPaged?: ShowPaged
  /** Width of the terminal, for help and what is drawn. */
  readonly columns: number
  /** Where something can be redrawn; nothing where stderr is a file, a pipe or a terminal that only knows lines. */
  readonly screen: Screen | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /**
   * From the first call on, the person's wish to stop aborts the signal in place of ending the process; a second wish ends
   * it at once.
   */
  readonly stopSignal: (reason: StopReason) => AbortSignal
}
