import { folderOf } from '../../tests/support/run-cli.ts'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withEarlier } from './keep-earlier.ts'

test('what a run did not make again stays as it is, bytes and all, unless its place is needed', () => {
  const target = folderOf({ 'a.bst': 'old\n', 'b/c.bst': 'x', 'd': 'y' })
  const bytes = Buffer.from([0xff, 0, 0x0d, 0x0a])
  writeFileSync(join(target, 'logo.bin'), bytes)
  const tree = withEarlier(new Map([['b', 'now a file'], ['d/e', 'now in a folder']]), { target, stale: ['a.bst', 'b/c.bst', 'd', 'logo.bin'] })
  expect([...tree].map(([path, content]) => [path, Buffer.from(content)])).toEqual([
    ['b', Buffer.from('now a file')], ['d/e', Buffer.from('now in a folder')], ['a.bst', Buffer.from('old\n')], ['logo.bin', bytes],
  ])
})
