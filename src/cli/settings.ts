/** Command line over configuration over defaults → what one run does. Knows no files and no definitions. */
import { basename, resolve } from 'node:path'
import type { ConvertOptions } from '../ir/convert-options.ts'
import { ALIAS_NAME, PROJECT_NAME } from './config-names.ts'
import type { Config } from './config-schema.ts'
import type { CONVERT_FLAGS, ValuesOf } from './options.ts'

/** The choices of a run, all made. */
export interface Settings {
  /** Without what only the definitions tell: systems and clusters by path key, resolved refs. */
  readonly options: Omit<ConvertOptions, 'systems' | 'clusters' | 'resolvedRefs'>
  /** As the user named them; nothing for everything. */
  readonly systems: readonly string[] | undefined
  readonly resolveRefs: boolean
  readonly strict: boolean
  /** As given, relative to the folder of whoever gave it. */
  readonly output: string | undefined
}

/** A mistake on the command line. */
export interface UsageError {
  readonly usage: string
}

/** Merges the choices. `configFolder` is where relative paths of the configuration count from. */
export function settingsOf(
  definitions: string, values: ValuesOf<typeof CONVERT_FLAGS>, config: Config, configFolder: string, cwd: string,
): Settings | UsageError {
  const aliases = parseAliases(values.alias ?? [])
  if ('usage' in aliases) return aliases
  const given = values['project-name']
  if (given !== undefined && !PROJECT_NAME.test(given)) {
    return { usage: `--project-name ${given}: expected letters, digits, "_" and "-", not beginning with a digit` }
  }
  const systems = values.system ?? config.system
  return {
    options: {
      target: values.target ?? config.target ?? 'bst2',
      base: values.base ?? config.base ?? 'replace',
      integration: values.integration ?? config.integration ?? 'element',
      projectName: given ?? config['project-name'] ?? projectNameOf(resolve(cwd, definitions)),
      aliases: new Map([...Object.entries(config.aliases ?? {}), ...aliases.map]),
      fixRoot: values['fix-root'] ?? config['fix-root'] ?? false,
    },
    systems: systems?.length ? systems : undefined,
    resolveRefs: values['resolve-refs'] ?? config['resolve-refs'] ?? false,
    strict: values.strict ?? config.strict ?? false,
    output: values.output ?? (config.output === undefined ? undefined : resolve(configFolder, config.output)),
  }
}

/** A legal project name from the name of a folder (BF §1.3). */
export function projectNameOf(folder: string): string {
  const name = basename(folder).replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[0-9-]+/, '').replace(/-+$/, '')
  return name === '' ? 'definitions' : name
}

function parseAliases(words: readonly string[]): { readonly map: ReadonlyMap<string, string> } | UsageError {
  const map = new Map<string, string>()
  for (const word of words) {
    const at = word.indexOf('=')
    const [name, url] = [word.slice(0, Math.max(at, 0)), word.slice(at + 1)]
    if (!ALIAS_NAME.test(name) || url === '') return { usage: `--alias ${word}: expected NAME=URL` }
    map.set(name, url)
  }
  return { map }
}
