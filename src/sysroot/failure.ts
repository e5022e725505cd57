/** Every way in which no sysroot comes about for reasons that are not ours: values with words for a person. */

export type FailureReason =
  /** A program or a keyring that we drive is not on this machine. */
  | 'missing-tool'
  /** What was asked for does not exist, or cannot be: a package, a suite, packages that conflict, a manifest that is none. */
  | 'request'
  /** A mirror cannot be reached, or no longer has a file. */
  | 'network'
  /** What a mirror gave is not what Debian signed, or not what the manifest names. */
  | 'untrusted'
  /** Something that we did not make, or that was changed since, stands where the sysroot is to go. */
  | 'in-the-way'
  /** The disk refuses: full, read-only, no permission. */
  | 'disk'
  /** A program that we drive failed in a way that we do not know. */
  | 'program'
  /** The same packages gave another tree than before. */
  | 'differs'
  /** The person stopped it. */
  | 'stopped'

/** Why there is no new sysroot. What was at its place before is still there. */
export interface SysrootFailure {
  readonly reason: FailureReason
  /** What is, in one sentence. */
  readonly message: string
  /** What to do about it. */
  readonly hint?: string
  /** What the program behind it said. */
  readonly detail?: string
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: SysrootFailure }

/** Carries a failure out of nested work; caught in make-sysroot.ts. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly failure: SysrootFailure

  constructor(reason: FailureReason, message: string, more: Pick<SysrootFailure, 'hint' | 'detail'> = {}) {
    super(message)
    this.failure = { reason, message, ...more }
  }
}

/** The end of what a program said: hundreds of lines about hundreds of files help nobody. */
export function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-8).join('\n')
}
