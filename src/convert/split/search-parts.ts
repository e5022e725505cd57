/** Searches the simplest filter or compose settings that tell wanted path classes from others. Knows no globs. */
import type { Domain, PathClass, Splitting } from './splitting.ts'

/** The settings of one filter or compose element. */
export interface Part {
  /** Empty: every domain, and `orphans` is on; else `orphans` is off. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  /** Whether paths of no domain come along (`include-orphans`). */
  readonly orphans: boolean
}

/** Parts, and the shortest paths that they get wrong. */
interface Found {
  readonly parts: readonly Part[]
  readonly mistake: PathClass | undefined
}

/** The parts that select the classes of the wanted artifacts; as close as domains allow, and rather too little than too much. */
export function searchParts(splitting: Splitting, wanted: ReadonlySet<string>): Found {
  const { classes } = splitting
  const isWanted = classes.map(({ artifact }) => artifact !== undefined && wanted.has(artifact))
  if (!isWanted.includes(true)) return { parts: [], mistake: undefined }
  if (!isWanted.includes(false)) return { parts: [{ include: [], exclude: [], orphans: true }], mistake: undefined }
  const everywhere = new Search(splitting, wanted, isWanted, classes.map(() => true))
  // what no glob can say right must not make the rest of the selection more complicated
  const mostly = new Search(splitting, wanted, isWanted, classes.map(({ blurred }) => !blurred))
  const parts = everywhere.onePart() ?? mostly.onePart() ?? mostly.severalParts()
  return { parts: parts.map((part) => mostly.written(part)), mistake: classes[everywhere.firstMistake(parts)] }
}

/** Domains by number; nothing included means everything. */
interface Draft {
  readonly include: readonly number[]
  readonly exclude: readonly number[]
}

/** The search over the classes that `cared` marks. */
class Search {
  private readonly domains: readonly Domain[]
  private readonly classes: readonly PathClass[]

  constructor(
    splitting: Splitting, private readonly wanted: ReadonlySet<string>,
    private readonly isWanted: readonly boolean[], private readonly cared: readonly boolean[],
  ) {
    this.domains = splitting.domains
    this.classes = splitting.classes
  }

  /** "All but the unwanted", else "the wanted, less some"; undefined where neither is right. */
  onePart(): readonly Draft[] | undefined {
    const mains = this.domains.flatMap(({ role, artifact, globs }, i) =>
      (role === 'main' && globs.length > 0 && this.wanted.has(artifact) ? [i] : []))
    return [[], mains]
      .map((include) => [this.confined(include, this.wantedClasses())])
      .filter((parts) => this.firstMistake(parts) < 0)
      .map((parts) => this.simplified(parts))[0]
  }

  /** A union of parts, the one that brings most next; ends when nothing more can be had. */
  severalParts(): readonly Draft[] {
    const includes = [[], ...this.domains.map((_, i) => [i])]
    let missing = this.wantedClasses()
    let parts: readonly Draft[] = []
    for (;;) {
      const options = includes.map((include) => this.confined(include, missing)).filter((draft) => this.unwantedIn(draft).length === 0)
      const gains = options.map((draft) => missing.filter((at) => this.takes(draft, at)).length)
      const most = Math.max(0, ...gains)
      const [best] = options.filter((_, i) => most > 0 && gains[i] === most)
        .map((draft) => this.withFewestExcludes([draft])[0] ?? draft)
        .sort((one, other) => one.exclude.length - other.exclude.length)
      if (!best) return this.simplified(parts)
      parts = [...parts, best]
      missing = missing.filter((at) => !this.takes(best, at))
    }
  }

  /** The first class that the parts get wrong, or -1. */
  firstMistake(parts: readonly Draft[]): number {
    return this.classes.findIndex((_, at) => this.cared[at] && parts.some((part) => this.takes(part, at)) !== this.isWanted[at])
  }

