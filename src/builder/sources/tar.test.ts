import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { Place, treeOf, type Json } from '../../../tests/support/source-world.ts'
import { tarOf, type TarItem } from '../../../tests/support/tar-file.ts'

let place: Place
beforeEach(() => {
  place = new Place()
})
afterEach(() => place.remove())

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function staged(bytes: Uint8Array, settings: object = {}): Promise<string | readonly string[]> {
  writeFileSync(place.path('a.tar'), bytes)
  return await place.staged(place.source('tar', { url: 'here:a.tar', ref: digestOf(bytes), ...settings }))
}

const everything = (...items: readonly TarItem[]) => staged(tarOf(...items), { 'base-dir': '' })

describe('what is staged', () => {
  test('files with modes by the owner\'s execute bit, links as they are, empty folders; devices are left out', async () => {
    expect(await staged(tarOf(
      { name: 'p/', flag: '5', mode: 0o700 }, { name: 'p/empty/', flag: '5', mode: 0o555 }, { name: 'p/plain', text: 'plain', mode: 0o600 },
      { name: 'p/run', text: 'run', mode: 0o4711 }, { name: 'p/group', text: '', mode: 0o611 }, { name: 'p/absolute', flag: '2', link: '/etc/passwd' },
      { name: 'p/up', flag: '2', link: '../../x' }, { name: 'p/hard', flag: '1', link: 'p/run' }, { name: 'p/null', flag: '3' }, { name: 'p/pipe', flag: '6' },
    ))).toEqual([
      'link absolute -> /etc/passwd', '755 empty/', '644 group ""', '755 hard "run"', '644 plain "plain"', '755 run "run"', 'link up -> ../../x',
    ])
    expect(readdirSync(place.path('work'))).toEqual([])
  })

  test('a later entry of a name replaces an earlier one', async () => {
    expect(await everything({ name: 'a', text: '1' }, { name: 'l', flag: '2', link: 'a' }, { name: 'l', text: '2' })).toEqual(['644 a "1"', '644 l "2"'])
  })

  test('over what is there, without following its links', async () => {
    const bytes = tarOf({ name: 'p/x', text: 'new' })
    writeFileSync(place.path('a.tar'), bytes)
    const source = place.source('tar', { url: 'here:a.tar', ref: digestOf(bytes) })
    await source.fetch(place.world())
    symlinkSync(place.path('a.tar'), place.path('project/x'))
    expect(await source.stage(place.world(), place.path('project'))).toEqual({ ok: true, value: null })
    expect(treeOf(place.path('project'))).toEqual(['644 x "new"'])
  })
})

