/** Keeps long work on many files from holding everything else up. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Failed } from '../failure.ts'

/** How long files are dealt with before others get a turn. */
const TURN_MS = 20

/** The turns of one piece of work. */
export class Turns {
  private ends = performance.now() + TURN_MS
  constructor(private readonly signal?: AbortSignal | undefined) {}

  /** Lets others have their turn if it is time for it. Throws {@link Failed} once the work is to stop. */
  async pause(): Promise<void> {
    if (this.signal?.aborted) throw new Failed({ reason: 'stopped', message: 'stopped' })
    if (performance.now() <= this.ends) return
    await nextTurn()
    this.ends = performance.now() + TURN_MS
  }
}
