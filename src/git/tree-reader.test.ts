import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import fc from 'fast-check'
import { FIXTURES } from '../../tests/support/golden.ts'
import { commitAll, gitIn, stateOf, writeAll } from '../../tests/support/repository.ts'
import { SEED } from '../../tests/support/seed.ts'
import { folderOf } from '../../tests/support/space.ts'
import { Collector } from '../diagnostics/collector.ts'
import { readDefinitions, type DefinitionFiles } from '../files/read-tree.ts'
import { isGitRefusal } from './refusal.ts'
import { openRepository, type Repository } from './repository.ts'
import { TreeReader } from './tree-reader.ts'

async function open(folder: string): Promise<Repository> {
  const repository = await openRepository(folder)
  if (isGitRefusal(repository)) throw new Error(repository.message)
  return repository
}

interface Seen {
  readonly files: readonly unknown[]
  readonly others: readonly string[]
  readonly data: Readonly<Record<string, unknown>>
  readonly remarks: readonly string[]
}

/** All that can be asked of definitions. `paths` are asked of the other files, besides all that are there. */
function seen(read: DefinitionFiles, collector: Collector, paths: Iterable<string>): Seen {
  const data: Record<string, unknown> = {}
  const ask = (path: string): void => {
    const entry = read.data.entry(path)
    data[path] = { ...entry, ...(entry?.kind === 'file' ? { bytes: Buffer.from(entry.bytes).toString('latin1') } : {}), fault: read.data.fault(path) }
    if (entry?.kind === 'folder') for (const name of entry.names) ask(path === '' ? name : `${path}/${name}`)
  }
  for (const path of ['', ...paths]) ask(path)
  return { files: [...read.files], others: read.others, data, remarks: collector.list().map(({ code, message, at }) => `${at?.file}: ${code}: ${message}`) }
}

function onDisk(folder: string, paths: Iterable<string>): Seen {
  const collector = new Collector()
  const read = readDefinitions(folder, collector)
  if (!read.ok) throw new Error(read.failure.message)
  return seen(read.value, collector, paths)
}

async function textsIn(reader: TreeReader, commit: string): Promise<readonly unknown[]> {
  return [...(await reader.definitionsAt(commit, new Collector())).files]
}

async function inCommit(reader: TreeReader, commit: string, paths: Iterable<string>): Promise<Seen> {
  const collector = new Collector()
  return seen(await reader.definitionsAt(commit, collector), collector, paths)
}

type Leaf = { readonly text: string | Buffer; readonly executable: boolean } | { readonly link: string }

const NAMES = ['a', 'b.morph', 'strata', 'x', 'x.morph', '.ssh', '.hidden.morph', 'VERSION', 'DEFAULTS', 'morph2bst.yaml', '.morph2bst.json', 'ü.morph', 'ﬀ🙂.morph', 'CVS', 'c\u0001.morph', 'bad\xff', 'bad\xff.morph', 'strata-x', '.gitattributes']
const TEXTS = ['kind: chunk\n', '', '\uFEFFkind: x\r\nname: y\r\n', 'b\n\xff\n', '* text\n']

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ text: fc.constantFrom(...TEXTS).map((text) => Buffer.from(text, text.includes('\xff') ? 'latin1' : 'utf8')), executable: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ link: fc.constantFrom('a', 'b.morph', 'x.morph', 'strata/b.morph', './strata/../a', 'strata', 'strata/', 'x/b.morph', 'b.morph/', '/etc/passwd', '/etc/passwd', '/etc/passwd', 'nowhere/x', 'a/x', '.ssh/a', 'UP/a', 'UP/x.morph', 'BACK/a', 'BACK/strata/b.morph', 'BACK/..', 'BACK/../other/a', 'BACK') }) },
)
const tree = fc.array(fc.tuple(fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }), leaf), { minLength: 1, maxLength: 16, size: 'max' })

