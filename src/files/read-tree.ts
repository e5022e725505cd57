/** The definitions of a folder → texts by path. Knows nothing of YAML or of what the files mean. */
import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { sep } from 'node:path'
import type { Collector } from '../diagnostics/collector.ts'
import type { DataFiles } from '../ir/definitions.ts'
import { diskData } from './data-files.ts'
import { attempt, errorCode, errorWords, Refused, type Outcome } from './failure.ts'
import { textReader } from './read-text.ts'
import type { FileTree } from './tree.ts'
import { walkFiles, type FoundFile } from './walk.ts'

/** What a definitions folder holds. */
export interface DefinitionFiles {
  /** Texts, in the order in which YBD loads them: folders by path, files by name inside each, by code units. */
  readonly files: FileTree
  /** Paths of all other regular files, in the same order; their content is not read. */
  readonly others: readonly string[]
  /** All files, for those who ask for one. */
  readonly data: DataFiles
}

/** Read at the top only. */
const TOP_FILES: ReadonlySet<string> = new Set(['VERSION', 'DEFAULTS', 'morph2bst.yaml'])

/** Reads a definitions folder. Files that cannot be taken are reported and left out; it fails only without a folder. */
export function readDefinitions(root: string, collector: Collector): Outcome<DefinitionFiles> {
  return attempt(root, () => {
    if (!statSync(root).isDirectory()) throw new Refused('not-a-directory', root)
    accessSync(root, constants.R_OK | constants.X_OK)
    const readText = textReader(collector)
    const sorted = sortDefinitions(walkFiles(root, collector), (found) =>
      (leadsToText(root, found, collector) ? readText(`${root}/${found.path}`, found.path) : undefined))
    return { ...sorted, data: diskData(root) }
  })
}

/** Whether a file is read as text: a definition, or one of those at the top. */
export function isDefinitionText(path: string): boolean {
  return path.endsWith('.morph') || TOP_FILES.has(path)
}

/** Files in their order as texts and others. `textOf` reads one of which there should be a text, or reports why there is none. */
export function sortDefinitions(found: readonly FoundFile[], textOf: (file: FoundFile) => string | undefined): Pick<DefinitionFiles, 'files' | 'others'> {
  const files = new Map<string, string>()
  const others: string[] = []
  for (const file of found) {
    if (isDefinitionText(file.path)) {
      const text = textOf(file)
      if (text !== undefined) files.set(file.path, text)
    } else if (!file.isLink) {
      others.push(file.path)
    }
  }
  return { files, others }
}

/** Whether there is a file to read. A link to a folder is passed over in silence, as YBD does. */
function leadsToText(root: string, { path, isLink }: FoundFile, collector: Collector): boolean {
  if (!isLink) return true
  const at = { file: path, start: 0, end: 0 }
  try {
    const place = realpathSync(`${root}/${path}`)
    const target = statSync(place)
    if (target.isDirectory()) return false
    if (!place.startsWith(realpathSync(root) + sep)) collector.report('files/link-outside', {}, at)
    else if (!target.isFile()) collector.report('files/unreadable', { detail: 'it is not a regular file' }, at)
    else return true
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    collector.report('files/unreadable', { detail: errorWords(error) }, at)
  }
  return false
}
