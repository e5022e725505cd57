/** Old values in place of new ones that are equal to them, so that whoever compares by identity sees that nothing changed. */

/**
 * `fresh`, with every part of it that is equal to the part of `known` at the same place replaced by that part; `known`
 * itself where all is equal. Looks into arrays, maps, sets and plain objects; other objects are equal to themselves only,
 * but for bytes. Changes neither; both must never be changed again.
 */
export function shareEqual<T>(known: unknown, fresh: T): T {
  return shared(known, fresh) as T
}

function shared(known: unknown, fresh: unknown): unknown {
  if (Object.is(known, fresh)) return known
  if (typeof known !== 'object' || typeof fresh !== 'object' || known === null || fresh === null) return fresh
  if (Object.getPrototypeOf(known) !== Object.getPrototypeOf(fresh)) return fresh
  if (Array.isArray(fresh)) return sharedArray(known as readonly unknown[], fresh)
  if (fresh instanceof Map) return sharedMap(known as ReadonlyMap<unknown, unknown>, fresh)
  if (fresh instanceof Set) return sameItems([...known as ReadonlySet<unknown>], [...fresh]) ? known : fresh
  if (fresh instanceof Uint8Array) return Buffer.compare(known as Uint8Array, fresh) === 0 ? known : fresh
  return Object.getPrototypeOf(fresh) === Object.prototype ? sharedObject(known as Fields, fresh as Fields) : fresh
}

type Fields = Readonly<Record<string, unknown>>

function sharedArray(known: readonly unknown[], fresh: readonly unknown[]): readonly unknown[] {
  let isSame = known.length === fresh.length
  let items: unknown[] | undefined
  for (let at = 0; at < fresh.length; at++) {
    const item = shared(known[at], fresh[at])
    if (!Object.is(item, fresh[at])) (items ??= [...fresh])[at] = item
    isSame &&= Object.is(item, known[at])
  }
  return isSame ? known : items ?? fresh
}

function sharedMap(known: ReadonlyMap<unknown, unknown>, fresh: ReadonlyMap<unknown, unknown>): ReadonlyMap<unknown, unknown> {
  const entries = [...fresh].map(([key, value]) => [key, shared(known.get(key), value)] as const)
  const isSame = sameItems([...known.keys()], [...fresh.keys()]) && entries.every(([key, value]) => Object.is(known.get(key), value))
  return isSame ? known : new Map(entries)
}

function sharedObject(known: Fields, fresh: Fields): Fields {
  const keys = Object.keys(fresh)
  let isSame = sameItems(Object.keys(known), keys)
  let replaced: Map<string, unknown> | undefined
  for (const key of keys) {
    const value = shared(known[key], fresh[key])
    if (!Object.is(value, fresh[key])) (replaced ??= new Map()).set(key, value)
    isSame &&= Object.is(value, known[key])
  }
  if (isSame || !replaced) return isSame ? known : fresh
  return Object.fromEntries(keys.map((key) => [key, replaced.has(key) ? replaced.get(key) : fresh[key]]))
}

/** Whether two lists hold the same things in the same order. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (!Object.is(a[at], b[at])) return false
  return true
}
