/** What a repository refuses → how a run ends. */
import type { GitRefusal } from '../git/refusal.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import type { Refusal } from './refusal.ts'

/** Mistakes of the command line; everything else is the world's. */
const USAGE: ReadonlySet<GitRefusal['reason']> = new Set(['no-repository', 'no-folder', 'no-work-tree', 'unknown-revision', 'no-merge-base'])

/** The refusal as a command tells it. */
export function refusalOfGit({ reason, message, hint }: GitRefusal): Refusal {
  return { message, ...(hint === undefined ? {} : { hint }), exitCode: exitCodeOf(reason) }
}

function exitCodeOf(reason: GitRefusal['reason']): ExitCode {
  return reason === 'stopped' ? EXIT.stopped : USAGE.has(reason) ? EXIT.usage : EXIT.input
}
