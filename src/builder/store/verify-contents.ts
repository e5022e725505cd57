/** The looking part of verifying: which objects, trees, layers and downloads are what their names say. Changes nothing. */
import { lstatSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { asDigest, type Digest } from './digest.ts'
import { namesIn } from './disk.ts'
import { treeOfLayer } from './layer-tree.ts'
import { digestOfFile, modeOf, objectName } from './objects.ts'
import { shelved, type Shelved } from './shelf.ts'
import type { Store } from './store.ts'
import { parseTree } from './tree-text.ts'
import { EMPTY, walkTree, type Directory, type TreeFile } from './tree.ts'
import type { Turns } from './turns.ts'

/** Something that is not what it should be. */
export interface Damage {
  /** Below the folder of the store. */
  readonly path: string
  /** What is wrong, to be read after the path. */
  readonly what: string
}

/** What came of looking at one room of the store. */
export interface Inspected {
  readonly checked: number
  readonly damaged: readonly Damage[]
}

/** One look at a store. Objects come first: all else is judged by them. */
export class Inspection {
  /** Objects that are right, by name and by inode. */
  private readonly right = new Map<string, TreeFile>()
  private readonly byInode = new Map<number, TreeFile>()
  private readonly damagedObjects = new Set<string>()
  /** Trees whose text is right, with the objects of theirs that are not; empty for most. */
  private readonly lacking = new Map<Digest, readonly TreeFile[]>([[EMPTY.digest, []]])

  constructor(private readonly store: Store, private readonly turns: Turns) {}

  /** Looks at all objects. */
  async objects(): Promise<Inspected> {
    const inspected = await this.each(shelved(this.store.objects.folder), (thing) => this.faultOfObject(thing))
    for (const { path } of inspected.damaged) this.damagedObjects.add(path)
    return inspected
  }

  /** Looks at all texts of trees. */
  trees(): Promise<Inspected> {
    return this.each(shelved(this.store.treeTexts), (thing) => this.faultOfTree(thing))
  }

  /** Looks at all layers: their content, types, modes and link targets, not their times, which no build sees change. */
  layers(): Promise<Inspected> {
    const { layers } = this.store
    return this.each(inFolder(layers.folder), async ({ name, path }) => {
      if (!lstatSync(path).isDirectory()) return 'is no directory'
      const tree = await treeOfLayer(path, this.byInode, this.turns)
      return tree?.digest === name ? undefined : 'holds other files than its name says'
    })
  }

  /** Looks at downloaded files. */
  downloads(): Promise<Inspected> {
    return this.each(inFolder(join(this.store.sources, 'files')), ({ name, path }) => (contentIs(name, path) ? undefined : 'holds something else than its name says'))
  }

  /** Whether a tree is here with all its contents. */
  isWhole(tree: Digest | undefined): boolean {
    return tree === undefined || this.lacking.get(tree)?.length === 0
  }

  /** What a tree lacks and was not found damaged: the tree itself or objects. */
  missingOf(tree: Digest): readonly Damage[] {
    const objects = this.lacking.get(tree)
    if (!objects) return this.damageAt(this.store.treePath(tree)).filter(({ path }) => !lstatSync(join(this.store.folder, path), { throwIfNoEntry: false }))
    return objects.flatMap((file) => this.damageAt(this.store.objects.path(file))).filter(({ path }) => !this.damagedObjects.has(path))
  }

  private damageAt(path: string): readonly Damage[] {
    return [{ path: relative(this.store.folder, path), what: 'is missing' }]
  }

  private async each(things: Iterable<Shelved>, faultOf: (thing: Shelved) => string | undefined | Promise<string | undefined>): Promise<Inspected> {
    const damaged: Damage[] = []
    let checked = 0
    for (const thing of things) {
      await this.turns.pause()
      const what = await faultOf(thing)
      if (what !== undefined) damaged.push({ path: relative(this.store.folder, thing.path), what })
      checked++
    }
    return { checked, damaged }
  }

  private faultOfObject({ name, path }: Shelved): string | undefined {
    const executable = name.endsWith('.x')
    const digest = asDigest(executable ? name.slice(0, -2) : name)
    const stat = lstatSync(path)
    if (digest === undefined || !stat.isFile()) return 'is no object'
    const found = digestOfFile(path)
    if (found.digest !== digest) return 'holds something else than its name says'
    const mode = stat.mode & 0o7777
    if (mode !== modeOf(executable)) return `has mode ${mode.toString(8)}`
    const file: TreeFile = { type: 'file', executable, ...found }
    this.right.set(name, file)
    this.byInode.set(stat.ino, file)
    return undefined
  }

  private faultOfTree({ name, path }: Shelved): string | undefined {
    const digest = asDigest(name)
    if (digest === undefined || !lstatSync(path).isFile()) return 'is no tree'
    const tree = parseTree(readFileSync(path, 'utf8'))
    if (tree?.digest !== digest) return 'holds something else than its name says'
    const files = filesOf(tree)
    // The digest is not taken over sizes.
    if (files.some((file) => (this.right.get(objectName(file))?.size ?? file.size) !== file.size)) return 'tells a wrong size of a file'
    this.lacking.set(digest, files.filter((file) => !this.right.has(objectName(file))))
    return undefined
  }
}

function* inFolder(folder: string): Generator<Shelved> {
  for (const name of namesIn(folder)) yield { name, path: join(folder, name) }
}

function contentIs(digest: string, path: string): boolean {
  return lstatSync(path).isFile() && digestOfFile(path).digest === digest
}

function filesOf(tree: Directory): readonly TreeFile[] {
  return [...walkTree(tree)].flatMap(([, entry]) => (entry.type === 'file' ? [entry] : []))
}
