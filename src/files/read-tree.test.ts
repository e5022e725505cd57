import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Collector } from '../diagnostics/collector.ts'
import { readDefinitions } from './read-tree.ts'

let root: string
beforeEach(() => { root = fs.mkdtempSync(join(tmpdir(), 'morph2bst-read-')) })
afterEach(() => {
  jest.restoreAllMocks()
  fs.rmSync(root, { recursive: true, force: true })
})

function put(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true })
    fs.writeFileSync(join(root, path), content)
  }
}

/** What is read, as `[paths, others, diagnostics]`. */
function read(): { files: ReadonlyMap<string, string>; paths: string[]; others: readonly string[]; said: string[] } {
  const collector = new Collector()
  const outcome = readDefinitions(root, collector)
  if (!outcome.ok) throw new Error(outcome.failure.message)
  const said = collector.list().map((d) => `${d.at?.file ?? ''} ${d.code}: ${d.message}`)
  return { files: outcome.value.files, paths: [...outcome.value.files.keys()], others: outcome.value.others, said }
}

describe('what is read', () => {
  test('definitions anywhere, the named files at the top only, the paths of the rest', () => {
    put({
      'VERSION': 'version: 8\n', 'DEFAULTS': '', 'morph2bst.yaml': 'a: 1\n', 'systems/a.morph': 'kind: system\n',
      'strata/VERSION': 'x', 'install-files/x/manifest': 'y', 'extensions/a.write': 'z', 'README': '',
    })
    const { files, others, said } = read()
    expect([...files]).toEqual([
      ['DEFAULTS', ''], ['VERSION', 'version: 8\n'], ['morph2bst.yaml', 'a: 1\n'], ['systems/a.morph', 'kind: system\n'],
    ])
    expect(others).toEqual(['README', 'extensions/a.write', 'install-files/x/manifest', 'strata/VERSION'])
    expect(said).toEqual([])
  })

  test('folders whose name starts with a dot and generated projects are passed over', () => {
    put({
      '.git/a.morph': '', 'strata/.old/b.morph': '', '.hidden.morph': 'h', 'out/.morph2bst.json': '{}', 'out/c.morph': '',
      'out/elements/d.morph': '', 'out2/e.morph': 'e',
    })
    expect(read().paths).toEqual(['.hidden.morph', 'out2/e.morph'])
  })

  test('CRLF becomes LF, one byte order mark goes, a lone CR stays', () => {
    put({ 'a.morph': '\uFEFFname: é\r\nx\ry\r\n', 'b.morph': '\uFEFF\uFEFFx', 'c.morph': '' })
    expect([...read().files.values()]).toEqual(['name: é\nx\ry\n', '\uFEFFx', ''])
  })
})

describe('order', () => {
  const files = { 'strata/a.morph': '', 'strata-x/a.morph': '', 'strata/A/z.morph': '', 'strata/ä.morph': '', 'strata/B.morph': '', 'z.morph': '' }
  const expected = ['z.morph', 'strata/B.morph', 'strata/a.morph', 'strata/ä.morph', 'strata-x/a.morph', 'strata/A/z.morph']
  const byFolderPath = ['z.morph', ...expected.filter((path) => /^strata\/[^/]+$/.test(path)), 'strata-x/a.morph', 'strata/A/z.morph']

  test('folders by whole path, files inside each, by code units', () => {
    put(files)
    expect(read().paths).toEqual(byFolderPath)
  })

  test('does not depend on the order in which the system lists a folder', () => {
    put(files)
    const list = fs.readdirSync
    let seed = 7
    const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647
    jest.spyOn(fs, 'readdirSync').mockImplementation(((...args: Parameters<typeof list>) =>
      (list(...args) as unknown[]).map((entry) => ({ entry, key: random() })).sort((a, b) => a.key - b.key)
        .map(({ entry }) => entry)) as unknown as typeof list)
    for (let round = 0; round < 20; round++) expect(read().paths).toEqual(byFolderPath)
    expect(jest.mocked(fs.readdirSync)).toHaveBeenCalled()
  })
})

