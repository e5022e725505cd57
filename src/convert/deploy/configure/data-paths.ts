/** Files of the definitions that variables name. */
import { followed } from '../../../ir/data-files.ts'
import type { DataFiles } from '../../../ir/definitions.ts'
import { plainPath } from '../../../std/plain-path.ts'
import type { ConfigureInput } from './extension.ts'
import type { Variable } from './variables.ts'

/** The path of a file that a variable names, links followed; nothing, and an error, where there is none. */
export function namedFile(input: ConfigureInput, extension: string, variable: Variable, written: string): string | undefined {
  return named(input, extension, variable, written, 'file')
}

/** The path of a folder that a variable names, links followed; nothing, and an error, where there is none. */
export function namedFolder(input: ConfigureInput, extension: string, variable: Variable): string | undefined {
  return named(input, extension, variable, variable.value, 'folder')
}

function named({ definitions, collector }: ConfigureInput, extension: string, { name, at }: Variable, written: string, kind: 'file' | 'folder'): string | undefined {
  const path = written.startsWith('/') ? undefined : plainPath(written)
  const found = path === undefined ? undefined : followed(definitions.data, path)
  if (found?.entry.kind === kind) return found.path
  collector.report('deploy/missing-file', { extension, name, path: written, kind, fault: definitions.data.fault(path ?? written) }, at)
  return undefined
}

/** What a folder holds. */
export interface FolderContent {
  /** Plain paths of files. */
  readonly files: readonly string[]
  readonly links: readonly { readonly path: string; readonly target: string }[]
  /** Folders with nothing in them. */
  readonly empty: readonly string[]
}

/** All that is below a folder, but for the hidden entries of the folder itself. */
export function contentOf(data: DataFiles, folder: string): FolderContent {
  const entry = data.entry(folder)
  const names = entry?.kind === 'folder' ? entry.names.filter((name) => !name.startsWith('.')) : []
  return joined(names.map((name) => below(data, folder === '' ? name : `${folder}/${name}`)))
}

function below(data: DataFiles, path: string): FolderContent {
  const entry = data.entry(path)
  if (entry?.kind === 'file') return { files: [path], links: [], empty: [] }
  if (entry?.kind === 'link') return { files: [], links: [{ path, target: entry.target }], empty: [] }
  if (entry?.kind !== 'folder') return joined([])
  return entry.names.length ? joined(entry.names.map((name) => below(data, `${path}/${name}`))) : { files: [], links: [], empty: [path] }
}

function joined(parts: readonly FolderContent[]): FolderContent {
  return { files: parts.flatMap(({ files }) => files), links: parts.flatMap(({ links }) => links), empty: parts.flatMap(({ empty }) => empty) }
}
