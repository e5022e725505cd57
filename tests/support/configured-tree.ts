/** Runs the commands of configuration extensions for real: in bubblewrap where there is one, else with paths replaced. */
import { spawnSync } from 'node:child_process'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { load } from 'js-yaml'
import { INSTALL_INCLUDE, recipeFiles } from '../../src/convert/deploy/recipes.ts'
import type { ConfigureResult } from '../../src/convert/deploy/configure/extension.ts'
import type { DataEntry, DataFiles } from '../../src/ir/definitions.ts'

/** A tree by path: `dir/` is a directory, `-> target` a link, `!text` an executable file, anything else the text of a file. */
export type Tree = Readonly<Record<string, string>>

/** Files of definitions, from a tree. */
export function dataOf(tree: Tree): DataFiles {
  const entries = new Map<string, DataEntry>()
  for (const path of Object.keys(tree)) {
    for (let folder = path.replace(/\/$/, ''); folder !== ''; folder = parent(folder)) if (!entries.has(folder)) entries.set(folder, { kind: 'folder', names: namesIn(tree, folder) })
    const text = tree[path] ?? ''
    if (text.startsWith('-> ')) entries.set(path, { kind: 'link', target: text.slice(3) })
    else if (!path.endsWith('/')) entries.set(path, { kind: 'file', executable: text.startsWith('!'), bytes: Buffer.from(text.replace(/^!/, '')) })
  }
  entries.set('', { kind: 'folder', names: namesIn(tree, '') })
  return { entry: (path) => entries.get(path), fault: () => undefined }
}

function parent(path: string): string {
  return path.includes('/') ? dirname(path) : ''
}

function namesIn(tree: Tree, folder: string): readonly string[] {
  const start = folder === '' ? '' : `${folder}/`
  return [...new Set(Object.keys(tree).filter((path) => path.startsWith(start) && path !== start).map((path) => path.slice(start.length).split('/')[0] ?? ''))].sort()
}

/** What the commands left, or said when they failed. */
export interface Configured {
  readonly tree: Tree
  readonly failed?: string
}

/** Runs commands on a system; of the definitions they see the files that they say they use, and nothing else. */
export function runConfigure(result: Pick<ConfigureResult, 'commands' | 'uses' | 'files'>, system: Tree, data: DataFiles, shell: readonly string[] = ['sh']): Configured {
  const top = mkdtempSync(join(tmpdir(), 'configure-'))
  try {
    const place = (name: string): string => join(top, name)
    for (const name of ['system', 'definitions', 'deployment']) mkdirSync(place(name))
    write(place('system'), system)
    for (const path of result.uses) writeData(join(place('definitions'), path), data.entry(path))
    for (const [path, content] of result.files) writeFile(join(place('deployment'), path), content)
    for (const { text } of result.commands) {
      const { status, stderr } = isSandboxed ? inSandbox(text, top, shell) : withPaths(text, top, shell)
      if (status !== 0) return { tree: read(place('system')), failed: stderr.replaceAll(place('system'), '').trim() }
    }
    return { tree: read(place('system')) }
  } finally {
    rmSync(top, { recursive: true, force: true })
  }
}

function inSandbox(text: string, top: string, [program = 'sh', ...words]: readonly string[]): { readonly status: number | null; readonly stderr: string } {
  return spawnSync('bwrap', [
    '--unshare-user', '--uid', '0', '--gid', '0', '--ro-bind', '/usr', '/usr', '--symlink', 'usr/bin', '/bin', '--symlink', 'usr/lib', '/lib', '--symlink', 'usr/lib64', '/lib64',
    '--proc', '/proc', '--dev', '/dev', '--bind', join(top, 'system'), '/install-root', '--ro-bind', join(top, 'definitions'), '/definitions', '--ro-bind', join(top, 'deployment'), '/deployment',
    '--chdir', '/', program, ...words, '-e', '-c', expanded(text, '/install-root'),
  ], { encoding: 'utf8' })
}

function withPaths(text: string, top: string, [program = 'sh', ...words]: readonly string[]): { readonly status: number | null; readonly stderr: string } {
  const script = expanded(text, join(top, 'system')).replace(/(^|[\s'"{-])\/(definitions|deployment)\//g, (_, before: string, name: string) => `${before}${join(top, name)}/`)
  return spawnSync(program, [...words, '-e', '-c', script], { encoding: 'utf8', cwd: top })
}

/** As BuildStream expands variables: those of an include may use others, and what is put in is not looked at again otherwise. */
function expanded(text: string, installRoot: string): string {
  return text.replace(/%\{([a-zA-Z][\w-]*)\}/g, (_, name: string) => {
    if (name === 'install-manifest') return expanded(INSTALL_MANIFEST, installRoot)
    const value = new Map([['install-root', installRoot], ['percent', '%']]).get(name)
    if (value === undefined) throw new Error(`variable ${name} is not there`)
    return value
  })
}

const INSTALL_MANIFEST = (load(recipeFiles(new Set([INSTALL_INCLUDE])).get(INSTALL_INCLUDE) ?? '') as { readonly variables: Readonly<Record<string, string>> }).variables['install-manifest'] ?? ''


const isSandboxed = spawnSync('bwrap', ['--unshare-user', '--ro-bind', '/', '/', 'true']).status === 0

function write(top: string, tree: Tree): void {
  for (const [path, text] of Object.entries(tree)) {
    const place = join(top, path)
    mkdirSync(path.endsWith('/') ? place : dirname(place), { recursive: true })
    if (path.endsWith('/')) continue
    if (text.startsWith('-> ')) symlinkSync(text.slice(3), place)
    else writeFile(place, text.replace(/^!/, ''), text.startsWith('!'))
  }
}

function writeData(place: string, entry: DataEntry | undefined): void {
  if (entry?.kind !== 'file') throw new Error(`${place} is used and is no file`)
  writeFile(place, entry.bytes, entry.executable)
}

function writeFile(place: string, content: string | Uint8Array, isExecutable = false): void {
  mkdirSync(dirname(place), { recursive: true })
  writeFileSync(place, content)
  chmodSync(place, isExecutable ? 0o755 : 0o644)
}

/** Directories with something in them are not listed on their own. */
function read(top: string, below = ''): Tree {
  const tree: Record<string, string> = {}
  for (const name of readdirSync(join(top, below)).sort()) {
    const [path, place] = [`${below}${name}`, join(top, below, name)]
    const facts = lstatSync(place)
    if (facts.isSymbolicLink()) tree[path] = `-> ${readlinkSync(place)}`
    else if (facts.isDirectory()) Object.assign(tree, readdirSync(place).length ? read(top, `${path}/`) : { [`${path}/`]: '' })
    else tree[path] = `${facts.mode & 0o100 ? '!' : ''}${readFileSync(place, 'utf8')}`
  }
  return tree
}
