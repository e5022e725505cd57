/** The repository around a folder of definitions. Found by git itself, so that whom git does not trust is not read. */
import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { GIT_SETTINGS, gitFindingSettings } from '../std/git-rules.ts'
import { attemptGit, GitRefused, refuse, type GitRefusal } from './refusal.ts'
import { askGit, type GitPlace } from './run-git.ts'

/** A repository, as it was found. */
export interface Repository extends GitPlace {
  /** Real path of the git directory; of a linked work tree its own one. */
  readonly gitDir: string
  /** Real path of the work tree's top; nothing in a bare repository. */
  readonly workTree: string | undefined
  /** Path of the definitions below the top, `/` between components; empty at the top. */
  readonly prefix: string
  /** History ends somewhere because no more of it was fetched. */
  readonly isShallow: boolean
  /** Hexadecimal digits of an id: 40, or 64. */
  readonly idLength: number
}

/**
 * The repository around `folder`, which may be a part of a work tree, a linked work tree, a submodule, a bare repository, or a
 * folder that only revisions have. Refused: git is missing, there is none, git does not trust it.
 */
export async function openRepository(folder: string, signal: AbortSignal = new AbortController().signal): Promise<Repository | GitRefusal> {
  return attemptGit(() => findRepository(folder, signal))
}

async function findRepository(folder: string, signal: AbortSignal): Promise<Repository> {
  const { there, rest } = existingPart(folder)
  const place = realpathSync(there)
  const words = ['rev-parse', '--is-inside-work-tree', '--is-shallow-repository', '--show-object-format', '--absolute-git-dir', '--show-prefix']
  // the last one ends in a line feed of its own, and may hold others
  const [inside, shallow, format, gitDir = '', ...prefixLines] = (await ask(folder, place, signal, words)).split('\n')
  const prefix = prefixLines.slice(0, -1).join('\n').replace(/\/$/, '')
  const isInside = inside === 'true'
  return {
    gitDir, signal, isShallow: shallow === 'true', idLength: format === 'sha256' ? 64 : 40,
    workTree: isInside ? place.slice(0, prefix === '' ? undefined : -prefix.length - 1) || '/' : undefined,
    prefix: [...(prefix === '' ? [] : [prefix]), ...(isInside ? rest : [])].join('/'),
  }
}

async function ask(folder: string, place: string, signal: AbortSignal, words: readonly string[]): Promise<string> {
  try {
    return await askGit(place, signal, { ...GIT_SETTINGS, ...gitFindingSettings() }, words)
  } catch (error) {
    if (!(error instanceof GitRefused) || error.refusal.reason !== 'git') throw error
    const { message } = error.refusal
    if (/not a git repository/.test(message)) {
      if (!existsSync(folder)) refuse('no-folder', `${folder} does not exist`)
      refuse('no-repository', `${folder} is in no git repository`, 'name a folder of a clone')
    }
    if (/dubious ownership|safe\.bareRepository/.test(message)) {
      refuse('not-trusted', `${folder} is in a repository that git does not trust: ${message.replace(/^git failed: /, '')}`, `if you do: git config --global --add safe.directory ${place}`)
    }
    throw error
  }
}

/** The nearest folder that is there, and what of the path is below it. */
function existingPart(folder: string): { readonly there: string; readonly rest: readonly string[] } {
  const rest: string[] = []
  let there = folder
  while (!isFolder(there) && dirname(there) !== there) {
    rest.unshift(basename(there))
    there = dirname(there)
  }
  return { there, rest }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}
