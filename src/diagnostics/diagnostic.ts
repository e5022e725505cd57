/** What is said to the user about the input: values only. Knows nothing of how they are shown. */

/** A stretch of one input file: offsets in its text, end exclusive. */
export interface Span {
  /** Path relative to the definitions' root, `/` between components. */
  readonly file: string
  readonly start: number
  readonly end: number
}

export type Severity = 'error' | 'warning' | 'note'

/** A second place that a diagnostic speaks of, such as the other of two duplicates. */
export interface Related {
  readonly message: string
  readonly at: Span
}

/** One thing to tell the user. `code` is a key of the catalogue. */
export interface Diagnostic {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly hint?: string
  readonly at?: Span
  readonly related?: readonly Related[]
}
