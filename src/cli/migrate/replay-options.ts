/** The options that decide what a replay gives, as facts to keep and to compare. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import packageJson from '../../../package.json' with { type: 'json' }
import { errorCode } from '../../files/failure.ts'
import type { MIGRATE_FLAGS, ValuesOf } from '../options.ts'
import { projectNameOf } from '../settings.ts'
import type { ReplayOptions } from './replay-state.ts'

/** What was chosen, by name; the defaults are those of the version. `prefix` is the definitions' folder in the repository. */
export function replayOptions(values: ValuesOf<typeof MIGRATE_FLAGS>, given: { readonly root: string; readonly cwd: string; readonly prefix: string; readonly since: string | undefined }): ReplayOptions {
  const { target, base, integration, alias, system, config } = values
  const entries: readonly (readonly [string, string | undefined])[] = [
    ['version', packageJson.version], ['definitions', given.prefix || '.'], ['since', given.since],
    // The name of the folder is a default that the definitions' own configuration overrules, unlike one that is given.
    values['project-name'] === undefined ? ['name of the folder', projectNameOf(given.root)] : ['--project-name', values['project-name']],
    ['--target', target], ['--base', base], ['--integration', integration], ['--fix-root', values['fix-root'] === undefined ? undefined : String(values['fix-root'])],
    ['--alias', alias?.join(' ')], ['--system', system?.join(' ')],
    ['--config', config === undefined ? undefined : digestOfFile(resolve(given.cwd, config))],
  ]
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, string] => entry[1] !== undefined))
}

/** A file that cannot be read is refused by whoever converts. */
function digestOfFile(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return 'unreadable'
  }
}

/** The names of options that are not the same. */
export function differingOptions(one: ReplayOptions, other: ReplayOptions): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name])
}

/** Options as words of a command line, for notes and messages. */
export function optionWords(options: ReplayOptions): string {
  return Object.entries(options).filter(([name]) => name.startsWith('--')).map(([name, value]) => (name === '--fix-root' ? name : `${name} ${value}`)).join(' ')
}