/** Lays leaves out; a name holds one character for each byte where it is `bad`. One that does not fit where another lies is left out. `UP` is the folder above, `BACK` leads out to `top` and back to the root. */
function layOut(root: string, top: string, leaves: readonly (readonly [readonly string[], Leaf])[]): void {
  for (const [names, what] of leaves) {
    const place = Buffer.concat([Buffer.from(root), ...names.flatMap((name) => [Buffer.from('/'), Buffer.from(name, name.startsWith('bad') ? 'latin1' : 'utf8')])])
    try {
      mkdirSync(Buffer.from(dirname(place.toString('latin1')), 'latin1'), { recursive: true })
      if ('link' in what) symlinkSync(what.link.replace('UP', names.length > 1 ? '..' : '.').replace('BACK', `${'../'.repeat(names.length - 1)}${relative(root, top) || '.'}/${relative(top, root)}`), place)
      else {
        writeFileSync(place, what.text, { flag: 'wx' })
        chmodSync(place, what.executable ? 0o755 : 0o644)
      }
    } catch (error) {
      if (!['EEXIST', 'ENOTDIR', 'ENOENT', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
}

test.each(['', 'deep/er'])(`a commit gives what its checkout gives, in folder "%s" of the repository (seed ${SEED})`, async (prefix) => {
  const space = folderOf({ a: '', x: '' })
  const top = join(space, 'top')
  const folder = join(top, prefix)
  mkdirSync(folder, { recursive: true })
  writeAll(top, { [prefix === '' ? 'a' : 'VERSION']: 'version: 8\n' })
  commitAll(top)
  const reader = new TreeReader(await open(folder))
  const kinds = new Set<string>()
  try {
    await fc.assert(fc.asyncProperty(tree, async (leaves) => {
      for (const name of readdirSync(folder)) if (name !== '.git') rmSync(join(folder, name), { recursive: true, force: true })
      layOut(folder, top, [...leaves, [['out.morph'], { link: '/etc/passwd' }]])
      // one that is always there, so that the folder is
      writeFileSync(join(folder, 'zz.morph'), 'kind: chunk\n')
      const commit = commitAll(top)
      const paths = leaves.map(([names]) => names.join('/')).concat('../a', '.git', '.git/config', 'strata/nothing', 'a/b', 'x/b.morph')
      const disk = onDisk(folder, paths)
      expect(await inCommit(reader, commit, paths)).toEqual(disk)
      for (const remark of disk.remarks) kinds.add(/ (files\/[a-z0-9-]+): /.exec(remark)?.[1] ?? remark)
    }), { seed: SEED, numRuns: 20 })
  } finally {
    await reader.close()
  }
  // the trees were odd enough
  expect([...kinds].sort()).toEqual(['files/bad-name', 'files/link-outside', 'files/not-utf8', 'files/unreadable'])
})

test('the definitions of the fixture are read as they lie there, and nothing is written', async () => {
  const folder = folderOf()
  gitIn(folder, 'init', '-q')
  gitIn(folder, '--work-tree', join(FIXTURES, 'gnome/input'), 'add', '-A', '-f')
  gitIn(folder, 'commit', '-q', '-m', 'm')
  gitIn(folder, 'checkout', '-q', '-f', '.')
  const before = stateOf(folder)
  const reader = new TreeReader(await open(folder))
  const read = await inCommit(reader, 'HEAD', [])
  await reader.close()
  expect(read).toEqual(onDisk(folder, []))
  expect(read.files.length).toBeGreaterThan(20)
  expect(stateOf(folder)).toEqual(before)
})

test('files beyond the limits are told of and not read', async () => {
  const folder = folderOf()
  writeAll(folder, { 'a.morph': 'x'.repeat(4 * 1024 * 1024 + 1), 'most.morph': 'x'.repeat(4 * 1024 * 1024), 'large.bin': Buffer.alloc(64 * 1024 * 1024 + 1), 'b.bin': Buffer.alloc(300_000, 'b') })
  const commit = commitAll(folder)
  const reader = new TreeReader(await open(folder))
  const read = await inCommit(reader, commit, [])
  await reader.close()
  expect(read).toEqual(onDisk(folder, []))
  expect(read.remarks).toEqual([expect.stringMatching(/^a\.morph: files\/too-large/)])
  expect(read.data['large.bin']).toEqual({ fault: 'it is larger than 67108864 bytes' })
})

test('a submodule is an empty folder; entries that git would not check out are none', async () => {
  const folder = folderOf({ 'a.morph': 'kind: chunk\n' })
  const commit = commitAll(folder)
  const blob = gitIn(folder, 'rev-parse', 'HEAD:a.morph')
  const entries = [['160000', 'sub', commit], ['100644', '..', blob], ['100644', 'x/y.morph', blob], ['100644', '.GIT', blob], ['100664', 'old.morph', blob], ['100755', 'run', blob]] as const
  const bytes = Buffer.concat(entries.map(([mode, name, id]) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')])))
  writeFileSync(join(folder, '.git/tree'), bytes)
  const tree = gitIn(folder, 'hash-object', '-t', 'tree', '-w', '--literally', join(folder, '.git/tree'))
  const odd = gitIn(folder, 'commit-tree', '-m', 'm', tree)
  const reader = new TreeReader(await open(folder))
  const read = await inCommit(reader, odd, [])
  await reader.close()
  expect(read.files).toEqual([['old.morph', 'kind: chunk\n']])
  expect(read.others).toEqual(['run'])
  expect(read.data['sub']).toEqual({ kind: 'folder', names: [] })
  expect(read.data['']).toMatchObject({ names: ['old.morph', 'run', 'sub'] })
  expect(read.remarks).toEqual([])
})

test('what two commits share is read once; one without the folder is refused', async () => {
  const folder = folderOf({ 'defs/a.morph': 'a\n', 'defs/b.morph': 'b\n', 'other/c.morph': 'c\n' })
  const first = commitAll(folder)
  writeAll(folder, { 'defs/b.morph': 'B\n' })
  const second = commitAll(folder)
  gitIn(folder, 'rm', '-q', '-r', 'defs')
  const third = commitAll(folder)
  const reader = new TreeReader(await open(join(folder, 'defs')))
  try {
    expect(await textsIn(reader, first)).toEqual([['a.morph', 'a\n'], ['b.morph', 'b\n']])
    // the only other copy of a.morph
    rmSync(join(folder, '.git/objects', blobPlace(gitIn(folder, 'rev-parse', `${first}:defs/a.morph`))))
    expect(await textsIn(reader, second)).toEqual([['a.morph', 'a\n'], ['b.morph', 'B\n']])
    await expect(textsIn(reader, third)).rejects.toMatchObject({ refusal: { reason: 'no-folder', message: `${third} has no folder defs` } })
    expect(await reader.treeOf(third)).toBeUndefined()
    const other = new TreeReader(await open(join(folder, 'defs')))
    await expect(textsIn(other, second)).rejects.toMatchObject({ refusal: { reason: 'missing-object' } })
    await other.close()
  } finally {
    await reader.close()
  }
})

function blobPlace(id: string): string {
  return `${id.slice(0, 2)}/${id.slice(2)}`
}

test('a repository of SHA-256 ids is read too', async () => {
  const folder = folderOf({ 'strata/a.morph': 'kind: stratum\n' })
  gitIn(folder, 'init', '-q', '--object-format=sha256')
  const commit = commitAll(folder)
  expect(commit).toHaveLength(64)
  const reader = new TreeReader(await open(folder))
  const read = await inCommit(reader, commit, [])
  await reader.close()
  expect(read).toEqual(onDisk(folder, []))
})
