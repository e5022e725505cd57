import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from '../../tests/support/space.ts'
import { copySparse } from './sparse-copy.ts'

const MB = 1024 ** 2
const never = new AbortController().signal

test.each([[0], [1], [MB], [3 * MB + 5], [200 * MB]])('a file of %i bytes is the same, and its zeros take no room', async (size) => {
  const folder = folderOf({ from: '' })
  const [from, to] = [join(folder, 'from'), join(folder, 'to')]
  truncateSync(from, size)
  if (size > MB) writeFileSync(from, 'in the middle', { flag: 'r+' })
  expect(await copySparse(from, to, never)).toBe(true)
  expect(readFileSync(to).equals(readFileSync(from))).toBe(true)
  expect(statSync(to).blocks * 512).toBeLessThanOrEqual(MB)
})

test('data behind zeros, and zeros behind data', async () => {
  const folder = folderOf()
  const [from, to] = [join(folder, 'from'), join(folder, 'to')]
  const bytes = Buffer.alloc(5 * MB)
  bytes.write('x', 2 * MB - 1)
  bytes.write('y', 4 * MB)
  writeFileSync(from, bytes)
  await copySparse(from, to, never)
  expect(readFileSync(to).equals(bytes)).toBe(true)
})

test('nothing is written over, and what the disk refuses is thrown', async () => {
  const folder = folderOf({ from: 'a', to: 'b' })
  await expect(copySparse(join(folder, 'from'), join(folder, 'to'), never)).rejects.toThrow('EEXIST')
  expect(readFileSync(join(folder, 'to'), 'utf8')).toBe('b')
  await expect(copySparse(join(folder, 'none'), join(folder, 'new'), never)).rejects.toThrow('ENOENT')
  expect(existsSync(join(folder, 'new'))).toBe(false)
})

test('it stops when asked', async () => {
  const folder = folderOf({ from: '' })
  truncateSync(join(folder, 'from'), 200 * MB)
  expect(await copySparse(join(folder, 'from'), join(folder, 'to'), AbortSignal.abort())).toBe(false)
})
