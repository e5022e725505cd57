/**
 * The world that the definitions of fixtures/gnome need in order to be built: repositories behind all their aliases, and a
 * base with tools, both from fixtures/gnome-world and all of it text. Knows neither converter nor builder.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FAILSAFE_SCHEMA, load } from 'js-yaml'
import { makeBase } from './build-case.ts'
import { FIXTURES } from './golden.ts'
import { folderOf } from './space.ts'

const WORLD = join(FIXTURES, 'gnome-world')
const ALIASES = ['baserock', 'freedesktop', 'github', 'gnome', 'upstream']

/** Definitions whose sources are there. */
export interface GnomeWorld {
  /** Folder of the definitions: a copy, with the ids of commits that exist. */
  readonly definitions: string
  /** Options of `convert` that have aliases lead to the repositories, and branches to their commits. */
  readonly options: readonly string[]
  /** Gives the chunk of this name in `stratum` another commit, with another content of its file `version`. */
  readonly change: (stratum: string, chunk: string) => void
}

/** What sources.yaml says of a repository. */
interface Repository {
  readonly 'build-system': string
  readonly installs?: readonly string[]
  readonly files?: Readonly<Record<string, string>>
  /** Paths of submodules with their repositories. */
  readonly submodules?: Readonly<Record<string, string>>
}

interface Sources {
  /** Files of a source with their templates in sources/. */
  readonly 'build-systems': Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly repositories: Readonly<Record<string, Repository>>
}

interface Entry {
  readonly name: string
  readonly repo: string
  readonly ref: string
  readonly 'unpetrify-ref'?: string
}

const sources = load(readFileSync(join(WORLD, 'sources.yaml'), 'utf8')) as Sources

/** Makes it in a temporary folder. Ids of commits are the same each time. */
export function gnomeWorld(): GnomeWorld {
  const definitions = join(folderOf(), 'gnome')
  cpSync(join(FIXTURES, 'gnome/input'), definitions, { recursive: true, verbatimSymlinks: true })
  const repositories = folderOf()
  const strata = readdirSync(join(definitions, 'strata')).filter((name) => name.endsWith('.morph')).map((name) => join(definitions, 'strata', name))
  // The base stands for build-essential; what it shares with other strata has its commit from those.
  const entries = strata.filter((file) => !file.endsWith('/build-essential.morph')).flatMap(entriesOf)
  const ids = new Map(entries.map((entry) => [entry.ref, commit(repositories, entry, versionOf(entry))]))
  // A repo that has no alias cannot be led elsewhere by an option.
  for (const file of strata) writeFileSync(file, pinned(readFileSync(file, 'utf8'), ids).replaceAll('git://git.example.org/', `file://${repositories}/git.example.org/`))
  return {
    definitions,
    options: ['--resolve-refs', ...ALIASES.flatMap((alias) => ['--alias', `${alias}=file://${repositories}/${alias}/`])],
    change: (stratum, chunk) => {
      const file = join(definitions, 'strata', `${stratum}.morph`)
      const entry = entriesOf(file).find(({ name }) => name === chunk)
      if (!entry) throw new Error(`${stratum} has no chunk ${chunk}`)
      const id = commit(repositories, entry, `${versionOf(entry)}, changed`)
      writeFileSync(file, pinned(readFileSync(file, 'utf8'), new Map([[entry.ref, id]])))
    },
  }
}

/** Makes the bases of a converted project, the minimal one as large as the other: busybox, the tools of fixtures/gnome-world/base, and who root is. */
export function makeSysroot(project: string): void {
  for (const base of ['files/base', 'files/base-minimal']) if (existsSync(join(project, base))) fillSysroot(join(project, base, 'sysroot'))
}

function fillSysroot(sysroot: string): void {
  makeBase(sysroot)
  for (const program of ['od', 'uname']) symlinkSync('busybox', join(sysroot, 'bin', program))
  rmSync(join(sysroot, 'bin/sh'))
  copyFileSync(join(WORLD, 'programs/bash'), join(sysroot, 'bin/sh'))
  cpSync(join(WORLD, 'base'), sysroot, { recursive: true })
}

