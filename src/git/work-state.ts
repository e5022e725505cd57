/** What a person has under way in a work tree. Changes nothing, not even the index, and runs none of the repository's programs. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { GIT_SETTINGS, gitFindingSettings } from '../std/git-rules.ts'
import { feedGit } from './feed-git.ts'
import { attemptGit, isGitRefusal } from './refusal.ts'
import type { Repository } from './repository.ts'
import { askGit, runGit } from './run-git.ts'

/** Paths from the top of the work tree. */
export interface WorkState {
  /** Files under version control that are not as they were committed. */
  readonly changed: readonly string[]
  /** Files below the definitions' folder that git neither has nor is told to ignore. */
  readonly added: readonly string[]
}

/** How the work tree differs from HEAD; a bare repository has nothing that could. */
export async function workState(repository: Repository): Promise<WorkState> {
  const { workTree, prefix } = repository
  if (workTree === undefined) return { changed: [], added: [] }
  const settings = [...await checkoutSettings(repository), ...await filterSettings(repository)]
  const listed = await feedGit(repository, [
    ...settings, 'status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all', '--ignore-submodules=dirty',
  ], '', { GIT_WORK_TREE: workTree })
  const entries = listed.toString().split('\0').filter((entry) => entry !== '').map((entry) => ({ state: entry.slice(0, 2), path: entry.slice(3) }))
  return {
    changed: entries.filter(({ state }) => state !== '??').map(({ path }) => path),
    added: entries.filter(({ state, path }) => state === '??' && (prefix === '' || path.startsWith(`${prefix}/`))).map(({ path }) => path),
  }
}

/** How this work tree was checked out, as repository and person say: whether it can hold modes and links, and which line ends it has. They run nothing. */
async function checkoutSettings({ gitDir, signal }: Repository): Promise<readonly string[]> {
  const words = ['config', '--null', '--get-regexp', '^core\\.(filemode|symlinks|autocrlf|eol)$']
  const listed = await attemptGit(() => askGit('/', signal, { ...GIT_SETTINGS, ...gitFindingSettings(), GIT_DIR: gitDir }, words))
  // Where nothing is set, git says so by its status.
  if (isGitRefusal(listed)) return []
  return listed.split('\0').map((entry) => entry.split('\n')).filter(([name, value = 'true']) => name !== '' && /^\w*$/.test(value))
    .flatMap(([name = '', value = 'true']) => ['-c', `${name}=${value}`])
}

/** Settings that take the programs away which the repository's own configuration names for comparing files. */
async function filterSettings(repository: Repository): Promise<readonly string[]> {
  const names = (await runGit(repository, ['config', '--name-only', '--null', '--list'])).split('\0')
  return [...new Set(names)].filter((name) => /^filter\..*\.(?:clean|smudge|process|required)$/s.test(name) && !name.includes('\n'))
    .flatMap((name) => ['-c', `${name}=${name.endsWith('.required') ? 'false' : ''}`])
}

const UNDER_WAY: readonly (readonly [string, string])[] = [
  ['MERGE_HEAD', 'a merge'], ['CHERRY_PICK_HEAD', 'a cherry-pick'], ['REVERT_HEAD', 'a revert'], ['rebase-merge', 'a rebase'], ['rebase-apply', 'a rebase'],
]

/** What the person has begun and not ended, such as `a merge`. */
export function underWay({ gitDir }: Pick<Repository, 'gitDir'>): string | undefined {
  return UNDER_WAY.find(([name]) => existsSync(join(gitDir, name)))?.[1]
}
