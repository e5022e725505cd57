/** The writer as a process of its own: killed at random moments, and run by a user who may not do everything. */
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { recover } from './recover.ts'

const ROUNDS = 60

let space: string
let out: string
let program: string
beforeAll(() => {
  program = join(fs.mkdtempSync(join(tmpdir(), 'morph2bst-program-')), 'write.mjs')
  fs.chmodSync(join(program, '..'), 0o755)
  buildSync({
    stdin: { contents: PROGRAM, resolveDir: __dirname, loader: 'ts' },
    bundle: true, platform: 'node', format: 'esm', outfile: program, logLevel: 'error',
  })
})
beforeEach(() => {
  space = fs.mkdtempSync(join(tmpdir(), 'morph2bst-crash-'))
  fs.chmodSync(space, 0o755)
  out = join(space, 'out')
})
afterEach(() => fs.rmSync(space, { recursive: true, force: true }))
afterAll(() => fs.rmSync(join(program, '..'), { recursive: true, force: true }))

/**
 * `once <out> <version> <n>` writes one of two trees and prints the outcome, but dies before its n-th change to the disk
 * if it gets there; `loop <out>` writes the two in turn for ever.
 */
const PROGRAM = `
  import fs from 'node:fs'
  import { syncBuiltinESMExports } from 'node:module'
  import { Collector } from '../diagnostics/collector.ts'
  import { planWrite } from './plan-write.ts'
  import { executeWrite } from './write-tree.ts'
  const FILES = Number(process.argv[6] ?? 24)
  const tree = (version) => {
    const files = [['project.conf', version]]
    for (let i = 0; i < FILES; i++) files.push(['elements/' + (i % 2) + '/' + i + '.bst', i % 3 ? 'same' : version + i])
    for (let i = 0; i < 2; i++) files.push(['only-' + version + '/' + i, version])
    return new Map(files)
  }
  const write = (version) => {
    const plan = planWrite(process.argv[3], tree(version), { force: false }, new Collector())
    return plan.ok ? executeWrite(plan.value) : plan
  }
  let left = Number(process.argv[5] ?? 'Infinity')
  for (const name of ['mkdirSync', 'rmdirSync', 'unlinkSync', 'linkSync', 'symlinkSync', 'renameSync', 'openSync', 'writeSync',
    'chmodSync', 'fchmodSync', 'utimesSync', 'lutimesSync', 'copyFileSync']) {
    const call = fs[name]
    fs[name] = (...args) => {
      if ((name !== 'openSync' || args[1] === 'wx') && --left <= 0) process.kill(process.pid, 'SIGKILL')
      return call(...args)
    }
  }
  syncBuiltinESMExports()
  if (process.argv[2] === 'once') console.log(JSON.stringify(write(process.argv[4])))
  else for (let i = 0; ; i++) {
    const outcome = write(i % 2 ? 'old' : 'new')
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
    if (i === 0) process.stdout.write('started')
  }
`

interface Answer { readonly ok: boolean; readonly failure?: { readonly reason: string; readonly path: string } }

const FEW = 3

/** One run; nothing if it died. */
function once(version: string, { uid, dieAt = Infinity, files = 24 }: { uid?: number; dieAt?: number; files?: number } = {}): Answer | undefined {
  const run = spawnSync(process.execPath, [program, 'once', out, version, String(dieAt), String(files)],
    { encoding: 'utf8', ...(uid === undefined ? {} : { uid }) })
  return run.signal === null ? JSON.parse(run.stdout) as Answer : undefined
}

/** Path → type, mode, content and, of what is a person's, the time. */
function snapshot(folder: string): Record<string, string> {
  const all: Record<string, string> = {}
  const look = (path: string): void => {
    const stat = fs.lstatSync(path)
    const content = stat.isSymbolicLink() ? fs.readlinkSync(path) : stat.isFile() ? fs.readFileSync(path, 'utf8') : ''
    const time = path.includes('/mine') ? stat.mtimeMs : ''
    all[path.slice(folder.length)] = `${stat.mode.toString(8)} ${content} ${time}`
    if (stat.isDirectory()) for (const name of fs.readdirSync(path)) look(`${path}/${name}`)
  }
  look(folder)
  return all
}

function addPersonsFiles(): void {
  fs.mkdirSync(join(out, 'mine/empty'), { recursive: true })
  fs.writeFileSync(join(out, 'mine/run.sh'), '#!/bin/sh', { mode: 0o755 })
  fs.symlinkSync('../elements', join(out, 'mine/link'))
  fs.writeFileSync(join(out, 'elements/mine.bst'), 'mine')
  fs.writeFileSync(join(out, 'elements/0/0.bst'), 'edited')
}

/** Runs the loop and kills it some time after its first write. */
async function killedLoop(delayMs: number): Promise<void> {
  const child = spawn(process.execPath, [program, 'loop', out], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)))
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended])
  await new Promise((resolve) => setTimeout(resolve, delayMs))
  child.kill('SIGKILL')
  expect(await ended).toBe('SIGKILL')
}

/** What the two trees look like on disk, together with a person's files. */
function bothTrees(files: number): (found: Record<string, string>) => Record<string, string> {
  once('old', { files })
  addPersonsFiles()
  once('new', { files })
  const fresh = snapshot(out)
  once('old', { files })
  const old = snapshot(out)
  expect(Object.keys(old)).toContain('/mine/empty')
  expect(old['/elements/0/0.bst']).toMatch('edited')
  expect(fresh['/project.conf']).not.toBe(old['/project.conf'])
  return (found) => (found['/project.conf'] === old['/project.conf'] ? old : fresh)
}