/** By YAML's plainest rules: to all others, some refs and versions are numbers and dates. */
function entriesOf(stratum: string): readonly Entry[] {
  return (load(readFileSync(stratum, 'utf8'), { schema: FAILSAFE_SCHEMA }) as { readonly chunks: readonly Entry[] }).chunks
}

/** Two chunks of one commit have one version. */
const versionOf = (entry: Entry): string => `${entry.repo.split('/').at(-1)!.split(':').at(-1)!} ${entry['unpetrify-ref'] ?? 'of no version'}`

const COMMIT_ID = /^[0-9a-f]{40}$/

/** Branches stay what they are. */
function pinned(text: string, ids: ReadonlyMap<string, string>): string {
  return [...ids].reduce((done, [ref, id]) => (COMMIT_ID.test(ref) ? done.replaceAll(ref, id) : done), text)
}

/** Adds a commit to the repository of an entry, on the branch that it follows; its id. */
function commit(root: string, { repo, ref, 'unpetrify-ref': branch = 'master' }: Omit<Entry, 'name'>, version: string): string {
  const repository = sources.repositories[repo]
  if (!repository) throw new Error(`fixtures/gnome-world/sources.yaml has no ${repo}`)
  const folder = join(root, repo.replace(/^git:\/\//, '').replace(':', '/'))
  if (!existsSync(folder)) cpSync(emptyRepository(root), folder, { recursive: true })
  const links = Object.entries(repository.submodules ?? {}).map(([path, of]) => ({ path, of, id: commit(root, { repo: of, ref: 'master' }, of) }))
  const files = new Map([
    ...filesOf(repository, version),
    ...(links.length === 0 ? [] : [['.gitmodules', links.map(({ path, of }) => `[submodule "${path}"]\n\tpath = ${path}\n\turl = git://gone.example.org/${of}\n`).join('')] as const]),
  ])
  const stream = [
    `commit refs/heads/${COMMIT_ID.test(ref) ? branch : ref}\nmark :1\ncommitter Author <author@example.org> 1321009871 +0000\n${data(version)}deleteall\n`,
    ...[...files].map(([path, text]) => `M ${text.startsWith('#!') ? '100755' : '100644'} inline ${path}\n${data(text)}`),
    ...links.map(({ path, id }) => `M 160000 ${id} ${path}\n`),
    'get-mark :1\n',
  ]
  return git(folder, stream.join(''), 'fast-import', '--quiet', '--force').trim()
}

/** Copied for each repository: starting git takes longer. */
function emptyRepository(root: string): string {
  const folder = join(root, 'empty')
  if (!existsSync(folder)) git(root, '', 'init', '--quiet', '--bare', '--template=', 'empty')
  return folder
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`

function filesOf({ 'build-system': buildSystem, installs = [], files = {} }: Repository, version: string): ReadonlyMap<string, string> {
  const templates = { ...sources['build-systems'][buildSystem], ...(installs.length > 0 ? { 'compile': 'compile', 'install-parts': 'install-parts', 'Makefile.in': 'Makefile.in' } : {}) }
  const programs = readdirSync(join(WORLD, 'programs')).filter((program) => installs.some((path) => path.endsWith(`bin/${program}`)))
  return new Map([
    ...Object.entries(templates).map(([name, template]) => [name, readFileSync(join(WORLD, 'sources', template), 'utf8')] as const),
    ...programs.map((program) => [program, readFileSync(join(WORLD, 'programs', program), 'utf8')] as const),
    ...Object.entries(files),
    ['version', `${version}\n`],
    ...(installs.length > 0 ? [['PARTS', `${installs.join('\n')}\n`] as const] : []),
  ])
}

function git(folder: string, input: string, ...words: readonly string[]): string {
  mkdirSync(folder, { recursive: true })
  return execFileSync('git', words, { cwd: folder, input, encoding: 'utf8', env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' } })
}
