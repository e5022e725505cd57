import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from '../../../tests/support/space.ts'
import { Failed } from '../failure.ts'
import { diskFailure, onDisk, publishFile } from './disk.ts'

/** What the operating system would say. */
const refusal = (code: string, path?: string): Error => Object.assign(new Error(`${code}: such are the words, open '${path ?? ''}'`), { code, syscall: 'open', ...(path === undefined ? {} : { path }) })

test.each([
  ['ENOSPC', /^the disk that holds \/tmp is full \(.* free\)$/], ['EDQUOT', /^the disk that holds \/tmp is full/], ['EROFS', /^\/a\/b is on a disk that cannot be written to$/],
  ['EACCES', /^permission denied: \/a\/b$/], ['EIO', /^\/a\/b: such are the words$/],
])('%s is a failure that names the place', (code, words) => {
  expect(diskFailure(refusal(code, '/a/b'), '/tmp')).toMatchObject({ reason: 'disk', message: expect.stringMatching(words) as string })
})

test('failures are handed on, our own bugs pass through', async () => {
  const failure = { reason: 'disk', message: 'm' } as const
  expect(await onDisk('/', () => 1)).toEqual({ ok: true, value: 1 })
  expect(await onDisk('/', () => { throw new Failed(failure) })).toEqual({ ok: false, failure })
  expect(await onDisk('/', () => { throw refusal('EIO') })).toMatchObject({ ok: false })
  await expect(onDisk('/', () => { throw new TypeError('a bug') })).rejects.toThrow('a bug')
})

test('a file is published whole or not at all', () => {
  const folder = folderOf({ 'work/x': '', 'taken/x/y': '' })
  publishFile(join(folder, 'new/deep/file'), 'text', join(folder, 'work'))
  expect(readFileSync(join(folder, 'new/deep/file'), 'utf8')).toBe('text')
  expect(() => { publishFile(join(folder, 'taken/x'), 'text', join(folder, 'work')) }).toThrow('EISDIR')
  expect(readdirSync(join(folder, 'work'))).toEqual(['x'])
})
