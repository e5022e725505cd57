import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bumps, BROKEN, copyOf, definitions, diff, makeRepository, NEW, OLD } from '../../../tests/support/diff-repository.ts'
import { commitAll, gitIn, stateOf, writeAll } from '../../../tests/support/repository.ts'
import { folderOf, runCli, type RunResult } from '../../../tests/support/run-cli.ts'

let master: string
beforeAll(() => { master = makeRepository() })
const repository = (): ReturnType<typeof copyOf> => copyOf(master)

describe('what is compared', () => {
  test.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ['HEAD with the work tree', [], { zlib: '12' }],
    ['a revision with the work tree', ['v1'], { zlib: '02' }],
    ['two revisions', ['v1', 'v2'], { zlib: '01' }],
    ['two revisions, backwards', ['v2', 'v1'], { zlib: '10' }],
    ['a range', ['v1..v2'], { zlib: '01' }],
    ['a range to HEAD', ['v1..'], { zlib: '01' }],
    ['a range from HEAD', ['..v1'], { zlib: '10' }],
    ['a range of branches that parted', ['v2..side'], { zlib: '10', tool: '02' }],
    ['what a branch did since it left', ['v2...side'], { tool: '02' }],
    ['what a branch did since it left HEAD', ['...side'], { tool: '02' }],
    ['what relative words say', ['HEAD~1', 'HEAD'], { zlib: '01' }],
    ['a range of words with braces', ['v1^{/m}..HEAD@{0}'], { zlib: '01' }],
    ['a range from a search with dots', ['v2^{/m|a..b}..v1'], { zlib: '10' }],
    ['nothing', ['v1', 'v1'], {}],
  ])('%s', async (_, words, expected) => {
    const result = await diff(master, ...words, '--format', 'patch')
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(bumps(result)).toEqual(expected)
  })

  test('nothing of the repository or the work tree is touched, whatever is there', async () => {
    const { space, defs } = repository()
    writeAll(defs, { 'strata/untracked.morph': 'kind: chunk\nname: u\n', '.gitattributes': '*.morph filter=evil diff=evil\n' })
    gitIn(defs, 'config', 'filter.evil.clean', `touch ${space}/evil; cat`)
    gitIn(defs, 'config', 'filter.evil.smudge', `touch ${space}/evil; cat`)
    gitIn(defs, 'config', 'diff.external', `touch ${space}/evil`)
    gitIn(defs, 'config', 'core.fsmonitor', `touch ${space}/evil`)
    gitIn(defs, 'config', 'core.pager', `touch ${space}/evil; cat`)
    writeFileSync(join(defs, '.git/index.lock'), '')
    const before = stateOf(defs)
    expect(await diff(space, '--stat')).toMatchObject({ code: 0, stderr: '' })
    expect(await diff(space, 'v1...side', '--format', 'html')).toMatchObject({ code: 0, stderr: '' })
    expect(stateOf(defs)).toEqual(before)
    expect(existsSync(join(space, 'evil'))).toBe(false)
    expect(readdirSync(space)).toEqual(['defs'])
  })

  test('what is not under version control counts in the work tree', async () => {
    const { space, defs } = repository()
    writeAll(defs, { 'systems/three.morph': 'name: three\nkind: system\narch: x86_64\nstrata:\n- morph: strata/core.morph\n' })
    const { stdout } = await diff(space, '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({ before: expect.stringMatching(/^HEAD \([0-9a-f]{7}\)$/) as string, after: 'the work tree', systems: { added: ['systems/three'] } })
  })

  test('a folder of the repository, a linked work tree, a bare repository and a submodule', async () => {
    const space = makeRepository('deep/er')
    const defs = join(space, 'defs/deep/er')
    expect(bumps(await diff(space, 'v1..v2', '--format', 'patch'))).toEqual({})
    expect(bumps(await runCli(['diff', '.', 'v1..v2', '--format', 'patch'], { cwd: defs }))).toEqual({ zlib: '01' })
    expect(bumps(await runCli(['diff', 'defs/deep/er', '-f', 'patch'], { cwd: space }))).toEqual({ zlib: '12' })
    gitIn(join(space, 'defs'), 'worktree', 'add', '-q', join(space, 'tree'), 'v1')
    expect(bumps(await runCli(['diff', 'tree/deep/er', 'v2', '-f', 'patch'], { cwd: space }))).toEqual({ zlib: '10' })
    const other = repository()
    gitIn(space, 'clone', '-q', '--bare', other.defs, 'bare.git')
    const bare = await runCli(['diff', 'bare.git', 'v1..v2', '-f', 'patch'], { cwd: space })
    expect(bumps(bare)).toEqual({ zlib: '01' })
    gitIn(join(space, 'tree'), 'submodule', '--quiet', 'add', other.defs, 'sub')
    expect(bumps(await runCli(['diff', 'tree/sub', 'v1', 'v2', '-f', 'patch'], { cwd: space }))).toEqual({ zlib: '01' })
    rmSync(join(defs), { recursive: true })
    expect(bumps(await runCli(['diff', defs, 'v1..v2', '-f', 'patch'], { cwd: space }))).toEqual({ zlib: '01' })
  })

  test('two folders, the second of any name; the project has the name of the first', async () => {
    const space = folderOf({})
    writeAll(join(space, 'defs'), definitions(OLD))
    writeAll(join(space, 'new'), definitions(NEW))
    for (const other of ['new', './new', join(space, 'new'), 'new/']) {
      const result = await diff(space, other, '-f', 'patch')
      expect(result).toMatchObject({ code: 0, stderr: '' })
      expect(bumps(result)).toEqual({ zlib: '01' })
      expect(result.stdout).not.toContain('project.conf')
    }
    expect(JSON.parse((await diff(space, './new', '-f', 'json')).stdout)).toMatchObject({ before: 'defs', after: './new' })
  })

  test('each side has the configuration of its own', async () => {
    const { space, defs } = repository()
    writeAll(defs, { ...definitions(NEW), 'morph2bst.yaml': 'project-name: other\n' })
    const { stdout } = await diff(space, '-f', 'patch')
    expect(stdout).toMatch(/^-name: defs\n\+name: other$/m)
    expect((await diff(space, '-f', 'patch', '--project-name', 'same')).stdout).not.toContain('project.conf')
  })

  test('with --system, that system alone; it may be on one side only', async () => {
    const { space, defs } = repository()
    expect(bumps(await diff(space, 'v2..side', '-f', 'patch', '--system', 'systems/two.morph'))).toEqual({ tool: '02' })
    writeAll(defs, { 'systems/three.morph': 'name: three\nkind: system\narch: x86_64\nstrata:\n- morph: strata/core.morph\n' })
    expect(await diff(space, '-f', 'patch', '--system', 'systems/three')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('elements/systems/three.bst') as string })
    commitAll(defs)
    expect(await diff(space, 'HEAD', 'v1', '-f', 'patch', '--system', 'systems/three')).toMatchObject({ code: 0, stderr: '' })
    expect(await diff(space, '--system', 'systems/thre')).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no system or cluster "systems/thre"') as string })
  })
})

