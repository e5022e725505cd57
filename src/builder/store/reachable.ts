/** What artifacts lead to: trees, layers and objects, and what they take of the disk. */
import { lstatSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import type { Digest } from './digest.ts'
import { bytesOf } from './disk-usage.ts'
import { objectName } from './objects.ts'
import type { Store } from './store.ts'
import { walkTree, type Directory } from './tree.ts'

/** A set of trees that grows and shrinks. A tree that several artifacts have counts once, as does an object of several trees. */
export class Reachable {
  private readonly treeUses = new Map<Digest, number>()
  private readonly objectUses = new Map<string, number>()
  private total = 0

  /** `weighs`: whether somebody will ask for {@link bytes}. */
  constructor(private readonly store: Store, private readonly weighs: boolean) {}

  /** What all of it takes. */
  get bytes(): number { return this.total }

  /** Takes a tree in; false if it is not in the store. Throws if it is damaged. */
  add(digest: Digest): boolean {
    const uses = this.treeUses.get(digest) ?? 0
    const tree = uses === 0 ? this.store.readTree(digest) : undefined
    if (uses === 0 && !tree) return false
    this.treeUses.set(digest, uses + 1)
    if (tree) this.count(tree, 1)
    return true
  }

  /** Takes a tree out that was taken in. */
  remove(digest: Digest): void {
    const uses = (this.treeUses.get(digest) ?? 0) - 1
    if (uses > 0) {
      this.treeUses.set(digest, uses)
      return
    }
    this.treeUses.delete(digest)
    const tree = this.store.readTree(digest)
    if (tree) this.count(tree, -1)
  }

  hasTree(digest: Digest): boolean { return this.treeUses.has(digest) }
  /** `name`: see {@link objectName}. */
  hasObject(name: string): boolean { return this.objectUses.has(name) }

  private count(tree: Directory, step: 1 | -1): void {
    if (this.weighs) this.total += step * (bytesAt(this.store.treePath(tree.digest)) + layerBytes(this.store.layers.path(tree), tree))
    const names = new Set<string>()
    for (const [, entry] of walkTree(tree)) {
      if (entry.type !== 'file' || names.has(objectName(entry))) continue
      const name = objectName(entry)
      names.add(name)
      const uses = (this.objectUses.get(name) ?? 0) + step
      if (uses === 0) this.objectUses.delete(name)
      else this.objectUses.set(name, uses)
      if (this.weighs && (uses === 0 || (uses === 1 && step === 1))) this.total += step * bytesAt(this.store.objects.path(entry))
    }
  }
}

/** What a layer takes besides objects: its folders, and files that are no object's inode. */
function layerBytes(layer: string, tree: Directory): number {
  if (!at(layer)) return 0
  let bytes = bytesAt(layer)
  for (const [path, entry] of walkTree(tree)) {
    const stat = at(join(layer, path))
    if (stat && (entry.type === 'directory' || stat.nlink === 1)) bytes += bytesOf(stat)
  }
  return bytes
}

function bytesAt(path: string): number {
  const stat = at(path)
  return stat ? bytesOf(stat) : 0
}

function at(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}
