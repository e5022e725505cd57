/**
 * `%{name}` in texts (BF §3): one pass, values in any order. All elements of a kind share what none of their own variables
 * touches; an element settles anew only what its own variables reach.
 */
import { nearest } from '../std/nearest.ts'
import type { Collector } from '../diagnostics/collector.ts'
import type { Span } from '../diagnostics/diagnostic.ts'
import type { ConfScalar } from '../ir/conf.ts'

/** Variables as given: name → text with references. */
export type Definitions = ReadonlyMap<string, ConfScalar>

const REFERENCE = /%\{([a-zA-Z][a-zA-Z0-9_-]*)\}/
/** No command or variable comes near; nested references could double endlessly. */
const MOST_LETTERS = 4 * 1024 * 1024

/** A text in pieces: literal ones at even places, names of variables at odd ones. */
export type Pieces = readonly string[]

/** Takes texts apart, each one once. */
export class Splitter {
  private readonly known = new Map<string, Pieces>()

  split(text: string): Pieces {
    if (!text.includes('%{')) return [text]
    let pieces = this.known.get(text)
    if (!pieces) this.known.set(text, pieces = text.split(REFERENCE))
    return pieces
  }
}

/** The names that a text refers to. */
export function references(pieces: Pieces): readonly string[] {
  return pieces.length === 1 ? [] : pieces.filter((_, index) => index % 2 === 1)
}

/** The variables that the elements of a kind have in common. */
export class SharedVariables {
  /** Settled values; names whose value needs what only an element knows are missing. */
  readonly values = new Map<string, string>()
  private readonly usedBy = new Map<string, string[]>()
  private readonly unsettled: ReadonlySet<string>

  constructor(readonly definitions: Definitions, readonly splitter: Splitter) {
    for (const [name, { text }] of definitions) {
      for (const used of references(splitter.split(text))) {
        const users = this.usedBy.get(used)
        if (users) users.push(name)
        else this.usedBy.set(used, [name])
      }
    }
    this.unsettled = settle(definitions.keys(), (name) => definitions.get(name), this.values, splitter)
  }

  /** The names whose values may differ once `own` names have other definitions. */
  affectedBy(own: Iterable<string>): ReadonlySet<string> {
    const affected = new Set([...this.unsettled, ...own])
    for (const name of affected) for (const user of this.usedBy.get(name) ?? []) affected.add(user)
    return affected
  }
}

/** The variables of one element: the shared ones with its own over them. */
export class Variables {
  /** All values; a variable that has none because of an error is empty. */
  readonly values: Map<string, string>
  /** Names whose values are not the shared ones. */
  readonly affected: ReadonlySet<string>

  constructor(readonly shared: SharedVariables, private readonly own: Definitions, private readonly collector: Collector, private readonly texts: ReadonlyMap<string, string>) {
    this.affected = shared.affectedBy(own.keys())
    this.values = new Map(shared.values)
    for (const name of this.affected) this.values.delete(name)
    const defined = [...this.affected].filter((name) => this.definition(name))
    const left = settle(defined, (name) => this.definition(name), this.values, shared.splitter)
    if (left.size > 0) this.report(left)
    for (const name of left) this.values.set(name, '')
  }

  /** The text with all its references replaced; unknown names are reported at their place and replaced by nothing. */
  expand(scalar: ConfScalar): string {
    const pieces = this.shared.splitter.split(scalar.text)
    if (pieces.length === 1) return scalar.text
    for (const name of references(pieces)) if (!this.values.has(name)) this.reportUnknown(name, scalar)
    const text = join(pieces, this.values)
    if (text === undefined) this.collector.report('project/too-long', { limit: MOST_LETTERS }, scalar.at)
    return text ?? ''
  }

  private definition(name: string): ConfScalar | undefined {
    return this.own.get(name) ?? this.shared.definitions.get(name)
  }

  private used(name: string): readonly string[] {
    return references(this.shared.splitter.split(this.definition(name)?.text ?? ''))
  }

  private report(left: ReadonlySet<string>): void {
    const told = new Set<string>()
    for (const name of left) {
      const scalar = this.definition(name)
      if (!scalar) continue
      const used = this.used(name)
      for (const unknown of used) if (!this.definition(unknown)) this.reportUnknown(unknown, scalar)
      if (used.every((other) => this.values.has(other))) this.collector.report('project/too-long', { limit: MOST_LETTERS }, scalar.at)
      this.reportCircle(name, left, told)
    }
  }

  /** Walks from a variable without value to one that it needs and that has none either, until the walk meets itself. */
  private reportCircle(start: string, left: ReadonlySet<string>, told: Set<string>): void {
    const path: string[] = []
    const places = new Map<string, number>()
    for (let name: string | undefined = start; name !== undefined && !told.has(name); name = this.used(name).find((next) => left.has(next))) {
      const met = places.get(name)
      if (met !== undefined) {
        const circle = [...path.slice(met), name]
        this.collector.report('project/variable-circle', { path: circle }, this.definition(name)?.at)
        break
      }
      places.set(name, path.length)
      path.push(name)
    }
    for (const name of path) told.add(name)
  }

  private reportUnknown(name: string, scalar: ConfScalar): void {
    const known = [...this.shared.definitions.keys(), ...this.own.keys()]
    this.collector.report('project/unknown-variable', { name, suggestion: nearest(name, known) }, this.placeOf(name, scalar.at))
  }

  /** The reference itself within the text, if it stands there as such. */
  private placeOf(name: string, at: Span): Span {
    const reference = `%{${name}}`
    const start = this.texts.get(at.file)?.indexOf(reference, at.start) ?? -1
    return start === -1 || start + reference.length > at.end ? at : { file: at.file, start, end: start + reference.length }
  }
}

/** Puts values of `names` into `values`, each one after those it needs; gives back the names for which there is none. */
function settle(names: Iterable<string>, define: (name: string) => ConfScalar | undefined, values: Map<string, string>, splitter: Splitter): ReadonlySet<string> {
  const left = new Set(names)
  const waiting = new Map<string, string[]>()
  const missing = new Map<string, number>()
  const ready: string[] = []
  for (const name of left) {
    const lacking = new Set(references(splitter.split(define(name)?.text ?? '')).filter((used) => !values.has(used)))
    for (const used of lacking) {
      const others = waiting.get(used)
      if (others) others.push(name)
      else waiting.set(used, [name])
    }
    missing.set(name, lacking.size)
    if (lacking.size === 0) ready.push(name)
  }
  for (const name of ready) {
    const value = join(splitter.split(define(name)?.text ?? ''), values)
    if (value === undefined) continue
    values.set(name, value)
    left.delete(name)
    for (const other of waiting.get(name) ?? []) {
      const count = (missing.get(other) ?? 0) - 1
      missing.set(other, count)
      if (count === 0) ready.push(other)
    }
  }
  return left
}

/** The pieces with values in place of names; nothing if the text grows out of all measure. */
function join(pieces: Pieces, values: ReadonlyMap<string, string>): string | undefined {
  if (pieces.length === 1) return pieces[0]
  const parts = pieces.map((piece, index) => (index % 2 === 0 ? piece : values.get(piece) ?? ''))
  return parts.reduce((length, part) => length + part.length, 0) > MOST_LETTERS ? undefined : parts.join('')
}
