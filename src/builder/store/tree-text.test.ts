import fc from 'fast-check'
import { SEED } from '../../../tests/support/seed.ts'
import { digestOf } from './digest.ts'
import { parseTree, treeText } from './tree-text.ts'
import { Directory, entryAt, EMPTY, walkTree, withEntry, type TreeEntry } from './tree.ts'

const name = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom('a', 'b', '__proto__', ' ', 'a b', '\n', 'f 0', '\uFFFD', '😀'))
  .filter((text) => !/[/\0]/.test(text) && text !== '.' && text !== '..')
const target = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('\0'))
const { tree } = fc.letrec<{ entry: TreeEntry; tree: Directory }>((tie) => ({
  entry: fc.oneof({ depthSize: 'small' },
    fc.record({ type: fc.constant('file' as const), digest: fc.constantFrom('a', 'b').map(digestOf), executable: fc.boolean(), size: fc.constant(1) }),
    fc.record({ type: fc.constant('link' as const), target }), tie('tree')),
  tree: fc.array(fc.tuple(name, tie('entry')), { maxLength: 4 }).map((entries) => new Directory(new Map(entries))),
}))

/** What a tree is, told in a way that has nothing to do with digests. */
function told(directory: Directory): string {
  return JSON.stringify([...walkTree(directory)].map(([path, entry]) => (entry.type === 'directory' ? [path] : [path, entry])))
}

describe(`seed ${SEED}`, () => {
  test('the text of a tree gives the tree', () => {
    fc.assert(fc.property(tree, (one) => {
      const parsed = parseTree(treeText(one))
      expect(parsed && told(parsed)).toBe(told(one))
      expect(parsed?.digest).toBe(one.digest)
    }), { seed: SEED })
  })

  test('trees are equal when their digests are', () => {
    fc.assert(fc.property(tree, tree, (one, other) => {
      expect(one.digest === other.digest).toBe(told(one) === told(other))
      const backwards = new Directory(new Map([...one.entries].reverse()))
      expect(backwards.digest).toBe(one.digest)
      expect(treeText(backwards)).toBe(treeText(one))
    }), { seed: SEED })
  })

  test('any change makes another digest', () => {
    fc.assert(fc.property(tree, name, target, (one, added, to) => {
      const changed = withEntry(one, `/${added}`, { type: 'link', target: to })
      const old = one.entries.get(added)
      if (old?.type === 'link' && old.target === to) expect(changed.digest).toBe(one.digest)
      else expect(changed.digest).not.toBe(one.digest)
      expect(entryAt(changed, `/${added}`)).toEqual({ type: 'link', target: to })
    }), { seed: SEED })
  })

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.anything().map((value) => JSON.stringify({ tree: 1, entries: value }))), (text) => {
      parseTree(text)
    }), { seed: SEED })
  })
})

test.each([
  '{"tree":1,"entries":[["d","..",[]]]}', '{"tree":1,"entries":[["l","a/b","x"]]}', '{"tree":1,"entries":[["l","","x"]]}',
  '{"tree":1,"entries":[["f","a","nodigest",1]]}', '{"tree":2,"entries":[]}', 'null', '', '{',
])('%s is no tree', (text) => {
  expect(parseTree(text)).toBeUndefined()
})

test('an empty directory counts, and an execute bit', () => {
  expect(withEntry(EMPTY, '/a', EMPTY).digest).not.toBe(EMPTY.digest)
  const file = { type: 'file', digest: digestOf(''), executable: false, size: 0 } as const
  expect(withEntry(EMPTY, '/a', file).digest).not.toBe(withEntry(EMPTY, '/a', { ...file, executable: true }).digest)
})
