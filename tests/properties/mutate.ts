/** Damages definitions in every way that editors, merges and people do. Random, from one generator, so that a seed gives the same again. */
import { dump, load } from 'js-yaml'

/** A small generator of random numbers (mulberry32). */
export class Random {
  constructor(private state: number) {}

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % limit
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }

  shuffled<T>(items: readonly T[]): T[] {
    const rest = [...items]
    return items.map(() => rest.splice(this.below(rest.length), 1)[0]!)
  }
}

const TOKENS = [
  '[]', '{}', '~', 'null', 'yes', '42', '1.5', '""', "'", '"', '- ', ': ', ':', '#', '|', '>', '&a', '*a', '<<: *a', '!!python/object:x', '!!int', '%{prefix}', '../../x', '/etc/passwd',
  'strata/core.morph', 'core', '.*', '(', '[a-', '(?=x)', '\\1', '(a|b)*c', 'x{2,3}', '\t', '\u0000', '\u001b[2J', '\u202e', '\ud800', 'é', '%', '@', '`', '---', '...', '<<<<<<< HEAD', '\r', '\u2028', 'a'.repeat(300), '🙂',
  'kind: chunk', 'kind: stratum', 'kind: system', 'kind: cluster', 'build-mode: bootstrap', 'build-depends:', 'artifacts:', 'morph:', 'name:', '__proto__', 'constructor', 'toString', 'base.bst', 'build-deps',
]

const VALUES: readonly unknown[] = [
  null, true, 0, -1, 1e30, NaN, '', 'x', '../x', '/x', 'x\u0000y', 'a/b', '.', '..', [], {}, [null], [[]], [{}], { morph: null }, { morph: 'strata/core.morph' }, ['x', 1, null, true], { a: { b: ['c'] } }, '%{prefix}', 'yes', 'Base', 'base',
  { __proto__x: 1, constructor: 2 }, 'x'.repeat(1000), ['.*', '(', '(?<a>b)'], { 'foo-bins': ['x'], 1: 2 }, new Date(0),
]

/** Definitions with one to four things changed. */
export function mutate(files: ReadonlyMap<string, string>, random: Random): Map<string, string> {
  const changed = new Map(files)
  const count = 1 + random.below(4)
  for (let change = 0; change < count && changed.size > 0; change++) {
    const path = random.pick([...changed.keys()])
    const text = changed.get(path)!
    const kind = random.below(12)
    if (kind === 0) changed.delete(path)
    else if (kind === 1) changed.set(path, changed.get(random.pick([...changed.keys()]))!)
    else if (kind === 2) changed.set(random.pick([`${path}x.morph`, 'strata/new.morph', 'systems/new.morph', 'a b/ü.morph', 'STRATA/core.morph', 'DEFAULTS', 'VERSION']), text)
    else if (kind === 3) changed.set(path, randomYaml(random))
    else if (kind <= 6) changed.set(path, structural(text, random))
    else changed.set(path, textual(text, random))
  }
  return changed
}

function textual(text: string, random: Random): string {
  const lines = text.split('\n')
  const at = random.below(Math.max(lines.length, 1))
  const offset = random.below(text.length + 1)
  switch (random.below(9)) {
    case 0: lines.splice(at, 1); break
    case 1: lines.splice(at, 0, lines[at] ?? ''); break
    case 2: lines[at] = `${' '.repeat(random.below(5))}${lines[at]?.trimStart() ?? ''}`; break
    case 3: lines.splice(at, 0, lines[random.below(lines.length)] ?? ''); break
    case 4: lines[at] = (lines[at] ?? '').replace(/: .*$/, `: ${random.pick(TOKENS)}`); break
    case 5: lines[at] = (lines[at] ?? '').replace(/- .*$/, `- ${random.pick(TOKENS)}`); break
    case 6: return text.slice(0, offset) + random.pick(TOKENS) + text.slice(offset)
    case 7: return text.slice(0, offset) + text.slice(offset + 1 + random.below(20))
    default: return text.slice(0, offset) + String.fromCharCode(random.below(random.pick([128, 256, 65536]))) + text.slice(offset + 1)
  }
  return lines.join('\n')
}

/** One value somewhere in the document replaced, removed or renamed. */
function structural(text: string, random: Random): string {
  try {
    const root = load(text)
    const places: (readonly [Record<string, unknown>, string])[] = []
    const seen = new Set<unknown>()
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null || seen.has(value)) return
      seen.add(value)
      for (const key of Object.keys(value)) {
        places.push([value as Record<string, unknown>, key])
        walk((value as Record<string, unknown>)[key])
      }
    }
    walk(root)
    if (places.length === 0) return text
    const [holder, key] = random.pick(places)
    const [other, otherKey] = random.pick(places)
    const kind = random.below(5)
    if (kind === 0) Reflect.deleteProperty(holder, key)
    else if (kind === 1) holder[random.pick(TOKENS)] = holder[key]
    else if (kind === 2) holder[key] = structuredClone(other[otherKey])
    else holder[key] = random.pick(VALUES)
    return dump(root)
  } catch {
    return textual(text, random)
  }
}

/** A document that may mean anything. */
function randomYaml(random: Random): string {
  const value = (depth: number): unknown => {
    const kind = random.below(depth > 3 ? 2 : 4)
    if (kind === 0) return random.pick(VALUES)
    if (kind === 1) return random.pick(TOKENS)
    if (kind === 2) return Array.from({ length: random.below(4) }, () => value(depth + 1))
    const keys = ['name', 'kind', 'chunks', 'strata', 'build-depends', 'products', 'artifacts', 'include', 'system-integration', 'devices', 'build-systems', 'split-rules', 'chunk', 'deploy', 'systems', 'arch', 'morph']
    return Object.fromEntries(Array.from({ length: random.below(5) }, () => [random.pick(random.below(3) ? keys : TOKENS), value(depth + 1)]))
  }
  const made = value(0)
  const kind = random.pick(['chunk', 'stratum', 'system', 'cluster'])
  try {
    return dump(typeof made === 'object' && made !== null && !Array.isArray(made) && !(made instanceof Date) ? { kind, name: 'x', ...made } : made)
  } catch {
    return '{'
  }
}
