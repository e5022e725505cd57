/** Values of templates as Python has them: their text, and what one finds in them (Jinja2's manual). */
import { pythonQuote } from '../../../../std/python-quote.ts'

/** The text of a value in the output. */
export function pythonText(value: unknown): string {
  if (value === undefined) return ''
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`
  if (isMap(value)) return `{${Object.entries(value).map(([key, item]) => `${pythonRepr(key)}: ${pythonRepr(item)}`).join(', ')}}`
  // Numbers, and texts that a filter has marked.
  return (value as { readonly toString: () => string }).toString()
}

function pythonRepr(value: unknown): string {
  return typeof value === 'string' ? pythonQuote(value) : pythonText(value)
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value) as null)
}

/** `value.key` and `value[key]`; nothing for what Python's values have not, and never what JavaScript's have besides. */
export function member(value: unknown, key: unknown): unknown {
  if (typeof value === 'string') return typeof key === 'number' ? value.at(key) : method(STRING_METHODS, value, key)
  if (Array.isArray(value)) return typeof key === 'number' ? value.at(key) : undefined
  if (typeof value !== 'object' || value === null || typeof key === 'symbol') return undefined
  if (Object.hasOwn(value, String(key))) return bound(value, (value as Readonly<Record<string, unknown>>)[String(key)])
  return isMap(value) ? method(MAP_METHODS, value, key) : undefined
}

function bound(owner: object, found: unknown): unknown {
  return typeof found === 'function' ? (...given: unknown[]): unknown => Reflect.apply(found, owner, given) : found
}

type Methods<T> = Readonly<Record<string, (value: T, ...given: unknown[]) => unknown>>

function method<T>(methods: Methods<T>, value: T, key: unknown): unknown {
  const found = typeof key === 'string' && Object.hasOwn(methods, key) ? methods[key] : undefined
  return found && ((...given: unknown[]) => found(value, ...given))
}

const MAP_METHODS: Methods<Readonly<Record<string, unknown>>> = {
  get: (map, key, without) => Object.hasOwn(map, String(key)) ? map[String(key)] : without ?? null,
  items: (map) => Object.entries(map),
  keys: (map) => Object.keys(map),
  values: (map) => Object.values(map),
}

const STRING_METHODS: Methods<string> = {
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  strip: (text, characters) => stripped(text, characters, true, true),
  lstrip: (text, characters) => stripped(text, characters, true, false),
  rstrip: (text, characters) => stripped(text, characters, false, true),
  startswith: (text, start) => text.startsWith(String(start)),
  endswith: (text, end) => text.endsWith(String(end)),
  find: (text, part) => text.indexOf(String(part)),
  replace: (text, old, by) => text.replaceAll(String(old), () => String(by)),
  split: (text, separator, most) => split(text, separator, most),
  splitlines: (text) => text.replace(/\r?\n$/, '').split(/\r?\n/),
  join: (text, list) => (Array.isArray(list) ? list.map(String).join(text) : undefined),
  isdigit: (text) => /^\d+$/.test(text),
}

function stripped(text: string, characters: unknown, before: boolean, behind: boolean): string {
  const isGone = (character: string | undefined): boolean => character !== undefined && (typeof characters === 'string' ? characters.includes(character) : /\s/.test(character))
  let [from, to] = [0, text.length]
  while (before && from < to && isGone(text[from])) from++
  while (behind && from < to && isGone(text[to - 1])) to--
  return text.slice(from, to)
}

function split(text: string, separator: unknown, most: unknown): readonly string[] {
  const isBlank = typeof separator !== 'string'
  const source = isBlank ? text.trim() : text
  if (isBlank && source === '') return []
  const parts: string[] = []
  const pattern = isBlank ? /\s+/ : separator
  let rest = source
  for (let left = typeof most === 'number' && most >= 0 ? most : Infinity; left > 0; left--) {
    const at = typeof pattern === 'string' ? rest.indexOf(pattern) : rest.search(pattern)
    if (at === -1) break
    parts.push(rest.slice(0, at))
    rest = rest.slice(at + (typeof pattern === 'string' ? pattern.length : (pattern.exec(rest)?.[0].length ?? 0)))
  }
  return [...parts, rest]
}
