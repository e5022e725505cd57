/** What conditions can do with values beside comparing them: Python's methods of texts, Jinja2's filters and tests. */
import { ExpressionError } from './tokens.ts'

/** A value in a condition. */
export type Value = string | number | boolean | null | readonly Value[]

type Function = (on: Value, given: readonly Value[]) => Value

/** Methods of texts and lists, as `name.startswith("x")`. */
export const METHODS: ReadonlyMap<string, Function> = new Map<string, Function>([
  ['startswith', (on, given) => alternatives(given).some((start) => text(on).startsWith(start))],
  ['endswith', (on, given) => alternatives(given).some((end) => text(on).endsWith(end))],
  ['lower', (on) => text(on).toLowerCase()],
  ['upper', (on) => text(on).toUpperCase()],
  ['strip', (on, given) => stripped(text(on), given[0])],
  ['replace', (on, [from = '', to = '']) => text(on).replaceAll(text(from), () => text(to))],
  ['split', (on, given) => given[0] === undefined ? text(on).trim().split(/\s+/).filter((word) => word !== '') : text(on).split(text(given[0]))],
  ['join', (on, given) => list(given[0] ?? []).map(text).join(text(on))],
  ['find', (on, given) => text(on).indexOf(text(given[0] ?? ''))],
  ['count', (on, given) => typeof on === 'string' ? on.split(text(given[0] ?? '')).length - 1 : list(on).filter((item) => equal(item, given[0] ?? null)).length],
  ['isdigit', (on) => /^[0-9]+$/.test(text(on))],
])

/** Filters, as `name|lower`. */
export const FILTERS: ReadonlyMap<string, Function> = new Map<string, Function>([
  ['lower', (on) => words(on).toLowerCase()],
  ['upper', (on) => words(on).toUpperCase()],
  ['trim', (on) => words(on).trim()],
  ['string', words],
  ['int', (on) => typeof on === 'boolean' ? Number(on) : typeof on === 'number' ? Math.trunc(on) : /^\s*[-+]?[0-9]+\s*$/.test(text(on)) ? Number(on) : 0],
  ['length', (on) => typeof on === 'string' ? on.length : list(on).length],
  ['count', (on) => typeof on === 'string' ? on.length : list(on).length],
  ['first', (on) => sequence(on)[0] ?? null],
  ['last', (on) => sequence(on).at(-1) ?? null],
  ['list', sequence],
  ['sort', (on) => [...sequence(on)].sort((a, b) => compare(a, b))],
  ['join', (on, given) => sequence(on).map(words).join(words(given[0] ?? ''))],
  ['replace', (on, [from = '', to = '']) => words(on).replaceAll(words(from), () => words(to))],
])

/** Tests, as `name is string`. */
export const TESTS: ReadonlyMap<string, Function> = new Map<string, Function>([
  ['defined', () => true],
  ['undefined', () => false],
  ['string', (on) => typeof on === 'string'],
  ['number', (on) => typeof on === 'number' || typeof on === 'boolean'],
  ['boolean', (on) => typeof on === 'boolean'],
  ['none', (on) => on === null],
  ['sequence', (on) => typeof on === 'string' || Array.isArray(on)],
  ['true', (on) => on === true],
  ['false', (on) => on === false],
  ['equalto', (on, given) => equal(on, given[0] ?? null)],
  ['in', (on, given) => contains(given[0] ?? null, on)],
])

/** Python's `==`. */
export function equal(a: Value, b: Value): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item: Value, index) => equal(item, b[index] as Value))
  if (typeof a === 'boolean' && typeof b === 'number') return Number(a) === b
  if (typeof b === 'boolean' && typeof a === 'number') return Number(b) === a
  return a === b
}

/** Negative, zero or positive, as `a` is less than, equal to or more than `b`; texts by code point. */
export function compare(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b)
  if ((typeof a === 'number' || typeof a === 'boolean') && (typeof b === 'number' || typeof b === 'boolean')) return Number(a) - Number(b)
  throw new ExpressionError(`"<" and ">" do not go with ${kind(a)} and ${kind(b)}`)
}

/** Python's `in`. */
export function contains(whole: Value, part: Value): boolean {
  return typeof whole === 'string' ? whole.includes(text(part)) : list(whole).some((item) => equal(item, part))
}

/** Python's truth. */
export function truth(value: Value): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

/** The value as Jinja2 prints it. */
export function words(value: Value): string {
  if (typeof value === 'string') return value
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'number' ? String(value) : `[${value.map((item) => (typeof item === 'string' ? `'${item}'` : words(item))).join(', ')}]`
}

function text(value: Value): string {
  if (typeof value === 'string') return value
  throw new ExpressionError(`a text is needed, and there is ${kind(value)}`)
}

function list(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value as readonly Value[]
  throw new ExpressionError(`a list is needed, and there is ${kind(value)}`)
}

function sequence(value: Value): readonly Value[] {
  return typeof value === 'string' ? Array.from(value) : list(value)
}

function alternatives(given: readonly Value[]): readonly string[] {
  const [first = ''] = given
  return Array.isArray(first) ? (first as readonly Value[]).map(text) : [text(first)]
}

function stripped(value: string, given: Value | undefined): string {
  if (given === undefined || given === null) return value.trim()
  const letters = new Set(text(given))
  const kept = Array.from(value)
  const start = kept.findIndex((letter) => !letters.has(letter))
  return start === -1 ? '' : kept.slice(start, kept.findLastIndex((letter) => !letters.has(letter)) + 1).join('')
}

function kind(value: Value): string {
  if (value === null) return 'nothing'
  return Array.isArray(value) ? 'a list' : typeof value === 'string' ? 'a text' : typeof value === 'boolean' ? 'a truth value' : 'a number'
}
