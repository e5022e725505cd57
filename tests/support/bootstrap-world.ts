/**
 * The world that the definitions of fixtures/bootstrap need in order to be built: a repository for each source, and the
 * machine that stage 1 is built on. Knows neither converter nor builder.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FAILSAFE_SCHEMA, load } from 'js-yaml'
import { findBusybox, makeBase } from './build-case.ts'
import { FIXTURES, filesBelow } from './golden.ts'
import { folderOf } from './space.ts'

const FIXTURE = join(FIXTURES, 'bootstrap')
const STRATA = ['build-essential', 'core']

/** Definitions whose sources are there. */
export interface BootstrapWorld {
  /** Folder of the definitions: a copy, with the ids of commits that exist. */
  readonly definitions: string
  /** Options of `convert` that have the alias lead to the repositories. */
  readonly options: readonly string[]
  /** Gives one chunk another commit of its repository, of another version; other chunks of the repository stay as they are. */
  readonly change: (chunk: string) => void
  /** Replaces a text of one file of the definitions, which has to be there. */
  readonly edit: (file: string, from: string, to: string) => void
}

/** An entry of a stratum, as far as sources are concerned. */
interface Entry {
  readonly name: string
  readonly repo: string
  readonly ref: string
  readonly 'unpetrify-ref': string
}

/** Shared by all worlds of a test file: what is fetched for one need not be for others. */
let repositories: string | undefined

/** Makes it in a temporary folder. Ids of commits are the same each time on machines of one busybox. */
export function bootstrapWorld(): BootstrapWorld {
  const definitions = join(folderOf(), 'bootstrap')
  cpSync(join(FIXTURE, 'input'), definitions, { recursive: true })
  const root = (repositories ??= folderOf())
  const edit = (file: string, change: (text: string) => string): void => {
    const [path, before] = [join(definitions, file), readFileSync(join(definitions, file), 'utf8')]
    const after = change(before)
    if (after === before) throw new Error(`nothing to change in ${file}`)
    writeFileSync(path, after)
  }
  const entries = new Map(STRATA.flatMap((stratum) => entriesOf(join(definitions, `strata/${stratum}.morph`)).map((entry) => [entry.name, { entry, file: `strata/${stratum}.morph` }])))
  const ids = new Map<string, string>()
  for (const { entry } of entries.values()) if (!ids.has(entry.ref)) ids.set(entry.ref, commit(root, entry, versionOf(entry)))
  for (const stratum of STRATA) edit(`strata/${stratum}.morph`, (text) => [...ids].reduce((done, [ref, id]) => done.replaceAll(ref, id), text))
  return {
    definitions, options: ['--alias', `upstream=file://${root}/`],
    edit: (file, from, to) => edit(file, (text) => text.replace(from, () => to)),
    change: (chunk) => {
      const { entry, file } = entries.get(chunk)!
      const id = commit(root, entry, `${versionOf(entry)}-changed`)
      edit(file, (text) => text.replace(new RegExp(`(- name: ${chunk}\\n(?:  .*\\n)*?  ref: )[0-9a-f]{40}`), (_, before: string) => before + id))
    },
  }
}

/** Makes the machine that stage 1 is built on, as the base of a converted project: busybox, a compiler, its headers and library, make. */
export function makeBuildMachine(project: string): void {
  const sysroot = join(project, 'files/base/sysroot')
  makeBase(sysroot)
  for (const program of ['od', 'uname']) symlinkSync('busybox', join(sysroot, 'bin', program))
  cpSync(join(FIXTURE, 'base'), sysroot, { recursive: true })
  // Its make is what its compiler would make of the same source.
  const library = readFileSync(join(sysroot, 'usr/lib/libc.a'), 'utf8')
  const program = readFileSync(join(FIXTURE, 'sources/make/make.tin'), 'utf8').replace(/^%.*\n/gm, '')
  writeFileSync(join(sysroot, 'usr/bin/make'), `#!/bin/sh\n#note compiler the compiler of the build machine\nset -eu\n${library.slice(library.indexOf('\n\n') + 2)}${program}`, { mode: 0o755 })
}

/** What a program says of who made it: the first of each kind of note. */
export function notesOf(program: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...readFileSync(program, 'latin1').matchAll(/^#note (\S+) (.*)$/gm)].map(([, kind, text]): [string, string] => [kind!, text!]).reverse())
}

function entriesOf(stratum: string): readonly Entry[] {
  return (load(readFileSync(stratum, 'utf8'), { schema: FAILSAFE_SCHEMA }) as { readonly chunks: readonly Entry[] }).chunks
}

const versionOf = (entry: Entry): string => entry['unpetrify-ref'].slice(1)

const commits = new Map<string, string>()

/** Adds a commit to the repository of an entry, with a branch of its own; its id. */
function commit(root: string, { repo }: Entry, version: string): string {
  const name = repo.slice('upstream:'.length)
  const folder = join(root, name)
  const known = commits.get(`${name} ${version}`)
  if (known !== undefined) return known
  if (!existsSync(folder)) git(root, '', 'init', '--quiet', '--bare', '--template=', name)
  const stream = Buffer.concat([
    Buffer.from(`commit refs/heads/v${version}\nmark :1\ncommitter Author <author@example.org> 1321009871 +0000\n`), data(Buffer.from(version)), Buffer.from('deleteall\n'),
    ...[...filesOf(name, version)].flatMap(([path, bytes]) => [Buffer.from(`M ${bytes.subarray(0, 2).toString() === '#!' ? '100755' : '100644'} inline ${path}\n`), data(bytes)]),
    Buffer.from('get-mark :1\n'),
  ])
  const id = git(folder, stream, 'fast-import', '--quiet').trim()
  commits.set(`${name} ${version}`, id)
  return id
}

const data = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')])

/** The files of a source: its own, what all have, its version; of busybox two parts, neither of which is a program. */
function filesOf(name: string, version: string): ReadonlyMap<string, Buffer> {
  const own = join(FIXTURE, 'sources', name)
  const files = new Map(readdirSync(join(FIXTURE, 'sources/common')).map((file) => [file, readFileSync(join(FIXTURE, 'sources/common', file))]))
  for (const path of filesBelow(own)) files.set(path, readFileSync(join(own, path)))
  files.set('version', Buffer.from(`${version}\n`))
  if (name !== 'busybox') return files
  const program = readFileSync(findBusybox()!)
  const half = program.length >> 1
  return files.set('busybox.part1', program.subarray(0, half)).set('busybox.part2', program.subarray(half))
}

function git(folder: string, input: string | Buffer, ...words: readonly string[]): string {
  return execFileSync('git', words, { cwd: folder, input, encoding: 'utf8', env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' } })
}
