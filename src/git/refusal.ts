/** What git or a repository refuses, as a value. Within this room and its callers a refusal travels as an exception; {@link attemptGit} is the door. */

/** Why something was not read or written. */
export interface GitRefusal {
  readonly reason:
    | 'no-git' | 'no-repository' | 'not-trusted' | 'no-folder' | 'no-work-tree' | 'unknown-revision' | 'no-merge-base' | 'missing-object' | 'disk' | 'git' | 'stopped'
  /** What is, in one sentence. */
  readonly message: string
  /** What to do about it. */
  readonly hint?: string
}

/** Carries a refusal to the next {@link attemptGit}. */
export class GitRefused extends Error {
  override readonly name = 'GitRefused'

  constructor(readonly refusal: GitRefusal) {
    super(refusal.message)
  }
}

/** Runs `work`; what git refuses becomes a value, bugs pass through. */
export async function attemptGit<T>(work: () => Promise<T>): Promise<T | GitRefusal> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof GitRefused) return error.refusal
    throw error
  }
}

/** Whether {@link attemptGit} and its like gave a refusal. */
export function isGitRefusal(value: unknown): value is GitRefusal {
  return typeof value === 'object' && value !== null && 'reason' in value && 'message' in value
}

/** A refusal, thrown. */
export function refuse(reason: GitRefusal['reason'], message: string, hint?: string): never {
  throw new GitRefused({ reason, message, ...(hint === undefined ? {} : { hint }) })
}
