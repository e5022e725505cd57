/** Which lines of a generated file say which stretch of the definitions. Values only. */
import type { Span } from './origin.ts'

/** Lines of one generated file, and what of the definitions they say. */
export interface LineOrigin {
  /** First and last line, counted from 1, both inclusive. */
  readonly from: number
  readonly to: number
  /** In the definitions. */
  readonly origin: Span
}
