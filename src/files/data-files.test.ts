import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { diskData } from './data-files.ts'

let root: string
beforeEach(() => { root = fs.mkdtempSync(join(tmpdir(), 'morph2bst-data-')) })
afterEach(() => {
  jest.restoreAllMocks()
  fs.rmSync(root, { recursive: true, force: true })
})

const put = (path: string, content: string | Uint8Array = '', mode = 0o644): void => {
  fs.mkdirSync(dirname(join(root, path)), { recursive: true })
  fs.writeFileSync(join(root, path), content, { mode })
}
const link = (path: string, target: string | Buffer): void => {
  fs.mkdirSync(dirname(join(root, path)), { recursive: true })
  fs.symlinkSync(target, join(root, path))
}

describe('what is given', () => {
  test('files with their bytes and whether they can be run', () => {
    put('a/b', Buffer.from([0, 0xff, 0x0d, 0x0a]))
    put('run', '#!', 0o755)
    const data = diskData(root)
    expect(data.entry('a/b')).toEqual({ kind: 'file', executable: false, bytes: Buffer.from([0, 0xff, 0x0d, 0x0a]) })
    expect(data.entry('run')).toMatchObject({ executable: true })
  })
  test('links as links, wherever they lead', () => {
    link('l', '/etc/passwd')
    link('m', '../../x y')
    expect(diskData(root).entry('l')).toEqual({ kind: 'link', target: '/etc/passwd' })
    expect(diskData(root).entry('m')).toEqual({ kind: 'link', target: '../../x y' })
  })
  test('folders with their names by code points, hidden ones too', () => {
    for (const name of ['d/\u{1F600}', 'd/\uFB01', 'd/b', 'd/B', 'd/.ssh/key', 'd/.git/config']) put(name)
    expect(diskData(root).entry('d')).toEqual({ kind: 'folder', names: ['.ssh', 'B', 'b', '\uFB01', '\u{1F600}'] })
    expect(diskData(root).entry('')).toEqual({ kind: 'folder', names: ['d'] })
    expect(diskData(root).entry('d/.ssh/key')).toMatchObject({ kind: 'file' })
  })
})

describe('what is not given', () => {
  test('nothing is looked for outside, in another form of the path, or in what version control keeps', () => {
    put('a')
    put('.git/config')
    put('sub/.git', 'gitdir: ../.git/modules/sub')
    const data = diskData(join(root, 'sub'))
    for (const path of ['../a', '/etc/passwd', './.git', 'x/../../a', 'a//b', 'a/', '.git', '.', '..']) {
      expect([path, data.entry(path), data.fault(path)]).toEqual([path, undefined, undefined])
    }
    expect(diskData(root).entry('.git/config')).toBeUndefined()
    expect(diskData(root).entry('nothing')).toBeUndefined()
    expect(diskData(root).entry('a/below-a-file')).toBeUndefined()
  })
  test('a link among the folders of a path is not followed', () => {
    put('real/f', 'x')
    link('linked', 'real')
    link('etc', '/etc')
    const data = diskData(root)
    expect([data.entry('linked/f'), data.entry('etc/passwd'), data.entry('linked/.')]).toEqual([undefined, undefined, undefined])
    expect(data.entry('real/f')).toMatchObject({ kind: 'file' })
  })
  test('the definitions\' folder may be a link itself', () => {
    put('real/f', 'x')
    link('defs', 'real')
    expect(diskData(join(root, 'defs')).entry('f')).toMatchObject({ kind: 'file' })
  })
  test('a file that is too large says so', () => {
    put('a', 'xxxx')
    put('b', 'xxxxx')
    const data = diskData(root, 4)
    expect(data.entry('a')).toBeDefined()
    expect([data.entry('b'), data.fault('b'), data.fault('a')]).toEqual([undefined, 'it is larger than 4 bytes', undefined])
  })
  test('a pipe is not waited for', () => {
    execFileSync('mkfifo', [join(root, 'pipe')])
    const data = diskData(root)
    expect([data.entry('pipe'), data.fault('pipe')]).toEqual([undefined, 'it is neither a file nor a folder nor a symbolic link'])
  })
  test('what may not be read says so', () => {
    put('secret', 'x', 0)
    if (process.getuid?.() === 0) jest.spyOn(fs, 'openSync').mockImplementation(() => { throw Object.assign(new Error(), { code: 'EACCES', syscall: 'open' }) })
    const data = diskData(root)
    expect([data.entry('secret'), data.fault('secret')]).toEqual([undefined, 'permission denied'])
  })
  test('names that are not UTF-8, or that break lists, are told of the folder and the link', () => {
    put('d/x')
    fs.writeFileSync(Buffer.concat([Buffer.from(`${root}/d/`), Buffer.from([0xff])]), '')
    link('l', Buffer.from([0x61, 0xff]))
    put('e/a\nb')
    const data = diskData(root)
    expect(['d', 'l', 'e'].map((path) => [data.entry(path), data.fault(path)])).toEqual([
      [undefined, 'it holds a name that is not UTF-8 or has control characters'], [undefined, 'it is a link to a name that is not UTF-8'],
      [undefined, 'it holds a name that is not UTF-8 or has control characters'],
    ])
    expect(data.entry('d/x')).toBeDefined()
    expect(data.entry('e/a\nb')).toBeUndefined()
  })
})

test('nothing is read before it is asked for, and nothing twice', () => {
  put('a/b', 'x')
  const read = jest.spyOn(fs, 'readFileSync')
  const data = diskData(root)
  expect(read).not.toHaveBeenCalled()
  const first = data.entry('a/b')
  expect(data.entry('a/b')).toBe(first)
  expect(read).toHaveBeenCalledTimes(1)
})
