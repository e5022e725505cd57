import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeArtifact, nameFor, storeAt, valueOf } from '../../../tests/support/store.ts'
import { digestOf } from './digest.ts'
import type { Store } from './store.ts'
import type { Directory } from './tree.ts'
import { verifyFacts, verifyStore } from './verify.ts'

interface World { readonly store: Store; readonly one: Directory; readonly two: Directory }

/** Two artifacts that have a content in common, an integrated root, a download. */
async function world(): Promise<World> {
  const store = await storeAt()
  const one = await makeArtifact(store, 'one.bst', { 'a/common': 'common', 'a/own': 'own of one', l: '-> a', p: 'xprogram' })
  const two = await makeArtifact(store, 'two.bst', { common: 'common', own: 'own of two' })
  store.artifacts.publish(nameFor('stack.bst'), {}, {})
  mkdirSync(join(store.integrated, 'k', 'etc'), { recursive: true })
  mkdirSync(join(store.sources, 'files'), { recursive: true })
  writeFileSync(join(store.sources, 'files', digestOf('download')), 'download')
  return { store, one, two }
}

const object = (store: Store, content: string): string => store.objects.path({ digest: digestOf(content), executable: false })

test('in a whole store nothing is found and nothing is changed', async () => {
  const { store } = await world()
  expect(verifyFacts(valueOf(await verifyStore(store)))).toEqual({ objects: 4, trees: 2, layers: 2, downloads: 1, artifacts: 3, damaged: 0, forgottenArtifacts: 0, removedIntegratedRoots: 0 })
  expect(existsSync(join(store.integrated, 'k'))).toBe(true)
  expect(existsSync(store.quarantine)).toBe(false)
})

const DAMAGES: readonly (readonly [string, (world: World) => void, { readonly damaged: readonly string[]; readonly forgotten: readonly string[]; readonly layers: number }])[] = [
  ['a byte of an object that one artifact has', ({ store }) => { flip(object(store, 'own of one')) }, { damaged: ['objects', 'layers'], forgotten: ['one.bst'], layers: 1 }],
  ['a byte of an object that both have', ({ store }) => { flip(object(store, 'common')) }, { damaged: ['objects', 'layers'], forgotten: ['one.bst', 'two.bst'], layers: 1 }],
  ['an object cut off', ({ store }) => { truncateSync(object(store, 'own of two'), 3) }, { damaged: ['objects', 'layers'], forgotten: ['two.bst'], layers: 1 }],
  ['an object removed', ({ store }) => { rmSync(object(store, 'own of two')) }, { damaged: ['objects'], forgotten: ['two.bst'], layers: 2 }],
  ['an object with another mode', ({ store }) => { chmodSync(object(store, 'own of two'), 0o600) }, { damaged: ['objects', 'layers'], forgotten: ['two.bst'], layers: 1 }],
  ['a tree cut off', ({ store, one }) => { truncateSync(store.treePath(one.digest), 20) }, { damaged: ['trees'], forgotten: ['one.bst'], layers: 2 }],
  ['a size in a tree', ({ store, one }) => { edit(store.treePath(one.digest), (text) => text.replace(/,10\]/, ',11]')) }, { damaged: ['trees'], forgotten: ['one.bst'], layers: 2 }],
  ['a tree removed', ({ store, one }) => { rmSync(store.treePath(one.digest)) }, { damaged: ['trees'], forgotten: ['one.bst'], layers: 2 }],
  ['a file added to a layer', ({ store, one }) => { writeFileSync(join(store.layers.path(one), 'new'), '') }, { damaged: ['layers'], forgotten: [], layers: 1 }],
  ['a file missing in a layer', ({ store, one }) => { rmSync(join(store.layers.path(one), 'a/own')) }, { damaged: ['layers'], forgotten: [], layers: 1 }],
  ['a folder of a layer with another mode', ({ store, one }) => { chmodSync(join(store.layers.path(one), 'a'), 0o700) }, { damaged: ['layers'], forgotten: [], layers: 1 }],
  ['a link of a layer', ({ store, one }) => {
    rmSync(join(store.layers.path(one), 'l'))
    symlinkSync('b', join(store.layers.path(one), 'l'))
  }, { damaged: ['layers'], forgotten: [], layers: 1 }],
  ['a layer under another name', ({ store, one, two }) => {
    rmSync(store.layers.path(two), { recursive: true })
    cpSync(store.layers.path(one), store.layers.path(two), { recursive: true, verbatimSymlinks: true })
  }, { damaged: ['layers'], forgotten: [], layers: 1 }],
  ['a record', ({ store }) => { writeFileSync(store.artifacts.path(nameFor('two.bst')), '{') }, { damaged: ['artifacts'], forgotten: [], layers: 2 }],
  ['a download', ({ store }) => { flip(join(store.sources, 'files', digestOf('download'))) }, { damaged: ['sources'], forgotten: [], layers: 2 }],
]

test.each(DAMAGES)('finds %s, takes it away, and the artifacts can be made again', async (_, damage, expected) => {
  const all = await world()
  damage(all)
  const store = await storeAt(all.store.folder)
  all.store.close()
  const report = valueOf(await verifyStore(store))
  expect(report.damaged.map(({ path }) => path.split('/')[0])).toEqual(expected.damaged)
  expect(report.forgotten.map(({ element }) => element).sort()).toEqual(expected.forgotten)
  expect(report.removedIntegratedRoots).toBe(1)
  expect(store.layers.names()).toHaveLength(expected.layers)
  for (const { path } of report.damaged) expect(existsSync(join(store.folder, path))).toBe(false)
  expect(valueOf(await verifyStore(store)).damaged).toEqual([])
  const again = await makeArtifact(store, 'one.bst', { 'a/common': 'common', 'a/own': 'own of one', l: '-> a', p: 'xprogram' })
  expect(again.digest).toBe(all.one.digest)
  expect(valueOf(await verifyStore(store))).toMatchObject({ damaged: [], forgotten: [] })
  expect(readFileSync(join(await store.layers.provide(again, store.session.folder), 'a/own'), 'utf8')).toBe('own of one')
})

test('what is damaged is kept for looking at', async () => {
  const { store } = await world()
  flip(object(store, 'common'))
  const [damage] = valueOf(await verifyStore(store)).damaged
  expect(damage).toEqual({ path: object(store, 'common').slice(store.folder.length + 1), what: 'holds something else than its name says' })
  expect(readFileSync(join(store.quarantine, damage?.path ?? ''), 'utf8')).toBe('Common')
  expect(readFileSync(join(store.quarantine, 'damaged.txt'), 'utf8')).toMatch(/^objects\/\S+ holds something else than its name says\nlayers\/\S+ holds other files than its name says\n$/)
})

test('stops when it is told to', async () => {
  const { store } = await world()
  expect(await verifyStore(store, AbortSignal.abort())).toMatchObject({ ok: false, failure: { reason: 'stopped' } })
})

/** Another letter at the beginning. */
function flip(path: string): void {
  edit(path, (text) => text.replace(/^./, (letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase())))
}

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}
