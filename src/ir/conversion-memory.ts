/** What conversions of one run leave for those behind them, so that what has not changed is not done again. */
import { doAgain, WorkMemory, type TakeOrDo } from '../std/incremental/work-memory.ts'

/** What the parts of a conversion look into rather than at: of these, only what they ask counts. */
const SURROUNDINGS = new Set(['definitions', 'names', 'scope', 'contents', 'urls', 'paths', 'collector', 'data'])

/** A memory for any number of conversions, one after the other. It holds what the last ones needed. */
export class ConversionMemory extends WorkMemory {
  constructor() {
    super(SURROUNDINGS)
  }
}

/** How the parts of a conversion do their work. */
export interface Work {
  readonly take: TakeOrDo
  /** For work that makes a value of its own: equal parts of it may be objects of an earlier conversion. */
  readonly takeValue: TakeOrDo
  /** The value, be it as an equal object of an earlier conversion. */
  readonly same: <T>(name: string, fresh: T) => T
}

const FORGETFUL: Work = { take: doAgain, takeValue: doAgain, same: (_, fresh) => fresh }

/** The work of a conversion with that memory; without one everything is done. */
export function workOf(memory: ConversionMemory | undefined): Work {
  return memory ?? FORGETFUL
}
