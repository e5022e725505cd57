import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Collector } from '../diagnostics/collector.ts'
import { planWrite, type WriteOptions, type WritePlan } from './plan-write.ts'
import { executeWrite } from './write-tree.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

let space: string
let out: string
beforeEach(() => {
  space = fs.mkdtempSync(join(tmpdir(), 'morph2bst-write-'))
  fs.chmodSync(space, 0o755)
  out = join(space, 'out')
})
afterEach(() => {
  jest.restoreAllMocks()
  fs.rmSync(space, { recursive: true, force: true })
})

const plan = (files: Files, options: Partial<WriteOptions> = {}, collector = new Collector()): WritePlan => {
  const outcome = planWrite(out, new Map(Object.entries(files)), { force: false, ...options }, collector)
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

/** Plans and writes; answers the codes of what was said. */
function write(files: Files, options: Partial<WriteOptions> = {}): string[] {
  const collector = new Collector()
  expect(executeWrite(plan(files, options, collector))).toMatchObject({ ok: true })
  expect(fs.readdirSync(dirname(fs.realpathSync(out))).filter((name) => name.includes('morph2bst-'))).toEqual([])
  return collector.list().map((d) => d.code)
}

/** The lists of a plan that are not empty. */
const lists = ({ create, update, unchanged, stale, edited, foreign }: WritePlan): object =>
  Object.fromEntries(Object.entries({ create, update, unchanged, stale, edited, foreign }).filter(([, list]) => list.length > 0))

const edit = (path: string, text: string): void => {
  fs.mkdirSync(dirname(join(out, path)), { recursive: true })
  fs.writeFileSync(join(out, path), text)
}
const text = (path: string): string => fs.readFileSync(join(out, path), 'utf8')

/** All of a folder, except names that are not UTF-8: path → type, mode and content. */
function snapshot(folder: string, inodes = false): Record<string, string> {
  const all: Record<string, string> = {}
  const look = (path: string): void => {
    const stat = fs.lstatSync(path)
    const content = stat.isSymbolicLink() ? fs.readlinkSync(path) : stat.isFile() ? fs.readFileSync(path, 'latin1') : ''
    const identity = inodes ? ` ${stat.ino} ${stat.mtimeMs} ${stat.ctimeMs}` : ''
    all[path.slice(folder.length)] = `${stat.mode.toString(8)} ${content}${identity}`
    if (stat.isDirectory()) for (const name of fs.readdirSync(path)) if (!name.includes('\uFFFD')) look(`${path}/${name}`)
  }
  look(folder)
  return all
}

const first = { 'project.conf': 'name: a\n', 'elements/a.bst': 'kind: a\n', 'elements/deep/b.bst': 'kind: b\n' }

describe('classification', () => {
  test('an absent folder: everything is created, parents too', () => {
    out = join(space, 'x/y/out')
    expect(lists(plan(first))).toEqual({ create: ['elements/a.bst', 'elements/deep/b.bst', 'project.conf'] })
    write(first)
    expect(text('elements/deep/b.bst')).toBe('kind: b\n')
    expect(text('.morph2bst.json')).toMatchInlineSnapshot(`
"{
  "format": 1,
  "tool": "morph2bst",
  "files": [
    { "path": "elements/a.bst", "sha256": "e4629a82e03ecc1176d91243c70e4cda52ca126b6542f476e09439df207687c7" },
    { "path": "elements/deep/b.bst", "sha256": "f8e7b5fc74a8d5f34f48e3a098ee26951b811d3bebd507b67d30b3dcd724e894" },
    { "path": "project.conf", "sha256": "1e7e5f3c45fc71cc0d92ffd6a4136ce35256118f2cb9a940b09a9e336022a571" }
  ]
}
"
`)
  })

  test('an empty folder keeps its mode', () => {
    fs.mkdirSync(out)
    fs.chmodSync(out, 0o2750)
    write(first)
    expect(fs.statSync(out).mode & 0o7777).toBe(0o2750)
  })

  test('each kind of path', () => {
    write({ ...first, 'elements/old.bst': 'o', 'elements/old-edited.bst': 'o', 'elements/mine.bst': 'm', 'elements/lost.bst': 'l' })
    edit('elements/old-edited.bst', 'mine')
    edit('elements/mine.bst', 'mine')
    edit('elements/own.bst', 'mine')
    edit('elements/same.bst', 'same')
    edit('notes/x.txt', '')
    edit('README', '')
    fs.rmSync(join(out, 'elements/lost.bst'))
    const wanted = {
      ...first, 'project.conf': 'name: b\n', 'elements/mine.bst': 'm', 'elements/own.bst': 'w', 'elements/same.bst': 'same', 'elements/lost.bst': 'l',
    }
    const collector = new Collector()
    const planned = plan(wanted, {}, collector)
    expect(planned.differs).toBe(true)
    expect(lists(planned)).toEqual({
      create: ['elements/lost.bst'], update: ['project.conf'],
      unchanged: ['elements/a.bst', 'elements/deep/b.bst', 'elements/same.bst'],
      stale: ['elements/old.bst'], edited: ['elements/mine.bst', 'elements/old-edited.bst', 'elements/own.bst'],
      foreign: ['README', 'notes/'],
    })
    expect(collector.list().map((d) => `${d.code}: ${d.message}`)).toEqual([
      'write/kept-edited: elements/mine.bst was changed by hand since it was generated; it is kept, and expected to need a look',
      'write/kept-own: elements/own.bst was not generated by morph2bst, and a file of that name is to be generated; yours is kept',
      'write/kept-stale: elements/old-edited.bst is generated no longer and would be removed, but it was changed by hand; it is kept',
    ])
    write(wanted)
    expect(['mine', 'own', 'old-edited'].map((name) => text(`elements/${name}.bst`))).toEqual(['mine', 'mine', 'mine'])
    expect(fs.existsSync(join(out, 'elements/old.bst'))).toBe(false)
    // Edited files stay so, and the taken-over file is ours from now on.
    expect(lists(plan({ ...wanted, 'elements/same.bst': 'new' }))).toMatchObject({
      update: ['elements/same.bst'], edited: ['elements/mine.bst', 'elements/old-edited.bst', 'elements/own.bst'],
    })
    expect(plan(wanted).differs).toBe(false)
  })

  test('bytes that are no text go through all of it as they are', () => {
    const bytes = (path: string): Buffer => fs.readFileSync(join(out, path))
    // Longer than what is read at once, not UTF-8, with line ends of every kind; and a window of a larger buffer.
    const large = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7 + (index >> 8)) % 256))
    const small = new Uint8Array([1, 0xff, 0x0d, 0x0a, 0, 2])
    const window = new Uint8Array(large.buffer, large.byteOffset + 10, 6)
    const files = { 'files/large': large, 'files/small': small, 'files/window': window, 'files/none': new Uint8Array(0) }
    expect(write(files)).toEqual([])
    expect([bytes('files/large').equals(large), bytes('files/small').equals(small), bytes('files/window')]).toEqual([true, true, Buffer.from(window)])
    expect([plan(files).differs, lists(plan(files))]).toEqual([false, { unchanged: ['files/large', 'files/none', 'files/small', 'files/window'] }])
    const changed = Buffer.from(large)
    changed.writeUInt8(large.readUInt8(299_999) ^ 1, 299_999)
    fs.writeFileSync(join(out, 'files/small'), Buffer.from([0xfe]))
    const next = { 'files/large': changed, 'files/small': window, 'files/none': new Uint8Array(0) }
    expect(lists(plan(next))).toEqual({ update: ['files/large'], unchanged: ['files/none'], edited: ['files/small'], stale: ['files/window'] })
    expect(write(next)).toEqual(['write/kept-edited'])
    expect([bytes('files/large').equals(changed), bytes('files/small'), fs.existsSync(join(out, 'files/window'))]).toEqual([true, Buffer.from([0xfe]), false])
  })

  test('force replaces edits, and removes none', () => {
    write({ ...first, 'elements/old.bst': 'o' })
    edit('elements/old.bst', 'mine')
    edit('elements/a.bst', 'mine')
    edit('elements/own.bst', 'mine')
    fs.chmodSync(join(out, 'elements/a.bst'), 0o755)
    expect(write({ ...first, 'elements/own.bst': 'w' }, { force: true })).toEqual(['write/kept-stale'])
    expect([text('elements/a.bst'), text('elements/own.bst'), text('elements/old.bst')]).toEqual(['kind: a\n', 'w', 'mine'])
    expect(fs.statSync(join(out, 'elements/a.bst')).mode & 0o777).toBe(0o755)
  })

  test('an edit that is taken back is followed again', () => {
    write(first)
    edit('elements/a.bst', 'mine')
    expect(write({ ...first, 'elements/a.bst': 'new\n' })).toEqual(['write/kept-edited'])
    edit('elements/a.bst', 'kind: a\n')
    expect(lists(plan({ ...first, 'elements/a.bst': 'new\n' }))).toMatchObject({ update: ['elements/a.bst'] })
    edit('elements/a.bst', 'new\n')
    expect(write({ ...first, 'elements/a.bst': 'new\n' })).toEqual([])
    expect(lists(plan(first))).toMatchObject({ update: ['elements/a.bst'] })
  })

  test('an emptied generated file is written anew; an empty file of a person is kept', () => {
    write(first)
    edit('elements/a.bst', '')
    edit('elements/own.bst', '')
    expect(lists(plan({ ...first, 'elements/own.bst': 'x' }))).toMatchObject({ update: ['elements/a.bst'], edited: ['elements/own.bst'] })
  })

  test('files larger than the read buffer', () => {
    const big = { ...first, 'big.txt': 'x'.repeat(600_000) }
    write(big)
    expect(plan(big).differs).toBe(false)
    edit('big.txt', `${big['big.txt']}y`)
    expect(lists(plan(big))).toMatchObject({ edited: ['big.txt'] })
  })

  test('a folder that becomes a file and the reverse', () => {
    write({ 'a/x.bst': '1', 'b': '2' })
    write({ 'a': '1', 'b/x.bst': '2' })
    expect([text('a'), text('b/x.bst')]).toEqual(['1', '2'])
  })
})

