import { spawnSync } from 'node:child_process'
import { chmodSync, linkSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listing, storeAt, writeFiles } from '../../../tests/support/store.ts'
import { digestOf } from './digest.ts'
import { STAGED_TIME } from './disk.ts'
import { ingest } from './ingest.ts'
import type { Store } from './store.ts'
import { entryAt } from './tree.ts'

async function ingested(make: (folder: string) => void): Promise<{ readonly store: Store; readonly folder: string; readonly paths: readonly string[]; readonly entry: (path: string) => unknown }> {
  const store = await storeAt()
  const folder = store.session.newFolder('made')
  make(folder)
  const tree = await ingest(folder, store.objects)
  return { store, folder, paths: listing(folder), entry: (path) => entryAt(tree, path) }
}

test('modes become those of artifacts, by the owner\'s execute bit; setuid goes', async () => {
  const { paths } = await ingested((folder) => {
    writeFiles(folder, { a: 'a', b: 'b', c: 'c', d: 'd', 'e/f': 'f' })
    chmodSync(join(folder, 'a'), 0o600)
    chmodSync(join(folder, 'b'), 0o4711)
    chmodSync(join(folder, 'c'), 0o011)
    chmodSync(join(folder, 'd'), 0)
    chmodSync(join(folder, 'e'), 0o1700)
  })
  expect(paths).toEqual(['644 /a', '755 /b', '644 /c', '644 /d', '755 /e/', '644 /e/f'])
})

test('times become that of staged files, of links and folders, too', async () => {
  const { folder } = await ingested((made) => { writeFiles(made, { 'a/b': 'b', 'a/l': '-> b' }) })
  for (const path of ['', 'a', 'a/b', 'a/l']) expect(lstatSync(join(folder, path)).mtimeMs).toBe(STAGED_TIME * 1000)
})

test('hard links become files of their own, with the right mode and however long their names are', async () => {
  const long = 'n'.repeat(255)
  const { folder, paths } = await ingested((made) => {
    writeFiles(made, { a: 'same', x: 'xprogram' })
    linkSync(join(made, 'a'), join(made, long))
    linkSync(join(made, 'x'), join(made, 'y'))
  })
  expect(paths).toEqual(['644 /a', `644 /${long}`, '755 /x', '755 /y'])
  expect(lstatSync(join(folder, 'a')).ino).not.toBe(lstatSync(join(folder, long)).ino)
})

test('what is neither file, link nor directory goes', async () => {
  const { paths } = await ingested((folder) => {
    writeFiles(folder, { a: 'a' })
    expect(spawnSync('mkfifo', [join(folder, 'pipe')]).status).toBe(0)
  })
  expect(paths).toEqual(['644 /a'])
})

test('empty folders and links stay as they are, links to nowhere, too', async () => {
  const { paths, entry } = await ingested((folder) => { writeFiles(folder, { 'a/b': '/', l: '-> ../no where' }) })
  expect(paths).toEqual(['755 /a/', '755 /a/b/', 'link /l -> ../no where'])
  expect(entry('/l')).toEqual({ type: 'link', target: '../no where' })
})

test('contents are in the store, once for each mode', async () => {
  const { store, entry } = await ingested((folder) => { writeFiles(folder, { a: 'same', b: 'same', c: 'xsame' }) })
  const digest = digestOf('same')
  expect(entry('/a')).toEqual({ type: 'file', digest, executable: false, size: 4 })
  expect(listing(store.objects.folder)).toEqual([`755 /${digest.slice(0, 2)}/`, `644 /${digest.slice(0, 2)}/${digest.slice(2)}`, `755 /${digest.slice(0, 2)}/${digest.slice(2)}.x`])
})

const odd = (folder: string): Buffer => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x61, 0xff])])

test('names that are not UTF-8 are refused', async () => {
  await expect(ingested((folder) => { writeFileSync(odd(folder), '') })).rejects.toThrow('a file name is not valid UTF-8: "a?"')
  await expect(ingested((folder) => { mkdirSync(odd(folder)) })).rejects.toThrow('a file name is not valid UTF-8: "a?"')
  await expect(ingested((folder) => {
    writeFileSync(odd(folder), '')
    writeFileSync(join(folder, 'a\uFFFD'), 'the same to a reader')
  })).rejects.toThrow('a file name is not valid UTF-8')
})

test('link targets that are not UTF-8 are refused', async () => {
  await expect(ingested((folder) => { symlinkSync(Buffer.from([0x62, 0xfe]), join(folder, 'l')) })).rejects.toThrow('the target of a link is not valid UTF-8: "b?"')
})

test('the character that stands for unreadable ones may be in names', async () => {
  const { paths } = await ingested((folder) => { writeFiles(folder, { 'a\uFFFD': 'x', l: '-> a\uFFFD' }) })
  expect(paths).toEqual(['755 /a\uFFFD', 'link /l -> a\uFFFD'])
})

const asNobody = process.getuid?.() === 0 ? test.skip : test
asNobody('what nobody may read is read', async () => {
  const { paths } = await ingested((folder) => {
    writeFiles(folder, { 'a/b': 'b' })
    chmodSync(join(folder, 'a/b'), 0)
    chmodSync(join(folder, 'a'), 0)
  })
  expect(paths).toEqual(['755 /a/', '644 /a/b'])
})
