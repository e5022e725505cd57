/** When nothing may be written: each refusal has its reason and leaves the disk as it was. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Collector } from '../diagnostics/collector.ts'
import { InternalError } from '../std/internal-error.ts'
import { planWrite, type WriteOptions } from './plan-write.ts'
import { executeWrite } from './write-tree.ts'

type Files = Readonly<Record<string, string>>

let space: string
let out: string
beforeEach(() => {
  space = fs.mkdtempSync(join(tmpdir(), 'morph2bst-refuse-'))
  fs.chmodSync(space, 0o755)
  out = join(space, 'out')
})
afterEach(() => fs.rmSync(space, { recursive: true, force: true }))

/** Why planning or writing fails; `done` if it does not. */
function refusal(files: Files, options: Partial<WriteOptions> = {}, said = new Collector()): string {
  const planned = planWrite(out, new Map(Object.entries(files)), { force: false, ...options }, said)
  const outcome = planned.ok ? executeWrite(planned.value) : planned
  return outcome.ok ? 'done' : `${outcome.failure.reason} ${outcome.failure.path.replace(space, '')}`
}

const write = (files: Files): void => expect(refusal(files)).toBe('done')

/** All of a folder: path → type, mode, content, and that it is the very same file. */
function snapshot(folder: string): Record<string, string> {
  const all: Record<string, string> = {}
  const look = (path: string): void => {
    const stat = fs.lstatSync(path)
    const content = stat.isSymbolicLink() ? fs.readlinkSync(path) : stat.isFile() ? fs.readFileSync(path, 'utf8') : ''
    all[path.slice(folder.length)] = `${stat.mode.toString(8)} ${content} ${path === folder ? '' : `${stat.ino} ${stat.mtimeMs}`}`
    if (stat.isDirectory()) for (const name of fs.readdirSync(path)) look(`${path}/${name}`)
  }
  look(folder)
  return all
}

const first = { 'project.conf': 'name: a\n', 'elements/a.bst': 'kind: a\n', 'elements/deep/b.bst': 'kind: b\n' }

describe('links in the output', () => {
  const outside = (): string => join(space, 'outside')
  beforeEach(() => {
    fs.mkdirSync(outside())
    fs.writeFileSync(join(outside(), 'a.bst'), 'theirs')
  })

  test.each([
    ['a folder', (): void => { fs.rmSync(join(out, 'elements'), { recursive: true }); fs.symlinkSync(outside(), join(out, 'elements')) }, 'elements'],
    ['a file', (): void => { fs.rmSync(join(out, 'project.conf')); fs.symlinkSync(join(outside(), 'a.bst'), join(out, 'project.conf')) }, 'project.conf'],
    ['the manifest', (): void => { fs.rmSync(join(out, '.morph2bst.json')); fs.symlinkSync(join(outside(), 'a.bst'), join(out, '.morph2bst.json')) }, '.morph2bst.json'],
    ['a folder for a file', (): void => { fs.rmSync(join(out, 'project.conf')); fs.mkdirSync(join(out, 'project.conf')) }, 'project.conf'],
    ['a file for a folder', (): void => { fs.rmSync(join(out, 'elements'), { recursive: true }); fs.writeFileSync(join(out, 'elements'), 'x') }, 'elements'],
  ])('%s: refused, also by force, and nothing is written', (_, spoil, path) => {
    write(first)
    spoil()
    const before = snapshot(space)
    for (const force of [false, true]) {
      const said = new Collector()
      expect(refusal({ ...first, 'elements/a.bst': 'new' }, { force }, said)).toBe(`in-the-way /out/${path}`)
      expect(said.list().map((d) => d.code)).toContain('write/in-the-way')
    }
    expect(snapshot(space)).toEqual(before)
  })

  test('a link in place of a folder with stale files only is a person\'s', () => {
    write({ ...first, 'extra/a.bst': 'theirs' })
    fs.rmSync(join(out, 'extra'), { recursive: true })
    fs.symlinkSync(outside(), join(out, 'extra'))
    write(first)
    expect(fs.readlinkSync(join(out, 'extra'))).toBe(outside())
    expect(fs.readFileSync(join(outside(), 'a.bst'), 'utf8')).toBe('theirs')
  })

  test('the output itself may be a link to a folder', () => {
    const real = out
    fs.mkdirSync(join(space, 'real'))
    fs.symlinkSync('real', out)
    write(first)
    write({ ...first, 'project.conf': 'new' })
    expect(fs.readlinkSync(real)).toBe('real')
    expect(fs.readFileSync(join(space, 'real/project.conf'), 'utf8')).toBe('new')
  })

  test('or to one that does not exist yet', () => {
    fs.symlinkSync('real', out)
    write(first)
    expect(fs.existsSync(join(space, 'real/project.conf'))).toBe(true)
  })
})

