/** What the person or the machine has set for git; nothing that a repository says. */
import { GIT_NO_REPOSITORY, GIT_SETTINGS, gitFindingSettings } from '../std/git-rules.ts'
import { attemptGit, isGitRefusal } from './refusal.ts'
import { askGit } from './run-git.ts'

/** The values of settings such as `core.pager`, by their names in small letters; those that are not set, or all where there is no git, are not there. One without a value is `true`. */
export async function personalSettings(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const settings = { ...GIT_SETTINGS, ...gitFindingSettings(), ...GIT_NO_REPOSITORY }
  const pattern = `^(${names.map((name) => name.toLowerCase().replaceAll('.', '\\.')).join('|')})$`
  const listed = await attemptGit(() => askGit('/', new AbortController().signal, settings, ['config', '--null', '--get-regexp', pattern]))
  if (isGitRefusal(listed)) return new Map()
  return new Map(listed.split('\0').slice(0, -1).map((entry) => {
    const [name = '', ...lines] = entry.split('\n')
    return [name, lines.length === 0 ? 'true' : lines.join('\n')]
  }))
}
