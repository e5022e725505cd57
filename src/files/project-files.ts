/** The disk behind a BuildStream project: its texts on demand, its element files by name. Knows nothing of what they mean. */
import { existsSync, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import type { Collector } from '../diagnostics/collector.ts'
import type { TreeMemory } from '../yaml/tree-memory.ts'
import { errorCode, errorWords } from './failure.ts'
import { textReader, type ReadText } from './read-text.ts'

const PROJECT_CONF = 'project.conf'

/** A project's folder; reads a file when it is asked for, and the names of elements only when those are asked for. */
export class DiskProjectFiles {
  /** All that has been read, by path. */
  readonly texts = new Map<string, string>()
  private readonly unreadable = new Set<string>()
  private readonly readText: ReadText
  private readonly realRoot: string
  private readonly folders = new Map<string, string>()
  private readonly lists = new Map<string, readonly string[]>()

  constructor(readonly root: string, private readonly collector: Collector, readonly trees?: TreeMemory) {
    this.readText = textReader(collector)
    this.realRoot = realpathSync(root)
  }

  /** The text of a file; nothing if there is none below the root, or if a diagnostic says why it cannot be read. */
  read(path: string): string | undefined {
    const known = this.texts.get(path)
    if (known !== undefined || this.unreadable.has(path)) return known
    const place = this.placeOf(path)
    const text = place === undefined ? undefined : this.readText(place, path)
    if (text !== undefined) this.texts.set(path, text)
    else if (place !== undefined) this.unreadable.add(path)
    return text
  }

  /** Whether there is a file that `read` could not give and about which a diagnostic speaks. */
  refused(path: string): boolean {
    return this.unreadable.has(path)
  }

  /** Paths of all `*.bst` files below a folder, relative to it; sorted. Folders named `.bst` are BuildStream's own. */
  list(under: string): readonly string[] {
    let names = this.lists.get(under)
    if (!names) this.lists.set(under, names = [...elementFiles(join(this.root, under), '')].sort())
    return names
  }

  private linked(link: string): string | undefined {
    const place = realpathSync(link)
    return this.isInside(place) && !statSync(place).isDirectory() ? place : undefined
  }

  private isInside(place: string): boolean {
    return place.startsWith(this.realRoot + sep)
  }

  /** Folders are asked for once: to resolve each file's whole path would cost more than to read the file. */
  private realFolder(folder: string): string {
    let real = this.folders.get(folder)
    if (real === undefined) this.folders.set(folder, real = realpathSync(folder))
    return real
  }

  /** Where a file really is; nothing if there is none, or if links or `..` lead out of the project. */
  private placeOf(path: string): string | undefined {
    try {
      const given = join(this.root, path)
      const place = join(this.realFolder(dirname(given)), basename(given))
      const stat = lstatSync(place)
      if (stat.isSymbolicLink()) return this.linked(place)
      return stat.isDirectory() || !this.isInside(place) ? undefined : place
    } catch (error) {
      const code = errorCode(error)
      if (code === undefined) throw error
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
      this.unreadable.add(path)
      this.collector.report('files/unreadable', { detail: errorWords(error) }, { file: path, start: 0, end: 0 })
      return undefined
    }
  }
}

/** The nearest folder with a project.conf, from `folder` upwards. */
export function findProjectRoot(folder: string): string | undefined {
  for (let candidate = resolve(folder); ; candidate = dirname(candidate)) {
    if (existsSync(join(candidate, PROJECT_CONF))) return candidate
    if (candidate === dirname(candidate)) return undefined
  }
}

function* elementFiles(folder: string, prefix: string): Generator<string> {
  for (const entry of entriesOf(folder)) {
    const path = `${prefix}${entry.name}`
    if (entry.isDirectory()) {
      if (entry.name !== '.bst') yield* elementFiles(join(folder, entry.name), `${path}/`)
    } else if (entry.name.endsWith('.bst')) yield path
  }
}

/** A folder that cannot be looked into has no elements: reading those that are named will say why. */
function entriesOf(folder: string): readonly { readonly name: string; isDirectory(): boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return []
  }
}