  /** The draft with the domains' names, in the order of the domains. */
  written({ include, exclude }: Draft): Part {
    const names = (numbers: readonly number[]): readonly string[] =>
      [...numbers].sort((a, b) => a - b).flatMap((i) => this.domains[i]?.name ?? [])
    return { include: names(include), exclude: names(exclude), orphans: include.length === 0 }
  }

  private wantedClasses(): readonly number[] {
    return this.classes.flatMap((_, at) => (this.cared[at] && this.isWanted[at] ? [at] : []))
  }

  /** Excludes what is unwanted: first by domains that hold none of `missing`, then by those that cost least of it. */
  private confined(include: readonly number[], missing: readonly number[]): Draft {
    const costs = this.domains.map((_, i) => missing.filter((at) => this.holds(i, at)).length)
    const harmless = this.domains.flatMap((_, i) => (costs[i] === 0 && !include.includes(i) ? [i] : []))
    let draft: Draft = { include, exclude: harmless }
    for (;;) {
      const unwanted = this.unwantedIn(draft)
      const [next] = this.domains.map((_, i) => i)
        .filter((i) => !include.includes(i) && unwanted.some((at) => this.holds(i, at)))
        .sort((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0) || a - b)
      if (next === undefined) return draft
      draft = { include, exclude: [...draft.exclude, next] }
    }
  }

  /** With parts joined, and without parts and excludes, where that makes no difference; what takes everything first. */
  private simplified(parts: readonly Draft[]): readonly Draft[] {
    let best = parts
    const attempt = (changed: readonly Draft[]): void => {
      if (changed.length < best.length && this.equal(changed, best)) best = changed
    }
    for (const part of parts) attempt(best.filter((other) => other !== part))
    for (const a of best) for (const b of best) if (a !== b) attempt(this.joined(best, a, b))
    best = this.withFewestExcludes(best)
    for (const part of best) attempt(best.filter((other) => other !== part))
    return [...best].sort((a, b) => (a.include[0] ?? -1) - (b.include[0] ?? -1))
  }

  /** The parts without the excludes that change nothing of their union; helpers of other artifacts are given up first. */
  private withFewestExcludes(parts: readonly Draft[]): readonly Draft[] {
    return parts.reduce((best, { include, exclude }, at) => {
      const own = new Set(include.map((i) => this.domains[i]?.artifact))
      const worth = (i: number): number => {
        const { role, artifact } = this.domains[i] ?? {}
        return role === 'main' ? 3 : role === 'part' ? 0 : own.has(artifact) ? 2 : 1
      }
      const tried = [...exclude].sort((a, b) => worth(a) - worth(b) || b - a)
      return tried.reduce((left, dropped) => {
        const fewer = left.map((part, i) => (i === at ? { include, exclude: part.exclude.filter((other) => other !== dropped) } : part))
        return this.equal(fewer, left) ? fewer : left
      }, best)
    }, parts)
  }

  private joined(parts: readonly Draft[], a: Draft, b: Draft): readonly Draft[] {
    if (a.include.length === 0 || b.include.length === 0 || !parts.includes(a) || !parts.includes(b)) return parts
    const include = [...a.include, ...b.include]
    const exclude = [...new Set([...a.exclude, ...b.exclude])].filter((i) => !include.includes(i))
    return parts.flatMap((part) => (part === a ? [{ include, exclude }] : part === b ? [] : [part]))
  }

  private equal(some: readonly Draft[], others: readonly Draft[]): boolean {
    return this.classes.every((_, at) => !this.cared[at]
      || some.some((part) => this.takes(part, at)) === others.some((part) => this.takes(part, at)))
  }

  private unwantedIn(draft: Draft): readonly number[] {
    return this.classes.flatMap((_, at) => (this.cared[at] && !this.isWanted[at] && this.takes(draft, at) ? [at] : []))
  }

  private takes({ include, exclude }: Draft, at: number): boolean {
    return (include.length === 0 || include.some((i) => this.holds(i, at))) && !exclude.some((i) => this.holds(i, at))
  }

  private holds(domain: number, at: number): boolean {
    return this.classes[at]?.inDomain[domain] ?? false
  }
}
