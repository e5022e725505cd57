/** Elements that went and elements that came → those that are the same thing under another name. */
import type { ProjectSide } from '../../ir/difference.ts'
import { compareText, lastPart, ownerOf, stemOf, type ElementPaths } from '../element-paths.ts'
import { candidatesOf, type Candidate } from './candidates.ts'
import { similarity } from './similarity.ts'

/** Both sides, and which files only one of them has. */
export interface Unpaired {
  readonly before: ProjectSide
  readonly after: ProjectSide
  readonly removed: readonly string[]
  readonly added: readonly string[]
  readonly pathsBefore: ElementPaths
  readonly pathsAfter: ElementPaths
}

/** As much of two texts has to be equal as git asks for. */
const SIMILAR = 0.5
/** More, where nothing but the text speaks for it. */
const VERY_SIMILAR = 0.7
/** From so many pairs on, only those of one name are looked at. */
const MANY_PAIRS = 20_000

/**
 * Element names before → after. What has a repository is the same thing where that is the same, and the name or half of the text; or
 * where the name is the same and half of the text. Other elements follow what they consist of, or what they lie below.
 */
export function findMoves(unpaired: Unpaired): ReadonlyMap<string, string> {
  const { before, after, removed, added, pathsBefore, pathsAfter } = unpaired
  if (removed.length === 0 || added.length === 0) return new Map()
  const gone = candidatesOf(removed, before, pathsBefore)
  const come = candidatesOf(added, after, pathsAfter)
  const moves = new Moves()
  moves.pair(gone, come, ({ source, base }) => (source === undefined ? [] : [`source ${source}`, `name ${base}`]), sourcedScore)
  for (let found = -1; found !== moves.size; ) {
    found = moves.size
    moves.pair(gone.filter(isOnItsOwn(gone)), come.filter(isOnItsOwn(come)), ({ source, kind }) => (source === undefined ? [kind] : []), (one, other) => ownScore(one, other, moves.names))
    moves.pairBelow(gone, come)
  }
  return moves.names
}

/** Pairs found so far. */
class Moves {
  readonly names = new Map<string, string>()
  private readonly taken = new Set<string>()

  get size(): number {
    return this.names.size
  }

  /** Pairs the best first. `keysOf`: only what shares a key can be a pair; `score`: 0 for none. Both sides count alike, so that the way back is the same. */
  pair(gone: readonly Candidate[], come: readonly Candidate[], keysOf: (one: Candidate) => readonly string[], score: (one: Candidate, other: Candidate) => number): void {
    const byKey = new Map<string, Candidate[]>()
    for (const one of come) if (!this.taken.has(one.name)) for (const key of keysOf(one)) byKey.set(key, [...byKey.get(key) ?? [], one])
    const free = gone.filter(({ name }) => !this.names.has(name))
    const many = free.reduce((sum, one) => sum + keysOf(one).reduce((own, key) => own + (byKey.get(key)?.length ?? 0), 0), 0) > MANY_PAIRS
    const pairs = free.flatMap((one) => {
      const others = new Set(keysOf(one).flatMap((key) => byKey.get(key) ?? []))
      return [...others].filter((other) => !many || other.base === one.base).map((other) => ({ one, other, score: score(one, other) }))
    }).filter((pair) => pair.score > 0)
    const order = (pair: { readonly one: Candidate; readonly other: Candidate }): string => [pair.one.name, pair.other.name].sort(compareText).join('\0')
    pairs.sort((a, b) => b.score - a.score || compareText(order(a), order(b)))
    for (const { one, other } of pairs) this.take(one, other)
  }

  /** What lies below a moved element has moved along with it. */
  pairBelow(gone: readonly Candidate[], come: readonly Candidate[]): void {
    const byName = new Map(come.map((one) => [one.name, one]))
    for (const one of gone) {
      const owner = this.names.get(ownerOf(one.name) ?? '')
      const other = owner === undefined ? undefined : byName.get(`${stemOf(owner)}/${one.base}`)
      if (other?.kind === one.kind && other.source === undefined && one.source === undefined) this.take(one, other)
    }
  }

  private take(one: Candidate, other: Candidate): void {
    if (this.names.has(one.name) || this.taken.has(other.name)) return
    this.names.set(one.name, other.name)
    this.taken.add(other.name)
  }
}

/** Not below another one that went or came. */
function isOnItsOwn(all: readonly Candidate[]): (one: Candidate) => boolean {
  const names = new Set(all.map(({ name }) => name))
  return ({ name }) => !names.has(ownerOf(name) ?? '')
}

function sourcedScore(one: Candidate, other: Candidate): number {
  if (other.source === undefined) return 0
  const alike = similarity(one.lines, other.lines)
  const [sameSource, sameName] = [one.source === other.source, one.base === other.base]
  if (!(sameSource && sameName) && alike < SIMILAR) return 0
  const sameFolder = lastPart(ownerOf(one.name) ?? '') === lastPart(ownerOf(other.name) ?? '')
  return (sameSource ? 4 : 0) + (sameName ? 2 : 0) + (one.origin?.file === other.origin?.file ? 0.5 : 0) + (sameFolder ? 0.25 : 0) + alike
}

/** Of what has no repository: stacks, systems, deployments. */
function ownScore(one: Candidate, other: Candidate, names: ReadonlyMap<string, string>): number {
  if (one.kind !== other.kind || one.arch !== other.arch) return 0
  // What consists of the same things as before, some of which have moved, is the same thing.
  const same = one.dependencies.length === other.dependencies.length && one.dependencies.every((name) => other.dependencies.includes(names.get(name) ?? name))
  if (same && one.dependencies.some((name) => names.has(name)) && ownerOf(one.name) === ownerOf(other.name)) return 2
  const alike = similarity(one.lines.map((line) => renamedLine(line, names)), other.lines)
  if (one.base === other.base || one.arch !== undefined) return alike >= SIMILAR ? 1 + alike : 0
  const members = one.dependencies.filter((name) => other.dependencies.includes(names.get(name) ?? name))
  const ownMembers = members.filter((name) => ownerOf(name) === one.name && ownerOf(names.get(name) ?? '') === other.name)
  const most = Math.max(one.dependencies.length, other.dependencies.length)
  if (ownMembers.length > 0) return members.length / most >= SIMILAR ? 1 + members.length / most : 0
  return alike >= VERY_SIMILAR ? alike : 0
}

/** A line of a list of dependencies with the new name. */
function renamedLine(line: string, names: ReadonlyMap<string, string>): string {
  const found = /^(- (?:filename: )?)(\S+\.bst)$/.exec(line)
  return found ? `${found[1] ?? ''}${names.get(found[2] ?? '') ?? found[2] ?? ''}` : line
}
