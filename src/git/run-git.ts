/**
 * How git is run here: in a repository that is named, so that no other is found; without settings of the user or machine, hooks,
 * filters, pagers and transports; without locks that reading does not need.
 */
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { GIT_ABOVE_ALL, GIT_ALLOWED, GIT_ALONE, GIT_NO_SETTINGS, GIT_SETTINGS, gitFault, gitStatusFault, gitSurroundings } from '../std/git-rules.ts'
import { GitRefused, refuse } from './refusal.ts'

/** Where git is run. */
export interface GitPlace {
  /** The repository: what GIT_DIR is. */
  readonly gitDir: string
  readonly signal: AbortSignal
}

/** Variables on top of those of every call, such as GIT_INDEX_FILE. */
export type GitExtras = Readonly<Record<string, string>>

// Names are shown as they are; a repository that lacks objects gets none while it is read.
const WORDS = [...GIT_ABOVE_ALL, 'core.quotePath=false'].flatMap((setting) => ['-c', setting])
const SETTINGS = { ...GIT_SETTINGS, ...GIT_ALONE, ...GIT_NO_SETTINGS, GIT_ALLOW_PROTOCOL: 'none', GIT_OPTIONAL_LOCKS: '0' }

function settingsOf(place: GitPlace, extras: GitExtras): Readonly<Record<string, string>> {
  return { ...SETTINGS, GIT_DIR: place.gitDir, ...extras }
}

/** What git says to `words`, its output read as UTF-8. A status other than 0 is thrown as a {@link GitRefused} of the reason `git`. */
export async function runGit(place: GitPlace, words: readonly string[], extras: GitExtras = {}): Promise<string> {
  return askGit('/', place.signal, settingsOf(place, extras), [...WORDS, ...words])
}

/** Runs git in a folder with whatever settings are given; for the one call that has to find a repository. */
export async function askGit(folder: string, signal: AbortSignal, settings: Readonly<Record<string, string>>, words: readonly string[]): Promise<string> {
  checkStopped(signal)
  const { simpleGit } = await import('simple-git')
  try {
    return await simpleGit({ baseDir: folder, abort: signal, allowEnvironment: Object.keys(settings), unsafe: GIT_ALLOWED, errors: gitStatusFault })
      .env({ ...gitSurroundings(), ...settings }).raw([...words])
  } catch (error) {
    checkStopped(signal)
    return refuseFor(error)
  }
}

/** Starts git, to be fed by pipes, in a process group of its own: Ctrl-C is for us, who may have something to bring to an end. Whether it could be started is said by the event `error`; see {@link refuseFor}. */
export function startGit(place: GitPlace, words: readonly string[], extras: GitExtras = {}): ChildProcessWithoutNullStreams {
  checkStopped(place.signal)
  return spawn('git', [...WORDS, ...words], { cwd: '/', env: { ...gitSurroundings(), ...settingsOf(place, extras) }, signal: place.signal, stdio: 'pipe', detached: true })
}

/** Runs git while everything else waits; for callers that cannot. */
export function runGitSync(place: GitPlace, words: readonly string[], limit: number): Buffer {
  const { error, status, stdout, stderr } = spawnSync('git', [...WORDS, ...words], { cwd: '/', env: { ...gitSurroundings(), ...settingsOf(place, {}) }, maxBuffer: limit })
  if (error) return refuseFor(error)
  return status === 0 ? stdout : refuseFor(new Error(stderr.toString()))
}

/** Throws as a refusal what running git ended with. */
export function refuseFor(error: unknown): never {
  if (error instanceof GitRefused) throw error
  const words = error instanceof Error ? error.message : String(error)
  if (/spawn git ENOENT|ENOENT.*\bgit\b/.test(words)) refuse('no-git', 'git is not installed, or not on the PATH', 'install git; two folders can be compared without it')
  return refuse('git', `git failed: ${gitFault(error)}`)
}

/** Throws once the person has asked to stop. */
export function checkStopped(signal: AbortSignal): void {
  if (signal.aborted) refuse('stopped', 'stopped')
}
