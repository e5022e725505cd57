/** Where the configuration is and what it says: the file given, or the one beside the definitions. Decides nothing with it. */
import { readFileSync } from 'node:fs'
import { basename, dirname, relative, resolve } from 'node:path'
import type { Collector } from '../diagnostics/collector.ts'
import type { FileTree } from '../files/tree.ts'
import { NO_OVERRIDES, type Overrides } from '../reader/overrides.ts'
import type { Config } from './config-schema.ts'
import { EXIT } from './exit-code.ts'
import type { Refusal } from './refusal.ts'

/** The configuration of a run, empty where there is none. */
export interface Configuration {
  readonly config: Config
  readonly overrides: Overrides
  readonly broken: boolean
  /** The name in diagnostics, and the folder that its paths count from. */
  readonly file: string
  readonly folder: string
  /** All texts that diagnostics can point into. */
  readonly texts: FileTree
}

const CONFIG_NAME = 'morph2bst.yaml'

/** The configuration of the definitions in `root`, of which `files` are the texts; `given` is the path on the command line. */
export async function findConfiguration(root: string, given: string | undefined, cwd: string, files: FileTree, collector: Collector): Promise<Configuration | Refusal> {
  const path = given === undefined ? resolve(root, CONFIG_NAME) : resolve(cwd, given)
  const below = relative(root, path)
  const file = below.startsWith('..') ? basename(path) : below
  const text = given === undefined ? files.get(CONFIG_NAME) : readGiven(path, given)
  if (typeof text === 'object') return text
  const rest = { file, folder: dirname(path) }
  if (text === undefined) return { ...rest, config: {}, overrides: NO_OVERRIDES, broken: false, texts: files }
  // Loaded only now: most runs have no configuration, and its schema takes time to load.
  const { readConfig } = await import('./config-file.ts')
  const read = readConfig(file, text, collector)
  return { ...rest, texts: new Map([...files, [file, text]]), broken: !read, config: read?.config ?? {}, overrides: read?.overrides ?? NO_OVERRIDES }
}

function readGiven(path: string, given: string): string | Refusal {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)).replaceAll('\r\n', '\n')
  } catch {
    return { message: `--config ${given}: there is no readable UTF-8 file`, exitCode: EXIT.usage }
  }
}
