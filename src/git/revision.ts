/** Words for revisions → ids of commits. Changes nothing and fetches nothing. All functions throw `GitRefused`. */
import { nearest } from '../std/nearest.ts'
import { GitRefused, refuse } from './refusal.ts'
import type { Repository } from './repository.ts'
import { runGit } from './run-git.ts'

/** The commit that a word stands for, as git reads it: a branch, tag or id, `HEAD~2`, `main@{yesterday}`, `:/words of a message`. No range. An unknown one is refused. */
export async function findCommit(repository: Repository, revision: string): Promise<string> {
  const commit = await peekCommit(repository, revision)
  return commit ?? refuseUnknown(repository, revision)
}

/** The commit that a word stands for; nothing if it stands for none. */
export async function peekCommit(repository: Repository, revision: string): Promise<string | undefined> {
  if (/[\0\n]/.test(revision)) return undefined
  try {
    // Behind a search for a message nothing else can stand, and it finds commits only.
    const word = revision.startsWith(':/') ? revision : `${revision}^{commit}`
    return (await runGit(repository, ['rev-parse', '--quiet', '--verify', '--end-of-options', word])).trim()
  } catch (error) {
    if (error instanceof GitRefused && error.refusal.reason === 'git') return undefined
    throw error
  }
}

/** Where the histories of two commits parted; the best such commit, as git chooses it. */
export async function mergeBase(repository: Repository, one: string, other: string): Promise<string> {
  try {
    return (await runGit(repository, ['merge-base', one, other])).trim()
  } catch (error) {
    if (!(error instanceof GitRefused) || error.refusal.reason !== 'git') throw error
    return refuse('no-merge-base', 'the two revisions have no commit in common', repository.isShallow ? SHALLOW : 'A..B compares them as they are')
  }
}

const SHALLOW = 'this clone is shallow; get the rest with git fetch --unshallow'

async function refuseUnknown(repository: Repository, revision: string): Promise<never> {
  const names = (await runGit(repository, ['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/tags', 'refs/remotes'])).split('\n').filter((name) => name !== '')
  if (revision === 'HEAD') refuse('unknown-revision', 'the repository has no commit yet', 'commit the definitions first')
  const base = /^[^~^@:]*/.exec(revision)?.[0] ?? ''
  const known = [...names, 'HEAD']
  const meant = known.includes(base) ? base : names.find((name) => name.endsWith(`/${base}`) && base !== '') ?? nearest(base, known)
  // Where the name is right, it is what is said of it that leads to no commit.
  const guesses = meant === undefined || meant === base ? [] : [`did you mean ${meant}?`]
  const rest = repository.isShallow ? [SHALLOW] : meant === undefined ? ['git branch -a and git tag list the names'] : []
  const hint = [...guesses, ...rest].join(' Or: ')
  return refuse('unknown-revision', `"${revision}" is no commit of the repository`, hint === '' ? undefined : hint)
}
