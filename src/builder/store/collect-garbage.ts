/**
 * Makes a store smaller: forgets artifacts, then removes what no artifact leads to. In an order such that a run that is
 * killed leaves nothing that leads to what is gone: records before trees, trees before contents.
 */
import { rmdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Result } from '../failure.ts'
import type { FoundArtifact } from './artifacts.ts'
import { asDigest, type Digest } from './digest.ts'
import { codeOf, move, namesIn, onDisk } from './disk.ts'
import { DiskUsage } from './disk-usage.ts'
import { Reachable } from './reachable.ts'
import { remove } from './remove.ts'
import { shelved } from './shelf.ts'
import type { Store } from './store.ts'
import { Turns } from './turns.ts'

/** How far to go. */
export interface GarbageOrder {
  /**
   * What artifacts may take in all; those used least recently are forgotten until they do. Sources are not counted and never
   * removed: whether they could be fetched again nobody knows. Without it all artifacts stay.
   */
  readonly keepBytes?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/** What was removed, in numbers; bytes on disk under names that end in `Bytes`. */
export type GarbageReport = Readonly<Record<
  'forgottenArtifacts' | 'removedTrees' | 'removedObjects' | 'removedLayers' | 'removedIntegratedRoots' | 'removedLogs' | 'freedBytes' | 'leftBytes', number>>

/** Collects garbage. A failure while others use the store; who opens it meanwhile waits. */
export function collectGarbage(store: Store, { keepBytes, signal }: GarbageOrder = {}): Promise<Result<GarbageReport>> {
  return onDisk(store.folder, () => store.session.alone(() => new Collection(store, signal).run(keepBytes)))
}

class Collection {
  private readonly turns: Turns
  constructor(private readonly store: Store, private readonly signal: AbortSignal | undefined) {
    this.turns = new Turns(signal)
  }

  async run(keepBytes: number | undefined): Promise<GarbageReport> {
    const { store } = this
    const before = await this.bytes()
    const reachable = new Reachable(store, keepBytes !== undefined)
    const { kept, forgotten } = await this.choose(reachable, keepBytes)
    for (const { name } of forgotten) store.artifacts.remove(name)
    for (const path of store.artifacts.strays()) remove(path)
    const removed = await this.removeUnreachable(reachable, new Set(kept.flatMap(({ artifact }) => artifact.log ?? [])))
    const left = await this.bytes()
    return { forgottenArtifacts: forgotten.length, ...removed, freedBytes: Math.max(0, before - left), leftBytes: left }
  }

  /** Which artifacts stay; what they lead to is reachable afterwards. */
  private async choose(reachable: Reachable, keepBytes: number | undefined): Promise<{ readonly kept: readonly FoundArtifact[]; readonly forgotten: readonly FoundArtifact[] }> {
    const kept: FoundArtifact[] = []
    const forgotten: FoundArtifact[] = []
    for (const one of [...this.store.artifacts.all()].sort((a, b) => a.usedMs - b.usedMs || (a.name.key < b.name.key ? -1 : 1))) {
      await this.turns.pause()
      // An artifact whose tree is gone is none.
      const isThere = one.artifact.tree === undefined || reachable.add(one.artifact.tree)
      ;(isThere ? kept : forgotten).push(one)
    }
    let oldest = 0
    for (; keepBytes !== undefined && reachable.bytes > keepBytes && oldest < kept.length; oldest++) {
      const tree = kept[oldest]?.artifact.tree
      if (tree !== undefined) reachable.remove(tree)
    }
    return { kept: kept.slice(oldest), forgotten: [...forgotten, ...kept.slice(0, oldest)] }
  }

  private async removeUnreachable(reachable: Reachable, logs: ReadonlySet<string>): Promise<Omit<GarbageReport, 'forgottenArtifacts' | 'freedBytes' | 'leftBytes'>> {
    const { store } = this
    const removedTrees = await this.removeEach(shelved(store.treeTexts), ({ name }) => !reachable.hasTree(name as Digest), ({ name, path }) => {
      const digest = asDigest(name)
      if (digest === undefined) remove(path)
      else store.removeTree(digest)
    })
    const removedLayers = await this.removeEach(store.layers.names(), (name) => !reachable.hasTree(name as Digest), (name) => { store.layers.remove(name, store.session.folder) })
    const removedObjects = await this.removeEach(shelved(store.objects.folder), ({ name }) => !reachable.hasObject(name), ({ path }) => { remove(path) })
    // Nothing tells what integrated roots are made of; they are made again in no time when they are needed.
    const removedIntegratedRoots = await this.removeEach(namesIn(store.integrated), () => true, (name) => { this.removeAside(join(store.integrated, name)) })
    const removedLogs = await this.removeEach(filesBelow(store.logs), (path) => !logs.has(relative(store.logs, path)), (path) => { removeWithEmptyFolders(path, store.logs) })
    remove(store.quarantine)
    return { removedTrees, removedObjects, removedLayers, removedIntegratedRoots, removedLogs }
  }

  private async removeEach<T>(things: Iterable<T>, isUnused: (thing: T) => boolean, removeOne: (thing: T) => void): Promise<number> {
    let removed = 0
    for (const thing of things) {
      await this.turns.pause()
      if (!isUnused(thing)) continue
      removeOne(thing)
      removed++
    }
    return removed
  }

  /** Half a folder must never stand where a whole one is expected. */
  private removeAside(path: string): void {
    const aside = join(this.store.session.newFolder('removed'), 'it')
    move(path, aside)
    remove(aside)
  }

  private bytes(): Promise<number> {
    return new DiskUsage(new Turns(this.signal)).of(this.store.folder)
  }
}

function* filesBelow(folder: string): Generator<string> {
  for (const name of namesIn(folder)) {
    const path = join(folder, name)
    const below = namesIn(path)
    if (below.length === 0) yield path
    else yield* filesBelow(path)
  }
}

function removeWithEmptyFolders(path: string, top: string): void {
  remove(path)
  try {
    for (let folder = dirname(path); folder !== top; folder = dirname(folder)) rmdirSync(folder)
  } catch (error) {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error
  }
}
