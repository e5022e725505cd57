/** Artifacts put into one root, one after the other, as values (BF §5.2). Knows no disk and no kind. */
import { Failed } from '../failure.ts'
import { Directory, splitPath, type TreeEntry } from '../store/tree.ts'
import type { PathTest } from './glob.ts'

/** An artifact to stage. */
export interface Staged {
  readonly element: string
  readonly tree: Directory
  /** Paths (`/etc/x`) that it may overlap; of its `overlap-whitelist`. */
  readonly mayOverlap: PathTest
}

/** A file that more than one artifact brought. */
export interface Overlap {
  readonly path: string
  /** Who brought it, the lowest first. */
  readonly order: readonly string[]
  /** Those above the lowest that are not permitted to. */
  readonly offenders: readonly string[]
}

/** A file that was left out, because a directory with content is in its place. */
export interface Unstaged {
  readonly path: string
  readonly element: string
}

/** A directory that is being put together; `shared` is what it began as, until it changes. */
interface Growing {
  readonly entries: Map<string, TreeEntry | Growing>
  readonly type: 'growing'
}

/** Puts artifacts together. Later ones win over earlier ones. */
export class RootMerge {
  private readonly root: Growing = { type: 'growing', entries: new Map() }
  private readonly staged: Staged[] = []
  private readonly orders = new Map<string, { order: string[]; offenders: string[] }>()
  readonly unstaged: Unstaged[] = []
  private current: Staged | undefined

  /** Adds an artifact on top. Throws {@link Failed} where a directory meets a file or link, as bst 2 does. */
  add(staged: Staged): void {
    this.current = staged
    this.merge(this.root, staged.tree, '')
    this.staged.push(staged)
  }

  /** Every file that was brought more than once, by path. */
  get overlaps(): readonly Overlap[] {
    return [...this.orders].map(([path, { order, offenders }]) => ({ path, order, offenders })).sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  /**
   * The artifacts that were added and hold anything, the lowest first. Of equal ones only the highest, which hides the
   * others: the kernel refuses to lay a directory over itself.
   */
  get layers(): readonly Directory[] {
    const layers = new Map<string, Directory>()
    for (const { tree } of this.staged.toReversed()) if (tree.entries.size > 0 && !layers.has(tree.digest)) layers.set(tree.digest, tree)
    return [...layers.values()].reverse()
  }

  /** What has come of it; nothing may be added afterwards. */
  finish(): Directory {
    return freeze(this.root)
  }

  private merge(into: Growing, tree: Directory, path: string): void {
    for (const [name, entry] of tree.entries) {
      const old = into.entries.get(name)
      const at = `${path}/${name}`
      if (old === undefined) into.entries.set(name, entry)
      else if (entry.type === 'directory') this.mergeDirectory(into, name, old, entry, at)
      else this.replace(into, name, old, entry, at)
    }
  }

  private mergeDirectory(into: Growing, name: string, old: TreeEntry | Growing, entry: Directory, at: string): void {
    if (old.type === 'file' || old.type === 'link') {
      throw new Failed({
        reason: 'staging', message: `${this.current?.element ?? ''} has a directory at ${at}, where ${this.ownerOf(at) ?? 'another element'} has a ${old.type === 'link' ? 'symbolic link' : 'regular file'}`,
        hint: 'let both elements agree on what it is; whether /lib, /bin and /sbin are links is the usual case',
      })
    }
    const growing = old.type === 'growing' ? old : { type: 'growing' as const, entries: new Map<string, TreeEntry | Growing>(old.entries) }
    into.entries.set(name, growing)
    this.merge(growing, entry, at)
  }

  private replace(into: Growing, name: string, old: TreeEntry | Growing, entry: TreeEntry, at: string): void {
    const element = this.current?.element ?? ''
    if ((old.type === 'directory' || old.type === 'growing') && old.entries.size > 0) {
      this.unstaged.push({ path: at, element })
      return
    }
    into.entries.set(name, entry)
    if (old.type === 'file' || old.type === 'link') this.overlap(at, element)
  }

  private overlap(path: string, element: string): void {
    let known = this.orders.get(path)
    if (!known) this.orders.set(path, known = { order: [this.ownerOf(path) ?? element], offenders: [] })
    known.order.push(element)
    if (!(this.current?.mayOverlap(path) ?? false)) known.offenders.push(element)
  }

  /** The lowest artifact that has a file or link at a path. */
  private ownerOf(path: string): string | undefined {
    const parts = splitPath(path)
    return this.staged.find(({ tree }) => {
      let entry: TreeEntry | undefined = tree
      for (const part of parts) entry = entry?.type === 'directory' ? entry.entries.get(part) : undefined
      return entry !== undefined && entry.type !== 'directory'
    })?.element
  }
}

function freeze({ entries }: Growing): Directory {
  for (const [name, entry] of entries) if (entry.type === 'growing') entries.set(name, freeze(entry))
  return new Directory(entries as ReadonlyMap<string, TreeEntry>)
}
