/** What a difference is told from. Values only. */
import type { SourceTexts } from '../../diagnostics/source-text.ts'
import type { Difference, Patch } from '../../ir/difference.ts'

/** A difference with what is needed to tell it. */
export interface DiffInput {
  readonly difference: Difference
  /** Nothing where nobody asked for it: the summary alone is told then. */
  readonly patch?: Patch
  /** What people call both sides, as it stands in a sentence: `HEAD (1a2b3c4)`, `the work tree`, `../project`. */
  readonly titles: { readonly before: string; readonly after: string }
  /** The definitions of both sides, for the lines that spans stand in: what is gone stands in `before`, all else in `after`. */
  readonly texts: { readonly before: SourceTexts; readonly after: SourceTexts }
  /** How many diagnostics that appeared or went are not told, as they are in files that the chosen systems do not reach. */
  readonly passedOver?: number
}
