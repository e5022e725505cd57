/** The order in which BuildStream runs the integration commands of a system's elements (BF §5.1, §5.3). */
import type { Chunk, Stratum, System } from '../ir/definitions.ts'
import { chunksOf, type ConvertContext } from './context.ts'
import { inversions, sortedGroups, type ChunkGroup } from './integration.ts'
import { strataClosure } from './scope.ts'
import type { ChunkStaging } from './staging.ts'

/** A group that BuildStream runs before others that Baserock ran first. */
interface Inversion {
  readonly second: ChunkGroup
  /** The keys begin with the same number. */
  readonly tie: boolean
  readonly firsts: Map<string, ChunkGroup>
  readonly systems: Set<string>
}

/** Works out staging orders; what is the same for several systems is worked out once. */
export class IntegrationOrder {
  private readonly ofStrata = new Map<string, readonly Chunk[]>()
  private readonly closures = new Map<string, ReadonlySet<string>>()
  private readonly found = new Map<string, Inversion>()

  constructor(private readonly context: ConvertContext, private readonly staging: ReadonlyMap<string, ChunkStaging>) {}

  /** Notes the pairs of groups that a system runs the other way round than Baserock did. */
  add(system: System, groups: readonly ChunkGroup[]): void {
    if (groups.length < 2) return
    const kept = new Set(groups.map((entry) => entry.group))
    const strata = system.strata.flatMap((part) => this.context.definitions.strata.get(part.stratum) ?? [])
    const ordered = strata.sort((a, b) => this.compareStrata(a, b)).flatMap((stratum) => this.chunks(stratum))
      .flatMap((chunk) => sortedGroups([chunk])).filter((entry) => kept.has(entry.group))
    for (const [first, second] of inversions(groups, ordered)) {
      const tie = rank(first) === rank(second)
      const key = `${second.group.at.file}\0${second.group.id}\0${tie}`
      const known = this.found.get(key) ?? { second, tie, firsts: new Map<string, ChunkGroup>(), systems: new Set<string>() }
      known.firsts.set(first.group.id, first)
      known.systems.add(system.name)
      this.found.set(key, known)
    }
  }

  /** Reports each group once, with all that it overtakes and the systems where it does. */
  report(): void {
    for (const { second, tie, firsts, systems } of this.found.values()) {
      const words = { systems: [...systems], second: second.group.id, firsts: [...firsts.keys()] }
      const related = [...firsts.values()].slice(0, 3).map((first) => ({ message: `"${first.group.id}" is here`, at: first.group.at }))
      this.context.collector.report(tie ? 'convert/integration-tie' : 'convert/integration-order', words, second.group.at, related)
    }
  }

  private compareStrata(a: Stratum, b: Stratum): number {
    if (this.closure(a.path).has(b.path)) return 1
    if (this.closure(b.path).has(a.path)) return -1
    return compareNames(this.context.names.strata.get(a.path) ?? '', this.context.names.strata.get(b.path) ?? '')
  }

  private closure(key: string): ReadonlySet<string> {
    const known = this.closures.get(key) ?? strataClosure(this.context.definitions, this.context.definitions.strata.get(key)?.buildDepends.map((reference) => reference.value) ?? [])
    this.closures.set(key, known)
    return known
  }

  /** The chunks of a stratum in staging order: dependencies first, else by name. */
  private chunks(stratum: Stratum): readonly Chunk[] {
    const known = this.ofStrata.get(stratum.path)
    if (known) return known
    const contents = chunksOf(this.context, stratum)
    const byPath = new Map(contents.map((chunk) => [chunk.path, chunk]))
    const reach = new Map(contents.map((chunk) => [chunk.path, this.siblings(chunk, byPath)]))
    const compare = (a: Chunk, b: Chunk): number => {
      if (reach.get(a.path)?.has(b.path)) return 1
      if (reach.get(b.path)?.has(a.path)) return -1
      return compareNames(this.context.names.chunks.get(a.path) ?? '', this.context.names.chunks.get(b.path) ?? '')
    }
    const order: Chunk[] = []
    const seen = new Set<Chunk>()
    const stack: { readonly chunk: Chunk | undefined; readonly rest: Chunk[] }[] = [{ chunk: undefined, rest: contents.filter((chunk) => chunk.mode !== 'bootstrap').sort(compare) }]
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.rest.shift()
      if (!next) {
        if (top.chunk) order.push(top.chunk)
        stack.pop()
      } else if (!seen.has(next)) {
        seen.add(next)
        const depends = (this.staging.get(next.path)?.depends ?? []).flatMap((path) => byPath.get(path) ?? [])
        stack.push({ chunk: next, rest: depends.sort(compare) })
      }
    }
    this.ofStrata.set(stratum.path, order)
    return order
  }

  private siblings(chunk: Chunk, byPath: ReadonlyMap<string, Chunk>): ReadonlySet<string> {
    const reached = new Set<string>()
    const queue = [chunk.path]
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const staging = this.staging.get(path)
      for (const next of [...(staging?.depends ?? []), ...(staging?.buildDepends ?? [])]) {
        if (reached.has(next) || !byPath.has(next)) continue
        reached.add(next)
        queue.push(next)
      }
    }
    return reached
  }
}

/** The number that a key begins with, which is how authors ordered commands. */
function rank(entry: ChunkGroup): string {
  return /^\d*/.exec(entry.group.id)?.[0] ?? ''
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
