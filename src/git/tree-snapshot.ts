/** One tree with all that is below it, to be asked without waiting. */
import type { TreeEntry } from './tree-entries.ts'
import { hasTextName } from './tree-entries.ts'

/** A tree of a commit. */
export class TreeSnapshot {
  private readonly byName = new Map<string, ReadonlyMap<string, TreeEntry>>()

  /** `trees` holds the entries of every tree below, by id. */
  constructor(private readonly root: string, private readonly trees: ReadonlyMap<string, readonly TreeEntry[]>) {}

  /** The entries of the folder at a path; nothing if there is none. */
  folder(path: string): readonly TreeEntry[] | undefined {
    const id = path === '' ? this.root : this.folderId(path)
    return id === undefined ? undefined : this.trees.get(id) ?? []
  }

  /** What is at a path; no link is followed. */
  at(path: string): TreeEntry | undefined {
    let id = this.root
    let entry: TreeEntry | undefined
    for (const name of path.split('/')) {
      if (entry && entry.type !== 'folder') return undefined
      entry = this.namesIn(id).get(name)
      if (!entry) return undefined
      id = entry.id
    }
    return entry
  }

  private folderId(path: string): string | undefined {
    const entry = this.at(path)
    return entry?.type === 'folder' || entry?.type === 'submodule' ? entry.id : undefined
  }

  private namesIn(id: string): ReadonlyMap<string, TreeEntry> {
    let names = this.byName.get(id)
    if (!names) this.byName.set(id, names = new Map((this.trees.get(id) ?? []).filter(hasTextName).map((entry) => [entry.name, entry])))
    return names
  }
}