describe('what is refused', () => {
  test.each<[readonly string[], number, RegExp]>([
    [['v3'], 2, /^morph2bst: "v3" is no commit of the repository\n {2}hint: did you mean v1\?\n$/],
    [['main~99'], 2, /^morph2bst: "main~99" is no commit of the repository\n$/],
    [['v1:strata'], 2, /"v1:strata" is no commit/],
    [['v1..nowhere-near'], 2, /"nowhere-near" is no commit of the repository\n {2}hint: git branch -a and git tag list the names/],
    [['v1..v2', 'v1'], 2, /v1\.\.v2 names both sides, and v1 is too much/],
    [['v1', 'v2', 'side'], 2, /unknown argument: side/],
    [['./nowhere'], 2, /nowhere does not exist/],
    [['./defs', 'v1'], 2, /\.\/defs is a folder, and v1 is too much/],
    [['--', '--upload-pack=x'], 2, /"--upload-pack=x" is no commit/],
    [['a\nb'], 2, /"a\\nb" is no commit/],
    [['v1', '--stat', '--format', 'json'], 2, /--stat and --format json do not go together/],
    [['v1', 'v2', '--output', 'x'], 2, /--output compares one revision with a project, and v2 is too much/],
    [['--output', 'nowhere'], 2, /--output nowhere: there is no such folder/],
    [['--config', 'nowhere.yaml'], 2, /there is no readable UTF-8 file/],
    [['--project-name', '1x'], 2, /--project-name 1x/],
  ])('%j', async (words, code, stderr) => {
    expect(await diff(master, ...words)).toEqual({ code, stdout: '', stderr: expect.stringMatching(stderr) as string })
  })

  test('no repository, one without a commit, one without a work tree, a folder that a revision lacks', async () => {
    const { space, defs } = repository()
    writeAll(join(space, 'plain'), definitions(OLD))
    const run = (...words: readonly string[]): Promise<RunResult> => runCli(['diff', ...words], { cwd: space })
    expect(await run('plain')).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(/plain is in no git repository\n {2}hint: .*two folders/) as string })
    expect(await run('nowhere')).toMatchObject({ code: 2, stderr: expect.stringMatching(/nowhere does not exist/) as string })
    gitIn(join(space, 'plain'), 'init', '-q')
    expect(await run('plain')).toMatchObject({ code: 2, stderr: expect.stringMatching(/the repository has no commit yet/) as string })
    gitIn(space, 'clone', '-q', '--bare', defs, 'bare.git')
    expect(await run('bare.git', 'v1')).toMatchObject({ code: 2, stderr: expect.stringMatching(/without a work tree\n {2}hint: name two revisions/) as string })
    writeAll(join(defs, 'new'), definitions(OLD))
    expect(await run('defs/new', 'v1', 'v2')).toMatchObject({ code: 2, stderr: expect.stringMatching(/v2 \([0-9a-f]{7}\) has no folder new/) as string })
    rmSync(join(defs, '.git/objects'), { recursive: true })
    mkdirSync(join(defs, '.git/objects'))
    expect(await run('defs', 'v1')).toMatchObject({ code: 2, stdout: '' })
  })

  test('a revision before the definitions were there has nothing in them', async () => {
    const { space, defs } = repository()
    writeAll(join(defs, 'new'), definitions(OLD))
    const result = await runCli(['diff', 'defs/new'], { cwd: space })
    expect(result).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^\d+ elements added/) as string })
    commitAll(defs)
    expect(await runCli(['diff', 'defs/new', 'v2', 'HEAD'], { cwd: space })).toEqual(result)
    expect((await runCli(['diff', 'defs/new', 'HEAD', 'v2'], { cwd: space })).stdout).toMatch(/^\d+ elements removed/)
  })

  test('revisions without the folder before them', async () => {
    const { defs } = repository()
    for (const words of [['v1'], ['v1', 'v2']]) {
      expect(await runCli(['diff', ...words], { cwd: defs })).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(/"v1" is a revision and no folder\n {2}hint: .* diff \. FROM TO/) as string })
    }
  })

  test('a shallow clone says that there is more', async () => {
    const { space, defs } = repository()
    gitIn(space, 'clone', '-q', '--depth', '1', `file://${defs}`, 'shallow')
    const result = await runCli(['diff', 'shallow', 'HEAD~1'], { cwd: space })
    expect(result).toMatchObject({ code: 2, stderr: 'morph2bst: "HEAD~1" is no commit of the repository\n  hint: this clone is shallow; get the rest with git fetch --unshallow\n' })
    gitIn(join(space, 'shallow'), 'tag', 'release')
    expect((await runCli(['diff', 'shallow', 'relaese'], { cwd: space })).stderr).toContain('hint: did you mean release? Or: this clone is shallow')
    expect(await runCli(['diff', 'shallow', 'HEAD'], { cwd: space })).toMatchObject({ code: 0 })
  })

  test('histories without a commit in common have no A...B', async () => {
    const { space, defs } = repository()
    const tree = gitIn(defs, 'rev-parse', 'v1^{tree}')
    gitIn(defs, 'tag', 'lone', gitIn(defs, 'commit-tree', '-m', 'lone', tree))
    expect(await diff(space, 'v2...lone')).toMatchObject({ code: 2, stderr: expect.stringMatching(/no commit in common\n {2}hint: A\.\.B/) as string })
    expect(bumps(await diff(space, 'v2..lone', '-f', 'patch'))).toEqual({ zlib: '10' })
  })

  test('a clone that lacks contents, which are not fetched', async () => {
    const { space, defs } = repository()
    gitIn(defs, 'config', 'uploadpack.allowFilter', 'true')
    gitIn(space, 'clone', '-q', '--bare', '--filter=blob:none', `file://${defs}`, 'partial.git')
    const before = stateOf(join(space, 'partial.git'))
    expect(await runCli(['diff', 'partial.git', 'v1..v2'], { cwd: space })).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/the repository lacks the object [0-9a-f]{40}\n {2}hint: a clone made with --filter/) as string })
    expect(stateOf(join(space, 'partial.git'))).toEqual(before)
  })

  test('a word that is a revision and a folder', async () => {
    const { space } = repository()
    writeAll(join(space, 'side'), definitions(OLD))
    expect(await diff(space, 'side')).toEqual({ code: 2, stdout: '', stderr: 'morph2bst: "side" is a revision and a folder\n  hint: write ./side for the folder, or refs/heads/side for a branch\n' })
    expect(bumps(await diff(space, './side', '-f', 'patch'))).toEqual({ zlib: '20' })
    expect(bumps(await diff(space, 'refs/heads/side', 'v1', '-f', 'patch'))).toEqual({ tool: '20' })
  })

  test('a person who stops it', async () => {
    const { space } = repository()
    expect(await runCli(['diff', 'defs', 'v1', 'v2'], { cwd: space, stopSignal: () => AbortSignal.abort() })).toMatchObject({ code: 130, stdout: '' })
  })
})

