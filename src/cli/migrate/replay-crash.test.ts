/** A replay that is stopped, by its person or by force, goes on where it was and ends as one that was not. */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { makeHistory, type GivenCommit } from '../../../tests/support/history.ts'
import { gitIn } from '../../../tests/support/repository.ts'
import { runCli } from '../../../tests/support/run-cli.ts'
import { smallDefinitions as small } from '../../../tests/support/small-definitions.ts'

const WORDS = ['migrate', '.', '--branch', 'bst', '--replay', '--project-name', 'p']

/** Branches that are merged, an error that is mended, commits that touch nothing. */
const COMMITS: readonly GivenCommit[] = [
  { name: '0', files: { x: '' } },
  { name: '1', files: small() },
  { name: '2', files: small({ tool: 'tool' }) },
  { name: '3', files: { x: '1', ...small({ tool: 'tool' }) } },
  { name: '4', parents: ['1'], files: small({ ref: '4' }) },
  { name: '5', files: small({ ref: '4', broken: true }) },
  { name: '6', files: small({ ref: '5' }) },
  { name: '7', parents: ['3', '6'], files: small({ ref: '5', tool: 'tool' }) },
  { name: '8', parents: ['3'], files: { x: '2', ...small({ tool: 'tool' }) } },
  { name: '9', parents: ['7', '8'], files: { x: '2', ...small({ ref: '6', tool: 'tool' }) } },
]

/** What a replay that nobody disturbs gives. */
async function undisturbed(): Promise<readonly string[]> {
  const { folder } = makeHistory(COMMITS)
  expect((await runCli(WORDS, { cwd: folder })).code).toBe(1)
  return resultIn(folder)
}

function resultIn(folder: string): readonly string[] {
  return [gitIn(folder, 'rev-parse', 'bst'), gitIn(folder, 'rev-parse', 'refs/notes/morph2bst/bst^{tree}')]
}

test('Ctrl-C ends it behind a commit, with 130; each further run goes on', async () => {
  const { folder } = makeHistory(COMMITS)
  const told: string[] = []
  for (let code = 130; code === 130;) {
    const controller = new AbortController()
    let asked = 0
    const now = (): number => {
      if (++asked > 8) controller.abort()
      return 0
    }
    const result = await runCli(WORDS, { cwd: folder, now, stopSignal: () => controller.signal })
    code = result.code
    told.push(result.stdout.split('\n')[0] ?? '')
    if (code === 130) expect(spawnSync('git', ['-C', folder, 'rev-parse', '--verify', '--quiet', 'bst']).status).toBe(1)
  }
  expect(told.length).toBeGreaterThan(2)
  expect(told[0]).toMatch(/^stopped at [1-5] of 10 commits: the same command goes on from there$/)
  expect(resultIn(folder)).toEqual(await undisturbed())
})

describe('killed', () => {
  let program: string
  beforeAll(() => {
    program = join(mkdtempSync(join(tmpdir(), 'morph2bst-program-')), 'replay.mjs')
    buildSync({
      stdin: { contents: PROGRAM, resolveDir: __dirname, loader: 'ts' }, loader: { '.yml': 'text' },
      bundle: true, platform: 'node', format: 'esm', outfile: program, logLevel: 'error', external: ['*.bundle'],
      banner: { js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url); const __dirname = import.meta.dirname; const __filename = import.meta.filename;' },
    })
  })
  afterAll(() => rmSync(join(program, '..'), { recursive: true, force: true }))

  /** `<folder> <n>`: a replay with a checkpoint behind each commit, which dies before the n-th thing that it would have git do. */
  const PROGRAM = `
    import child_process from 'node:child_process'
    import { syncBuiltinESMExports } from 'node:module'
    let left = Number(process.argv[3])
    const step = () => { if (--left <= 0) process.kill(process.pid, 'SIGKILL') }
    const { spawn } = child_process
    child_process.spawn = (...args) => {
      step()
      const child = spawn(...args)
      const write = child.stdin?.write
      if (write) child.stdin.write = function (...words) { step(); return write.apply(this, words) }
      return child
    }
    syncBuiltinESMExports()
    const { prepare } = await import('./prepare.ts')
    const { replay } = await import('./replay.ts')
    const io = { stdout: () => {}, stderr: () => {}, cwd: process.argv[2], colour: false, stdoutColour: false, columns: 80, screen: undefined, environment: {}, now: Date.now, stopSignal: () => new AbortController().signal }
    const values = { branch: 'bst', replay: true, 'project-name': 'p' }
    process.exitCode = await replay(await prepare('.', 'bst', process.argv[2]), values, io, new AbortController().signal, { pace: { commits: 1, bytes: 1 }, checkpointMs: 0 })
  `

  /** What it leaves among temporary files goes with the program. */
  function die(folder: string, dieAt: number): SpawnSyncReturns<string> {
    return spawnSync(process.execPath, [program, folder, String(dieAt)], { encoding: 'utf8', env: { ...process.env, TMPDIR: join(program, '..') } })
  }

  test('never, it gives the same with a checkpoint behind each commit', async () => {
    const { folder } = makeHistory(COMMITS)
    const { status, stderr } = die(folder, Infinity)
    expect([status, stderr]).toEqual([1, ''])
    expect(resultIn(folder)).toEqual(await undisturbed())
  })

  test('at any moment, it goes on from its last checkpoint', async () => {
    const { folder } = makeHistory(COMMITS)
    const states = new Set<string>()
    for (let dieAt = 60, isAlive = false; !isAlive; dieAt += 31) {
      const { signal, status, stderr } = die(folder, dieAt)
      isAlive = signal === null
      // The last run may have had no errors of its own.
      expect([isAlive ? [0, 1] : [null], stderr]).toEqual([expect.arrayContaining([status]), ''])
      states.add(gitIn(folder, 'for-each-ref', 'refs/notes'))
      expect(gitIn(folder, 'fsck', '--no-dangling')).toBe('')
    }
    expect(states.size).toBeGreaterThan(2)
    expect(resultIn(folder)).toEqual(await undisturbed())
  })

  test('with what no ref leads to cleared away since, it begins anew', async () => {
    const { folder } = makeHistory(COMMITS)
    for (let dieAt = 60; gitIn(folder, 'for-each-ref', 'refs/notes') === ''; dieAt += 10) die(folder, dieAt)
    gitIn(folder, 'gc', '-q', '--prune=now')
    const { stderr } = await runCli(WORDS, { cwd: folder })
    expect(stderr).toContain('git has cleared away commits of the earlier run, which no branch led to; beginning anew\n')
    expect(resultIn(folder)).toEqual(await undisturbed())
  })
})
