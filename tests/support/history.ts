/** Small histories as git repositories, made at one go: any bytes, any parents, always the same ids. */
import { spawnSync } from 'node:child_process'
import { gitIn } from './repository.ts'
import { folderOf } from './space.ts'

/** A file: its text, or its bytes with a mode (`100755`, `120000`). */
export type GivenFile = string | { readonly mode: string; readonly content: string | Buffer }

/** A commit to make. */
export interface GivenCommit {
  readonly name: string
  /** Names of commits before it; the commit before it in the list, if nothing is said. */
  readonly parents?: readonly string[]
  /** All files that it has. */
  readonly files: Readonly<Record<string, GivenFile>>
  /** `name <address> seconds zone`, as bytes (latin1). */
  readonly author?: string
  readonly committer?: string
  readonly encoding?: string
  /** As bytes (latin1); the name of the commit with a line feed, if nothing is said. */
  readonly message?: string
}

/** A repository whose branch `main` is the last commit; HEAD is on it, and its files are checked out. */
export interface MadeHistory {
  readonly folder: string
  readonly ids: Readonly<Record<string, string>>
}

/** Makes a repository. */
export function makeHistory(commits: readonly GivenCommit[], options: { readonly format?: 'sha256' } = {}): MadeHistory {
  const folder = folderOf()
  gitIn(folder, 'init', '-q', ...(options.format ? [`--object-format=${options.format}`] : []))
  return { folder, ids: addCommits(folder, commits) }
}

/** Adds commits to a repository made by {@link makeHistory}; parents are names of these, or ids. */
export function addCommits(folder: string, commits: readonly GivenCommit[]): Readonly<Record<string, string>> {
  const marks = new Map(commits.map(({ name }, index) => [name, index + 1]))
  const nameOf = (parent: string): string => (marks.has(parent) ? `:${marks.get(parent)}` : parent)
  const words = commits.map((commit, index) => {
    const parents = commit.parents ?? (index === 0 ? [] : [commits[index - 1]?.name ?? ''])
    return commitWords(commit, parents.map(nameOf), index + 1)
  })
  const asks = commits.map((_, index) => `get-mark :${index + 1}\n`)
  const said = spawnSync('git', ['-C', folder, 'fast-import', '--quiet', '--force', '--done', '--date-format=raw-permissive'], {
    input: Buffer.concat([...words, Buffer.from(`${asks.join('')}done\n`)]), env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  })
  if (said.status !== 0) throw new Error(said.stderr.toString())
  const ids = said.stdout.toString().trim().split('\n')
  gitIn(folder, 'reset', '-q', '--hard', ids.at(-1) ?? '')
  return Object.fromEntries(commits.map(({ name }, index) => [name, ids[index] ?? '']))
}

function commitWords(commit: GivenCommit, parents: readonly string[], mark: number): Buffer {
  const { name, files, author = `Ada <ada@example.com> ${1600000000 + mark} +0200`, committer = author, encoding, message = `${name}\n` } = commit
  const [first, ...others] = parents
  const head = [
    ...(first === undefined ? ['reset refs/heads/main', ''] : []), 'commit refs/heads/main', `mark :${mark}`, `author ${author}`, `committer ${committer}`,
    ...(encoding === undefined ? [] : [`encoding ${encoding}`]), `data ${message.length}`, message, ...(first === undefined ? [] : [`from ${first}`]),
    ...others.map((parent) => `merge ${parent}`), 'deleteall', '',
  ].join('\n')
  const parts = Object.entries(files).flatMap(([path, file]) => {
    const { mode, content } = typeof file === 'string' ? { mode: '100644', content: file } : file
    return [Buffer.from(`M ${mode} inline ${path}\ndata ${Buffer.byteLength(content)}\n`), Buffer.from(content), Buffer.from('\n')]
  })
  return Buffer.concat([Buffer.from(head, 'latin1'), ...parts, Buffer.from('\n')])
}

/** The files of a commit by path, each with its mode and bytes (latin1). */
export function treeIn(folder: string, commit: string): Readonly<Record<string, string>> {
  const listed = gitIn(folder, 'ls-tree', '-r', '-z', commit).split('\0').filter((entry) => entry !== '')
  const entries = listed.map((entry) => ({ mode: entry.slice(0, 6), id: entry.split(/[ \t]/)[2] ?? '', path: entry.slice(entry.indexOf('\t') + 1) }))
  const said = spawnSync('git', ['-C', folder, 'cat-file', '--batch'], { input: entries.map(({ id }) => `${id}\n`).join(''), maxBuffer: 1 << 28 }).stdout
  let at = 0
  return Object.fromEntries(entries.map(({ mode, path }) => {
    const end = said.indexOf(0x0a, at)
    const size = Number(said.toString('latin1', at, end).split(' ')[2])
    const content = said.toString('latin1', end + 1, end + 1 + size)
    at = end + 2 + size
    return [path, `${mode} ${content}`]
  }))
}
