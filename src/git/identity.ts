/** Who commits, as git itself finds out: environment, then settings of repository, user and machine. */
import { GIT_ABOVE_ALL, GIT_SETTINGS, gitFindingSettings } from '../std/git-rules.ts'
import { GitRefused } from './refusal.ts'
import type { Repository } from './repository.ts'
import { askGit } from './run-git.ts'

/** Author and committer of now, each as a commit says them: `name <address> seconds zone`, one character for each byte (latin1). */
export interface Identity {
  readonly author: string
  readonly committer: string
}

const NAMES = /^(?:GIT_(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)|EMAIL|HOME|XDG_CONFIG_HOME|TZ)$/

/** Nothing where the person has not said who they are: what git would make up of the machine's name is nobody's address. */
export async function identityOf(repository: Repository, environment: Readonly<Record<string, string | undefined>>): Promise<Identity | undefined> {
  const given = Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => NAMES.test(entry[0]) && entry[1] !== undefined))
  const settings = { ...GIT_SETTINGS, ...gitFindingSettings(), GIT_DIR: repository.gitDir, ...given }
  const ask = async (name: string): Promise<string> => {
    const words = [...GIT_ABOVE_ALL.flatMap((setting) => ['-c', setting]), '-c', 'user.useConfigOnly=true', 'var', name]
    return Buffer.from((await askGit('/', repository.signal, settings, words)).trim()).toString('latin1')
  }
  try {
    return { author: await ask('GIT_AUTHOR_IDENT'), committer: await ask('GIT_COMMITTER_IDENT') }
  } catch (error) {
    if (error instanceof GitRefused && error.refusal.reason === 'git') return undefined
    throw error
  }
}
