import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bumps, BROKEN, copyOf, diff, makeRepository, ZLIB } from '../../../tests/support/diff-repository.ts'
import { ownGitSettings } from '../../../tests/support/git-settings.ts'
import { laidOut } from '../../../tests/support/patched.ts'
import { gitIn, stateOf, writeAll } from '../../../tests/support/repository.ts'
import { runCli, type RunResult } from '../../../tests/support/run-cli.ts'
import type { Io } from '../io.ts'

let master: string
beforeAll(() => { master = makeRepository() })
const repository = (): ReturnType<typeof copyOf> => copyOf(master)

describe('formats', () => {
  test('text is a summary and the diff, or with --stat the counts', async () => {
    const { space } = repository()
    const { stdout } = await diff(space, 'v1', 'v2')
    expect(stdout).toMatch(/^1 element changed\n[^]*\n\ndiff --git a\/elements\/strata\/core\/zlib\.bst b\/elements\/strata\/core\/zlib\.bst\n/)
    const stat = (await diff(space, 'v1', 'v2', '--stat')).stdout
    expect(stat).toMatch(/^1 element changed\n[^]*\n\n elements\/strata\/core\/zlib\.bst +\| +\d+ \+-+\n 1 file changed, /)
    expect(stat).not.toContain('diff --git')
    expect((await diff(space, 'v1', 'v2', '--stat', '-f', 'patch')).stdout).toBe(stat.slice(stat.lastIndexOf('\n\n') + 2))
    expect((await diff(space, 'v1', 'v2', '--stat', '-f', 'markdown')).stdout).toMatch(/```\n elements\/strata\/core\/zlib\.bst +\|/)
    expect((await diff(space, 'v1', 'v1')).stdout).toBe(`Nothing differs between v1 (${gitIn(join(space, 'defs'), 'rev-parse', '--short=7', 'v1')}) and v1 (${gitIn(join(space, 'defs'), 'rev-parse', '--short=7', 'v1')}).\n`)
  })

  test('the patch applies to the project of the revision before', async () => {
    const { space, defs } = repository()
    gitIn(space, 'clone', '-q', defs, 'clone')
    gitIn(join(space, 'clone'), 'checkout', '-q', 'v1')
    await runCli(['convert', 'clone', '--project-name', 'defs', '-o', 'old'], { cwd: space })
    gitIn(join(space, 'clone'), 'checkout', '-q', 'origin/side')
    await runCli(['convert', 'clone', '--project-name', 'defs', '-o', 'new'], { cwd: space })
    const { stdout } = await diff(space, 'v1', 'side', '-f', 'patch')
    execFileSync('git', ['apply'], { cwd: join(space, 'old'), input: stdout, env: { PATH: process.env['PATH'], GIT_CEILING_DIRECTORIES: space } })
    for (const folder of ['old', 'new']) rmSync(join(space, folder, '.morph2bst.json'))
    expect(laidOut(join(space, 'old'))).toEqual(laidOut(join(space, 'new')))
  })

  test('markdown, JSON and a page tell of both sides', async () => {
    const { space } = repository()
    const title = new RegExp(`v1 \\(${gitIn(join(space, 'defs'), 'rev-parse', '--short=7', 'v1')}\\)`)
    for (const format of ['markdown', 'json', 'html']) expect((await diff(space, 'v1', 'v2', '-f', format)).stdout).toMatch(title)
    expect((await diff(space, 'v1', 'v2', '-f', 'html')).stdout).toMatch(/^<!DOCTYPE html>/)
  })

  test('colours are given where there is a terminal, or where they are asked for', async () => {
    const space = master
    const run = (io: Partial<Io>, ...words: readonly string[]): Promise<RunResult> => runCli(['diff', 'defs', 'v1', 'v2', ...words], { cwd: space, ...io })
    const terminal: Partial<Io> = { stdoutColour: true }
    for (const format of [['--stat'], ['-f', 'patch']]) {
      expect((await run({}, ...format)).stdout).not.toContain('\u001b')
      expect((await run(terminal, ...format)).stdout).toContain('\u001b[')
      expect((await run({}, ...format, '--color')).stdout).toContain('\u001b[')
      expect((await run(terminal, ...format, '--no-color')).stdout).not.toContain('\u001b')
    }
  })
})

describe('the pager', () => {
  const setGit = ownGitSettings()

  async function paged(environment: Io['environment'], answer: boolean, ...words: readonly string[]): Promise<RunResult & { readonly shown: readonly (readonly [string, string])[] }> {
    const shown: (readonly [string, string])[] = []
    const result = await runCli(['diff', 'defs', 'v1', 'v2', ...words], {
      cwd: master, environment, stdoutColour: true, showPaged: (command, text) => { shown.push([command, text]); return Promise.resolve(answer) },
    })
    return { ...result, shown }
  }

  test('shows what there is to show on a terminal', async () => {
    const { stdout, shown, code } = await paged({ GIT_PAGER: 'less -S' }, true)
    expect({ stdout, code }).toEqual({ stdout: '', code: 0 })
    expect(shown).toEqual([['less -S', expect.stringMatching(/1 element changed/) as string]])
  })

  test.each<[string, Io['environment'], readonly string[]]>([
    ['with --no-pager', { GIT_PAGER: 'less' }, ['--no-pager']],
    ['with --exit-code, as git has it', { GIT_PAGER: 'less' }, ['--exit-code']],
    ['where it is cat', { GIT_PAGER: 'cat', PAGER: 'less' }, []],
    ['where there is none', { GIT_PAGER: '', PAGER: 'less' }, []],
  ])('does nothing %s', async (_, environment, words) => {
    const { stdout, shown } = await paged(environment, true, ...words)
    expect(shown).toEqual([])
    expect(stdout).toContain('1 element changed')
  })

  test.each<[string, Io['environment'], boolean, boolean]>([
    ['pager.diff=false', {}, false, true], ['color.ui=never', {}, true, false], ['color.pager=off', {}, true, false], ['color.pager=off', { GIT_PAGER: 'cat' }, false, true],
  ])('and colours are as git has them with %s and %j', async (setting, environment, isPaged, isColoured) => {
    const [, section = '', name = '', value = ''] = /^(.*)\.(.*)=(.*)$/.exec(setting) ?? []
    setGit(`[${section}]\n\t${name} = ${value}\n`)
    const { stdout, shown } = await paged({ PAGER: 'less', ...environment }, true)
    expect([shown.length, `${stdout}${shown.join('')}`.includes('\u001b[')]).toEqual([isPaged ? 1 : 0, isColoured])
    expect((await paged({ PAGER: 'less', ...environment }, true, '--pager')).shown).toHaveLength(environment['GIT_PAGER'] === 'cat' ? 0 : 1)
  })

  test('that cannot be started is done without', async () => {
    expect((await paged({ GIT_PAGER: 'nowhere' }, false)).stdout).toContain('1 element changed')
  })
})

describe('--output', () => {
  function converted(space: string, ...words: readonly string[]): Promise<RunResult> {
    return runCli(['convert', 'defs', '-o', 'project', ...words], { cwd: space })
  }

  test('is what convert --force would change: nothing after a conversion, whatever else is there', async () => {
    const { space } = repository()
    await converted(space)
    writeAll(join(space, 'project'), { 'elements/mine.bst': 'kind: stack\n', 'files/base/sysroot/bin/sh': 'x', '.git/objects/x': 'x', '.bst/x': 'x', 'notes.txt': 'x' })
    const before = stateOf(join(space, 'project'))
    expect(await diff(space, '--output', 'project', '--exit-code')).toEqual({ code: 0, stderr: '', stdout: 'Nothing differs between project and a conversion of defs.\n' })
    expect(stateOf(join(space, 'project'))).toEqual(before)
  })

  test('shows what a person changed and what the definitions changed since, as a patch that gives what convert --force gives', async () => {
    const { space, defs } = repository()
    await converted(space)
    const project = join(space, 'project')
    writeFileSync(join(project, ZLIB), `${readFileSync(join(project, ZLIB), 'utf8')}# tuned\n`)
    rmSync(join(project, 'elements/systems/two.bst'))
    renameSync(join(defs, 'systems/one.morph'), join(defs, 'systems/uno.morph'))
    cpSync(project, join(space, 'kept'), { recursive: true })
    const result = await diff(space, '-o', 'project', '-f', 'patch', '--exit-code')
    expect(result).toMatchObject({ code: 1, stderr: '' })
    expect(result.stdout).toMatch(/^-# tuned$/m)
    expect(result.stdout).toMatch(/^rename from elements\/systems\/one\.bst\nrename to elements\/systems\/uno\.bst$/m)
    expect(result.stdout).toMatch(/^--- \/dev\/null\n\+\+\+ b\/elements\/systems\/two\.bst$/m)
    execFileSync('git', ['apply'], { cwd: project, input: result.stdout, env: { PATH: process.env['PATH'], GIT_CEILING_DIRECTORIES: space } })
    expect((await runCli(['convert', 'defs', '-o', 'kept', '--force'], { cwd: space })).code).toBe(0)
    for (const folder of ['project', 'kept']) rmSync(join(space, folder, '.morph2bst.json'))
    expect(laidOut(project)).toEqual(laidOut(join(space, 'kept')))
  })

  test('compares with a revision, and leaves files that a person changed and nothing makes any more', async () => {
    const { space } = repository()
    await converted(space)
    expect(bumps(await diff(space, 'v1', '-o', 'project', '-f', 'patch'))).toEqual({ zlib: '20' })
    writeAll(join(space, 'project'), { 'elements/systems/two.bst': 'kind: stack\n' })
    rmSync(join(space, 'defs/systems/two.morph'))
    const { stdout } = await diff(space, '-o', 'project', '-f', 'patch')
    expect(stdout).toContain('elements/strata/more')
    expect(stdout).not.toContain('elements/systems/two.bst b/')
  })

  test('with errors in the definitions, what an earlier run made stays', async () => {
    const { space, defs } = repository()
    await converted(space)
    writeAll(defs, BROKEN)
    const result = await diff(space, '-o', 'project', '-f', 'patch')
    expect(result.code).toBe(1)
    expect(result.stdout).not.toContain('deleted file')
    expect(result.stderr).toMatch(/error\[/)
  })

  test('a manifest that cannot be understood is told of', async () => {
    const { space } = repository()
    await converted(space)
    writeFileSync(join(space, 'project/.morph2bst.json'), '{')
    expect(await diff(space, '-o', 'project')).toMatchObject({ code: 0, stderr: expect.stringMatching(/warning\[write\/bad-manifest\]/) as string })
  })
})
