/** The projects of fixtures/builds: what is built of each, and a copy of one that is ready to be built. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { FIXTURES } from './golden.ts'
import { folderOf } from './space.ts'

/** The folder of the projects. */
export const BUILDS = join(FIXTURES, 'builds')

/** How a tree is checked out. */
export interface Checkout {
  readonly element: string
  readonly deps: 'run' | 'none'
  readonly integrate: boolean
}

/** Trees that are to be looked at under some options. */
export interface Build {
  readonly options: Readonly<Record<string, string>>
  readonly trees: readonly Checkout[]
}

/** An element that cannot be built. */
export interface Refused {
  readonly element: string
  /** How ours exits: 1 where the project is at fault, 3 where the build is; 0 where ours builds what BuildStream breaks at. */
  readonly exit: 0 | 1 | 3
  /** Real BuildStream does not even start when asked for this element. */
  readonly alone: boolean
  /** What real BuildStream says. */
  readonly says: string
  readonly options: Readonly<Record<string, string>>
}

/** The case.yaml of a project. */
export interface BuildCase {
  readonly about: string
  readonly builds: readonly Build[]
  readonly fails: readonly Refused[]
}

type Written<T> = Partial<T> & { readonly [K in keyof T as 'element' extends K ? K : never]: T[K] }
interface WrittenCase {
  readonly about: string
  readonly builds?: readonly { readonly options?: Build['options']; readonly trees: readonly (string | Written<Checkout>)[] }[]
  readonly fails?: readonly (Pick<Refused, 'element' | 'exit' | 'says'> & Partial<Refused>)[]
}

/** Names of all projects, sorted. */
export const BUILD_NAMES: readonly string[] = readdirSync(BUILDS, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()

/** What is built of the project `name`. Trees are of the run scope and not integrated unless they say otherwise. */
export function readBuildCase(name: string): BuildCase {
  const { about, builds = [], fails = [] } = load(readFileSync(join(BUILDS, name, 'case.yaml'), 'utf8')) as WrittenCase
  return {
    about,
    builds: builds.map(({ options = {}, trees }) => ({
      options, trees: trees.map((tree) => ({ deps: 'run', integrate: false, ...(typeof tree === 'string' ? { element: tree } : tree) })),
    })),
    fails: fails.map((refused) => ({ alone: refused.exit === 1, options: {}, ...refused })),
  }
}

/** How a tree of a case is called, here and in golden files. */
export function nameOf({ options }: Pick<Build, 'options'>, { element, deps, integrate }: Checkout): string {
  const chosen = Object.entries(options).map(([name, value]) => ` -o ${name} ${value}`)
  return `${element}${deps === 'run' ? '' : ` --deps ${deps}`}${integrate ? ' --integrate' : ''}${chosen.join('')}`
}

/** Programs of busybox that the base has. A fixed list, since versions of busybox differ in what they bring. */
const PROGRAMS = [
  'ash', 'awk', 'basename', 'cat', 'chmod', 'chown', 'cmp', 'cp', 'cut', 'date', 'dd', 'dirname', 'echo', 'env', 'expr', 'false', 'find', 'grep', 'head',
  'id', 'ip', 'ln', 'ls', 'mkdir', 'mkfifo', 'mknod', 'mktemp', 'mv', 'nproc', 'printf', 'pwd', 'readlink', 'realpath', 'rm', 'rmdir', 'sed',
  'seq', 'sh', 'sha256sum', 'sleep', 'sort', 'stat', 'tail', 'tar', 'tee', 'test', 'touch', 'tr', 'true', 'uniq', 'wc', 'xargs',
]

/** Debian's static busybox; nothing if it is not installed, or not static. */
export function findBusybox(): string | undefined {
  const path = ['/bin/busybox', '/usr/bin/busybox'].find((candidate) => existsSync(candidate))
  return path !== undefined && spawnSync('ldd', [path], { encoding: 'utf8' }).status !== 0 ? path : undefined
}

/** Makes the system that elements are built in: busybox with links to it, and the two files that name users. */
export function makeBase(folder: string): void {
  const busybox = findBusybox()
  if (busybox === undefined) throw new Error('no static busybox: apt install busybox-static')
  for (const path of ['bin', 'etc']) mkdirSync(join(folder, path), { recursive: true })
  copyFileSync(busybox, join(folder, 'bin/busybox'))
  for (const program of PROGRAMS) symlinkSync('busybox', join(folder, 'bin', program))
  writeFileSync(join(folder, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\nbuilder:x:1000:1000:builder:/tmp:/bin/sh\n')
  writeFileSync(join(folder, 'etc/group'), 'root:x:0:\nbuilder:x:1000:\n')
}

/** Digests that differ between machines, with what golden files call them. */
export function machineDigests(): ReadonlyMap<string, string> {
  const busybox = findBusybox()
  return new Map(busybox === undefined ? [] : [[createHash('sha256').update(readFileSync(busybox)).digest('hex'), '<busybox>']])
}

/** Commits made under these have the same ids everywhere. */
const FIXED = {
  GIT_AUTHOR_NAME: 'Author', GIT_AUTHOR_EMAIL: 'author@example.org', GIT_AUTHOR_DATE: '2011-11-11T11:11:11Z',
  GIT_COMMITTER_NAME: 'Author', GIT_COMMITTER_EMAIL: 'author@example.org', GIT_COMMITTER_DATE: '2011-11-11T11:11:11Z',
  GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_CONFIG_COUNT: '3', GIT_CONFIG_KEY_0: 'init.defaultBranch', GIT_CONFIG_VALUE_0: 'main',
  GIT_CONFIG_KEY_1: 'protocol.file.allow', GIT_CONFIG_VALUE_1: 'always', GIT_CONFIG_KEY_2: 'core.autocrlf', GIT_CONFIG_VALUE_2: 'false', LC_ALL: 'C', TZ: 'UTC',
}

/**
 * A copy of the project `name` in a temporary folder, with `files/base`, and with what its prepare.sh makes: all that a
 * git repository cannot hold, such as empty folders, odd modes, archives, and other git repositories.
 */
export function preparedProject(name: string): string {
  const project = join(folderOf(), name)
  cpSync(join(BUILDS, name, 'input'), project, { recursive: true, verbatimSymlinks: true })
  makeBase(join(project, 'files/base'))
  const script = join(BUILDS, name, 'prepare.sh')
  if (!existsSync(script)) return project
  const run = spawnSync('sh', ['-eu', script], { cwd: project, encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: project, ...FIXED } })
  if (run.status !== 0) throw new Error(`${script} failed:\n${run.stderr}`)
  return project
}
