/** Why two keys differ: which inputs are not the same. */

/** One input that differs, by its path such as `dependencies / base.bst`. */
export interface KeyChange {
  readonly input: string
  /** As compact JSON; absent: it was not there. */
  readonly before?: string
  readonly after?: string
}

/** Compares what two keys were made of. Dependencies count by name, sources by their number. */
export function explainKeys(before: unknown, after: unknown): readonly KeyChange[] {
  return compare('', before, after)
}

function compare(path: string, before: unknown, after: unknown): readonly KeyChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  const [a, b] = [members(before), members(after)]
  if (!a || !b) return [{ input: path, ...(before === undefined ? {} : { before: JSON.stringify(before) }), ...(after === undefined ? {} : { after: JSON.stringify(after) }) }]
  const names = new Set([...a.keys(), ...b.keys()])
  const changes = [...names].flatMap((name) => compare(path === '' ? name : `${path} / ${name}`, a.get(name), b.get(name)))
  return changes.length > 0 ? changes : [{ input: `${path} (order)`, before: JSON.stringify([...a.keys()]), after: JSON.stringify([...b.keys()]) }]
}

/** The parts that can differ by themselves; nothing for a plain value. */
function members(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  const isPair = (item: unknown): item is readonly [string, unknown] => Array.isArray(item) && item.length === 2 && typeof item[0] === 'string'
  return value.every(isPair) ? new Map(value) : new Map(value.map((item, index) => [String(index + 1), item as unknown]))
}
