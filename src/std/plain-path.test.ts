import { folderOf, plainPath } from './plain-path.ts'

test.each([
  ['a/b', 'a/b'], ['./a//b/', 'a/b'], ['a/./b', 'a/b'], ['a/../b', 'b'], ['a/..', ''], ['', ''], ['/', ''], ['/etc/x', 'etc/x'], ['...', '...'],
  ['..', undefined], ['a/../..', undefined], ['/..', undefined], ['../a', undefined],
])('%j becomes %j', (path, plain) => {
  expect(plainPath(path)).toBe(plain)
})

test('the folder of a path', () => {
  expect(['a/b/c', 'a', ''].map(folderOf)).toEqual(['a/b', '', ''])
})
