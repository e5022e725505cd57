/** What YBD staged to build a chunk, stated within its stratum (BD §5.1 to §5.4), and how BuildStream dependencies give the same set. */
import type { Chunk, Definitions, Stratum } from '../ir/definitions.ts'

/** The dependencies of one chunk on chunks of its own stratum and, for bootstrap chunks, of others; path keys. */
export interface ChunkStaging {
  /** Siblings that also come along wherever this chunk is staged. */
  readonly depends: readonly string[]
  /** Chunks that are staged to build this one and go no further. */
  readonly buildDepends: readonly string[]
}

/** The staging of every chunk of a stratum, in its order. */
export function stagingOf(definitions: Definitions, stratum: Stratum): ReadonlyMap<string, ChunkStaging> {
  const chunks = stratum.chunks.flatMap(({ value }) => definitions.chunks.get(value) ?? [])
  const byPath = new Map(chunks.map((chunk) => [chunk.path, chunk]))
  const staged = new Map(chunks.map((chunk) => [chunk.path, stagedSiblings(chunk, byPath)]))
  const runtime = runtimeEdges(chunks, byPath, staged)
  const closures = new Map<string, ReadonlySet<string>>()
  const result = new Map<string, ChunkStaging>()
  for (const chunk of chunks) {
    const wanted = staged.get(chunk.path) ?? new Set<string>()
    const foreign = chunk.mode === 'bootstrap' ? bootstrapOfStrata(definitions, stratum) : []
    const depends = runtime.get(chunk.path) ?? []
    const covered = new Set(depends.flatMap((path) => [...closureOf(path, runtime, closures)]))
    const buildDepends = [...foreign]
    for (const path of wanted) {
      if (covered.has(path)) continue
      buildDepends.push(path)
      for (const brought of closureOf(path, runtime, closures)) covered.add(brought)
    }
    result.set(chunk.path, { depends, buildDepends })
  }
  return result
}

/**
 * The siblings in the sandbox of `chunk`: everything reached through build-depends of any mode that is of the chunk's
 * own mode or named directly (BD §5.4).
 */
function stagedSiblings(chunk: Chunk, byPath: ReadonlyMap<string, Chunk>): ReadonlySet<string> {
  const direct = new Set(chunk.buildDepends.map((reference) => reference.value))
  const reached = new Set<string>()
  const queue = [...direct]
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (path === chunk.path || reached.has(path)) continue
    reached.add(path)
    queue.push(...(byPath.get(path)?.buildDepends.map((reference) => reference.value) ?? []))
  }
  return new Set([...byPath.values()].filter((sibling) => reached.has(sibling.path) && (direct.has(sibling.path) || sibling.mode === chunk.mode)).map((sibling) => sibling.path))
}

/**
 * Dependencies that may propagate: from a staging chunk to the staging siblings it names. Bootstrap chunks never bring
 * anything along; nor does a staging chunk that a bootstrap chunk names, where that would stage more than YBD did.
 */
function runtimeEdges(chunks: readonly Chunk[], byPath: ReadonlyMap<string, Chunk>, staged: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, readonly string[]> {
  const edges = new Map<string, readonly string[]>(chunks.map((chunk) => [chunk.path, chunk.mode === 'bootstrap' ? []
    : chunk.buildDepends.map((reference) => reference.value).filter((path) => byPath.get(path)?.mode === 'staging')]))
  for (const chunk of chunks) {
    if (chunk.mode !== 'bootstrap') continue
    for (const path of staged.get(chunk.path) ?? []) if (byPath.get(path)?.mode === 'staging') edges.set(path, [])
  }
  return edges
}

function closureOf(path: string, edges: ReadonlyMap<string, readonly string[]>, known: Map<string, ReadonlySet<string>>): ReadonlySet<string> {
  const cached = known.get(path)
  if (cached) return cached
  const closure = new Set<string>([path])
  const queue = [...(edges.get(path) ?? [])]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (closure.has(next)) continue
    closure.add(next)
    queue.push(...(edges.get(next) ?? []))
  }
  known.set(path, closure)
  return closure
}

/** Of the strata that a stratum build-depends on, a bootstrap chunk sees the bootstrap chunks only. */
function bootstrapOfStrata(definitions: Definitions, stratum: Stratum): readonly string[] {
  return stratum.buildDepends.flatMap(({ value }) => definitions.strata.get(value)?.chunks ?? [])
    .map((reference) => reference.value).filter((path) => definitions.chunks.get(path)?.mode === 'bootstrap')
}
