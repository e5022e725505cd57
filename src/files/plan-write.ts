/**
 * Compares a generated tree with what lies in the output folder: what to write, what to remove, and what is a person's
 * and stays. Reads the disk, never writes it.
 */
import type { Collector } from '../diagnostics/collector.ts'
import { attempt, Refused, type Outcome } from './failure.ts'
import { assertTreePaths, foldersOf, showName } from './file-name.ts'
import { MANIFEST_NAME, printManifest, readManifest, type Digests } from './manifest.ts'
import { survey, type Found, type FoundType } from './survey.ts'
import { checkTarget, resolveTarget, statOf } from './target-folder.ts'
import type { OutputTree } from './tree.ts'
import { encodeTree, fileInspector, type Wanted } from './wanted.ts'

export interface WriteOptions {
  /** Generated text replaces what a person wrote in its place. Nothing is removed because of it. */
  readonly force: boolean
  /** The folder that the definitions come from; the output may not hold it. */
  readonly definitions?: string
}

/** Every path of the output, in one list each; all lists are sorted. The manifest is in none. */
export interface PathLists {
  readonly create: readonly string[]
  readonly update: readonly string[]
  readonly unchanged: readonly string[]
  /** Generated earlier, not wanted now, as we left it: removed. */
  readonly stale: readonly string[]
  /** Wanted or generated earlier, but a person wrote what is there: kept, and reported. */
  readonly edited: readonly string[]
  /** A person's, and none of our business. A folder that holds nothing of ours is one entry, ending in `/`. */
  readonly foreign: readonly string[]
}

/** What {@link executeWrite} will do; also the whole answer for a dry run. */
export interface WritePlan extends PathLists {
  /** Real path of the output folder. */
  readonly target: string
  /** Whether writing would change anything. Edited files that are kept make no difference. */
  readonly differs: boolean
  readonly manifest: string
  readonly wanted: ReadonlyMap<string, Wanted>
  readonly options: WriteOptions
}

/** Plans writing `tree` to the folder `dir`, which may be absent. */
export function planWrite(dir: string, tree: OutputTree, options: WriteOptions, collector: Collector): Outcome<WritePlan> {
  assertTreePaths(new Set(tree.keys()), MANIFEST_NAME)
  return attempt(dir, () => {
    const target = resolveTarget(dir)
    checkTarget(target, options.definitions)
    return planFor(target, encodeTree(tree), options, collector)
  })
}

/** The plan for a real path and encoded files; planning once more shows whether anything moved in between. */
export function planFor(
  target: string, wanted: ReadonlyMap<string, Wanted>, options: WriteOptions, collector: Collector,
): WritePlan {
  const manifest = statOf(target) ? readManifest(target, collector) : { digests: new Map<string, string>(), text: undefined }
  const sorting = new Sorting(target, wanted, manifest.digests, options.force, collector)
  if (statOf(target)) sorting.sort()
  const lists = sorting.lists()
  const text = printManifest(sorting.digests())
  const differs = text !== manifest.text || lists.create.length + lists.update.length + lists.stale.length > 0
  return { ...lists, target, differs, manifest: text, wanted, options }
}

type ListName = keyof PathLists

const TYPE_WORDS: Readonly<Record<FoundType, string>> = {
  file: 'a file', folder: 'a folder', link: 'a symbolic link', other: 'a special file',
}

/** Puts every path in its list. */
class Sorting {
  private readonly found = new Map<string, ListName>()
  private readonly wantedFolders: ReadonlySet<string>
  private readonly inspect = fileInspector()
  private obstacle: string | undefined

  constructor(
    private readonly target: string, private readonly wanted: ReadonlyMap<string, Wanted>,
    private readonly recorded: Digests, private readonly force: boolean, private readonly collector: Collector,
  ) {
    this.wantedFolders = foldersOf(wanted.keys())
  }

  sort(): void {
    const known = new Set([...this.wantedFolders, ...foldersOf(this.recorded.keys())])
    for (const find of survey(this.target, known)) {
      const list = find.type === 'file' ? this.listOfFile(find.path) : this.listOfOther(find)
      if (list) this.found.set(find.type === 'folder' ? `${find.path}/` : find.path, list)
    }
    // A folder that we looked into may stand where a file belongs; that is fine if nothing in it stays.
    for (const [path, list] of this.found) {
      if (list !== 'edited' && list !== 'foreign') continue
      for (const folder of foldersOf([path])) if (this.wanted.has(folder)) this.block(folder, 'folder')
    }
    if (this.obstacle !== undefined) throw new Refused('in-the-way', `${this.target}/${this.obstacle}`)
  }

  lists(): PathLists {
    const lists: Record<ListName, string[]> = { create: [], update: [], unchanged: [], stale: [], edited: [], foreign: [] }
    for (const [path, list] of this.found) lists[list].push(path)
    for (const path of this.wanted.keys()) if (!this.found.has(path)) lists.create.push(path)
    for (const list of Object.values(lists)) list.sort()
    return lists
  }

  /** What the new manifest records. An edited file keeps the digest of what we wrote, so that it stays edited. */
  digests(): Digests {
    const digests = new Map<string, string>()
    for (const [path, { digest }] of this.wanted) if (this.found.get(path) !== 'edited') digests.set(path, digest)
    for (const [path, digest] of this.recorded) if (this.found.get(path) === 'edited') digests.set(path, digest)
    return digests
  }

  private listOfFile(path: string): ListName | undefined {
    if (path === MANIFEST_NAME) return undefined
    const wanted = this.wanted.get(path)
    const recorded = this.recorded.get(path)
    if (wanted === undefined && recorded === undefined) {
      if (this.wantedFolders.has(path)) this.block(path, 'file')
      return 'foreign'
    }
    const held = this.inspect(`${this.target}/${path}`, wanted)
    if (wanted === undefined) return this.listOfUnwanted(path, held.digest === recorded)
    if (held.digest === wanted.digest) return 'unchanged'
    // An empty file holds nobody's work, and a power cut leaves such files behind.
    if (this.force || held.digest === recorded || (recorded !== undefined && held.isEmpty)) return 'update'
    if (recorded === undefined) this.collector.report('write/kept-own', { path })
    else this.collector.report('write/kept-edited', { path })
    return 'edited'
  }

  private listOfUnwanted(path: string, isUntouched: boolean): ListName {
    if (isUntouched) return 'stale'
    if (this.wantedFolders.has(path)) this.block(path, 'file')
    else this.collector.report('write/kept-stale', { path })
    return 'edited'
  }

  /** Links and the like are a person's: never followed, never replaced, even when forced. */
  private listOfOther({ path, type }: Found): ListName {
    if (this.wanted.has(path) || this.wantedFolders.has(path) || path === MANIFEST_NAME) this.block(path, type)
    return 'foreign'
  }

  private block(path: string, type: FoundType): void {
    const expected = this.wantedFolders.has(path) ? 'folder' : 'file'
    this.collector.report('write/in-the-way', { path: showName(path), found: TYPE_WORDS[type], expected: TYPE_WORDS[expected] })
    if (this.obstacle === undefined || path < this.obstacle) this.obstacle = path
  }
}
