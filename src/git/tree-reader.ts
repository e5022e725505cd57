/** The trees of a repository's commits, and the definitions in them as they would be read from a checkout. Writes nothing. */
import type { Collector } from '../diagnostics/collector.ts'
import type { DefinitionFiles } from '../files/read-tree.ts'
import { BlobMemory } from './blob-memory.ts'
import { definitionsIn } from './definitions-in.ts'
import { ObjectReader } from './object-reader.ts'
import { refuse } from './refusal.ts'
import type { Repository } from './repository.ts'
import { readTreeEntries, type TreeEntry } from './tree-entries.ts'
import { TreeSnapshot } from './tree-snapshot.ts'

/** Trees remembered at most; one of a folder of two hundred files takes some 20 kB. */
const MOST_TREES = 20_000

/** Reads commits of one repository. What one commit shares with another is read once. All methods throw `GitRefused`. */
export class TreeReader {
  private readonly objects: ObjectReader
  private readonly blobs: BlobMemory
  /** The folders between the top of the repository and the definitions. */
  private readonly above: readonly string[]
  private readonly trees = new Map<string, readonly TreeEntry[]>()

  constructor(readonly repository: Repository) {
    this.above = repository.prefix.split('/').filter((part) => part !== '')
    this.objects = new ObjectReader(repository)
    this.blobs = new BlobMemory(this.objects)
  }

  /** The id of the tree that a commit has for the definitions' folder; nothing where it has no such folder. */
  async treeOf(commit: string): Promise<string | undefined> {
    const top = await this.objects.read([`${commit}^{tree}`])
    let id = top[0]?.id ?? ''
    if (top[0]) this.remember(id, top[0].bytes)
    for (const name of this.above) {
      const entry = (await this.entriesOf(id)).find((one) => one.name === name)
      if (entry?.type === 'submodule') refuse('no-folder', `${this.repository.prefix} is a submodule`, 'name the folder of the submodule itself')
      if (entry?.type !== 'folder') return undefined
      id = entry.id
    }
    return id
  }

  /** The tree of {@link treeOf}, with all that is below it. A commit without it is refused; `name` is what the commit is called. */
  private async snapshotOf(commit: string, name = commit): Promise<TreeSnapshot> {
    const tree = await this.treeOf(commit)
    if (tree === undefined) refuse('no-folder', `${name} has no folder ${this.repository.prefix}`, 'name the folder as it was called then, or another revision')
    return this.snapshot(tree)
  }

  /** What reading a checkout of the commit would give, with the same remarks; without a checkout and without its filters. */
  async definitionsAt(commit: string, collector: Collector, name = commit): Promise<DefinitionFiles> {
    return definitionsIn(await this.snapshotOf(commit, name), this.above, this.blobs, collector)
  }

  /** Ends the processes behind it. */
  async close(): Promise<void> {
    await this.objects.close()
  }

  private async entriesOf(id: string): Promise<readonly TreeEntry[]> {
    const known = this.trees.get(id)
    if (known) return known
    const [read] = await this.objects.read([id])
    return this.remember(id, read?.bytes ?? Buffer.alloc(0))
  }

  private async snapshot(root: string): Promise<TreeSnapshot> {
    const trees = new Map<string, readonly TreeEntry[]>()
    for (let ids = [root]; ids.length > 0;) {
      const unknown = ids.filter((id) => !this.trees.has(id))
      const read = await this.objects.read(unknown)
      for (const { id, bytes } of read) this.remember(id, bytes)
      const next = new Set<string>()
      for (const id of ids) {
        const entries = this.trees.get(id) ?? []
        trees.set(id, entries)
        for (const entry of entries) if (entry.type === 'folder' && !trees.has(entry.id)) next.add(entry.id)
      }
      ids = [...next]
    }
    if (this.trees.size > MOST_TREES) this.forget(trees)
    return new TreeSnapshot(root, trees)
  }

  private remember(id: string, bytes: Buffer): readonly TreeEntry[] {
    const entries = readTreeEntries(bytes, this.repository.idLength)
    this.trees.set(id, entries)
    return entries
  }

  private forget(needed: ReadonlyMap<string, readonly TreeEntry[]>): void {
    this.trees.clear()
    for (const [id, entries] of needed) this.trees.set(id, entries)
  }
}