describe('compression, by the first bytes', () => {
  const BZ2 = 'QlpoOTFBWSZTWVaLt7oAAJb7hMmQAFBAAPeAAAxjzN4AAACACCAAdQlITQDQDEGQAqlIemoxDIADynqUW745ZySiBhOERDjppPE37LmCZmuRBqCS0YdizkY0REhFohAoHKUXLqdEfWZKDU6fJaqlXU7H2+rJRZeWWSRB/F3JFOFCQVou3ug='
  const BZ2_TWO = 'QlpoOTFBWSZTWQrz/OcAAGx7xMmQAEBAAPeAAAxjzN4AAAIAAIAIIAB1CUhNANAPSBoAKpJGaj1DTQaMhkepox30vrakiKTQRfhhPgctslEzmkgsHuw46Gm454iIsXiCkxBjCxtEIi0mDAzOF5PuzTVieCt31xaqriqq1B/F3JFOFCQCvP85wEJaaDkxQVkmU1khx04xAAAKQEDAAABAAAggACClNBmMTYk8XckU4UJAhx04xA=='
  const XZ = '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4Cf/AHNdADgayRWYrNGyNLfPL52tDitY6BVwR2woaA9tDvserWBbjKEyr44bCe7CQ23TKXAE/egoQFbtFs+6epcdl6KkNdReVdMkkc/mDAVok3J1u1pFlNzNYWSvEF8/J4zPRjqpjvzNJxIxZZdQfNIeh7nFDV/hsQAAAEfv1hasGAsqAAGPAYBQAADrwzaQscRn+wIAAAAABFla'
  const XZ_SHA256 = '/Td6WFoAAArh+wyhAgAhARYAAAB0L+Wj4Cf/AHNdADgayRWYrNGyNLfPL52tDitY6BVwR2woaA9tDvserWBbjKEyr44bCe7CQ23TKXAE/egoQFbtFs+6epcdl6KkNdReVdMkkc/mDAVok3J1u1pFlNzNYWSvEF8/J4zPRjqpjvzNJxIxZZdQfNIeh7nFDV/hsQAAAARbAEwlFORFJ+dqMmCSpMQ3+cVnDDN0F6QqojmAOfzGAAGnAYBQAACwRMl7tunfHAIAAAAAClla'
  const XZ_TWO = '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4BOHAGRdADgayRWYrNGyNLfPL52tDitY6BVwR2woaA9tDvserWBbjKEyr44bCe7CQ23TKXAE/egoQFbtFs+6epcdl6KkNdReVdMkkc/mDAVok3J1u1pFlNzNYWSvEF8/J4zPRjqpHdAMewAAAbgEzNHIL2gAAYABiCcAAAQnavWxxGf7AgAAAAAEWVr9N3pYWgAABObWtEYCACEBFgAAAHQv5aPgFHcAH10AAG/9//+jt/9HPkgVcjlhUbiSKOajhgf57uP71PiQAAAAfhn6kQoPqXcAATv4KAAAAP6/KrCxxGf7AgAAAAAEWVo='
  const plain = tarOf({ name: 'pkg/f', text: 'hello\n' })

  test.each<readonly [string, Buffer]>([
    ['none', plain], ['gzip', gzipSync(plain)], ['gzip in two parts', Buffer.concat([gzipSync(plain.subarray(0, 100)), gzipSync(plain.subarray(100))])],
    ['bzip2', Buffer.from(BZ2, 'base64')], ['bzip2 in two parts', Buffer.from(BZ2_TWO, 'base64')],
    ['xz', Buffer.from(XZ, 'base64')], ['xz in two parts', Buffer.from(XZ_TWO, 'base64')],
  ])('%s', async (_, bytes) => {
    expect(await staged(bytes)).toEqual(['644 f "hello\\n"'])
  })

  test.each<readonly [string, Buffer]>([
    ['gzip', gzipSync(plain).subarray(0, 60)], ['bzip2', Buffer.from(BZ2, 'base64').subarray(0, 80)], ['xz', Buffer.from(XZ, 'base64').subarray(0, 80)],
  ])('a truncated %s is damaged', async (_, bytes) => {
    expect(await staged(bytes)).toMatch(/^the archive is damaged: /)
  })

  test('xz with a SHA-256 check is refused', async () => {
    expect(await staged(Buffer.from(XZ_SHA256, 'base64'))).toBe('the archive uses options of xz, such as a SHA-256 check, that cannot be read')
  })

  test('zstd where Node.js can', async () => {
    expect(await staged(Buffer.from('28b52ffd', 'hex'))).toMatch(/^the archive is (?:compressed with zstd, which this Node.js cannot read|damaged)/)
  })

  test.each([['lzip', 'LZIP\x01'], ['the old lzma format', ']\0\0\x80\0']])('%s is refused by name', async (name, start) => {
    expect(await staged(Buffer.from(start, 'latin1'))).toBe(`the archive is compressed with ${name}, which cannot be read`)
    expect(place.decode('tar', { url: 'here:x.tar.lz' }).messages).toEqual(['error[source/lzip]: "here:x.tar.lz" is compressed with lzip, which this builder cannot read'])
  })

  test('what is no tar file, and what ends too early', async () => {
    expect(await staged(Buffer.from('hello'.repeat(300)))).toMatch(/^the archive is damaged: /)
    expect(await staged(tarOf({ name: 'p/x', text: 'x'.repeat(5000) }).subarray(0, 2000))).toMatch(/^the archive is damaged: /)
  })
})

describe('base-dir', () => {
  const two = tarOf({ name: './b/x', text: 'b' }, { name: './a/y/z', text: 'a' }, { name: './top', text: 't' })

  test.each<readonly [string | undefined, readonly string[]]>([
    [undefined, ['644 y/z "a"']], ['*', ['644 y/z "a"']], ['', ['644 a/y/z "a"', '644 b/x "b"', '644 top "t"']], ['b', ['644 x "b"']], ['[!a]', ['644 x "b"']],
    ['*/y', ['644 z "a"']], ['**', ['644 y/z "a"']], ['/a', ['644 y/z "a"']], ['?', ['644 y/z "a"']],
  ])('%j', async (pattern, tree) => {
    expect(await staged(two, pattern === undefined ? {} : { 'base-dir': pattern })).toEqual(tree)
  })

  test.each(['.', 'c', 'a/', 'top', '[z-a]', '['])('%j matches no folder', async (pattern) => {
    expect(await staged(two, { 'base-dir': pattern })).toBe(`could not find a base directory matching the pattern "${pattern}"`)
  })

  test('a hard link within the base, and to outside of it', async () => {
    expect(await staged(tarOf({ name: './p/x', text: 'x' }, { name: './p/h', flag: '1', link: './p/x' }))).toEqual(['644 h "x"', '644 x "x"'])
    expect(await staged(tarOf({ name: 'q/x', text: 'x' }, { name: 'p/h', flag: '1', link: 'q/x' }))).toBe('"p/h" in the archive is a hard link to "q/x", which is not among the files taken from it')
  })
})

