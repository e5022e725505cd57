import { dataOf, type Given } from '../../tests/support/data.ts'
import { Collector } from '../diagnostics/collector.ts'
import { SourceTexts } from '../diagnostics/source-text.ts'
import type { InstallManifest } from '../ir/definitions.ts'
import { readManifest } from './install-manifest.ts'

const FILE = 'm/manifest'

/** The manifest, and `line:column severity code message` of all that was said. */
function read(text: string, files: Readonly<Record<string, Given>> = { 'm/a': 'A' }): { manifest: InstallManifest | undefined; said: readonly string[] } {
  const collector = new Collector()
  const manifest = readManifest(FILE, text, dataOf(files), collector)
  const texts = new SourceTexts(new Map([[FILE, text]]))
  const said = collector.list().map(({ at, severity, code, message }) => {
    const place = at && texts.place(at)
    return `${place?.line}:${place?.column} ${severity} ${code} ${message}`
  })
  return { manifest, said }
}

describe('a line', () => {
  test.each([
    ['0100644 0 0 /a', { type: 'file', template: false, overwrite: false, mode: 0o644, uid: 0, gid: 0, path: '/a', source: 'm/a' }],
    ['template 0100644 0 0 /a', { template: true, overwrite: false }],
    ['overwrite 0100644 0 0 /a', { template: false, overwrite: true }],
    ['template overwrite 0104755 12 0034 /a', { template: true, overwrite: true, mode: 0o4755, uid: 12, gid: 34 }],
    ['100644 0 0 a', { path: '/a', source: 'm/a' }],
    ['0100644 0 0 //./b/..//a', { path: '/a', source: 'm/a' }],
    ['0040755 7 8 /etc/x/', { type: 'directory', mode: 0o755, uid: 7, gid: 8, path: '/etc/x', source: 'm/etc/x' }],
    ['0041777 0 0 /', { type: 'directory', mode: 0o1777, path: '/' }],
    ['0100644 4294967294 4294967294 /a', { uid: 4294967294, gid: 4294967294 }],
  ])('%s', (line, row) => {
    const { manifest, said } = read(`${line}\n`)
    expect(said).toEqual([])
    expect(manifest).toMatchObject({ path: FILE, rows: [row] })
    expect(manifest?.rows[0]?.at).toEqual({ file: FILE, start: 0, end: line.length })
  })

  test.each([
    ['', 'an empty line'], ['   ', 'an empty line'], ['# etc', 'a comment'], ['  # etc', 'a comment'],
    ...['0100644 0 0', '0100644 0 /a', ' 0100644 0 0 /a', '0100644  0 0 /a', '0100644\t0 0 /a', 'overwrite template 0100644 0 0 /a', 'Template 0100644 0 0 /a', '0100684 0 0 /a', '0100644 root 0 /a', '0100644 -1 0 /a']
      .map((line): [string, string] => [line, `"${line}" is no line of a manifest`]),
  ])('%j is none', (line, words) => {
    const { manifest, said } = read(`0100644 0 0 /a\n${line}\n`)
    expect(manifest).toBeUndefined()
    expect(said).toEqual([`2:1 error reader/manifest-line ${words}; expected "[template ][overwrite ]MODE UID GID PATH"`])
  })

  test.each(['644', '0644', '0020644', '0060644', '0010644', '0140644', '0160000', '01100644'])('mode %s is of no type that there is', (mode) => {
    expect(read(`${mode} 0 0 /a`)).toMatchObject({ manifest: undefined, said: [expect.stringContaining(`error reader/manifest-type mode ${mode}`)] })
  })

  test('a user that chown takes for "unchanged" is refused, as is one without end', () => {
    expect(read(`0100644 4294967295 0 /a\n0100644 0 ${'9'.repeat(400)} /a`).said).toEqual([
      '1:1 error reader/bad-value "uid" is 4294967295; it must be less than 4294967295', `2:1 error reader/bad-value "gid" is ${'9'.repeat(400)}; it must be less than 4294967295`,
    ])
  })

  test.each(['/../a', '../a', '/a/../../b', '/', '.'])('%s is no path of a file', (path) => {
    expect(read(`0100644 0 0 ${path}`)).toMatchObject({ manifest: undefined, said: [expect.stringContaining('error reader/manifest-path')] })
  })

  test('words after the path mean nothing and are warned of; blanks are not', () => {
    const { manifest, said } = read('0100644 0 0 /a b c\n0040755 0 0 /d  \n')
    expect(manifest?.rows.map(({ path }) => path)).toEqual(['/a', '/d'])
    expect(said).toEqual(['1:16 warning reader/manifest-rest "b c" after the path is not read'])
  })
})

