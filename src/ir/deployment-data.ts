/** Which files of the definitions a deployment names, as its extensions would have understood it (BD §9.5, §9.8). Reads none. */
import { plainPath } from '../std/plain-path.ts'
import { shellWords } from '../std/shell-words.ts'
import type { Deployment, System } from './definitions.ts'
import type { Span } from './origin.ts'

/** A file as named by a deployment. */
export interface NamedFile {
  /** What is written. */
  readonly written: string
  /** Its plain path from the definitions' root; nothing if it leads out of them, or if the words could not be told apart. */
  readonly path?: string
  /** The name of the variable, and its place. */
  readonly variable: string
  readonly at: Span
  /** The value has a quote that is not closed. */
  readonly isBadlyQuoted?: true
}

/** The manifest that install-essential-files installs (BD §9.4). */
export const ESSENTIAL_MANIFEST = 'install-files/essential-files/manifest'

/** The partition file of a deployment that is partitioned and names none (BD §9.8). */
const DEFAULT_PARTITION_FILE = 'partitioning/default'

type Variables = Deployment['variables']

/** Whether a system lists a configuration extension, by whatever path (BD §9.3). */
export function hasExtension(system: Pick<System, 'extensions'>, name: string): boolean {
  return system.extensions.some(({ value }) => value.slice(value.lastIndexOf('/') + 1) === name)
}

/** The manifests that install-files installs, in its order: by the variables' names, then as written. */
export function manifestsNamed(variables: Variables): readonly NamedFile[] {
  const given = variables.filter(({ name }) => name.startsWith('INSTALL_FILES'))
  return given.sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap(({ name, value, at }): readonly NamedFile[] => {
    const words = shellWords(value)
    if (!words) return [{ written: value, variable: name, at, isBadlyQuoted: true }]
    return words.map((written) => named(written, name, at))
  })
}

/** The partition file of a deployment whose USE_PARTITIONING is true; without that there are no partitions (BD §9.8). */
export function partitionFileNamed(variables: Variables): NamedFile | undefined {
  const use = variables.find(({ name }) => name === 'USE_PARTITIONING')
  const file = variables.find(({ name, value }) => name === 'PARTITION_FILE' && value !== '')
  if (!use || truthOf(use.value) !== true) return undefined
  if (file) return named(file.value, file.name, file.at)
  return named(DEFAULT_PARTITION_FILE, use.name, use.at)
}

/** What rawdisk took for true and false; nothing for anything else, which it refused (BD §9.8). */
export function truthOf(value: string): boolean | undefined {
  if (/^(?:yes|1|true)$/i.test(value)) return true
  return /^(?:no|0|false)$/i.test(value) ? false : undefined
}

function named(written: string, variable: string, at: Span): NamedFile {
  const path = written.startsWith('/') ? undefined : plainPath(written)
  return { written, ...(path === undefined ? {} : { path }), variable, at }
}
