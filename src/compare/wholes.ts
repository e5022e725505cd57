/** Elements and files that came, went or moved as a whole → drafts of changes. What lies below one of them comes, goes and moves with it. */
import { placeOf, roleOf, stratumOf, systemsOf, type Comparison, type FilePair } from './comparison.ts'
import { draft, type Draft } from './draft.ts'
import { folderOf, lastPart, ownerOf } from './element-paths.ts'

/** The drafts, and which of them tells of what: causes of changes elsewhere. */
export interface Wholes {
  readonly drafts: readonly Draft[]
  /** By the name that the element has, or had. */
  readonly added: ReadonlyMap<string, Draft>
  readonly removed: ReadonlyMap<string, Draft>
  /** By the name before. */
  readonly moved: ReadonlyMap<string, Draft>
  /** Of systems that came or went, or are for another architecture now. */
  readonly systems: readonly Draft[]
}

/** Drafts for all files that only one side has, or that moved. */
export function wholesOf(compared: Comparison, pairs: readonly FilePair[]): Wholes {
  const moved = movedElements(compared, pairs.filter(({ from, to }) => from !== undefined && to !== undefined && from !== to))
  const added = loneElements(compared, pairs.filter(({ from }) => from === undefined), 'added')
  const removed = loneElements(compared, pairs.filter(({ to }) => to === undefined), 'removed')
  const data = pairs.filter((pair) => pair.from !== pair.to && elementOf(compared, pair) === undefined)
  const files = dataDrafts(compared, data, { added, removed, moved })
  const architectures = architectureDrafts(compared)
  const drafts = [...new Set([...added.values(), ...removed.values(), ...moved.values(), ...files, ...architectures])]
  return { drafts, added, removed, moved, systems: drafts.filter(({ topic }) => topic === 'system') }
}

function elementOf({ before, after }: Comparison, { from, to }: FilePair): string | undefined {
  return to === undefined ? before.paths.nameOf(from ?? '') : after.paths.nameOf(to)
}

function pathOf({ from, to }: FilePair): string {
  return to ?? from ?? ''
}

function put(compared: Comparison, into: Draft, pair: FilePair): void {
  into.places.push(placeOf(compared, pair))
  into.strata.add(stratumOf(compared, pair))
  into.systems |= systemsOf(compared, pair)
}

/** Elements that came or went, each with those below it. */
function loneElements(compared: Comparison, pairs: readonly FilePair[], state: 'added' | 'removed'): ReadonlyMap<string, Draft> {
  const byName = new Map(pairs.flatMap((pair) => { const name = elementOf(compared, pair); return name === undefined ? [] : [[name, pair] as const] }))
  const drafts = new Map<string, Draft>()
  const found = new Map<string, Draft>()
  for (const [name, pair] of byName) {
    const root = topOf(name, (owner) => byName.has(owner))
    const role = roleOf(compared, (pair.to === undefined ? compared.before : compared.after).paths.pathOf(root))
    const into = drafts.get(root) ?? draft({ topic: role === 'system' || role === 'image' ? role : 'element', state })
    drafts.set(root, into)
    // Of a stratum each chunk is worth a word; parts of systems and images go without saying.
    if (name === root || into.topic === 'element') put(compared, into, pair)
    else into.follows.add(pathOf(pair))
    found.set(name, into)
  }
  return found
}

/** The uppermost element that came, went or moved above this one. */
function topOf(name: string, isOne: (owner: string, below: string) => boolean): string {
  const owner = ownerOf(name)
  return owner !== undefined && isOne(owner, name) ? topOf(owner, isOne) : name
}

