import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listing, makeArtifact, nameFor, storeAt, take, valueOf, wordsOf } from '../../../tests/support/store.ts'
import { collectGarbage } from './collect-garbage.ts'
import { statStore } from './stat.ts'
import type { Store } from './store.ts'
import { verifyStore } from './verify.ts'

const BIG = 64 * 1024
const big = (text: string): string => text.padEnd(BIG, '.')

/** Three artifacts, the first used longest ago, with a content that all have. */
async function filled(): Promise<Store> {
  const store = await storeAt()
  for (const [index, element] of ['a.bst', 'b.bst', 'c.bst'].entries()) {
    await makeArtifact(store, element, { own: big(element), common: big('common') })
    utimesSync(store.artifacts.path(nameFor(element)), index + 1, index + 1)
  }
  return store
}

const elements = (store: Store): readonly string[] => [...store.artifacts.all()].map(({ name }) => name.element).sort()

test('what artifacts lead to stays', async () => {
  const store = await filled()
  const before = listing(store.folder)
  expect(valueOf(await collectGarbage(store))).toMatchObject({ forgottenArtifacts: 0, removedTrees: 0, removedObjects: 0, removedLayers: 0, removedLogs: 0, freedBytes: 0 })
  expect(listing(store.folder)).toEqual(before)
})

test('what nothing leads to goes', async () => {
  const store = await filled()
  await take(store, { lost: 'lost', common: big('common') })
  mkdirSync(join(store.integrated, 'k/etc'), { recursive: true })
  mkdirSync(join(store.logs, 'p/gone.bst'), { recursive: true })
  writeFileSync(join(store.logs, 'p/gone.bst/1-build.log'), '')
  writeFileSync(store.artifacts.path(nameFor('a.bst')).replace('.json', '0.inputs'), '')
  const report = valueOf(await collectGarbage(store))
  expect(report).toMatchObject({ forgottenArtifacts: 0, removedTrees: 1, removedObjects: 1, removedLayers: 1, removedIntegratedRoots: 1, removedLogs: 1 })
  expect(readdirSync(join(store.logs, 'p')).sort()).toEqual(['a.bst', 'b.bst', 'c.bst'])
  expect([...store.artifacts.strays()]).toEqual([])
  expect(valueOf(await verifyStore(store))).toMatchObject({ damaged: [], checked: { objects: 4, trees: 3, layers: 3 } })
})

test('with less room than there is, the artifacts used longest ago go', async () => {
  const store = await filled()
  store.artifacts.touch(nameFor('a.bst'))
  // Two trees, each with a copy of what is common, one of which is the object.
  const report = valueOf(await collectGarbage(store, { keepBytes: 4 * BIG + 100_000 }))
  expect(elements(store)).toEqual(['a.bst', 'c.bst'])
  expect(report).toMatchObject({ forgottenArtifacts: 1, removedTrees: 1, removedObjects: 1, removedLayers: 1, removedLogs: 1 })
  expect(report.freedBytes).toBeGreaterThanOrEqual(BIG)
  expect(valueOf(await verifyStore(store)).damaged).toEqual([])
  expect((await makeArtifact(store, 'b.bst', { own: big('b.bst'), common: big('common') })).entries.size).toBe(2)
  expect(valueOf(await verifyStore(store)).damaged).toEqual([])
})

test('with no room nothing stays but sources', async () => {
  const store = await filled()
  mkdirSync(join(store.sources, 'files'), { recursive: true })
  writeFileSync(join(store.sources, 'files/f'), '')
  expect(valueOf(await collectGarbage(store, { keepBytes: 0 }))).toMatchObject({ forgottenArtifacts: 3, removedTrees: 3, removedObjects: 4, removedLayers: 3, removedLogs: 3 })
  expect(valueOf(await statStore(store))).toMatchObject({ artifacts: 0, objects: 0, trees: 0, layers: 0 })
  expect(existsSync(join(store.sources, 'files/f'))).toBe(true)
})

test('artifacts whose tree is gone are forgotten; while one is damaged nothing is removed', async () => {
  const store = await filled()
  const paths = ['a.bst', 'b.bst'].map((element) => store.treePath(store.artifacts.read(nameFor(element))?.tree ?? ('' as never)))
  rmSync(paths[0] ?? '')
  writeFileSync(paths[1] ?? '', '')
  const other = await storeAt(store.folder)
  store.close()
  expect(wordsOf(await collectGarbage(other))).toMatch(/^the store holds something else than it says/)
  expect(valueOf(await verifyStore(other)).forgotten).toHaveLength(2)
  valueOf(await collectGarbage(other))
  expect(elements(other)).toEqual(['c.bst'])
})

test('nothing is collected while others use the store', async () => {
  const store = await filled()
  await storeAt(store.folder)
  expect(wordsOf(await collectGarbage(store, { keepBytes: 0 }))).toBe(`process ${process.pid} is using the store`)
  expect(elements(store)).toHaveLength(3)
})

test('stops when it is told to, and what is left is right', async () => {
  const store = await filled()
  expect(await collectGarbage(store, { keepBytes: 0, signal: AbortSignal.abort() })).toMatchObject({ ok: false, failure: { reason: 'stopped' } })
  expect(valueOf(await verifyStore(store)).damaged).toEqual([])
})

test('an inode counts once', async () => {
  const store = await filled()
  const facts = valueOf(await statStore(store))
  expect(facts).toMatchObject({ artifacts: 3, failedArtifacts: 0, objects: 4, trees: 3, layers: 3 })
  expect(facts['objectsBytes']).toBeGreaterThanOrEqual(4 * BIG)
  // What is common is in one layer as the object itself.
  expect(facts['layersBytes']).toBeLessThan(3 * BIG)
})
