/** The files below a folder in one fixed order. Knows nothing of what is in them, nor which of them matter. */
import { isUtf8 } from 'node:buffer'
import { readdirSync, type Dirent } from 'node:fs'
import type { Collector } from '../diagnostics/collector.ts'
import { errorWords } from './failure.ts'
import { isFitName, showBytes, showName } from './file-name.ts'
import { MANIFEST_NAME } from './manifest.ts'

/** One file or symbolic link. Sockets and the like never appear. */
export interface FoundFile {
  /** Relative to the root, `/` between components. */
  readonly path: string
  readonly isLink: boolean
}

/**
 * Folders sorted by their whole path, files sorted inside each (as YBD: `strata-x/a` before `strata/a`). Skipped are
 * folders whose name starts with `.`, folders behind symbolic links, and projects that this program wrote.
 */
export function walkFiles(root: string, collector: Collector): readonly FoundFile[] {
  const filesOf = new Map<string, readonly FoundFile[]>()
  const waiting = ['']
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = listEntries(root, folder, collector)
    if (folder !== '' && entries.some((entry) => entry.name === MANIFEST_NAME)) continue
    const files: FoundFile[] = []
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) waiting.push(path)
      else if (entry.isFile() || entry.isSymbolicLink()) files.push({ path, isLink: entry.isSymbolicLink() })
    }
    filesOf.set(folder, files.sort((a, b) => (a.path < b.path ? -1 : 1)))
  }
  return [...filesOf.keys()].sort().flatMap((folder) => filesOf.get(folder) ?? [])
}

function listEntries(root: string, folder: string, collector: Collector): readonly Dirent[] {
  const place = `${root}/${folder}`
  const prefix = folder === '' ? '' : `${folder}/`
  try {
    const entries = readdirSync(place, { withFileTypes: true })
      .filter((entry) => !(entry.name.startsWith('.') && entry.isDirectory()))
    // Node puts U+FFFD for bytes that are not UTF-8; a file whose name really has that character is rare but fine.
    const broken = entries.some((entry) => entry.name.includes('\uFFFD')) ? brokenNames(place) : new Map<string, Buffer>()
    return entries.filter(({ name }) => {
      const bytes = broken.get(name)
      const shown = bytes ? showBytes(bytes) : showName(name)
      if (!bytes && isFitName(name)) return true
      const fault = bytes ? 'bytes that are not UTF-8' : 'control characters'
      collector.report('files/bad-name', { fault }, { file: prefix + shown, start: 0, end: 0 })
      return false
    })
  } catch (error) {
    collector.report('files/unreadable', { detail: errorWords(error) }, { file: folder, start: 0, end: 0 })
    return []
  }
}

function brokenNames(folder: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder, { encoding: 'buffer' }).filter((name) => !isUtf8(name))
  return new Map(names.map((name) => [name.toString(), name]))
}
