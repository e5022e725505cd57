/** `morph2bst migrate`: definitions under version control in, a branch with the converted project out; the work tree stays as it is. */
import { GitRefused } from '../../git/refusal.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { refusalOfGit } from '../git-refusal.ts'
import type { Io } from '../io.ts'
import { ConversionRefused } from '../migrate/conversions.ts'
import { MigrationRefused, prepare } from '../migrate/prepare.ts'
import type { MIGRATE_FLAGS, ValuesOf } from '../options.ts'
import type { Refusal } from '../refusal.ts'
import { tellRefusal } from '../terminal.ts'

type Values = ValuesOf<typeof MIGRATE_FLAGS>

/** Runs the command. */
export async function migrateCommand(definitions: string, values: Values, io: Io): Promise<ExitCode> {
  const stop = io.stopSignal('interrupt')
  try {
    const mistake = mistakeIn(values)
    if (mistake) throw new MigrationRefused(mistake)
    const prepared = await prepare(definitions, values.branch, io.cwd)
    if (values.replay === undefined) return await (await import('../migrate/at-once.ts')).migrateAtOnce(prepared, values, io, stop)
    return await (await import('../migrate/replay.ts')).replay(prepared, values, io, stop)
  } catch (error) {
    const refusal = refusalIn(error)
    if (!refusal) throw error
    if (stop.aborted) return EXIT.stopped
    tellRefusal(refusal, io)
    return refusal.exitCode
  }
}

function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof MigrationRefused || error instanceof ConversionRefused) return error.refusal
  return error instanceof GitRefused ? refusalOfGit(error.refusal) : undefined
}

/** Options that do not go together. */
function mistakeIn(values: Values): Refusal | undefined {
  const usage = (message: string, hint: string): Refusal => ({ message, hint, exitCode: EXIT.usage })
  if (values.replay === undefined) return values.force ? usage('--force is for --replay', 'a branch that is there is not replaced; choose another name') : undefined
  const wrong = (['folder', 'keep-definitions', 'allow-errors', 'strict'] as const).find((name) => values[name] !== undefined)
  if (wrong === 'allow-errors') return usage('--allow-errors has no use with --replay', 'commits with errors are converted as far as that goes, and have a note that says so')
  if (wrong === 'strict') return usage('--strict does not go with --replay', 'what is remarked on a commit is in its MIGRATION.md')
  if (wrong !== undefined) return usage(`--${wrong} does not go with --replay`, 'a replayed history holds the project and nothing else')
  if (values['resolve-refs']) return usage('--resolve-refs does not go with --replay', 'branches of remotes move, and a replay gives the same at any time')
  return undefined
}