test('killed before each single change to the disk, the folder is the old or the new one', () => {
  const nearest = bothTrees(FEW)
  let current = 'old'
  let [restored, survived] = [0, 0]
  for (let n = 1; survived < 2; n++) {
    survived = once(current === 'old' ? 'new' : 'old', { dieAt: n, files: FEW }) ? survived + 1 : 0
    // Without the folder, only recovery can help; with it, it is whole even before.
    if (fs.existsSync(out)) expect(snapshot(out)).toEqual(nearest(snapshot(out)))
    const outcome = recover(out)
    expect(outcome).toMatchObject({ ok: true, value: { stuck: [] } })
    restored += Number(outcome.ok && outcome.value.restored)
    expect(snapshot(out)).toEqual(nearest(snapshot(out)))
    expect(fs.readdirSync(space)).toEqual(['out'])
    current = fs.readFileSync(join(out, 'project.conf'), 'utf8')
  }
  expect(restored).toBeGreaterThan(0)
})

test(`killed at ${ROUNDS} moments, the folder is the old or the new one`, async () => {
  const nearest = bothTrees(24)
  let left = 0
  for (let round = 0; round < ROUNDS; round++) {
    await killedLoop(Math.random() * 40)
    if (fs.readdirSync(space).some((name) => name !== 'out')) left++
    if (fs.existsSync(out)) expect(snapshot(out)).toEqual(nearest(snapshot(out)))
    expect(recover(out)).toMatchObject({ ok: true, value: { stuck: [] } })
    expect(snapshot(out)).toEqual(nearest(snapshot(out)))
    expect(fs.readdirSync(space)).toEqual(['out'])
  }
  expect(left).toBeGreaterThan(ROUNDS / 4)
}, 300_000)

describe('recovery of each moment', () => {
  const DEAD = 4_194_305
  const aside = (role: string, pid = DEAD): string => join(space, `.out.morph2bst-${pid}-${role}`)
  const make = (path: string, version: string): void => {
    fs.mkdirSync(path)
    fs.writeFileSync(join(path, 'project.conf'), version)
  }
  const state = (): string[] => fs.readdirSync(space).map((name) => {
    const conf = join(space, name, 'project.conf')
    return `${name} ${fs.existsSync(conf) ? fs.readFileSync(conf, 'utf8') : 'empty'}`
  })

  test.each([
    ['nothing there', [], []],
    ['first write', ['new'], []],
    ['while the new one is made', ['target', 'new'], ['out target']],
    ['between the renames', ['old', 'new'], ['out old']],
    ['between the renames, and the new one removed by hand', ['old'], ['out old']],
    ['after the second rename', ['target', 'old'], ['out target']],
    ['while the old one is taken apart', ['target', 'gone'], ['out target']],
    ['taken apart, and the folder removed by hand', ['gone'], []],
  ])('%s', (_, made, expected) => {
    for (const role of made) make(role === 'target' ? out : aside(role), role)
    expect(recover(out)).toMatchObject({ ok: true, value: { stuck: [], restored: expected[0] === 'out old' } })
    expect(state()).toEqual(expected)
  })

  test('an empty folder made since does not hide the old one', () => {
    make(aside('old'), 'old')
    make(aside('new'), 'new')
    fs.mkdirSync(out)
    recover(out)
    expect(state()).toEqual(['out old'])
  })

  test('folders of a running process, and names that only look alike, are left alone', () => {
    make(out, 'target')
    for (const path of [aside('new', process.ppid), aside('old', process.ppid), `${aside('new')}er`, join(space, '.out2.morph2bst-1-new')]) make(path, 'x')
    recover(out)
    expect(state()).toHaveLength(5)
  })

  test('a swap that stands still belongs to nobody, though its number is in use again', () => {
    make(aside('old', process.ppid), 'old')
    make(aside('new', process.ppid), 'new')
    recover(out)
    expect(state()).toEqual(['out old'])
  })

  test('folders of an earlier process with our number are cleared away', () => {
    make(out, 'target')
    for (const role of ['new', 'old', 'gone']) make(aside(role, process.pid), role)
    recover(out)
    expect(state()).toEqual(['out target'])
  })

  test('behind a link', () => {
    fs.mkdirSync(join(space, 'work'))
    fs.symlinkSync('../out', join(space, 'work/link'))
    make(aside('old'), 'old')
    recover(join(space, 'work/link'))
    expect(state()).toEqual(['out old', 'work empty'])
  })
})

const asRoot = process.getuid?.() === 0
const forRoot = asRoot ? test : test.skip
forRoot(`folders of someone else${asRoot ? '' : ' (skipped: only root can make them)'}`, () => {
  const NOBODY = 65534
  fs.chownSync(space, NOBODY, NOBODY)
  once('old', { uid: NOBODY })
  fs.mkdirSync(join(out, 'cache'))
  fs.writeFileSync(join(out, 'cache/x'), 'x')
  const before = snapshot(space)
  expect(once('new', { uid: NOBODY })).toMatchObject({ ok: false, failure: { reason: 'no-permission', path: join(out, 'cache') } })
  expect(snapshot(space)).toEqual(before)

  // His own folder may be read-only; another's file in it is copied where the system forbids the link.
  fs.chownSync(join(out, 'cache'), NOBODY, NOBODY)
  fs.chmodSync(join(out, 'cache'), 0o555)
  expect(once('new', { uid: NOBODY })).toMatchObject({ ok: true })
  expect(fs.readFileSync(join(out, 'cache/x'), 'utf8')).toBe('x')
  expect(fs.statSync(join(out, 'cache')).mode & 0o777).toBe(0o555)
  expect(fs.readdirSync(space)).toEqual(['out'])
})