describe('hostile archives', () => {
  beforeEach(() => mkdirSync(place.path('outside')))
  afterEach(() => expect(readdirSync(place.path('outside'))).toEqual([]))

  test.each<readonly [string, (outside: string) => readonly TarItem[], string]>([
    ['names that lead up', () => [{ name: '../../outside/x', text: '' }], '"../../outside/x" in the archive would be outside the folder that it is unpacked into'],
    ['names that lead up later', () => [{ name: 'a/../../x', text: '' }], '"a/../../x" in the archive would be outside the folder that it is unpacked into'],
    ['a file beneath a link', (outside) => [{ name: 'l', flag: '2', link: outside }, { name: 'l/x', text: '' }], '"l/x" in the archive leads through a link out of the folder that it is unpacked into'],
    ['a folder beneath a link', (outside) => [{ name: 'l', flag: '2', link: outside }, { name: 'l/x/', flag: '5' }], '"l/x" in the archive leads through a link out of the folder that it is unpacked into'],
    ['a link beneath two links', () => [{ name: 'd/', flag: '5' }, { name: 'd/a', flag: '2', link: '..' }, { name: 'b', flag: '2', link: 'd/a/../../../../outside' }, { name: 'b/x', flag: '2', link: 'y' }], '"b/x" in the archive leads through a link out of the folder that it is unpacked into'],
    ['a hard link up', () => [{ name: 'h', flag: '1', link: '../../a.tar' }], '"h" in the archive is a hard link to "../../a.tar", which is not among the files taken from it'],
    ['a hard link away', () => [{ name: 'h', flag: '1', link: '/etc/passwd' }], '"h" in the archive is a hard link to the absolute path "/etc/passwd"'],
    ['a hard link through a link', () => [{ name: 'l', flag: '2', link: '/etc' }, { name: 'h', flag: '1', link: 'l/passwd' }], '"h" in the archive is a hard link to "l/passwd", which is not among the files taken from it'],
    ['a link in place of everything', (outside) => [{ name: '.', flag: '2', link: outside }], '"." in the archive would replace the folder that it is unpacked into'],
    ['a file in place of a folder', () => [{ name: 'd/x', text: '' }, { name: 'd', text: '' }], '"d" in the archive would replace a folder'],
    ['a file used as a folder', () => [{ name: 'd', text: '' }, { name: 'd/x', text: '' }], '"d/x" in the archive needs a folder where there is a file'],
    ['a sparse file', () => [{ name: 's', flag: 'S' }], 'the archive has an entry of a kind that cannot be read: "s" (SparseFile)'],
  ])('%s', async (_, items, message) => {
    expect(await everything(...items(place.path('outside')))).toBe(message)
    expect(readdirSync(place.path('work'))).toEqual([])
  })

  test('a file in the place of a link to outside replaces the link', async () => {
    expect(await everything({ name: 'l', flag: '2', link: place.path('outside/x') }, { name: 'l', text: 'l' })).toEqual(['644 l "l"'])
  })

  test('absolute names are below the folder, and links within it are followed', async () => {
    expect(await everything({ name: '/etc/x', text: 'x' }, { name: 'l', flag: '2', link: 'etc' }, { name: 'l/y', text: 'y' })).toEqual(['644 etc/x "x"', '644 etc/y "y"', 'link l -> etc'])
  })
})

test('the identity is the digest and the base; the URL does not count', async () => {
  const ref = '0'.repeat(64)
  const identity = async (settings: Json) => await place.source('tar', settings).identity(place.world())
  expect(await identity({ url: 'here:a', ref })).toEqual({ ok: true, value: { kind: 'tar', ref, 'base-dir': '*' } })
  expect(await identity({ url: 'here:b', ref })).toEqual(await identity({ url: 'here:a', ref }))
  expect(await identity({ url: 'here:a', ref, 'base-dir': '' })).not.toEqual(await identity({ url: 'here:a', ref }))
  expect(await identity({ url: 'here:a' })).toEqual({ ok: true, value: undefined })
})

test('staging what is not fetched is a failure', async () => {
  expect(await place.source('tar', { url: 'here:a', ref: '0'.repeat(64) }).stage(place.world(), place.path('project'))).toMatchObject({ ok: false })
})
