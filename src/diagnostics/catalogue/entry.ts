/** The shape of a row of the catalogue. */
import type { Severity } from '../diagnostic.ts'

/** One code: what is said (`message` states what is and what was expected), what to do about it, and the page that `explain` prints. */
export interface Entry<P> {
  readonly severity: Severity
  readonly message: (parameters: P) => string
  readonly hint?: (parameters: P) => string
  /** Markdown: why this is said, an example, and what to do. */
  readonly page: string
}

/** Types a row by its parameters. */
export const entry = <P>(row: Entry<P>): Entry<P> => row
