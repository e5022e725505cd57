/** `PATH` as YBD set it: the `bin` folders of the prefixes of a chunk and of all it is built on come first (BD §4.4). */
import type { Chunk, Definitions } from '../ir/definitions.ts'

/** The part of PATH that is always there. */
export const BASE_PATH = '/usr/bin:/bin:/usr/sbin:/sbin'

/** Answers which prefixes a chunk's PATH has; what `ignored` strata hold does not count. */
export class SearchPaths {
  private readonly ofStrata = new Map<string, readonly string[]>()
  private readonly ofChunks = new Map<string, readonly string[]>()

  /** The PATH of something that is built on no prefix. */
  readonly base = BASE_PATH

  constructor(private readonly definitions: Definitions, private readonly ignored: ReadonlySet<string>) {}

  /** The prefixes, the chunk's own first, then in the order in which its dependencies bring them. */
  prefixes(chunk: Chunk): readonly string[] {
    const known = this.ofChunks.get(chunk.path)
    if (known) return known
    this.ofChunks.set(chunk.path, [])
    const stratum = this.definitions.strata.get(chunk.stratum)
    const found = unique([
      ...(chunk.prefix ? [chunk.prefix.value] : []),
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
    return [...this.prefixes(chunk).map((prefix) => `${root}${prefix.replace(/\/+$/, '')}/bin`), BASE_PATH].join(':')
  }

  private stratumPrefixes(key: string): readonly string[] {
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

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}
