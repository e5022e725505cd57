/** Directories as values: what an artifact holds. Immutable, shared, named by their digest. Knows nothing of disks. */
import { digestOf, type Digest } from './digest.ts'

/** A regular file; of its mode only the owner's execute bit is kept (BF §6). */
export interface TreeFile {
  readonly type: 'file'
  readonly digest: Digest
  readonly executable: boolean
  /** Bytes. */
  readonly size: number
}

/** A symbolic link; its target is kept word for word. */
export interface TreeLink {
  readonly type: 'link'
  readonly target: string
}

export type TreeEntry = TreeFile | TreeLink | Directory

/** A directory. Equal directories have equal digests, whatever order their entries were added in. */
export class Directory {
  readonly type = 'directory'
  readonly entries: ReadonlyMap<string, TreeEntry>
  private known: Digest | undefined

  /** Takes the map over: nobody may change it afterwards. */
  constructor(entries: ReadonlyMap<string, TreeEntry>) {
    this.entries = entries
  }

  /** Over names, types, contents, execute bits and link targets of everything below. */
  get digest(): Digest {
    this.known ??= digestOf(sortedEntries(this).map(([name, entry]) => `${entryWords(entry)} ${name}`).join('\0'))
    return this.known
  }
}

/** The directory without entries. */
export const EMPTY = new Directory(new Map())

function entryWords(entry: TreeEntry): string {
  switch (entry.type) {
    case 'file': return `${entry.executable ? 'x' : 'f'} ${entry.digest}`
    // The length keeps the target and the name behind it apart.
    case 'link': return `l ${entry.target.length} ${entry.target}`
    case 'directory': return `d ${entry.digest}`
  }
}

/** Entries by name, in code unit order. */
export function sortedEntries(directory: Directory): readonly (readonly [string, TreeEntry])[] {
  return [...directory.entries].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** `/usr/lib/` → `['usr', 'lib']`. */
export function splitPath(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '')
}

/** What stands at a path, no link followed; the directory itself at `/`. */
export function entryAt(directory: Directory, path: string): TreeEntry | undefined {
  let entry: TreeEntry | undefined = directory
  for (const name of splitPath(path)) entry = entry?.type === 'directory' ? entry.entries.get(name) : undefined
  return entry
}

/** The directory with `entry` at a path below it; what is missing on the way is made, what is no directory there gives way. */
export function withEntry(directory: Directory, path: string, entry: TreeEntry): Directory {
  const [name, ...rest] = splitPath(path)
  if (name === undefined) return entry.type === 'directory' ? entry : directory
  const old = directory.entries.get(name)
  const below = rest.length === 0 ? entry : withEntry(old?.type === 'directory' ? old : EMPTY, rest.join('/'), entry)
  return new Directory(new Map(directory.entries).set(name, below))
}

/** Every entry below with its path (`/usr/bin/sh`), a directory before what it holds, in the order of names. */
export function* walkTree(directory: Directory, prefix = ''): Generator<readonly [string, TreeEntry]> {
  for (const [name, entry] of sortedEntries(directory)) {
    const path = `${prefix}/${name}`
    yield [path, entry]
    if (entry.type === 'directory') yield* walkTree(entry, path)
  }
}