/** Moved elements: with what they lie below, else with others that went the same way, from one folder to another. */
function movedElements(compared: Comparison, pairs: readonly FilePair[]): ReadonlyMap<string, Draft> {
  const names = new Map(pairs.flatMap(({ from, to }) => {
    const [old, now] = [compared.before.paths.nameOf(from ?? ''), compared.after.paths.nameOf(to ?? '')]
    return old === undefined || now === undefined ? [] : [[old, { now, pair: { from, to } }] as const]
  }))
  const rootOf = (name: string): string => topOf(name, (owner, below) => names.has(owner) && names.get(owner)?.now === ownerOf(names.get(below)?.now ?? ''))
  const groups = new Map<string, string[]>()
  for (const name of names.keys()) groups.set(rootOf(name), [...groups.get(rootOf(name)) ?? [], name])
  const ways = new Map<string, string[]>()
  for (const [root, members] of groups) {
    const now = names.get(root)?.now ?? ''
    const way = members.length === 1 && lastPart(root) === lastPart(now) && folderOf(root) !== folderOf(now) ? `${folderOf(root)}\0${folderOf(now)}` : `\0${root}`
    ways.set(way, [...ways.get(way) ?? [], root])
  }
  const found = new Map<string, Draft>()
  for (const roots of ways.values()) {
    const [root = ''] = roots
    const now = names.get(root)?.now ?? ''
    const together = roots.length > 1
    const into = draft({ topic: 'moved', state: 'moved', ...together ? { before: folderOf(root), after: folderOf(now) } : root === now ? pathsOf(names.get(root)?.pair) : { before: root, after: now } })
    for (const member of roots.flatMap((one) => groups.get(one) ?? [])) {
      const entry = names.get(member)
      if (!entry) continue
      put(compared, into, entry.pair)
      found.set(member, into)
    }
  }
  return found
}

/** Of an element that keeps its name when the folder of all elements moves. */
function pathsOf(pair: FilePair | undefined): { readonly before: string; readonly after: string } {
  return { before: pair?.from ?? '', after: pair?.to ?? '' }
}

/** Files that are no elements: they follow the elements whose sources they are, if those came, went or moved too. */
function dataDrafts(compared: Comparison, pairs: readonly FilePair[], wholes: Pick<Wholes, 'added' | 'removed' | 'moved'>): readonly Draft[] {
  const drafts = new Map<string, Draft>()
  for (const pair of pairs) {
    const { from, to } = pair
    const path = pathOf(pair)
    const [facts, causes] = from === undefined ? [compared.after, wholes.added] : [compared.before, to === undefined ? wholes.removed : wholes.moved]
    const users = roleOf(compared, path) === 'data' ? facts.concerned.byFile(from ?? path) : facts.concerned.byInclude(from ?? path)
    const cause = users.map((name) => causes.get(name))
    if (cause[0] && cause.every((one) => one !== undefined)) {
      cause[0].follows.add(path)
      continue
    }
    const { key, start } = dataDraft(compared, pair)
    const into = drafts.get(key) ?? start
    drafts.set(key, into)
    put(compared, into, pair)
  }
  return [...drafts.values()]
}

/** Equal files that come, go or move in one way are one change. */
function dataDraft({ before, after }: Comparison, { from, to }: FilePair): { readonly key: string; readonly start: Draft } {
  if (from !== undefined && to !== undefined) {
    return { key: `${from}\0${to}`, start: draft({ topic: 'moved', state: 'moved', before: from, after: to }) }
  }
  const content = from === undefined ? after.side.tree.get(to ?? '') : before.side.tree.get(from)
  const state = from === undefined ? 'added' : 'removed'
  const empty = content === undefined || content.length === 0
  const key = empty ? '' : typeof content === 'string' ? content : Buffer.from(content).toString('latin1')
  return { key: `${state}\0${lastPart(pathOf({ from, to }))}\0${typeof content}\0${key}`, start: draft({ topic: 'files', state }) }
}

/** Systems that are for another architecture now. */
function architectureDrafts(compared: Comparison): readonly Draft[] {
  const { before, after, names, systems } = compared
  const now = new Map(after.side.systems.map((system) => [system.element, system]))
  return before.side.systems.flatMap(({ element, arch }) => {
    const other = now.get(names.get(element) ?? element)
    if (!other || other.arch === arch) return []
    const pair = { from: before.paths.pathOf(element), to: after.paths.pathOf(other.element) }
    return [draft({ topic: 'system', state: 'changed', key: 'arch', before: arch, after: other.arch, places: [placeOf(compared, pair)], systems: 1n << BigInt(systems.bitOf.get(other.path) ?? 0) })]
  })
}