describe('refusals leave everything as it was', () => {
  test('a file, a file on the way, the definitions, a folder above them', () => {
    fs.mkdirSync(join(space, 'defs'))
    const definitions = join(space, 'defs')
    out = join(space, 'file')
    fs.writeFileSync(out, '')
    expect(refusal(first)).toBe('not-a-directory /file')
    out = join(space, 'file/out')
    expect(refusal(first)).toMatch(/^not-a-directory /)
    out = definitions
    expect(refusal(first, { definitions })).toBe('holds-definitions /defs')
    out = space
    expect(refusal(first, { definitions })).toMatch(/^holds-definitions/)
    out = '/'
    expect(refusal(first, { definitions })).toMatch(/^holds-definitions/)
    out = join(space, 'link')
    fs.symlinkSync('defs', out)
    expect(refusal(first, { definitions })).toBe('holds-definitions /defs')
    out = join(definitions, 'out')
    expect(refusal(first, { definitions })).toBe('done')
    out = join(space, 'defs-2')
    expect(refusal(first, { definitions })).toBe('done')
  })

  test.each(['/etc/passwd', '../x', 'a/../../x', 'a//b', './a', '', 'a/', 'a\nb', '.morph2bst.json', '.morph2bst.json/x'])(
    'a tree with the path %j is a bug', (path) => expect(() => refusal({ [path]: '' })).toThrow(InternalError))
  test('so is a file that is a folder too', () => expect(() => refusal({ 'a/b': '', 'a': '' })).toThrow(InternalError))

  const asRoot = process.getuid?.() === 0
  const asNobody = <T>(work: () => T): T => {
    if (asRoot) process.seteuid?.(65534)
    try { return work() } finally { if (asRoot) process.seteuid?.(0) }
  }

  test('a parent that may not be written', () => {
    write(first)
    if (!asRoot) fs.chmodSync(space, 0o555)
    const before = snapshot(space)
    expect(asNobody(() => refusal({ ...first, 'project.conf': 'new' }))).toBe('no-permission /out')
    expect(snapshot(space)).toEqual(before)
    out = join(space, 'a/b')
    expect(asNobody(() => refusal(first))).toMatch(/^no-permission /)
    fs.chmodSync(space, 0o755)
  })

  const mount = (options: string): string | undefined => {
    try {
      const place = fs.mkdtempSync(join(tmpdir(), 'morph2bst-mount-'))
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', place], { stdio: 'ignore' })
      return place
    } catch {
      return undefined
    }
  }
  const small = mount('size=512k,mode=0755')
  const withMount = small === undefined ? test.skip : test
  const why = small === undefined ? ' (skipped: mounting a tmpfs is not permitted here)' : ''
  afterAll(() => {
    if (small === undefined) return
    execFileSync('umount', [small])
    fs.rmdirSync(small)
  })

  withMount(`a full disk${why}`, () => {
    out = join(small!, 'deep/out')
    const large = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`elements/${i}.bst`, 'x'.repeat(5000)]))
    expect(refusal(large)).toMatch(/^no-space .*deep\/out/)
    expect(fs.readdirSync(small!)).toEqual([])
    write(first)
    fs.writeFileSync(join(out, 'mine'), 'mine')
    const before = snapshot(out)
    expect(refusal({ ...first, ...large })).toMatch(/^no-space /)
    expect(snapshot(out)).toEqual(before)
    expect(fs.readdirSync(join(small!, 'deep'))).toEqual(['out'])
    fs.rmSync(join(small!, 'deep'), { recursive: true })
  })

  withMount(`a mount point, and one inside${why}`, () => {
    out = small!
    expect(refusal(first)).toBe(`mount-point ${small!}`)
    out = join(space, 'out')
    write(first)
    fs.mkdirSync(join(out, 'data'))
    execFileSync('mount', ['--bind', small!, join(out, 'data')])
    const bound = join(out, 'elements')
    execFileSync('mount', ['--bind', bound, bound])
    try {
      expect(refusal({ ...first, 'project.conf': 'new' })).toMatch(/^mount-point \/out\/(data|elements)/)
      execFileSync('umount', [join(out, 'data')])
      const before = Object.keys(snapshot(space))
      expect(refusal({ ...first, 'project.conf': 'new' })).toMatch(/^mount-point \/out\/elements/)
      expect(Object.keys(snapshot(space))).toEqual(before)
    } finally {
      execFileSync('umount', [bound])
    }
  })
})
