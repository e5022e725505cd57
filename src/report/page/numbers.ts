/** Names → places in the lists of a page, which name each other by them. */
import type { PageFile } from '../../page/data.ts'

/** Numbers from 0 in the order in which names come. */
export class Numbering {
  private readonly numbers = new Map<string, number>()
  private readonly aliases = new Map<string, number>()

  constructor(keys: Iterable<string> = []) {
    for (const key of keys) this.take(key)
  }

  /** All names but further ones, in the order of their numbers. */
  keys(): readonly string[] {
    return [...this.numbers.keys()]
  }

  /** The number of a name, which gets one if it has none. */
  take(key: string): number {
    const known = this.get(key)
    if (known !== undefined) return known
    this.numbers.set(key, this.numbers.size)
    return this.numbers.size - 1
  }

  /** Has `key` stand for what has the number of `of`, as another name of it. Those that have a number keep it. */
  alias(key: string, of: string): void {
    const number = this.numbers.get(of)
    if (number !== undefined && !this.numbers.has(key)) this.aliases.set(key, number)
  }

  /** The number of a name, if it has one. */
  get(key: string): number | undefined {
    return this.numbers.get(key) ?? this.aliases.get(key)
  }

  /** The numbers of those that have one, in the order given. */
  among(keys: readonly string[]): readonly number[] {
    return keys.flatMap((key) => this.get(key) ?? [])
  }
}

/** The lists of one page: systems, strata and chunks by path key, files by {@link fileKey}. */
export interface PageNumbers {
  readonly systems: Numbering
  readonly strata: Numbering
  readonly chunks: Numbering
  readonly files: Numbering
}

/** What a file is numbered by. */
export function fileKey(side: PageFile['side'], path: string): string {
  return `${side}\0${path}`
}

/** What {@link fileKey} was made of. */
export function ofFileKey(key: string): { readonly side: PageFile['side']; readonly path: string } {
  const at = key.indexOf('\0')
  return { side: key.slice(0, at) as PageFile['side'], path: key.slice(at + 1) }
}
