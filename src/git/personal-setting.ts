/** What the person or the machine has set for git; nothing that a repository says. */
import { GIT_NO_REPOSITORY, GIT_SETTINGS, gitFindingSettings } from '../std/git-rules.ts'
import { attemptGit, isGitRefusal } from './refusal.ts'
import { askGit } from './run-git.ts'

/** The value of a setting such as `core.pager`; nothing where there is none, or no git. */
export async function personalSetting(name: string): Promise<string | undefined> {
  const settings = { ...GIT_SETTINGS, ...gitFindingSettings(), ...GIT_NO_REPOSITORY }
  const value = await attemptGit(() => askGit('/', new AbortController().signal, settings, ['config', '--get', name]))
  return isGitRefusal(value) ? undefined : value.replace(/\n$/, '')
}
