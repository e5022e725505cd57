/** Branches and other refs: what they are, and how one is made or moved without anybody else's being lost. */
import { feedGit } from './feed-git.ts'
import { GitRefused } from './refusal.ts'
import type { Repository } from './repository.ts'
import { runGit } from './run-git.ts'

/** Whether git takes a name for a branch's. `HEAD` and what looks like an option are none, nor is what stands for another branch (`@{-1}`). */
export async function isBranchName(repository: Repository, name: string): Promise<boolean> {
  if (name === 'HEAD' || name.startsWith('-') || /[\0\n]/.test(name)) return false
  return answers(repository, ['check-ref-format', `refs/heads/${name}`])
}

/** What there is at a full name of a ref. */
export interface RefPlace {
  /** The object that it leads to; nothing if there is no such ref. */
  readonly id: string | undefined
  /** A ref beside which there can be none of this name: git keeps no `a` beside `a/b`. */
  readonly inTheWay: string | undefined
}

/** Looks up a ref. */
export async function lookAtRef(repository: Repository, ref: string): Promise<RefPlace> {
  const parts = ref.split('/')
  const above = parts.slice(2, -1).map((_, index) => parts.slice(0, index + 3).join('/'))
  const listed = (await runGit(repository, ['for-each-ref', '--format=%(objectname) %(refname)', ref, ...above])).split('\n').map((line) => line.split(' '))
  return {
    id: listed.find(([, name]) => name === ref)?.[0],
    inTheWay: listed.map(([, name = '']) => name).find((name) => above.includes(name) || name.startsWith(`${ref}/`)),
  }
}

/** Whether a work tree, this or a linked one, has the branch checked out. */
export async function isCheckedOut(repository: Repository, branch: string): Promise<boolean> {
  const listed = (await runGit(repository, ['worktree', 'list', '--porcelain', '-z'])).split('\0')
  return listed.includes(`branch refs/heads/${branch}`)
}

/**
 * Makes a ref lead to `to`, provided that it leads to `from` still (nothing: that there is no such ref). What stands in its way
 * is the answer, and nothing is changed then.
 */
export async function moveRef(repository: Repository, ref: string, from: string | undefined, to: string, reason: string): Promise<{ readonly fault: string } | undefined> {
  const words = from === undefined ? `create ${ref}\0${to}\0` : `update ${ref}\0${to}\0${from}\0`
  try {
    await feedGit(repository, ['update-ref', '--create-reflog', '-m', reason, '-z', '--stdin'], words)
    return undefined
  } catch (error) {
    if (error instanceof GitRefused && error.refusal.reason === 'git') return { fault: error.refusal.message.replace(/^git failed: /, '') }
    throw error
  }
}

/** Whether git ends with status 0. */
async function answers(repository: Repository, words: readonly string[]): Promise<boolean> {
  try {
    await runGit(repository, words)
    return true
  } catch (error) {
    if (error instanceof GitRefused && error.refusal.reason === 'git') return false
    throw error
  }
}
