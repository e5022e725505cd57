import { directory, shown, type Entries } from '../../../tests/support/directory.ts'
import { loadedElement, elementsOf } from '../../../tests/support/loaded.ts'
import { layOutPlaces, seenAt, type PlaceOrder } from './layout.ts'

const TREES: Readonly<Record<string, Entries>> = { 'base.bst': { 'bin/sh': '!s' }, 'a.bst': { 'dir/a': 'a', f: '1' }, 'b.bst': { 'dir/b': 'b', f: '2' }, 'in.bst': { 'at/sub/x': 'x', 'at/f': 'f' } }
const ELEMENTS = elementsOf([
  loadedElement('base.bst'), loadedElement('a.bst', { runtime: ['base.bst'] }), loadedElement('b.bst', { publicData: { bst: { 'overlap-whitelist': ['/f'] } } }), loadedElement('stack.bst', { runtime: ['a.bst', 'b.bst'] }), loadedElement('in.bst'),
])

const layOut = (...orders: readonly PlaceOrder[]): ReturnType<typeof layOutPlaces> => layOutPlaces(ELEMENTS, orders, (name) => (TREES[name] ? directory(TREES[name]) : undefined))

test('a place has the elements with what they need at run time, in order', () => {
  const { root, places } = layOut({ at: '/', roots: ['stack.bst'] })
  expect(root.elements).toEqual(['base.bst', 'a.bst', 'b.bst', 'stack.bst'])
  expect(shown(root.tree)).toEqual(shown(directory({ 'bin/sh': '!s', 'dir/a': 'a', 'dir/b': 'b', f: '2' })))
  expect(root.layers.map((layer) => [...layer.entries.keys()])).toEqual([['bin'], ['dir', 'f'], ['dir', 'f']])
  expect(root.overlaps).toEqual([{ path: '/f', order: ['a.bst', 'b.bst'], offenders: [] }])
  expect(places).toEqual([])
})

test('elements may be alone, and without orders there is an empty root', () => {
  expect(layOut({ at: '/', roots: ['a.bst'], alone: true }).root.elements).toEqual(['a.bst'])
  expect(layOut({ at: '/x', roots: ['a.bst'] }).root).toMatchObject({ at: '/', elements: [], layers: [] })
})

test('places of their own are parents first, and seen together', () => {
  const layout = layOut({ at: '/x/y', roots: ['b.bst'] }, { at: '/x', roots: ['a.bst'] }, { at: '/', roots: ['base.bst'] })
  expect(layout.places.map(({ at }) => at)).toEqual(['/x', '/x/y'])
  expect(shown(seenAt(layout, '/'))).toEqual(shown(directory({ 'bin/sh': '!s', 'x/bin/sh': '!s', 'x/dir/a': 'a', 'x/f': '1', 'x/y/dir/b': 'b', 'x/y/f': '2' })))
  expect(shown(seenAt(layout, '/x/dir'))).toEqual(shown(directory({ a: 'a' })))
  expect(seenAt(layout, '/nowhere').entries.size).toBe(0)
  expect(seenAt(layout, '/bin/sh').entries.size).toBe(0)
})

test('a place where something is already becomes one tree with it', () => {
  const { root, places } = layOut({ at: '/', roots: ['in.bst'] }, { at: '/at', roots: ['b.bst'] })
  expect(places).toEqual([])
  expect(shown(root.tree)).toEqual(shown(directory({ 'at/sub/x': 'x', 'at/f': '2', 'at/dir/b': 'b' })))
  expect(root.layers.map(({ digest }) => digest)).toEqual([root.tree.digest])
  expect(root.overlaps).toEqual([{ path: '/at/f', order: ['in.bst', 'b.bst'], offenders: ['b.bst'] }])
})

test('a file where a place is to be is a failure', () => {
  expect(() => layOut({ at: '/', roots: ['in.bst'] }, { at: '/at/f', roots: ['b.bst'] })).toThrow('b.bst has a directory at /at/f, where in.bst has a regular file')
})
