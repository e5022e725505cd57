/** Why a run ends before it has anything to work on. */
import type { ExitCode } from './exit-code.ts'

/** What is told, and how the run ends. */
export interface Refusal {
  readonly message: string
  readonly hint?: string
  readonly exitCode: ExitCode
}
