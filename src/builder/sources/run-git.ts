/**
 * Runs git in a bare repository of ours. What decides the result is said here: no setting of the user or machine counts, but
 * for the user's own when a remote is talked to (proxies, certificates, credentials); no hook, filter or monitor is run.
 */
import { isNativeError } from 'node:util/types'
import { GIT_ABOVE_ALL, GIT_ALLOWED, GIT_ALONE, GIT_NO_SETTINGS, GIT_SETTINGS, gitFault, gitStatusFault, gitSurroundings } from '../../std/git-rules.ts'
import { Failed, failed } from '../failure.ts'
import { checkStopped } from './staging.ts'

/** How git is run. */
export interface GitCall {
  /** The repository, which is bare; without one git sees none. */
  readonly repository?: string
  readonly signal: AbortSignal
  /** The call talks to a remote, so that the user's settings count. */
  readonly remote?: boolean
  /** Folder that files are checked out into, and a file for the index while this goes on. */
  readonly checkout?: { readonly folder: string; readonly index: string }
}

/** Settings above all others; whoever wrote them, a remote that sleeps is left. */
const ALWAYS = [
  ...GIT_ABOVE_ALL, 'safe.directory=*', 'fetch.recurseSubmodules=false',
  // Few objects are otherwise unpacked one by one, the commit first: killed there, it would be here without its files.
  'fetch.unpackLimit=1', 'transfer.unpackLimit=1', 'protocol.file.allow=always',
  // Two who fetch at once wait for each other's refs, but not for one who was killed.
  'core.filesRefLockTimeout=1000', 'core.packedRefsTimeout=1000', 'http.lowSpeedLimit=500', 'http.lowSpeedTime=60',
].flatMap((setting) => ['-c', setting])

/** What git says to `words`; a status other than 0 is thrown, with its reason as message. */
export async function git(call: GitCall, words: readonly string[]): Promise<string> {
  checkStopped(call.signal)
  const settings = settingsOf(call)
  const { simpleGit } = await import('simple-git')
  try {
    return await simpleGit({
      baseDir: call.repository ?? '/', abort: call.signal, allowEnvironment: Object.keys(settings),
      unsafe: GIT_ALLOWED, errors: gitStatusFault,
    }).env({ ...gitSurroundings(), ...settings }).raw([...ALWAYS, ...words])
  } catch (error) {
    checkStopped(call.signal)
    if (isNativeError(error) && /ENOENT/.test(error.message)) throw new Failed(failed('host', 'git is not installed', { hint: 'install git' }).failure)
    throw new GitError(gitFault(error))
  }
}

/** Git ended with a status other than 0. */
export class GitError extends Failed {
  constructor(message: string) {
    super(failed('source', `git failed: ${message}`).failure)
    this.message = message
  }
}

function settingsOf({ repository, remote, checkout }: GitCall): Readonly<Record<string, string>> {
  return {
    ...GIT_SETTINGS,
    // named, so that no other is found: a repository around the store, say
    ...(repository === undefined ? {} : { GIT_DIR: repository }),
    ...GIT_ALONE,
    ...(remote ? {} : GIT_NO_SETTINGS),
    ...(checkout ? { GIT_WORK_TREE: checkout.folder, GIT_INDEX_FILE: checkout.index } : {}),
  }
}
