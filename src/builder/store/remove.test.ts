import { chmodSync, existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from '../../../tests/support/space.ts'
import { remove } from './remove.ts'

test('folders that forbid it go, what links lead to stays', () => {
  const folder = folderOf({ 'made/a/b/c': '', 'other/kept': '' })
  symlinkSync('../../other', join(folder, 'made/a/link'))
  chmodSync(join(folder, 'made/a/b'), 0)
  chmodSync(join(folder, 'made/a'), 0o500)
  remove(join(folder, 'made'))
  expect(existsSync(join(folder, 'made'))).toBe(false)
  expect(existsSync(join(folder, 'other/kept'))).toBe(true)
  remove(join(folder, 'made'))
})
