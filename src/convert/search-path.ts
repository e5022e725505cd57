/** `PATH` as YBD set it: the `bin` folders of the prefixes of a chunk and of all it is built on come first (BD §4.4). */
import type { Chunk, Definitions } from '../ir/definitions.ts'
import type { Located } from '../ir/origin.ts'

/** The part of PATH that is always there. */
export const BASE_PATH = '/usr/bin:/bin:/usr/sbin:/sbin'

/** Answers which prefixes a chunk's PATH has; what `ignored` strata hold does not count. */
export class SearchPaths {
  private readonly ofStrata = new Map<string, readonly Located<string>[]>()
  private readonly ofChunks = new Map<string, readonly Located<string>[]>()

  /** The PATH of something that is built on no prefix. */
  readonly base = BASE_PATH

  constructor(private readonly definitions: Definitions, private readonly ignored: ReadonlySet<string>) {}

  /** The prefixes, the chunk's own first, then in the order in which its dependencies bring them. */
  prefixes(chunk: Chunk): readonly Located<string>[] {
    const known = this.ofChunks.get(chunk.path)
    if (known) return known
    this.ofChunks.set(chunk.path, [])
    const stratum = this.definitions.strata.get(chunk.stratum)
    const found = unique([
      ...(chunk.prefix ? [chunk.prefix] : []),
      ...(stratum?.buildDepends ?? []).flatMap(({ value }) => this.stratumPrefixes(value)),
      ...chunk.buildDepends.flatMap(({ value }) => {
        const sibling = this.definitions.chunks.get(value)
        return sibling ? this.prefixes(sibling) : []
      }),
    ])
    this.ofChunks.set(chunk.path, found)
    return found
  }

  /** The PATH of a chunk; `root` is put before its prefixes. */
  path(chunk: Chunk, root = ''): string {
    return [...this.prefixes(chunk).map(({ value }) => `${root}${value.replace(/\/+$/, '')}/bin`), BASE_PATH].join(':')
  }

  private stratumPrefixes(key: string): readonly Located<string>[] {
    const known = this.ofStrata.get(key)
    if (known) return known
    const stratum = this.definitions.strata.get(key)
    if (!stratum || this.ignored.has(key)) return []
    this.ofStrata.set(key, [])
    const found = unique([
      ...stratum.buildDepends.flatMap(({ value }) => this.stratumPrefixes(value)),
      ...stratum.chunks.flatMap(({ value }) => {
        const chunk = this.definitions.chunks.get(value)
        return chunk ? this.prefixes(chunk) : []
      }),
    ])
    this.ofStrata.set(key, found)
    return found
  }
}

/** The first of each value. */
function unique(prefixes: readonly Located<string>[]): readonly Located<string>[] {
  if (prefixes.length < 2) return prefixes
  const seen = new Set<string>()
  return prefixes.filter(({ value }) => !seen.has(value) && seen.add(value))
}
