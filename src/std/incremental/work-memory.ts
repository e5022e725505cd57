/** Results of earlier work, taken again where all that the work looked at is as it was. Knows nothing of the work. */
import { sameItems, shareEqual } from './share-equal.ts'
import { answersAgain, Watch, type Trace } from './watch.ts'

/** One doing of a piece of work. */
interface Version {
  readonly work: unknown
  readonly inputs: readonly unknown[]
  readonly trace: Trace
  readonly result: unknown
  lastRound: number
}

/** So many results of one piece of work are kept at most, for histories that go back and forth between branches. */
const MOST_VERSIONS = 4

/** What was not taken in so many rounds is forgotten. */
const KEPT_ROUNDS = 32

/**
 * Does work, or takes its result. `work` gets the `inputs`, which are compared by identity, and then the `surroundings`, of
 * which counts what the work asks of them (see {@link Watch}). It must look at nothing else, and neither it nor anybody
 * who gets its result may change that.
 */
export type TakeOrDo = <I extends readonly unknown[], S extends readonly object[], T>(
  name: string, work: (...given: [...I, ...S]) => T, inputs: readonly [...I], surroundings: readonly [...S],
) => T

/** Keeps results by name of the work, over several rounds. */
export class WorkMemory {
  private readonly known = new Map<string, Version[]>()
  private readonly values = new Map<string, { readonly value: unknown; readonly lastRound: number }>()
  private round = 0

  constructor(private readonly watched: ReadonlySet<PropertyKey>) {}

  /** Begins a round: a run over all that there is. Forgets what the last rounds did not need. */
  begin(): void {
    this.round++
    const isKept = ({ lastRound }: { readonly lastRound: number }): boolean => lastRound > this.round - KEPT_ROUNDS
    for (const [name, value] of this.values) if (!isKept(value)) this.values.delete(name)
    for (const [name, versions] of this.known) {
      const kept = versions.filter(isKept)
      if (kept.length === 0) this.known.delete(name)
      else if (kept.length < versions.length) this.known.set(name, kept)
    }
  }

  /** A value equal to `fresh`: the one that was last kept by this name, with what differs replaced, as {@link takeValue} does. */
  readonly same = <T>(name: string, fresh: T): T => {
    const value = shareEqual(this.values.get(name)?.value, fresh)
    this.values.set(name, { value, lastRound: this.round })
    return value
  }

  /** The result of `work`; a name stands for one sort of work on one thing. What the work does to its surroundings happens each time. */
  readonly take: TakeOrDo = (name, work, inputs, surroundings) => this.result(name, work, inputs, surroundings, (_, made) => made)

  /**
   * The same for work that makes a value of its own: parts of it that are equal to those of the last result are the same
   * objects. Not for results that hold objects which somebody else has and compares by identity.
   */
  readonly takeValue: TakeOrDo = (name, work, inputs, surroundings) => this.result(name, work, inputs, surroundings, shareEqual)

  private result<I extends readonly unknown[], S extends readonly object[], T>(
    name: string, work: (...given: [...I, ...S]) => T, inputs: readonly [...I], surroundings: readonly [...S], sharing: (known: unknown, made: T) => T,
  ): T {
    const versions = this.known.get(name) ?? []
    const done: unknown[] = []
    for (const [at, version] of versions.entries()) {
      if (version.work !== work || !sameItems(version.inputs, inputs) || !answersAgain(version.trace, surroundings, done)) continue
      version.lastRound = this.round
      if (at > 0) versions.unshift(...versions.splice(at, 1))
      return version.result as T
    }
    const watch = new Watch(this.watched, done)
    const views = surroundings.map((object) => watch.over(object)) as unknown as S
    const made = work(...inputs, ...views)
    watch.end()
    const result = sharing(versions[0]?.result, made)
    this.known.set(name, [{ work, inputs, trace: watch, result, lastRound: this.round }, ...versions.slice(0, MOST_VERSIONS - 1)])
    return result
  }
}

/** Does the work each time. */
export const doAgain: TakeOrDo = (_, work, inputs, surroundings) => work(...inputs, ...surroundings)
