import { dataOf } from '../../tests/support/data.ts'
import { dataText, followed, linkTarget, textOf } from './data-files.ts'

describe('following links', () => {
  const data = dataOf({
    'a/file': 'x', 'a/link': { to: 'file' }, 'a/far': { to: '../b/near' }, 'b/near': { to: './../a/link' }, 'a/folder': { to: '../b' },
    'out': { to: '../x' }, 'root': { to: '/a/file' }, 'loose': { to: 'nothing' }, 'one': { to: 'two' }, 'two': { to: 'one' },
  })
  test.each([['a/file', 'a/file'], ['a/link', 'a/file'], ['a/far', 'a/file'], ['a/folder', 'b']])('%s leads to %s', (path, place) => {
    expect(followed(data, path)).toMatchObject({ path: place })
  })
  test.each(['out', 'root', 'loose', 'one', 'nothing'])('%s leads nowhere', (path) => {
    expect(followed(data, path)).toBeUndefined()
  })
})

describe('where a link leads', () => {
  test.each([
    ['../usr/lib/os-release', '../usr/lib/os-release'], ['/etc/é', '/etc/é'], ['x'.repeat(4095), 'x'.repeat(4095)],
    ['a\n', undefined], ['', undefined], ['a\u0000b', undefined], ['x'.repeat(4096), undefined], [Buffer.from([0xff]), undefined],
  ])('a file with %j says %j, as git writes a link where it can make none', (content, target) => {
    expect(linkTarget(dataOf({ a: content }), 'a')).toBe(target)
  })
  test('a link says it itself, a folder and nothing do not', () => {
    const data = dataOf({ a: { to: 'b c' }, 'c/d': '' })
    expect(['a', 'c', 'x'].map((path) => linkTarget(data, path))).toEqual(['b c', undefined, undefined])
  })
})

test('texts have LF line ends and no byte order mark; other bytes are none', () => {
  expect(textOf(Buffer.from('\uFEFFa\r\nb\rc'))).toBe('a\nb\rc')
  expect(textOf(Buffer.from([0x61, 0xe9]))).toBeUndefined()
  const data = dataOf({ a: 'x\r\n', b: Buffer.from([0xe9]), c: { to: 'a' } })
  expect(['a', 'b', 'c', 'd'].map((path) => dataText(data, path))).toEqual(['x\n', undefined, 'x\n', undefined])
})
