/** The words of `diff` → what is compared with what. Asks git what a word is; reads no definitions. */
import { existsSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { attemptGit, isGitRefusal, refuse, type GitRefusal } from '../../git/refusal.ts'
import { openRepository, type Repository } from '../../git/repository.ts'
import { findCommit, mergeBase, peekCommit } from '../../git/revision.ts'
import { EXIT } from '../exit-code.ts'
import { refusalOfGit } from '../git-refusal.ts'
import type { Refusal } from '../refusal.ts'

/** Definitions to convert: what lies in a folder, or a commit of the repository. */
export interface SideChoice {
  /** What people call it. */
  readonly title: string
  /** The folder of the definitions, which a commit may have and the disk not. */
  readonly root: string
  /** Nothing for the folder as it is. */
  readonly commit: string | undefined
}

/** Both sides, in the order in which they are compared. */
export interface Sides {
  readonly before: SideChoice
  readonly after: SideChoice
  /** Where commits are read. */
  readonly repository: Repository | undefined
}

/** The words of a command line. */
export interface DiffWords {
  readonly definitions: string
  readonly from: string | undefined
  readonly to: string | undefined
}

/**
 * Both sides. FROM is a revision, HEAD where it is left out, and TO another one, or the work tree; `A..B` and `A...B` are read as
 * git reads them. Where FROM is no revision but a folder, the two folders are compared.
 */
export async function chooseSides({ definitions, from, to }: DiffWords, cwd: string, signal: AbortSignal): Promise<Sides | Refusal> {
  const root = resolve(cwd, definitions)
  if (from !== undefined && isFolderWord(from)) {
    if (to !== undefined) return usage(`${from} is a folder, and ${to} is too much`, 'two folders are compared by morph2bst diff OLD-FOLDER NEW-FOLDER')
    return twoFolders(definitions, root, from, cwd)
  }
  const repository = await openRepository(root, signal)
  const isThere = from !== undefined && to === undefined && isFolder(resolve(cwd, from))
  if (isGitRefusal(repository)) return isThere ? twoFolders(definitions, root, from, cwd) : withoutGit(repository)
  const sides = await attemptGit(async () => {
    if (!isFolderWord(definitions) && !existsSync(root) && await peekCommit(repository, definitions) !== undefined) {
      return usage(`"${definitions}" is a revision and no folder`, 'the folder of the definitions comes first, such as morph2bst diff . FROM TO')
    }
    if (!isThere) return await ofRevisions(repository, root, from, to)
    if (await peekCommit(repository, from) === undefined) return twoFolders(definitions, root, from, cwd)
    return usage(`"${from}" is a revision and a folder`, `write ./${from} for the folder, or refs/heads/${from} for a branch`)
  })
  return isGitRefusal(sides) ? refusalOfGit(sides) : sides
}

/** One side, and where its commit is read: a revision, or the folder as it is where none is given. */
export async function chooseSide(definitions: string, revision: string | undefined, cwd: string, signal: AbortSignal): Promise<Omit<Sides, 'before'> | Refusal> {
  const root = resolve(cwd, definitions)
  if (revision === undefined) return { after: { title: definitions, root, commit: undefined }, repository: undefined }
  const repository = await openRepository(root, signal)
  if (isGitRefusal(repository)) return refusalOfGit(repository)
  const after = await attemptGit(() => ofRevision(repository, root, revision))
  return isGitRefusal(after) ? refusalOfGit(after) : { after, repository }
}

/** Folders need no git. */
function withoutGit(refusal: GitRefusal): Refusal {
  const told = refusalOfGit(refusal)
  return refusal.reason === 'no-repository' ? { ...told, hint: 'name a folder of a clone; or two folders, which are compared as they are' } : told
}

/** Words that can be nothing but folders. */
function isFolderWord(word: string): boolean {
  return /^(?:\.{0,2}\/|\.{1,2}$)/.test(word)
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}

function usage(message: string, hint: string): Refusal {
  return { message, hint, exitCode: EXIT.usage }
}

function twoFolders(definitions: string, root: string, other: string, cwd: string): Sides {
  return { before: { title: definitions, root, commit: undefined }, after: { title: other, root: resolve(cwd, other), commit: undefined }, repository: undefined }
}

async function ofRevisions(repository: Repository, root: string, from: string | undefined, to: string | undefined): Promise<Sides | Refusal> {
  const range = from === undefined ? undefined : rangeIn(from)
  if (range && to !== undefined) return usage(`${from} names both sides, and ${to} is too much`, 'give FROM and TO, or FROM..TO')
  if (!range) {
    const before = await ofRevision(repository, root, from ?? 'HEAD')
    return { before, after: to === undefined ? workTree(repository, root) : await ofRevision(repository, root, to), repository }
  }
  const [one, other] = await Promise.all([ofRevision(repository, root, range.from), ofRevision(repository, root, range.to)])
  if (!range.atBase) return { before: one, after: other, repository }
  const base = await mergeBase(repository, one.commit ?? '', other.commit ?? '')
  return { before: { ...one, commit: base, title: `where ${range.to} left ${range.from} (${short(base)})` }, after: other, repository }
}

async function ofRevision(repository: Repository, root: string, revision: string): Promise<SideChoice> {
  const commit = await findCommit(repository, revision)
  return { title: commit.startsWith(revision) ? short(commit) : `${revision} (${short(commit)})`, root: namedRoot(repository, root), commit }
}

function workTree(repository: Repository, root: string): SideChoice {
  if (repository.workTree === undefined) refuse('no-work-tree', `${root} is in a repository without a work tree`, 'name two revisions, or FROM..TO')
  return { title: 'the work tree', root, commit: undefined }
}

/** `A..B` and `A...B`, of which a missing end is HEAD. Dots behind a colon or in braces mean something else. */
function rangeIn(word: string): { readonly from: string; readonly to: string; readonly atBase: boolean } | undefined {
  const [, from, dots, to] = /^((?:[^:{]|\{[^}]*\})*?)(\.{2,3})(?!\.)(.*)$/s.exec(word) ?? []
  if (from === undefined || to === undefined || from + to === '') return undefined
  return { from: from === '' ? 'HEAD' : from, to: to === '' ? 'HEAD' : to, atBase: dots === '...' }
}

/** The folder that gives the project its name: of a bare repository its own, without its ending. */
function namedRoot({ workTree: place }: Repository, root: string): string {
  if (place !== undefined) return root
  return basename(root) === '.git' ? dirname(root) : root.replace(/(?<=[^/])\.git$/, '')
}

function short(commit: string): string {
  return commit.slice(0, 7)
}
