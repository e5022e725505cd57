import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from '../../../tests/support/space.ts'
import { storeAt, take, valueOf, wordsOf } from '../../../tests/support/store.ts'
import { openStore } from './store.ts'

test.each([
  ['a project', { 'project.conf': 'name: p\n' }, 'holds other files and cannot become a store'],
  ['a folder of somebody\'s', { 'letters/mine.txt': '' }, 'holds other files and cannot become a store'],
  ['a store of another format', { version: 'morph2bst store 9\n' }, 'is not a store that this program can read'],
])('%s is no store', async (_, files, words) => {
  const folder = folderOf(files)
  const before = readdirSync(folder)
  expect(wordsOf(await openStore(folder))).toBe(`${folder} ${words}`)
  expect(readdirSync(folder)).toEqual(before)
})

test('a file is no store', async () => {
  const folder = folderOf({ f: '' })
  expect(wordsOf(await openStore(join(folder, 'f')))).toBe(`${folder}/f: file already exists`)
})

test('a run that was killed while it made a store is no obstacle', async () => {
  const folder = folderOf({ '.version-1': 'morph' })
  await storeAt(folder)
  expect(readFileSync(join(folder, 'version'), 'utf8')).toBe('morph2bst store 1\n')
})

test('several may make the same store at once', async () => {
  const folder = join(folderOf(), 'deep/store')
  const stores = (await Promise.all([openStore(folder), openStore(folder), openStore(folder)])).map(valueOf)
  expect(new Set(stores.map(({ session }) => session.folder)).size).toBe(3)
  stores.forEach((store) => { store.close() })
  expect(readdirSync(join(folder, 'work'))).toEqual([])
})

test('a damaged tree is a failure that says what to do', async () => {
  const store = await storeAt()
  const tree = await take(store, { a: 'a' })
  writeFileSync(store.treePath(tree.digest), '{}')
  const other = await storeAt(store.folder)
  expect(() => other.readTree(tree.digest)).toThrow('the store holds something else than it says')
})
