/** What a stage of `verify` is: a name, and work that says how it went. */
import type { StageFacts } from '../../report/verify.ts'
import type { ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import type { VERIFY_STAGES } from '../options.ts'

export type StageName = (typeof VERIFY_STAGES)[number]

/** What a stage works with. */
export interface StageWorld {
  /** All that is printed goes to the stage's log; the person's wish to stop is that of the whole run. */
  readonly io: Io
  readonly signal: AbortSignal
  /** What a terminal shows of the stage while it runs. */
  readonly progress: (text: string) => void
  /** Tells the person something at once, as a line. */
  readonly tell: (line: string) => void
}

/** How a stage went. */
export type StageOutcome =
  | { readonly how: 'done'; readonly facts: StageFacts }
  /** There is nothing to do for it, nor for those behind it: the run ends well here. */
  | { readonly how: 'left-out'; readonly why: string }
  | { readonly how: 'failed'; readonly exitCode: ExitCode; readonly facts?: StageFacts; readonly message?: string; readonly hint?: string; readonly detail?: string }

/** One stage. */
export interface Stage {
  readonly name: StageName
  readonly run: (world: StageWorld) => Promise<StageOutcome>
  /** What fails in it need not keep the stages behind it from being tried. */
  readonly mayFail?: boolean
  /** It has something to do where a stage before it had not. */
  readonly isApart?: boolean
}

/** A stage that ended as a command ended. */
export function byExitCode(exitCode: ExitCode, facts: StageFacts = {}): StageOutcome {
  return exitCode === 0 ? { how: 'done', facts } : { how: 'failed', exitCode, facts }
}
