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
  readonly words: readonly unknown[] | undefined
  readonly answer: unknown
  /** The answer is watched itself, so that only what is asked of it counts. */
  readonly isWatched: boolean
}

/** What only a view says that it has. */
const IS_VIEW = Symbol('view')

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
    const handler = isCollection(subject) ? new CollectionView(this, this.objects++, subject) : new ObjectView(this, this.objects++)
    return new Proxy(subject, handler as ProxyHandler<T>)
  }

  /** From now on nothing may be asked. */
  end(): void {
    this.hasEnded = true
  }

  /** Notes an answer that the work has had before, which needs no step. */
  repeated(): void {
    this.hasLeaked ||= this.hasEnded
  }

  /** Notes an answer, and gives it as the work may have it. */
  answered(of: number, ask: Step['ask'], key: unknown, answer: unknown): unknown {
    const isWatched = isWatchable(answer) && (isCollection(answer) || (ask === 'property' && this.watched.has(key as PropertyKey)))
    this.note(of, ask, key, undefined, isWatched ? undefined : answer, isWatched)
    return isWatched ? this.over(answer) : answer
  }

  /** Notes that something was asked for as a whole. */
  taken(of: number, subject: object): void {
    this.note(of, 'whole', undefined, undefined, subject, false)
  }

  /** Makes a call, or takes its answer if it was made already. */
  called(of: number, key: PropertyKey, words: readonly unknown[], call: () => unknown): unknown {
    // a view that is handed on would be asked of again when the call is made again
    this.hasLeaked ||= words.some((word) => isWatchable(word) && IS_VIEW in word)
    const number = this.calls++
    const answer = number < this.done.length ? this.done[number] : call()
    this.note(of, 'call', key, words, answer, false)
    return answer
  }

  private note(of: number, ask: Step['ask'], key: unknown, words: readonly unknown[] | undefined, answer: unknown, isWatched: boolean): void {
    this.hasLeaked ||= this.hasEnded
    this.steps.push({ of, ask, key, words, answer, isWatched })
  }
}

/** A map or set that is watched. There are tens of thousands of views in a run, so that they make what they need when they need it. */
class CollectionView implements ProxyHandler<Collection> {
  private entries: Map<unknown, unknown> | undefined
  private members: Map<unknown, unknown> | undefined
  private getter: ((key: unknown) => unknown) | undefined
  private finder: ((key: unknown) => unknown) | undefined

  constructor(private readonly watch: Watch, private readonly number: number, private readonly subject: Collection) {}

  get(subject: Collection, property: PropertyKey): unknown {
    if (property === 'get' && subject instanceof Map) return this.getter ??= (key) => this.once(this.entries ??= new Map(), 'entry', key)
    if (property === 'has') return this.finder ??= (key) => this.once(this.members ??= new Map(), 'member', key)
    this.watch.taken(this.number, subject)
    const value: unknown = Reflect.get(subject, property, subject)
    return typeof value === 'function' ? value.bind(subject) as unknown : value
  }

  has(subject: Collection, property: PropertyKey): boolean {
    return property === IS_VIEW || Reflect.has(subject, property)
  }

  private once(memory: Map<unknown, unknown>, ask: 'entry' | 'member', key: unknown): unknown {
    const known = memory.get(key)
    if (known !== undefined || memory.has(key)) {
      this.watch.repeated()
      return known
    }
    const given = this.watch.answered(this.number, ask, key, ask === 'member' ? this.subject.has(key) : (this.subject as ReadonlyMap<unknown, unknown>).get(key))
    memory.set(key, given)
    return given
  }
}

/** Any other object that is watched. */
class ObjectView implements ProxyHandler<object> {
  private readonly known = new Map<PropertyKey, unknown>()

  constructor(private readonly watch: Watch, private readonly number: number) {}

  get(subject: object, property: PropertyKey): unknown {
    const known = this.known.get(property)
    if (known !== undefined || this.known.has(property)) {
      this.watch.repeated()
      return known
    }
    const value: unknown = Reflect.get(subject, property, subject)
    if (typeof value === 'function') return (...words: unknown[]) => this.watch.called(this.number, property, words, () => Reflect.apply(value, subject, words) as unknown)
    const given = this.watch.answered(this.number, 'property', property, value)
    this.known.set(property, given)
    return given
  }

  has(subject: object, property: PropertyKey): boolean {
    if (property === IS_VIEW) return true
    this.watch.taken(this.number, subject)
    return Reflect.has(subject, property)
  }

  ownKeys(subject: object): (string | symbol)[] {
    this.watch.taken(this.number, subject)
    return Reflect.ownKeys(subject)
  }
}

type Collection = ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>

function isCollection(value: object): value is Collection {
  return value instanceof Map || value instanceof Set
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
