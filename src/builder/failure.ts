/** Every way in which building can fail for reasons that are not ours: values with words for a person. */

export type FailureReason =
  /** A command of the element ended with a status other than 0. */
  | 'command'
  /** The staged root lacks what is needed to run a command. */
  | 'no-shell'
  /** Artifacts cannot be put into one root, or a fatal warning was raised. */
  | 'staging'
  /** The element made nothing that could be collected, or what an import names is not there. */
  | 'nothing-collected'
  /** A source has no exact version, or is not fetched, or cannot be had. */
  | 'source'
  /** The element does what its kind does not allow; only known while building. */
  | 'element'
  /** bubblewrap, git or the kernel refuse. */
  | 'host'
  /** The disk under the store refuses: full, read-only, no permission. */
  | 'disk'
  /** What the store holds is not what it was. */
  | 'damaged'
  /** An earlier build of the same key failed, and it was not asked to try again. */
  | 'cached-failure'
  /** The person stopped it. */
  | 'stopped'

/** Why something did not happen. */
export interface Failure {
  readonly reason: FailureReason
  /** What is, in one sentence. */
  readonly message: string
  /** What to do about it. */
  readonly hint?: string
  /** More lines, such as all overlapping files. */
  readonly detail?: string
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

/** A success. */
export function success<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** A failure. */
export function failed(reason: FailureReason, message: string, more: Pick<Failure, 'hint' | 'detail'> = {}): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { reason, message, ...more } }
}

/** Carries a failure out of nested work; caught at the door of the room that throws it. */
export class Failed extends Error {
  override readonly name = 'Failed'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}
