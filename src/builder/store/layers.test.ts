import { lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { listing, storeAt, take } from '../../../tests/support/store.ts'
import { digestOf } from './digest.ts'
import { STAGED_TIME } from './disk.ts'
import { ingest } from './ingest.ts'
import { layOut } from './layers.ts'
import { EMPTY } from './tree.ts'

const FILES = { 'a/one': 'same', 'a/two': 'same', 'a/three': 'same', 'b/program': 'xsame', 'b/empty': '/', link: '-> a/one' }
const LISTING = ['755 /a/', '644 /a/one', '644 /a/three', '644 /a/two', '755 /b/', '755 /b/empty/', '755 /b/program', 'link /link -> a/one']

const inodes = (folder: string): readonly number[] => ['a/one', 'a/two', 'a/three', 'b/program'].map((path) => lstatSync(join(folder, path)).ino)

test.each(['share', 'link', 'copy'] as const)('laid out (%s), a tree is what it was, whatever the umask', async (how) => {
  const store = await storeAt()
  const tree = await take(store, FILES)
  const folder = join(store.session.newFolder('out'), 'tree')
  const umask = process.umask(0o077)
  try {
    await layOut(tree, folder, store.objects, how)
  } finally {
    process.umask(umask)
  }
  expect(listing(folder)).toEqual(LISTING)
  expect((lstatSync(folder).mode & 0o7777).toString(8)).toBe('755')
  expect(lstatSync(join(folder, 'a/one')).mtimeMs).toBe(STAGED_TIME * 1000)
  expect(new Set(inodes(folder)).size).toBe(4)
  expect((await ingest(folder, store.objects)).digest).toBe(tree.digest)
})

test('a content that is in two layers is no hard link between them', async () => {
  const store = await storeAt()
  const [one, two] = [await take(store, FILES), await take(store, { ...FILES, more: 'more' })]
  const [first, second] = [await store.layers.provide(one, store.session.folder), await store.layers.provide(two, store.session.folder)]
  expect(new Set([...inodes(first), ...inodes(second)]).size).toBe(8)
})

test('a layer that is gone is made again, out of objects', async () => {
  const store = await storeAt()
  const tree = await take(store, FILES)
  const path = store.layers.path(tree)
  store.layers.remove(tree.digest, store.session.folder)
  expect(store.layers.names()).toEqual([])
  expect(await store.layers.provide(tree, store.session.folder)).toBe(path)
  expect(listing(path)).toEqual(LISTING)
  expect(inodes(path)).toContain(lstatSync(store.objects.path({ digest: digestOf('same'), executable: false })).ino)
})

test('a copy may be written to, and the store stays as it is', async () => {
  const store = await storeAt()
  const tree = await take(store, FILES)
  const folder = join(store.session.newFolder('out'), 'tree')
  await layOut(tree, folder, store.objects, 'copy')
  writeFileSync(join(folder, 'a/one'), 'another')
  expect(readFileSync(join(store.layers.path(tree), 'a/one'), 'utf8')).toBe('same')
})

test('the empty tree has a layer', async () => {
  const store = await storeAt()
  expect(listing(await store.layers.provide(EMPTY, store.session.folder))).toEqual([])
})
