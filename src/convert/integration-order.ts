/** The order in which BuildStream runs the integration commands of a system's elements (BF §5.1, §5.3). */
import type { Work } from '../ir/conversion-memory.ts'
import type { Chunk, Stratum, System } from '../ir/definitions.ts'
import { chunksOf, type ConvertContext } from './context.ts'
import { inversions, sortedGroups, type ChunkGroup } from './integration.ts'
import { strataClosure } from './scope.ts'
import type { ChunkStaging } from './staging.ts'

type Staging = ReadonlyMap<string, ChunkStaging>

/** A group that BuildStream runs before others that Baserock ran first. */
interface Inversion {
  readonly second: ChunkGroup
  /** The keys begin with the same number. */
  readonly tie: boolean
  readonly firsts: Map<string, ChunkGroup>
  readonly systems: Set<string>
}

/** Gathers what systems run in another order than Baserock did. */
export class IntegrationOrder {
  private readonly ofStrata = new Map<string, readonly Chunk[]>()
  private readonly found = new Map<string, Inversion>()

  constructor(private readonly context: ConvertContext, private readonly staging: Staging, private readonly work: Work) {}

  /** Notes the pairs of groups that a system runs the other way round than Baserock did. */
  add(system: System, groups: readonly ChunkGroup[]): void {
    if (groups.length < 2) return
    const strata = this.work.take(`strata order ${system.path}`, strataInOrder, [system], [this.context])
    const pairs = this.work.take(`inversions ${system.path}`, invertedPairs, [groups, ...strata.map((stratum) => this.chunks(stratum))], [])
    for (const [first, second] of pairs) {
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

  /** What is the same for several systems is worked out once. */
  private chunks(stratum: Stratum): readonly Chunk[] {
    const known = this.ofStrata.get(stratum.path) ?? this.work.take(`chunks order ${stratum.path}`, chunksInOrder, [stratum], [this.staging, this.context])
    this.ofStrata.set(stratum.path, known)
    return known
  }
}

function invertedPairs(groups: readonly ChunkGroup[], ...order: readonly (readonly Chunk[])[]): ReturnType<typeof inversions> {
  const kept = new Set(groups.map((entry) => entry.group))
  const ordered = order.flat().filter((chunk) => chunk.integration.length > 0).flatMap((chunk) => sortedGroups([chunk])).filter((entry) => kept.has(entry.group))
  return inversions(groups, ordered)
}

/** The strata of a system in staging order: those that others are built on first, else by name. */
function strataInOrder(system: System, { definitions, names }: ConvertContext): readonly Stratum[] {
  const strata = system.strata.flatMap((part) => definitions.strata.get(part.stratum) ?? [])
  const closures = new Map(strata.map(({ path, buildDepends }) => [path, strataClosure(definitions, buildDepends.map((reference) => reference.value))]))
  return strata.sort((a, b) => {
    if (closures.get(a.path)?.has(b.path)) return 1
    if (closures.get(b.path)?.has(a.path)) return -1
    return compareNames(names.strata.get(a.path) ?? '', names.strata.get(b.path) ?? '')
  })
}

/** The chunks of a stratum in staging order: dependencies first, else by name. */
function chunksInOrder(stratum: Stratum, staging: Staging, context: ConvertContext): readonly Chunk[] {
  const contents = chunksOf(context, stratum)
  const byPath = new Map(contents.map((chunk) => [chunk.path, chunk]))
  const reach = new Map(contents.map((chunk) => [chunk.path, siblings(chunk, byPath, staging)]))
  const compare = (a: Chunk, b: Chunk): number => {
    if (reach.get(a.path)?.has(b.path)) return 1
    if (reach.get(b.path)?.has(a.path)) return -1
    return compareNames(context.names.chunks.get(a.path) ?? '', context.names.chunks.get(b.path) ?? '')
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
      const depends = (staging.get(next.path)?.depends ?? []).flatMap((path) => byPath.get(path) ?? [])
      stack.push({ chunk: next, rest: depends.sort(compare) })
    }
  }
  return order
}

function siblings(chunk: Chunk, byPath: ReadonlyMap<string, Chunk>, staging: Staging): ReadonlySet<string> {
  const reached = new Set<string>()
  const queue = [chunk.path]
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const found = staging.get(path)
    for (const next of [...(found?.depends ?? []), ...(found?.buildDepends ?? [])]) {
      if (reached.has(next) || !byPath.has(next)) continue
      reached.add(next)
      queue.push(next)
    }
  }
  return reached
}

/** The number that a key begins with, which is how authors ordered commands. */
function rank(entry: ChunkGroup): string {
  return /^\d*/.exec(entry.group.id)?.[0] ?? ''
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
