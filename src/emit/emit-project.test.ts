import { convertSmall } from '../../tests/support/convert-tree.ts'
import { emitProject } from './emit-project.ts'

test.each(['bst2', 'bst1'] as const)('%s: other files are given out as they are, bytes too, among the rest by path', (target) => {
  const { project } = convertSmall({ 'VERSION': 'version: 8\n' }).conversion
  const bytes = new Uint8Array([0xff, 0x0d, 0x0a, 0])
  const tree = emitProject({ ...project, files: new Map<string, string | Uint8Array>([['files/z', bytes], ['a.txt', 'a']]) }, target)
  expect(tree.get('files/z')).toBe(bytes)
  expect(tree.get('a.txt')).toBe('a')
  expect([...tree.keys()]).toEqual([...tree.keys()].sort())
})
