import fc from 'fast-check'
import { directory, shown, type Entries } from '../../../tests/support/directory.ts'
import { Failed } from '../failure.ts'
import { entryAt, walkTree, withEntry, type Directory } from '../store/tree.ts'
import { RootMerge } from './merge.ts'

function merged(artifacts: readonly Entries[], mayOverlap: readonly string[] = []): RootMerge {
  const merge = new RootMerge()
  artifacts.forEach((entries, index) => { merge.add({ element: `${index}.bst`, tree: directory(entries), mayOverlap: (path) => mayOverlap.includes(path) }) })
  return merge
}

/** What BF §5.2 says of X over Y: what is there then, and what is told of it. */
test.each<readonly [string, Entries, Entries, Entries, { readonly overlaps?: number; readonly unstaged?: number }]>([
  ['file over file', { f: '1' }, { f: '2' }, { f: '2' }, { overlaps: 1 }],
  ['file over equal file', { f: '1' }, { f: '1' }, { f: '1' }, { overlaps: 1 }],
  ['link over file', { f: '1' }, { f: '-> x' }, { f: '-> x' }, { overlaps: 1 }],
  ['file over link', { f: '-> x' }, { f: '1' }, { f: '1' }, { overlaps: 1 }],
  ['link over equal link', { f: '-> x' }, { f: '-> x' }, { f: '-> x' }, { overlaps: 1 }],
  ['directory with directory', { 'd/a': '1', 'd/s/x': '' }, { 'd/b': '2', 'd/s/y': '' }, { 'd/a': '1', 'd/b': '2', 'd/s/x': '', 'd/s/y': '' }, {}],
  ['empty directory with directory', { 'd/a': '1' }, { d: null }, { 'd/a': '1' }, {}],
  ['file over empty directory', { d: null }, { d: '1' }, { d: '1' }, {}],
  ['link over empty directory', { d: null }, { d: '-> x' }, { d: '-> x' }, {}],
  ['file over directory', { 'd/a': '1' }, { d: '2' }, { 'd/a': '1' }, { unstaged: 1 }],
  ['link over directory', { 'd/a': '1' }, { d: '-> x' }, { 'd/a': '1' }, { unstaged: 1 }],
])('%s', (_title, below, above, expected, told) => {
  const merge = merged([below, above])
  expect(shown(merge.finish())).toEqual(shown(directory(expected)))
  expect({ overlaps: merge.overlaps.length, unstaged: merge.unstaged.length }).toEqual({ overlaps: 0, unstaged: 0, ...told })
})

test.each<readonly [string, Entries, string]>([
  ['a file', { 'x/d': '1' }, '1.bst has a directory at /x/d, where 0.bst has a regular file'],
  ['a link', { 'x/d': '-> y' }, '1.bst has a directory at /x/d, where 0.bst has a symbolic link'],
])('a directory over %s is a failure', (_what, below, message) => {
  for (const above of [{ 'x/d/a': '' }, { 'x/d': null }]) {
    expect(() => merged([below, above])).toThrow(new Failed({ reason: 'staging', message }))
  }
})

test('overlaps name everybody who brought the file, and those who may not', () => {
  const merge = merged([{ 'd/f': '1', g: '' }, { 'd/f': '2' }, { 'd/f': '3' }])
  expect(merge.overlaps).toEqual([{ path: '/d/f', order: ['0.bst', '1.bst', '2.bst'], offenders: ['1.bst', '2.bst'] }])
  expect(merged([{ f: '1' }, { f: '2' }], ['/f']).overlaps).toEqual([{ path: '/f', order: ['0.bst', '1.bst'], offenders: [] }])
})

test('artifacts are not changed by what is laid over them', () => {
  const [below, above] = [directory({ 'd/a': '1', e: null }), directory({ 'd/b': '2', 'e/x': '' })]
  const before = [shown(below), shown(above)]
  const merge = new RootMerge()
  for (const tree of [below, above, below]) merge.add({ element: 'x.bst', tree, mayOverlap: () => true })
  merge.finish()
  expect([shown(below), shown(above)]).toEqual(before)
})

test('of equal artifacts the highest alone is a layer, and empty ones are none', () => {
  const merge = merged([{ f: '1' }, {}, { f: '2' }, { f: '1' }])
  expect(merge.layers.map(shown)).toEqual([shown(directory({ f: '2' })), shown(directory({ f: '1' }))])
})

const ENTRIES: fc.Arbitrary<Entries> = fc.dictionary(
  fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }).map((names) => names.join('/')), fc.constantFrom('1', '!2', '-> a', null), { maxKeys: 5 })

/** File by file, as one would lay them out on a disk; nothing where bst refuses. */
function naive(trees: readonly Directory[]): { readonly tree: Directory; readonly leftOut: number } | undefined {
  let [root, leftOut] = [directory({}), 0]
  for (const tree of trees) {
    for (const [path, entry] of walkTree(tree)) {
      const there = entryAt(root, path)
      if (entry.type === 'directory') {
        if (there && there.type !== 'directory') return undefined
        if (!there) root = withEntry(root, path, directory({}))
      } else if (there?.type === 'directory' && there.entries.size > 0) leftOut++
      else root = withEntry(root, path, entry)
    }
  }
  return { tree: root, leftOut }
}

/** As the kernel shows layers: the highest entry decides, directories are merged down to the first that is none. */
function overlaid(layers: readonly Directory[]): Directory {
  return layers.reduce((below, layer) => [...layer.entries].reduce((tree, [name, entry]) => {
    const there = tree.entries.get(name)
    return withEntry(tree, name, entry.type === 'directory' && there?.type === 'directory' ? overlaid([there, entry]) : entry)
  }, below), directory({}))
}

test('gives what laying out file by file gives, and layers that show the same', () => {
  fc.assert(fc.property(fc.array(ENTRIES, { maxLength: 5 }), (artifacts) => {
    const trees = artifacts.map(directory)
    const expected = naive(trees)
    const merge = new RootMerge()
    const add = (): void => { for (const tree of trees) merge.add({ element: 'x.bst', tree, mayOverlap: () => true }) }
    if (!expected) {
      expect(add).toThrow(Failed)
      return
    }
    add()
    const tree = merge.finish()
    expect(shown(tree)).toEqual(shown(expected.tree))
    expect(tree.digest).toBe(expected.tree.digest)
    expect(merge.unstaged).toHaveLength(expected.leftOut)
    if (expected.leftOut === 0) expect(shown(overlaid(merge.layers))).toEqual(shown(tree))
  }), { numRuns: 500 })
})
