/** The commits behind one, from the first to the last. Reads commits only, no trees. */
import { readCommit, type CommitObject } from './commit-object.ts'
import { feedGit } from './feed-git.ts'
import { GitRefused, refuse } from './refusal.ts'
import type { Repository } from './repository.ts'
import { runGit } from './run-git.ts'

/** One commit of a history. */
export interface HistoryCommit extends CommitObject {
  readonly id: string
}

/**
 * All commits that lead to `tip`, each behind its parents, in an order that depends on nothing but the commits. With `since`, a
 * commit that leads to `tip`: only those that do not lead to it, with it before them.
 */
export async function historyOf(repository: Repository, tip: string, since?: string): Promise<readonly HistoryCommit[]> {
  const words = ['rev-list', '--topo-order', '--reverse', tip, ...(since === undefined ? [] : [`^${since}`]), '--']
  const ids = (await runGit(repository, words)).split('\n').filter((id) => id !== '')
  return readCommits(repository, since === undefined ? ids : [since, ...ids])
}

/** The commits of these ids. */
export async function readCommits(repository: Repository, ids: readonly string[]): Promise<readonly HistoryCommit[]> {
  const objects = await readObjects(repository, ids)
  return objects.map((bytes, index) => {
    const id = ids[index] ?? ''
    return bytes ? { id, ...readCommit(bytes) } : refuse('missing-object', `commit ${id} is not in the repository`)
  })
}

/** The bytes of objects, in the order of their names; nothing for those that are not there. */
export async function readObjects(repository: Repository, names: readonly string[]): Promise<readonly (Buffer | undefined)[]> {
  return objectsIn(await feedGit(repository, ['cat-file', '--batch'], lines(names)), names.length)
}

/** Which of these objects are there. */
export async function presentObjects(repository: Repository, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const said = (await feedGit(repository, ['cat-file', '--batch-check'], lines(ids))).toString().split('\n')
  return new Set(ids.filter((_, index) => !(said[index] ?? ' missing').endsWith(' missing')))
}

/** Whether `older` leads to `newer`. */
export async function leadsTo(repository: Repository, older: string, newer: string): Promise<boolean> {
  try {
    await runGit(repository, ['merge-base', '--is-ancestor', older, newer])
    return true
  } catch (error) {
    if (error instanceof GitRefused && /status 1$/.test(error.message)) return false
    throw error
  }
}

function lines(names: readonly string[]): string {
  return names.map((name) => `${name}\n`).join('')
}

/** What `cat-file --batch` answers: a line of id, type and size, the bytes, a line feed. */
function objectsIn(answers: Buffer, count: number): readonly (Buffer | undefined)[] {
  const found: (Buffer | undefined)[] = []
  for (let at = 0; found.length < count;) {
    const end = answers.indexOf(0x0a, at)
    if (end === -1) return refuse('git', 'git cat-file ended before it had answered')
    const [, size] = /^[0-9a-f]+ [a-z]+ (\d+)$/.exec(answers.toString('latin1', at, end)) ?? []
    found.push(size === undefined ? undefined : answers.subarray(end + 1, end + 1 + Number(size)))
    at = end + 1 + (size === undefined ? 0 : Number(size) + 1)
  }
  return found
}
