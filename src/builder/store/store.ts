/**
 * The store: everything that was fetched and built, by content and by cache key. Opens the rooms of the folder and keeps
 * their promises together: contents before trees, trees before artifacts, each whole or not at all. See docs/builder.md.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { Failed, type Result } from '../failure.ts'
import { Artifacts } from './artifacts.ts'
import type { Digest } from './digest.ts'
import { codeOf, makeFolder, namesIn, onDisk, publishFile } from './disk.ts'
import { ingest } from './ingest.ts'
import { Layers } from './layers.ts'
import { Objects } from './objects.ts'
import { clearDead, Session } from './sessions.ts'
import { shelfPath } from './shelf.ts'
import { EMPTY, type Directory } from './tree.ts'
import { parseTree, treeText } from './tree-text.ts'

const FORMAT = 'morph2bst store 1\n'
/** Trees kept in memory: more than the artifacts of a large system. */
const MOST_TREES = 4000

/** An open store. Methods throw what the disk refuses; see {@link onDisk}. */
export class Store {
  readonly objects: Objects
  readonly layers: Layers
  readonly artifacts: Artifacts
  readonly session: Session
  private readonly trees = new Map<Digest, Directory>()

  /** `folder`: absolute. */
  constructor(readonly folder: string) {
    const sessions = join(folder, 'work')
    // First, since on a full disk it is what makes room for a session.
    clearDead(sessions)
    this.session = new Session(sessions)
    this.objects = new Objects(join(folder, 'objects'))
    this.layers = new Layers(join(folder, 'layers'), this.objects)
    this.artifacts = new Artifacts(join(folder, 'artifacts'), this.session.folder)
  }

  /** Folder of the logs; paths of logs count from it. */
  get logs(): string { return join(this.folder, 'logs') }
  /** Folder that sources keep what they fetch in. */
  get sources(): string { return join(this.folder, 'sources') }
  /** Folder of roots after integration, by key. */
  get integrated(): string { return join(this.folder, 'integrated') }

  /** Folder of tree texts. */
  get treeTexts(): string { return join(this.folder, 'trees') }
  /** Folder of what was found damaged. */
  get quarantine(): string { return join(this.folder, 'quarantine') }

  treePath(digest: Digest): string {
    return shelfPath(this.treeTexts, digest)
  }

  /** The tree of a digest; nothing if it is not here. A damaged one is a failure. */
  readTree(digest: Digest): Directory | undefined {
    const known = digest === EMPTY.digest ? EMPTY : this.trees.get(digest)
    if (known) return known
    const path = this.treePath(digest)
    let text: string
    try {
      text = readFileSync(path, 'utf8')
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
      return undefined
    }
    const tree = parseTree(text)
    if (tree?.digest !== digest) {
      throw new Failed({ reason: 'damaged', message: `the store holds something else than it says at ${path}`, hint: 'run morph2bst store verify: it removes what is damaged, and the next build makes it again' })
    }
    this.remember(tree)
    return tree
  }

  /** Whether a tree is here, without looking into it. */
  hasTree(digest: Digest): boolean {
    return digest === EMPTY.digest || this.trees.has(digest) || existsSync(this.treePath(digest))
  }

  /** Puts a tree in whose contents are here. */
  keepTree(tree: Directory): void {
    const path = this.treePath(tree.digest)
    if (!this.hasTree(tree.digest)) publishFile(path, treeText(tree), this.session.folder)
    this.remember(tree)
  }

  /** Forgets a tree. */
  removeTree(digest: Digest): void {
    this.trees.delete(digest)
    rmSync(this.treePath(digest), { force: true })
  }

  /** Takes a folder of finished work with all its contents: afterwards the folder is the layer of the tree. */
  async take(folder: string): Promise<Directory> {
    const tree = await ingest(folder, this.objects)
    this.layers.adopt(folder, tree)
    this.keepTree(tree)
    return tree
  }

  /** Ends the use of the store: clears up what was in progress. */
  close(): void {
    this.session.close()
  }

  private remember(tree: Directory): void {
    if (this.trees.size >= MOST_TREES) this.trees.clear()
    this.trees.set(tree.digest, tree)
  }
}

/** How long it is waited for someone who has the store to himself. */
const PATIENCE_MS = 10_000
const LOOK_EVERY_MS = 100

/** Opens the store at an absolute path; a folder that is not there is made. A folder that holds something else is refused. */
export async function openStore(folder: string, patienceMs = PATIENCE_MS): Promise<Result<Store>> {
  return onDisk(folder, () => {
    makeFolder(folder)
    const mark = join(folder, 'version')
    if (!existsSync(mark)) begin(folder, mark)
    if (readFileSync(mark, 'utf8') !== FORMAT) {
      throw new Failed({ reason: 'disk', message: `${folder} is not a store that this program can read`, hint: 'choose another folder with --store' })
    }
    return admitted(folder, patienceMs)
  })
}

/** Other runs that make the same folder a store now may do so at the same moment. */
function begin(folder: string, mark: string): void {
  const foreign = namesIn(folder).filter((name) => name !== 'lost+found' && !name.startsWith('.version-'))
  if (existsSync(mark)) return
  if (foreign.length > 0) {
    throw new Failed({ reason: 'disk', message: `${folder} holds other files and cannot become a store`, hint: 'choose an empty folder, or one that is not there yet, with --store' })
  }
  const aside = join(folder, `.version-${process.pid}`)
  writeFileSync(aside, FORMAT)
  renameSync(aside, mark)
}

async function admitted(folder: string, patienceMs: number): Promise<Store> {
  const until = performance.now() + patienceMs
  for (;;) {
    const store = new Store(folder)
    const loner = store.session.loner()
    if (loner === undefined) return store
    store.close()
    if (performance.now() > until) {
      throw new Failed({ reason: 'disk', message: `process ${loner} has the store to itself: it collects garbage or verifies`, hint: 'try again when it has ended' })
    }
    await delay(LOOK_EVERY_MS)
  }
}