describe('a manifest that cannot be used', () => {
  const entry = (path: string): string => JSON.stringify({ format: 1, tool: 'morph2bst', files: [{ path, sha256: '0'.repeat(64) }] })
  test.each([
    ['conflict', '<<<<<<< HEAD\n', 'it is not JSON'],
    ['not ours', '[]', 'it is not a manifest of morph2bst'],
    ['newer', '{"format":2,"tool":"morph2bst","files":[]}', 'its format is 2 and this version knows 1'],
    ['climbing', entry('../../etc/passwd'), 'it has an entry without a proper path'],
    ['absolute', entry('/etc/passwd'), 'it has an entry without a proper path'],
    ['no digest', '{"format":1,"tool":"morph2bst","files":[{"path":"a"}]}', 'its entry a has no digest'],
  ])('%s: nothing that exists is touched', (_, bytes, fault) => {
    write({ ...first, 'old.bst': '' })
    edit('.morph2bst.json', bytes)
    const collector = new Collector()
    const wanted = { ...first, 'project.conf': 'new\n' }
    expect(lists(plan(wanted, {}, collector))).toEqual({
      unchanged: ['elements/a.bst', 'elements/deep/b.bst'], edited: ['project.conf'], foreign: ['old.bst'],
    })
    expect(collector.list()[0]!.message).toContain(`but ${fault};`)
    expect(write(wanted)).toEqual(['write/bad-manifest', 'write/kept-own'])
    expect(text('project.conf')).toBe('name: a\n')
    expect(write(wanted, { force: true })).toEqual([])
    expect(text('project.conf')).toBe('new\n')
  })
})

