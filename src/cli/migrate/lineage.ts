/**
 * Which commits of a history become commits of converted output, and which parents these have. Knows neither git nor
 * conversions; whether two commits have the same definitions is asked.
 */

/** Commits and their parents; a commit is added behind its parents. */
export class Ancestry {
  private readonly parents = new Map<string, readonly string[]>()
  private readonly depths = new Map<string, number>()

  add(commit: string, parents: readonly string[]): void {
    this.parents.set(commit, parents)
    this.depths.set(commit, 1 + Math.max(0, ...parents.map((parent) => this.depths.get(parent) ?? 0)))
  }

  parentsOf(commit: string): readonly string[] {
    return this.parents.get(commit) ?? []
  }

  /** Whether `older` is `newer` or leads to it. */
  leadsTo(older: string, newer: string): boolean {
    const least = this.depths.get(older) ?? 0
    const seen = new Set([newer])
    const waiting = [newer]
    for (let commit = waiting.pop(); commit !== undefined; commit = waiting.pop()) {
      if (commit === older) return true
      // Whatever lies no deeper cannot come from it.
      for (const parent of this.parentsOf(commit)) {
        if (seen.has(parent) || (this.depths.get(parent) ?? 0) < least) continue
        seen.add(parent)
        waiting.push(parent)
      }
    }
    return false
  }
}

/** What a commit becomes. */
export type Fate =
  /** A commit with these parents, which are commits that others became. */
  | { readonly kind: 'made'; readonly parents: readonly string[] }
  /** Nothing of its own: whoever wants it gets this one; nothing where no definitions have been yet. */
  | { readonly kind: 'stands'; readonly for: string | undefined }

/** Answers of the repository. */
export interface Questions {
  /** Whether what is read of the definitions is the same in both. */
  readonly same: (commit: string, other: string) => Promise<boolean>
  /** Whether there are definitions at all. */
  readonly hasDefinitions: (commit: string) => Promise<boolean>
}

/**
 * The lineage of what was made so far. Commits go by the ids of those that they were made from: so nothing here depends on what
 * a conversion gives. Invariant: a commit has the definitions of the one that stands for it.
 */
export class Lineage {
  private readonly originals = new Ancestry()
  private readonly made = new Ancestry()
  private readonly standIns = new Map<string, string | undefined>()

  /** What stands for a commit: itself, an earlier one, or nothing. */
  standIn(commit: string): string | undefined {
    return this.standIns.get(commit)
  }

  /** The parents of a commit that was made. */
  parentsOf(commit: string): readonly string[] {
    return this.made.parentsOf(commit)
  }

  /** Adds a commit behind its parents, and says what it becomes. */
  async add(commit: string, parents: readonly string[], questions: Questions): Promise<Fate> {
    this.originals.add(commit, parents)
    const fate = await this.fateOf(commit, this.reduced(parents), questions)
    if (fate.kind === 'made') this.made.add(commit, fate.parents)
    this.standIns.set(commit, fate.kind === 'made' ? commit : fate.for)
    return fate
  }

  /** Adds a commit of which an earlier run has found out what stands for it. */
  restore(commit: string, parents: readonly string[], standIn: string | undefined): void {
    this.originals.add(commit, parents)
    if (standIn === commit) this.made.add(commit, this.reduced(parents))
    this.standIns.set(commit, standIn)
  }

  private async fateOf(commit: string, parents: readonly string[], questions: Questions): Promise<Fate> {
    const [only] = parents
    if (parents.length > 1) return { kind: 'made', parents }
    if (only !== undefined) return await questions.same(commit, only) ? { kind: 'stands', for: only } : { kind: 'made', parents }
    return await questions.hasDefinitions(commit) ? { kind: 'made', parents } : { kind: 'stands', for: undefined }
  }

  /**
   * What stands for the parents, each once, without those that lead to another one of them. But where that was so before (a branch
   * merged although nothing had happened beside it), somebody wanted the merge, and it stays one.
   */
  private reduced(parents: readonly string[]): readonly string[] {
    const found = new Map<string, string>()
    for (const parent of parents) {
      const standIn = this.standIns.get(parent)
      if (standIn !== undefined && !found.has(standIn)) found.set(standIn, parent)
    }
    const all = [...found]
    return all.filter(([standIn, parent]) =>
      !all.some(([other, from]) => other !== standIn && this.made.leadsTo(standIn, other) && !this.originals.leadsTo(parent, from))).map(([standIn]) => standIn)
  }
}
