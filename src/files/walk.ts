/** The files below a folder in one fixed order. Knows nothing of what is in them, nor which of them matter. */
import { isUtf8 } from 'node:buffer'
import { readdirSync, type Dirent } from 'node:fs'
import type { Collector } from '../diagnostics/collector.ts'
import { errorCode, errorWords } from './failure.ts'
import { isFitName, showBytes, showName } from './file-name.ts'
import { MANIFEST_NAME } from './manifest.ts'

/** One file or symbolic link. Sockets and the like never appear. */
export interface FoundFile {
  /** Relative to the root, `/` between components. */
  readonly path: string
  readonly isLink: boolean
}

/** What a folder holds, wherever it lies. */
export interface Listing {
  /** By name; of names that are not UTF-8, with U+FFFD for what is not. */
  readonly entries: readonly ListedEntry[]
  /** The names that are not UTF-8, by what stands for them in `entries`. */
  readonly broken: ReadonlyMap<string, Uint8Array>
}

/** One entry of a folder. */
export interface ListedEntry {
  readonly name: string
  readonly type: 'folder' | 'file' | 'link' | 'other'
}

/** Lists the folder at a path relative to the root; what the operating system refuses is thrown. */
export type ListFolder = (folder: string) => Listing

/** The files below a folder of the disk; see {@link walkListings}. */
export function walkFiles(root: string, collector: Collector): readonly FoundFile[] {
  return walkListings((folder) => listOnDisk(`${root}/${folder}`), collector)
}

/**
 * Folders sorted by their whole path, files sorted inside each (as YBD: `strata-x/a` before `strata/a`). Skipped are
 * folders whose name starts with `.`, folders behind symbolic links, and projects that this program wrote.
 */
export function walkListings(list: ListFolder, collector: Collector): readonly FoundFile[] {
  const filesOf = new Map<string, readonly FoundFile[]>()
  const waiting = ['']
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = fitEntries(list, folder, collector)
    if (folder !== '' && entries.some((entry) => entry.name === MANIFEST_NAME)) continue
    const files: FoundFile[] = []
    for (const { name, type } of entries) {
      const path = folder === '' ? name : `${folder}/${name}`
      if (type === 'folder') waiting.push(path)
      else if (type !== 'other') files.push({ path, isLink: type === 'link' })
    }
    filesOf.set(folder, files.sort((a, b) => (a.path < b.path ? -1 : 1)))
  }
  return [...filesOf.keys()].sort().flatMap((folder) => filesOf.get(folder) ?? [])
}

function fitEntries(list: ListFolder, folder: string, collector: Collector): readonly ListedEntry[] {
  const prefix = folder === '' ? '' : `${folder}/`
  try {
    const { entries, broken } = list(folder)
    return entries.filter(({ name, type }) => {
      if (name.startsWith('.') && type === 'folder') return false
      const bytes = broken.get(name)
      const shown = bytes ? showBytes(bytes) : showName(name)
      if (!bytes && isFitName(name)) return true
      const fault = bytes ? 'bytes that are not UTF-8' : 'control characters'
      collector.report('files/bad-name', { fault }, { file: prefix + shown, start: 0, end: 0 })
      return false
    })
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    collector.report('files/unreadable', { detail: errorWords(error) }, { file: folder, start: 0, end: 0 })
    return []
  }
}

const NONE: ReadonlyMap<string, Uint8Array> = new Map()

function listOnDisk(place: string): Listing {
  const entries = readdirSync(place, { withFileTypes: true }).map((entry) => ({ name: entry.name, type: typeOf(entry) }))
  // Node puts U+FFFD for bytes that are not UTF-8; a file whose name really has that character is rare but fine.
  return { entries, broken: entries.some(({ name }) => name.includes('\uFFFD')) ? brokenNames(place) : NONE }
}

function typeOf(entry: Dirent): ListedEntry['type'] {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  return entry.isSymbolicLink() ? 'link' : 'other'
}

function brokenNames(folder: string): ReadonlyMap<string, Uint8Array> {
  const names = readdirSync(folder, { encoding: 'buffer' }).filter((name) => !isUtf8(name))
  return new Map(names.map((name) => [name.toString(), name]))
}
