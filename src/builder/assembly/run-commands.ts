/** Runs commands of an element in a sandbox, and says which one failed and how. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LoadedElement } from '../../ir/loaded-project.ts'
import type { Failed} from '../failure.ts';
import { failed, type Result } from '../failure.ts'
import type { Keeper } from '../sandbox/keeper.ts'
import type { Roots } from './roots.ts'
import type { TaskLog } from './task-log.ts'

/** Commands that share a sandbox. */
export interface CommandRun {
  /** Folder for this run alone. */
  readonly folder: string
  readonly roots: Roots
  readonly freshTmp: boolean
  /** The script, and what each of its commands is called when it fails, such as `build-commands (2 of 3)`. */
  readonly script: string
  readonly titles: readonly string[]
  readonly cwd: string
  readonly environment: ReadonlyMap<string, string>
  readonly sandbox: LoadedElement['sandbox']
  readonly listChanges?: boolean
}

/** What running needs. */
export interface CommandWorld {
  readonly keeper: Keeper
  readonly log: TaskLog
  readonly signal?: AbortSignal | undefined
}

/** Numbers of signals end here; statuses do not. */
const LAST_SIGNAL = 64

/** Name that a sandbox has for itself, the one of bst's (BF §4.1). */
export const HOSTNAME = 'buildbox'

/** Runs them; a command that fails is a failure that names it. */
export async function runCommands(run: CommandRun, { keeper, log, signal }: CommandWorld): Promise<Result<null>> {
  const progress = join(run.folder, 'progress')
  mkdirSync(run.folder, { recursive: true })
  log.flush()
  const ended = await keeper.run({
    folder: run.folder, root: run.roots.root, mounts: run.roots.mounts, freshTmp: run.freshTmp,
    command: ['sh', '-c', run.script], cwd: run.cwd, environment: run.environment,
    uid: run.sandbox.buildUid, gid: run.sandbox.buildGid, hostname: HOSTNAME, network: false,
    log: log.path, progress, listChanges: run.listChanges ?? false,
  }, signal)
  if (!ended.ok) return ended
  if (ended.value.status === 0) return { ok: true, value: null }
  return { ok: false, failure: whatFailed(run, ended.value.status, progress, log) }
}

function whatFailed({ titles }: CommandRun, status: number, progress: string, log: TaskLog): Failed['failure'] {
  const begun = existsSync(progress) ? readFileSync(progress, 'utf8').trim().split('\n').at(-1) : ''
  if (begun === undefined || begun === '') {
    return failed('host', `the sandbox could not be set up: ${log.tail(1)[0] ?? `status ${status}`}`, { hint: 'see the log; a directory of the staged root may stand where bubblewrap needs another kind of file' }).failure
  }
  const how = status > 128 && status <= 128 + LAST_SIGNAL ? `was ended by signal ${status - 128}` : `failed with status ${status}`
  return { reason: 'command', message: `${titles[Number(begun)] ?? 'a command'} ${how}` }
}
