import { utimesSync, writeFileSync } from 'node:fs'
import { makeArtifact, nameFor, storeAt, valueOf } from '../../../tests/support/store.ts'
import { normalName } from './artifacts.ts'
import { openStore } from './store.ts'

test.each([['sub/app+x.bst', 'sub-app_x'], ['a.b.bst', 'a.b'], ['é.bst', '_'], ['plain', 'plain']])('%s is called %s', (element, name) => {
  expect(normalName(element)).toBe(name)
})

test('what is published is read, by another run, too', async () => {
  const store = await storeAt()
  const tree = await makeArtifact(store, 'sub/a.bst', { f: 'f' })
  const name = nameFor('sub/a.bst')
  store.artifacts.publish(nameFor('no.bst'), { failure: { reason: 'command', message: 'it failed' } }, { why: 1 })
  const other = await storeAt(store.folder)
  expect(other.artifacts.read(name)).toEqual({ tree: tree.digest, log: expect.any(String) as string })
  expect(other.artifacts.read(nameFor('no.bst'))).toEqual({ failure: { reason: 'command', message: 'it failed' } })
  expect(other.artifacts.inputs(nameFor('no.bst'))).toEqual({ why: 1 })
  expect(other.readTree(tree.digest)?.digest).toBe(tree.digest)
})

test('the newest of an element comes first; others of the same folder are not its', async () => {
  const { artifacts } = await storeAt()
  const [a, b] = [{ project: 'p', element: 'a/b.bst', key: '1'.repeat(64) }, { project: 'p', element: 'a/b.bst', key: '2'.repeat(64) }]
  for (const name of [a, b, nameFor('a-b.bst')]) artifacts.publish(name, {}, {})
  utimesSync(artifacts.path(a), 1, 1)
  utimesSync(artifacts.path(b), 2, 2)
  expect(artifacts.ofElement('p', 'a/b.bst').map(({ name }) => name)).toEqual([b, a])
  artifacts.touch(a)
  expect(artifacts.ofElement('p', 'a/b.bst').map(({ name }) => name)).toEqual([a, b])
})

test.each(['', 'null', '{"artifact":2}', '{"artifact":1}', '{"artifact":1,"name":{"project":"p","element":"a.bst","key":"k"},"tree":"cut off"}'])('%j is no record', async (text) => {
  const { artifacts } = await storeAt()
  const name = nameFor('a.bst')
  artifacts.publish(name, {}, {})
  writeFileSync(artifacts.path(name), text)
  expect(artifacts.read(name)).toBeUndefined()
  expect([...artifacts.all()]).toEqual([])
  expect([...artifacts.strays()].sort()).toEqual([artifacts.path(name).replace(/json$/, 'inputs'), artifacts.path(name)])
})

test('a forgotten artifact leaves nothing', async () => {
  const { artifacts, folder } = await storeAt()
  artifacts.publish(nameFor('a.bst'), {}, {})
  artifacts.remove(nameFor('a.bst'))
  expect([...artifacts.all(), ...artifacts.strays()]).toEqual([])
  expect(valueOf(await openStore(folder)).artifacts.inputs(nameFor('a.bst'))).toBeUndefined()
})