describe('links', () => {
  test('a linked definition inside is read; folders behind links are not looked into', () => {
    put({ 'strata/a.morph': 'a', 'notes.txt': '' })
    fs.symlinkSync('a.morph', join(root, 'strata/b.morph'))
    fs.symlinkSync('strata', join(root, 'again'))
    fs.symlinkSync('strata', join(root, 'folder.morph'))
    fs.symlinkSync('notes.txt', join(root, 'more.txt'))
    const { paths, others, said } = read()
    expect(paths).toEqual(['strata/a.morph', 'strata/b.morph'])
    expect(others).toEqual(['notes.txt'])
    expect(said).toEqual([])
  })

  test('a link that leads out, nowhere or in a circle is reported', () => {
    put({ 'a.morph': '' })
    fs.symlinkSync('/etc/passwd', join(root, 'out.morph'))
    fs.symlinkSync('nothing', join(root, 'lost.morph'))
    fs.symlinkSync('round.morph', join(root, 'round.morph'))
    fs.symlinkSync('/dev/null', join(root, 'VERSION'))
    const { paths, said } = read()
    expect(paths).toEqual(['a.morph'])
    expect(said).toEqual([
      'VERSION files/link-outside: the symbolic link leads out of the definitions, and only files inside are read',
      'lost.morph files/unreadable: a readable file or folder was expected, but there is no such file',
      'out.morph files/link-outside: the symbolic link leads out of the definitions, and only files inside are read',
      'round.morph files/unreadable: a readable file or folder was expected, but its symbolic links go in a circle',
    ])
  })
})

describe('what cannot be read is reported and left out', () => {
  test('bytes that are not UTF-8, with their line', () => {
    put({ 'a.morph': Buffer.from('one\ntwo\nthr\xe9e\n', 'latin1'), 'b.morph': Buffer.from([0xff, 0xfe, 0x61, 0]) })
    expect(read().said).toEqual([
      'a.morph files/not-utf8: line 3 is not UTF-8, and definitions are written in UTF-8',
      'b.morph files/not-utf8: line 1 is not UTF-8, and definitions are written in UTF-8',
    ])
  })

  test('a file above 4 MiB; one of exactly 4 MiB is read', () => {
    put({ 'a.morph': Buffer.alloc(4 * 1024 * 1024 + 1, 0x20), 'b.morph': Buffer.alloc(4 * 1024 * 1024, 0x20) })
    const { paths, said } = read()
    expect(paths).toEqual(['b.morph'])
    expect(said).toEqual(['a.morph files/too-large: the file is larger than 4 MiB, and a definition is expected to be smaller'])
  })

  test('names with control characters or that are not UTF-8', () => {
    put({ 'a\nb.morph': '', 'bad\u001bdir/c.morph': '', 'really-\uFFFD.morph': '' })
    fs.writeFileSync(Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9]), Buffer.from('.morph')]), '')
    const { paths, said } = read()
    expect(paths).toEqual(['really-\uFFFD.morph'])
    expect(said).toEqual([
      'a\\x0ab.morph files/bad-name: the name has control characters, and names are expected to be printable UTF-8',
      'bad\\x1bdir files/bad-name: the name has control characters, and names are expected to be printable UTF-8',
      'caf\\xe9.morph files/bad-name: the name has bytes that are not UTF-8, and names are expected to be printable UTF-8',
    ])
  })

  const asRoot = process.getuid?.() === 0
  test('a file and a folder without permission', () => {
    put({ 'a.morph': '', 'b/c.morph': '', 'd.morph': 'd' })
    fs.chmodSync(root, 0o755)
    fs.chmodSync(join(root, 'a.morph'), 0)
    fs.chmodSync(join(root, 'b'), 0)
    if (asRoot) process.seteuid?.(65534)
    try {
      const { paths, said } = read()
      expect(paths).toEqual(['d.morph'])
      expect(said).toEqual([
        'a.morph files/unreadable: a readable file or folder was expected, but permission denied',
        'b files/unreadable: a readable file or folder was expected, but permission denied',
      ])
    } finally {
      if (asRoot) process.seteuid?.(0)
      fs.chmodSync(join(root, 'b'), 0o755)
    }
  })
})

describe('no folder, no reading', () => {
  const failureOf = (path: string): string => {
    const outcome = readDefinitions(path, new Collector())
    return outcome.ok ? 'read' : `${outcome.failure.reason}: ${outcome.failure.message.replaceAll(root, '')}`
  }
  test('missing', () => expect(failureOf(join(root, 'no'))).toBe('missing: /no does not exist'))
  test('a file', () => {
    put({ file: '' })
    expect(failureOf(join(root, 'file'))).toBe('not-a-directory: /file is not a folder, and a folder was expected')
    expect(failureOf(join(root, 'file/below'))).toMatch(/^not-a-directory: /)
  })
})