describe('what lies beside it', () => {
  test('a file that is not there is warned of and left out', () => {
    const { manifest, said } = read('0100644 0 0 /a\n0100644 0 0 /b\n0120000 0 0 /c\n')
    expect(manifest?.rows.map(({ path }) => path)).toEqual(['/a'])
    expect(said).toEqual([
      '2:1 warning reader/manifest-source-missing there is no file "m/b", so deployments come without it',
      '3:1 warning reader/manifest-source-missing there is no link "m/c", so deployments come without it',
    ])
  })
  test('nothing has to be there for a directory, and anything may', () => {
    expect(read('0040755 0 0 /x\n0040755 0 0 /a\n').said).toEqual([])
  })
  test('a link that leads to a file is that file', () => {
    expect(read('0100644 0 0 /l\n', { 'm/l': { to: '../n/x' }, 'n/x': 'X' })).toMatchObject({ manifest: { rows: [{ path: '/l', source: 'n/x' }] }, said: [] })
  })
  test('a link is a link, whatever it leads to', () => {
    expect(read('0120777 0 0 /l\n', { 'm/l': { to: '/nowhere' } })).toMatchObject({ manifest: { rows: [{ type: 'link', path: '/l', source: 'm/l', mode: 0o777 }] }, said: [] })
  })
  test('git\'s stand-in for a link is taken for one, with a warning', () => {
    expect(read('0120777 0 0 /a\n', { 'm/a': '../x' })).toMatchObject({
      manifest: { rows: [{ type: 'link', source: 'm/a' }] }, said: ['1:1 warning reader/manifest-link-as-file "m/a" is a file, and is taken for the link to "../x" that it should be'],
    })
  })
  test.each([
    ['0120777 0 0 /a', { 'm/a': 'x\n' }, '"m/a" is a file; its line says a symbolic link'],
    ['0100644 0 0 /a', { 'm/a/b': 'x' }, '"m/a" is a folder; its line says a file'],
    ['0120777 0 0 /a', { 'm/a/b': 'x' }, '"m/a" is a folder; its line says a symbolic link'],
    ['0100644 0 0 /a', { 'm/a': { to: 'b' } }, '"m/a" is a symbolic link to no file of the definitions; its line says a file'],
    ['0100644 0 0 /a', { 'm/a': { to: 'b' }, 'm/b/c': '' }, '"m/a" is a folder; its line says a file'],
  ] as const)('%s beside %j', (line, files, words) => {
    expect(read(line, files)).toMatchObject({ manifest: undefined, said: [`1:1 error reader/manifest-source-kind ${words}`] })
  })
  test('what cannot be read says why', () => {
    expect(read('0100644 0 0 /a', { 'm/a': { fault: 'permission denied' } })).toMatchObject({ manifest: undefined, said: ['1:1 error reader/data-unreadable "m/a" cannot be read: permission denied'] })
  })
})

describe('a path twice', () => {
  const files = { 'm/a': 'A', 'm/l': { to: 'a' } }
  test.each(['0100644 0 0 /a\n0100600 0 0 a\n', '0120777 0 0 /l\n0120777 0 0 /l\n', '0040755 0 0 /d\n0040700 0 0 /d\n', '0040755 0 0 /d\n0040755 1 0 /d\n', '0040755 0 0 /a\n0100644 0 0 /a\n'])('%j is an error', (text) => {
    expect(read(text, files)).toMatchObject({ manifest: undefined, said: [expect.stringMatching(/^2:1 error reader\/manifest-twice/)] })
  })
  test.each(['0100644 0 0 /a\noverwrite 0100600 0 0 /a\n', '0040755 0 0 /d\n0040755 0 0 /d/\n', '0120777 0 0 /l\noverwrite 0120777 0 0 /l\n'])('%j is fine', (text) => {
    expect(read(text, files)).toMatchObject({ manifest: { rows: [{}, {}] }, said: [] })
  })
})

test('every line with an error is told, and a text without lines is a manifest of nothing', () => {
  expect(read('x\n0644 0 0 /a\n0100644 0 0 /a\n').said.map((line) => line.slice(0, 3))).toEqual(['1:1', '2:1'])
  expect(read('')).toEqual({ manifest: { path: FILE, rows: [] }, said: [] })
  expect(read('\n').said).toHaveLength(1)
})

test('a manifest at the root of the definitions has its files beside it', () => {
  expect(readManifest('manifest', '0100644 0 0 /etc/a\n', dataOf({ 'etc/a': '' }), new Collector())?.rows).toMatchObject([{ source: 'etc/a' }])
})