describe('what is a person\'s survives', () => {
  test('nothing changes on a second run, not even a time', () => {
    write(first)
    edit('mine.txt', '')
    const before = snapshot(space, true)
    expect(executeWrite(plan(first))).toEqual({ ok: true, value: { written: false } })
    expect(snapshot(space, true)).toEqual(before)
  })

  test('links, modes, times, empty folders, .git, names that are not UTF-8', () => {
    write({ ...first, 'gone/only.bst': '' })
    for (let i = 0; i < 30; i++) edit(`.git/objects/${i}/o`, `${i}`)
    edit('elements/run.sh', '#!/bin/sh')
    fs.chmodSync(join(out, 'elements/run.sh'), 0o4751)
    fs.mkdirSync(join(out, 'elements/empty/inner'), { recursive: true })
    fs.chmodSync(join(out, 'elements/empty'), 0o1500)
    fs.symlinkSync('/nowhere', join(out, 'elements/link'))
    fs.symlinkSync('elements', join(out, 'folder-link'))
    fs.linkSync(join(out, 'elements/run.sh'), join(out, 'twin'))
    fs.writeFileSync(Buffer.concat([Buffer.from(`${out}/caf`), Buffer.from([0xe9])]), 'bytes')
    execFileSync('mkfifo', [join(out, 'elements/pipe')])
    const past = new Date('2001-02-03T04:05:06Z')
    for (const path of ['elements/run.sh', '.git', '.git/objects/1', 'elements/empty']) fs.utimesSync(join(out, path), past, past)
    fs.lutimesSync(join(out, 'elements/link'), past, past)
    const inode = fs.statSync(join(out, 'elements/run.sh')).ino
    const before = snapshot(out)

    write({ ...first, 'elements/a.bst': 'new' })
    const expected: Record<string, string> = { ...before, '/elements/a.bst': before['/elements/a.bst']!.replace('kind: a\n', 'new') }
    delete expected['/gone']
    delete expected['/gone/only.bst']
    const after = snapshot(out)
    expect({ ...after, '/.morph2bst.json': '' }).toEqual({ ...expected, '/.morph2bst.json': '' })
    for (const path of ['elements/run.sh', '.git', '.git/objects/1', 'elements/empty', 'elements/link']) {
      expect(fs.lstatSync(join(out, path)).mtimeMs).toBe(past.getTime())
    }
    expect(fs.statSync(join(out, 'elements/run.sh'))).toMatchObject({ ino: inode, nlink: 2 })
    expect(fs.readFileSync(Buffer.concat([Buffer.from(`${out}/caf`), Buffer.from([0xe9])]), 'utf8')).toBe('bytes')
  })

  test('where hard links are not allowed, files are copied with mode and time', () => {
    write(first)
    edit('mine.sh', 'mine')
    fs.chmodSync(join(out, 'mine.sh'), 0o750)
    fs.utimesSync(join(out, 'mine.sh'), 1e9, 1e9)
    const link = jest.spyOn(fs, 'linkSync').mockImplementation(() => {
      throw Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'link' })
    })
    write({ ...first, 'more.bst': '' })
    expect(link).toHaveBeenCalled()
    expect(text('mine.sh')).toBe('mine')
    expect(fs.statSync(join(out, 'mine.sh'))).toMatchObject({ mode: 0o100750, mtimeMs: 1e12 })
  })

  test('a file saved while we work is not lost', () => {
    write(first)
    edit('mine.txt', 'before')
    const rename = fs.renameSync
    jest.spyOn(fs, 'renameSync').mockImplementationOnce((from, to) => {
      fs.writeFileSync(join(out, 'late.txt'), 'late')
      fs.mkdirSync(join(out, 'late'))
      fs.writeFileSync(join(out, 'late/x.txt'), 'late')
      fs.writeFileSync(join(out, 'mine.txt.new'), 'after')
      rename(join(out, 'mine.txt.new'), join(out, 'mine.txt'))
      rename(from, to)
    })
    write({ ...first, 'project.conf': 'new' })
    expect([text('late.txt'), text('late/x.txt'), text('mine.txt'), text('project.conf')]).toEqual(['late', 'late', 'after', 'new'])
  })

  test('a folder that changed since it was planned is left alone', () => {
    write(first)
    const planned = plan({ ...first, 'project.conf': 'new' })
    edit('project.conf', 'mine')
    const before = snapshot(space, true)
    expect(executeWrite(planned)).toMatchObject({ ok: false, failure: { reason: 'changed-meanwhile', path: out } })
    expect(snapshot(out, false)).toMatchObject({ '/project.conf': expect.stringContaining('mine') as string })
    expect(Object.keys(snapshot(space))).toEqual(Object.keys(before))
  })
})
