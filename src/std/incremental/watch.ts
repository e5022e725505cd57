/** Views of objects that write down what is asked of them, and asking the same again of others. Knows nothing of what is asked. */
import { sameItems } from './share-equal.ts'

/** One thing that was asked of a watched object, and what it answered. */
interface Step {
  /** Number of the object that was asked, in the order in which they came to be watched. */
  readonly of: number
  /** A property, a key of a map or set, the object as a whole, or a method. */
  readonly ask: 'property' | 'entry' | 'member' | 'whole' | 'call'
  readonly key: unknown
  /** What a method was called with. */
  readonly words?: readonly unknown[]
  readonly answer: unknown
  /** The answer is watched itself, so that only what is asked of it counts. */
  readonly isWatched: boolean
}

const views = new WeakSet<object>()

/** What one piece of work asked of its surroundings, in order. */
export interface Trace {
  readonly steps: readonly Step[]
  /** Something was asked after the work had ended: what else may be asked is not known. */
  readonly hasLeaked: boolean
}

/**
 * Watches objects for one piece of work. Properties by the names in `watched` are watched like the objects themselves, as
 * are all maps and sets; other answers count by identity. Methods are called on the object itself, and what they do to it
 * they do. `done` are answers of calls that were made already: the first calls are answered by them and not made again.
 */
export class Watch implements Trace {
  readonly steps: Step[] = []
  hasLeaked = false
  private objects = 0
  private calls = 0
  private hasEnded = false

  constructor(private readonly watched: ReadonlySet<PropertyKey>, private readonly done: readonly unknown[]) {}

  /** The view of an object. Objects have to be given in the same order each time, and before anything is asked. */
  over<T extends object>(subject: T): T {
    const number = this.objects++
    const known = new Map<unknown, unknown>()
    const members = new Map<unknown, unknown>()
    const whole = (): void => void this.note({ of: number, ask: 'whole', key: undefined, answer: subject, isWatched: false })
    const once = (memory: Map<unknown, unknown>, ask: Step['ask'], key: unknown, answer: () => unknown): unknown => {
      if (memory.has(key)) {
        this.hasLeaked ||= this.hasEnded
        return memory.get(key)
      }
      const given = this.answered(number, ask, key, answer())
      memory.set(key, given)
      return given
    }
    const isMap = subject instanceof Map
    const isSet = subject instanceof Set
    const get = (_: T, property: PropertyKey): unknown => {
      if (isMap && property === 'get') return (key: unknown) => once(known, 'entry', key, () => subject.get(key))
      if ((isMap || isSet) && property === 'has') return (key: unknown) => once(members, 'member', key, () => subject.has(key))
      const value: unknown = Reflect.get(subject, property, subject)
      if (isMap || isSet) {
        whole()
        return typeof value === 'function' ? value.bind(subject) as unknown : value
      }
      if (typeof value === 'function') return (...words: unknown[]) => this.called(number, property, words, () => Reflect.apply(value, subject, words) as unknown)
      return once(known, 'property', property, () => value)
    }
    const view = new Proxy(subject, {
      get,
      has: (target, property) => (whole(), Reflect.has(target, property)),
      ownKeys: (target) => (whole(), Reflect.ownKeys(target)),
    })
    views.add(view)
    return view
  }

  /** From now on nothing may be asked. */
  end(): void {
    this.hasEnded = true
  }

  private answered(of: number, ask: Step['ask'], key: unknown, answer: unknown): unknown {
    const isWatched = isWatchable(answer) && (ask === 'property' && this.watched.has(key as PropertyKey) || answer instanceof Map || answer instanceof Set)
    this.note({ of, ask, key, answer: isWatched ? undefined : answer, isWatched })
    return isWatched ? this.over(answer) : answer
  }

  private called(of: number, key: PropertyKey, words: readonly unknown[], call: () => unknown): unknown {
    // a view that is handed on would be asked of again when the call is made again
    this.hasLeaked ||= words.some((word) => isWatchable(word) && views.has(word))
    const number = this.calls++
    const answer = number < this.done.length ? this.done[number] : call()
    return this.note({ of, ask: 'call', key, words, answer, isWatched: false })
  }

  private note(step: Step): unknown {
    this.hasLeaked ||= this.hasEnded
    this.steps.push(step)
    return step.answer
  }
}

/**
 * Whether other objects answer everything in a trace as the watched ones did. Asks in order and stops at the first other
 * answer, so that no more is asked than the work itself would ask. Calls that are made are appended to `done`, and none
 * that stands there is made again.
 */
export function answersAgain(trace: Trace, subjects: readonly object[], done: unknown[]): boolean {
  if (hasLeaked(trace)) return false
  const objects = [...subjects]
  let calls = 0
  for (const { of, ask, key, words, answer, isWatched } of trace.steps) {
    const object = objects[of]
    if (ask === 'call') {
      const method = Reflect.get(object as object, key as PropertyKey) as (...words: readonly unknown[]) => unknown
      if (calls === done.length) done.push(Reflect.apply(method, object, words ?? []))
      if (hasLeaked(trace)) return false
      if (!isEqual(answer, done[calls++])) return false
      continue
    }
    const given: unknown = ask === 'property' ? Reflect.get(object as object, key as PropertyKey)
      : ask === 'entry' ? (object as ReadonlyMap<unknown, unknown>).get(key)
        : ask === 'member' ? (object as ReadonlySet<unknown>).has(key) : object
    if (!isWatched) {
      if (!Object.is(given, answer)) return false
    } else if (isWatchable(given)) {
      objects.push(given)
    } else {
      return false
    }
  }
  return true
}

/** A call that is made again may ask things of a view of old, in whatever way it got it. */
function hasLeaked(trace: Trace): boolean {
  return trace.hasLeaked
}

function isEqual(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || Array.isArray(a) && Array.isArray(b) && sameItems(a, b)
}

function isWatchable(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
