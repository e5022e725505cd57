import { matchesAny } from './glob.ts'

const check = (glob: string, path: string, expected: boolean): void => { expect(`${glob} ${path} ${matchesAny([glob])(path)}`).toBe(`${glob} ${path} ${expected}`) }

/** The artifact of BF §5.4, directories too. */
const PATHS = [
  '/a', '/a/f1', '/a/F1', '/a/x.so', '/a/.hid', '/a/lf', '/a/ldir', '/a/b', '/a/b/f2', '/a/b/c', '/a/b/c/f3', '/top', '/empty', '/empty/sub', '/d.x', '/d.x/y', '/d.x/y/q', '/a/[z]', '/a/st*r',
]
const BELOW_A = PATHS.filter((path) => path.startsWith('/a/'))

test.each<readonly [string, readonly string[]]>([
  ['/a', ['/a']], ['/a/', []], ['a', []], ['*', []], ['/a//f1', []], ['/a/b/', []],
  ['**', PATHS], ['/a/*', BELOW_A.filter((path) => !path.slice(3).includes('/'))], ['/a/**', BELOW_A], ['/a/***', BELOW_A], ['/a**', ['/a', ...BELOW_A]], ['/a/b', ['/a/b']],
  ['/a/**/f3', ['/a/b/c/f3']], ['/a/**f3', ['/a/b/c/f3']], ['/**/f3', ['/a/b/c/f3']], ['/a/?', ['/a/b']], ['/a/f?', ['/a/f1']], ['/a/[fx]*', ['/a/f1', '/a/x.so']],
  ['/a/[[]z]', ['/a/[z]']], ['/a/st[*]r', ['/a/st*r']], ['/a/.*', ['/a/.hid']], ['/a/ldir', ['/a/ldir']], ['/a/ldir/*', []], ['/empty', ['/empty']], ['/empty/**', ['/empty/sub']], ['/*', ['/a', '/top', '/empty', '/d.x']],
])('%s selects what BuildStream selects', (glob, expected) => { expect(PATHS.filter(matchesAny([glob]))).toEqual(expected) })

test.each<readonly [string, string, boolean]>([
  ['/a/[!f]*', '/a/x.so', true], ['/a/[!f]*', '/a/f1', false], ['/[^f]', '/^', true], ['/[^f]', '/f', true], ['/[^f]', '/g', false], ['/[!^]', '/^', false],
  ['/[]a]', '/]', true], ['/[]a]', '/a', true], ['/[!]a]', '/]', false], ['/[!]a]', '/b', true], ['/[a-c]', '/b', true], ['/[a-c]', '/-', false], ['/[z-a]', '/a', false], ['/[a', '/[a', true], ['/[!]', '/[!]', true],
  ['/{a,b}', '/a', false], ['/{a,b}', '/{a,b}', true], ['/a.b', '/aXb', false], ['/a+(b)|c$^', '/a+(b)|c$^', true], ['/\\*', '/\\x', true], ['/[\\]', '/\\', true], ['/[\\w]', '/w', true], ['/[\\w]', '/x', false],
  ['/a?', '/a/', false], ['/a*b', '/a/b', false], ['/a**b', '/a/x/b', true], ['/a*', '/a\nb', true], ['/**', '/a\nb', true], ['/a?b', '/a\nb', true], ['/A', '/a', false], ['/?', '/\u{1F600}', true], ['/[\u{1F600}]', '/\u{1F600}', true], ['', '', true],
])('%j and %j: %s', check)

test('no globs match nothing; of several the first that matches is enough', () => {
  expect(matchesAny([])('/a')).toBe(false)
  expect(matchesAny(['/x', '/a*', '/b'])('/b')).toBe(true)
})
