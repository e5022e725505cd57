/** Who builds for `verify`, and how it is asked: our builder, or BuildStream. */
import type { StageFacts } from '../../report/verify.ts'
import type { ExitCode } from '../exit-code.ts'
import type { StageOutcome, StageWorld } from './stage.ts'

/** A builder of the project of a run. */
export interface Engine {
  /** The sources of elements, and of all that they need. */
  readonly fetch: (elements: readonly string[], world: StageWorld) => Promise<StageOutcome>
  readonly build: (elements: readonly string[], world: StageWorld) => Promise<StageOutcome>
  /** How much an element holds that was built, beside the facts of building it. */
  readonly measure: (element: string, facts: StageFacts, world: StageWorld) => Promise<StageOutcome>
  /** Writes the artifact of an element alone to a folder that is not there yet; its files may be those of the store, and are not to be written to. */
  readonly checkout: (element: string, folder: string, world: StageWorld) => Promise<ExitCode>
}