describe('how it ends', () => {
  test('with 0 whatever differs, with 1 if that is asked for', async () => {
    const { space } = repository()
    expect((await diff(space)).code).toBe(0)
    for (const format of ['text', 'json', 'patch']) expect((await diff(space, '--exit-code', '-f', format)).code).toBe(1)
    for (const format of ['markdown', 'patch']) expect((await diff(space, 'v1', 'v1', '--exit-code', '-f', format)).code).toBe(0)
  })

  test('with 1 for errors behind the change, of which the new are told and the others counted; those before it are the past', async () => {
    const { space, defs } = repository()
    writeAll(defs, BROKEN)
    const result = await diff(space)
    expect(result).toMatchObject({ code: 1, stderr: expect.stringMatching(/strata\/core\.morph:6:8 error\[/) as string, stdout: expect.stringMatching(/Appeared: 2 errors/) as string })
    commitAll(defs)
    expect(await diff(space, 'HEAD')).toMatchObject({ code: 1, stderr: 'morph2bst: 2 errors were there before the change\n  hint: morph2bst audit shows them\n', stdout: expect.stringMatching(/^Nothing differs/) as string })
    writeAll(defs, definitions(NEW))
    expect(await diff(space)).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/Gone: 2 errors/) as string })
  })

  test('with --strict for warnings too', async () => {
    const { space, defs } = repository()
    writeAll(defs, { 'strata/core.morph': `${definitions(NEW)['strata/core.morph']}  pre-install-commands:\n  - chown 1:1 "$DESTDIR"/x\n` })
    expect(await diff(space)).toMatchObject({ code: 0, stderr: '' })
    expect(await diff(space, '--strict')).toMatchObject({ code: 1, stderr: expect.stringMatching(/warning\[/) as string })
  })

  test('a configuration that cannot be used is said of the side that has it', async () => {
    const { space, defs } = repository()
    writeAll(defs, { 'morph2bst.yaml': 'targt: bst1\n' })
    expect(await diff(space)).toMatchObject({ code: 1, stderr: expect.stringMatching(/error\[config\/unknown-key\][^]*the configuration of the work tree cannot be used/) as string })
    commitAll(defs)
    writeAll(defs, { 'morph2bst.yaml': '' })
    expect(await diff(space)).toMatchObject({ code: 0, stderr: expect.stringMatching(/^morph2bst: the configuration of HEAD \([0-9a-f]{7}\) cannot be used, and it was converted without it\n$/) as string })
  })
})
