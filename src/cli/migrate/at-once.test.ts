import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeHistory, treeIn, type GivenFile, type MadeHistory } from '../../../tests/support/history.ts'
import { gitIn, stateOf } from '../../../tests/support/repository.ts'
import { runCli, type RunResult } from '../../../tests/support/run-cli.ts'
import { smallDefinitions as small } from '../../../tests/support/small-definitions.ts'
import { folderOf } from '../../../tests/support/space.ts'

const WHO = {
  GIT_AUTHOR_NAME: 'J\u00f6rg', GIT_AUTHOR_EMAIL: 'j@x', GIT_AUTHOR_DATE: '1700000000 +0100', GIT_COMMITTER_NAME: 'Cleo', GIT_COMMITTER_EMAIL: 'c@x', GIT_COMMITTER_DATE: '1700000001 -0200',
  GIT_CONFIG_GLOBAL: '/dev/null', HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent',
}

function migrate(folder: string, ...words: readonly string[]): Promise<RunResult> {
  return runCli(['migrate', '.', '--branch', 'bst', '--project-name', 'p', ...words], { cwd: folder, environment: WHO })
}

function one(files: Readonly<Record<string, GivenFile>>): MadeHistory {
  return makeHistory([{ name: 'one', files }])
}

const DATA = { data: { text: 'hi' } }
const REST = { 'README': 'x', 'scripts/run.sh': { mode: '100755', content: '#!/bin/sh\n' }, 'files/etc/other': 'o', 'link': { mode: '120000', content: 'README' } }

/** What `convert` makes of a checkout. */
async function converted(folder: string): Promise<Readonly<Record<string, string>>> {
  const out = join(folderOf(), 'out')
  expect((await runCli(['convert', folder, '--output', out, '--project-name', 'p', '--quiet'])).code).toBe(0)
  gitIn(out, 'init', '-q')
  gitIn(out, 'add', '-A', '-f')
  return treeIn(out, gitIn(out, 'write-tree'))
}

const kept = Object.fromEntries(Object.entries(REST).map(([path, file]) => [path, typeof file === 'string' ? `100644 ${file}` : `${file.mode} ${file.content}`]))

describe('the commit', () => {
  test('has the project in the place of the definitions, keeps all else, and touches nothing else', async () => {
    const { folder, ids } = one({ ...REST, ...small(DATA) })
    mkdirSync(join(folder, '.git/hooks'), { recursive: true })
    for (const hook of ['post-commit', 'pre-commit', 'reference-transaction', 'post-checkout']) {
      writeFileSync(join(folder, '.git/hooks', hook), `#!/bin/sh\ntouch ${folder}/../ran\n`)
      chmodSync(join(folder, '.git/hooks', hook), 0o755)
    }
    const before = stateOf(folder)
    const { code, stdout, stderr } = await migrate(folder)
    expect([code, stderr.split('\n').filter((line) => /error|refus/.test(line))]).toEqual([0, []])
    expect(stdout).toMatch(/^bst: commit [0-9a-f]{12} on [0-9a-f]{12}\n1 system: \d+ elements; \d+ files of the project, 6 files of the definitions removed\n0 errors, .*: git show bst:MIGRATION\.md\n$/)
    expect(treeIn(folder, 'bst')).toEqual({ ...kept, ...await converted(folder) })
    expect(gitIn(folder, 'log', '-1', '--format=%P %an %ae %ad %cn %ce %cd', '--date=raw', 'bst')).toBe(`${ids.one} J\u00f6rg j@x 1700000000 +0100 Cleo c@x 1700000001 -0200`)
    const after = stateOf(folder)
    const touched = Object.keys(after).filter((path) => after[path] !== before[path] && !path.startsWith('/.git/objects'))
    expect(touched.sort()).toEqual(['/.git/logs/refs/heads', '/.git/logs/refs/heads/bst', '/.git/refs/heads', '/.git/refs/heads/bst'])
    expect(existsSync(join(folder, '../ran'))).toBe(false)
    expect(gitIn(folder, 'fsck', '--strict')).toBe('')
  })

  test('says what was converted, how, and what is left', async () => {
    const { folder, ids } = one(small({ tool: 'tool' }))
    writeFileSync(join(folder, 'strata/core.morph'), (small({ tool: 'tool' })['strata/core.morph'] as string).replace('2'.repeat(40), 'master'))
    gitIn(folder, 'commit', '-qam', 'master')
    await migrate(folder, '--folder', './project/', '--keep-definitions', '--fix-root', '--system', 'systems/one')
    expect(gitIn(folder, 'log', '-1', '--format=%B', 'bst')).toMatch(new RegExp(`^Convert the definitions to a BuildStream project

1 system, 1 stratum and 2 chunks became \\d+ elements in project, by morph2bst 0\\.1\\.0\\.

- systems/one\\.morph: systems/one\\.bst

Options: --target bst2 --base replace --integration element --fix-root --system systems/one --project-name p --folder ./project/ --keep-definitions
The definitions are kept\\.

Left to a person; MIGRATION\\.md tells each:

- 1 sources to look at

Converted-from: ${gitIn(folder, 'rev-parse', 'main')}$`))
    expect(gitIn(folder, 'rev-parse', 'bst~')).not.toBe(ids.one)
    expect(Object.keys(treeIn(folder, 'bst'))).toEqual(expect.arrayContaining(['strata/core.morph', 'project/MIGRATION.md', 'project/.morph2bst.json']))
  })

  test('is of definitions in a part of the repository', async () => {
    const { folder } = one({ ...REST, ...Object.fromEntries(Object.entries(small(DATA)).map(([path, file]) => [`a/b/${path}`, file])) })
    expect((await runCli(['migrate', 'a/b', '--branch', 'bst', '--project-name', 'p', '--quiet'], { cwd: folder, environment: WHO })).code).toBe(0)
    expect(treeIn(folder, 'bst')).toEqual({ ...kept, ...await converted(join(folder, 'a/b')) })
  })

  test('is one onto which can be converted again', async () => {
    const { folder } = one({ ...REST, ...small() })
    await migrate(folder, '--quiet')
    const out = join(folderOf(), 'out')
    gitIn(folder, 'worktree', 'add', '-q', out, 'bst')
    expect(await runCli(['convert', folder, '--output', out, '--check', '--quiet', '--project-name', 'p'])).toEqual({ code: 0, stdout: '', stderr: '' })
    writeFileSync(join(folder, 'strata/core.morph'), small({ ref: '7' })['strata/core.morph'] as string)
    expect((await runCli(['convert', folder, '--output', out, '--quiet', '--project-name', 'p'])).code).toBe(0)
    expect(gitIn(out, 'diff', '--name-only')).toBe('.morph2bst.json\nelements/strata/core/zlib.bst')
  })

  test('is made in a bare repository and in a linked work tree', async () => {
    const { folder } = one({ ...REST, ...small() })
    const [bare, linked] = [join(folderOf(), 'bare'), join(folderOf(), 'linked')]
    gitIn('/', 'clone', '-q', '--bare', folder, bare)
    gitIn(folder, 'worktree', 'add', '-q', '-b', 'other', linked)
    expect([(await migrate(bare, '--quiet')).code, (await migrate(linked, '--quiet')).code]).toEqual([0, 0])
    expect(gitIn(bare, 'rev-parse', 'bst')).toBe(gitIn(folder, 'rev-parse', 'bst'))
  })

  test('for programs', async () => {
    const { folder, ids } = one({ ...REST, ...small() })
    const { stdout, stderr } = await migrate(folder, '--json')
    const facts = stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
    expect([stderr, facts.at(-1)]).toEqual(['', expect.objectContaining({ type: 'summary', command: 'migrate', exitCode: 0, branch: 'bst', commit: gitIn(folder, 'rev-parse', 'bst'), convertedFrom: ids.one, folder: '.' })])
  })
})

describe('definitions with errors', () => {
  const broken = { ...REST, ...small(), 'systems/two.morph': 'name: two\nkind: system\narch: x86_64\nstrata:\n- morph: strata/none.morph\n' }

  test('are refused, and taken with --allow-errors', async () => {
    const { folder } = one(broken)
    const refused = await migrate(folder)
    expect([refused.code, refused.stdout, refused.stderr]).toEqual([1, '', expect.stringMatching(/error\[[^]*the definitions have 2 errors, and what reaches them would be left out\n {2}hint: .*--allow-errors/)])
    expect(gitIn(folder, 'for-each-ref', 'refs/heads/bst')).toBe('')
    expect((await migrate(folder, '--allow-errors')).code).toBe(1)
    expect(gitIn(folder, 'log', '-1', '--format=%B', 'bst')).toMatch(/Left out because of errors:\n\n- systems\/two\.morph\n\nLeft to a person; MIGRATION\.md tells each:\n\n- 2 errors of the definitions\n/)
  })

  test('of which nothing is left are always refused', async () => {
    const { folder } = one({ ...REST, ...small({ broken: true }) })
    expect(await migrate(folder, '--allow-errors')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('nothing can be converted, because of the errors above') as string })
  })

  test('warnings count with --strict', async () => {
    const { folder } = one({ ...small(), 'strata/core.morph': `name: core\nkind: stratum\nchunks:\n- name: zlib\n  repo: upstream:zlib\n  ref: master\n  build-system: autotools\n` })
    expect(await migrate(folder, '--strict')).toMatchObject({ code: 1, stderr: expect.stringContaining('the definitions have 1 warning, which count as errors') as string })
    expect((await migrate(folder)).code).toBe(0)
  })
})

describe('refused', () => {
  test.each<[string, Readonly<Record<string, GivenFile>>, (folder: string) => void, readonly string[], number, RegExp]>([
    ['a branch that is there', {}, (folder) => gitIn(folder, 'branch', 'bst'), [], 2, /there is a branch bst already/],
    ['files that would be overwritten', { 'project.conf': 'x', 'elements': 'x' }, () => undefined, [], 1, /would overwrite 2 files of the repository: elements, project\.conf\n {2}hint: .*--folder DIR/],
    ['a folder where a file of the project belongs', { 'project.conf/x': 'x' }, () => undefined, [], 1, /would overwrite 1 file of the repository: project\.conf\/x\n/],
    ['a folder outside', {}, () => undefined, ['--folder', '../x'], 2, /--folder \.\.\/x is no folder of the repository/],
    ['git\'s own folder', {}, () => undefined, ['--folder', '.git/x'], 2, /is no folder of the repository/],
    ['changes that are not committed', {}, (folder) => { for (const name of ['1', '2', '3', '4', '5', '6']) writeFileSync(join(folder, `strata/${name}.morph`), '') }, [], 1, /6 files of the work tree are not committed: strata\/1\.morph, .*strata\/5\.morph and 1 more\n/],
    ['a staged change', {}, (folder) => { writeFileSync(join(folder, 'README'), 'y'); gitIn(folder, 'add', 'README'); writeFileSync(join(folder, 'README'), 'x') }, [], 1, /not committed: README/],
    ['no branch named', {}, () => undefined, ['--branch='], 2, /--branch needs a value/],
    ['--force', {}, () => undefined, ['--force'], 2, /--force is for --replay/],
    ['no definitions', {}, (folder) => { gitIn(folder, 'rm', '-rq', 'strata', 'systems', 'VERSION'); gitIn(folder, 'commit', '-qm', 'x') }, [], 2, /HEAD has no definitions in the repository/],
  ])('%s', async (_, files, change, words, code, stderr) => {
    const { folder } = one({ ...REST, ...small(), ...files })
    change(folder)
    const before = gitIn(folder, 'for-each-ref')
    expect(await migrate(folder, ...words)).toEqual({ code, stdout: '', stderr: expect.stringMatching(stderr) as string })
    expect(gitIn(folder, 'for-each-ref')).toBe(before)
  })

  test('what is no repository, and one without a commit', async () => {
    const folder = folderOf({ 'VERSION': 'version: 8\n' })
    expect(await migrate(folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('is in no git repository') as string })
    gitIn(folder, 'init', '-q')
    expect(await migrate(folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('the repository has no commit yet') as string })
  })

  test('somebody without a name', async () => {
    const { folder } = one(small())
      const environment = Object.fromEntries(Object.entries(WHO).filter(([name]) => !/^GIT_(?:AUTHOR|COMMITTER)_/.test(name)))
    expect(await runCli(['migrate', '.', '--branch', 'bst'], { cwd: folder, environment })).toMatchObject({ code: 1, stderr: expect.stringMatching(/git does not know who commits\n {2}hint: .*git config user\.name/) as string })
    gitIn(folder, 'config', 'user.name', 'Own')
    gitIn(folder, 'config', 'user.email', 'own@x')
    expect((await runCli(['migrate', '.', '--branch', 'bst', '--quiet'], { cwd: folder, environment })).code).toBe(0)
    expect(gitIn(folder, 'log', '-1', '--format=%an <%ae>', 'bst')).toBe('Own <own@x>')
  })
})

test('a file that is as the project has it is in nobody\'s way', async () => {
  const { folder } = one(small())
  await migrate(folder, '--quiet')
  const conf = gitIn(folder, 'show', 'bst:project.conf')
  writeFileSync(join(folder, 'project.conf'), `${conf}\n`)
  gitIn(folder, 'add', 'project.conf')
  gitIn(folder, 'commit', '-qm', 'conf')
  expect((await runCli(['migrate', '.', '--branch', 'two', '--project-name', 'p', '--quiet'], { cwd: folder, environment: WHO })).code).toBe(0)
})

test('stopped, it leaves no branch', async () => {
  const { folder } = one(small())
  const controller = new AbortController()
  controller.abort()
  expect(await runCli(['migrate', '.', '--branch', 'bst', '--quiet'], { cwd: folder, environment: WHO, stopSignal: () => controller.signal })).toEqual({ code: 130, stdout: '', stderr: '' })
  expect(gitIn(folder, 'for-each-ref', 'refs/heads/bst')).toBe('')
})

test('no program of the repository is run to compare files', async () => {
  const { folder } = one({ ...small(), '.gitattributes': '* filter=evil\n' })
  gitIn(folder, 'config', 'filter.evil.clean', `touch ${folder}/ran; cat`)
  gitIn(folder, 'config', 'filter.evil.required', 'true')
  gitIn(folder, 'config', 'core.fsmonitor', `touch ${folder}/ran`)
  writeFileSync(join(folder, 'VERSION'), 'version: 8\n')
  expect(await migrate(folder, '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' })
  expect(existsSync(join(folder, 'ran'))).toBe(false)
})

test('a work tree without modes, and one with other line ends, are as they were committed', async () => {
  const { folder } = one({ ...REST, ...small() })
  gitIn(folder, 'config', 'core.fileMode', 'false')
  gitIn(folder, 'config', 'core.autocrlf', 'true')
  chmodSync(join(folder, 'README'), 0o755)
  rmSync(join(folder, 'VERSION'))
  gitIn(folder, '-c', 'core.autocrlf=true', 'checkout', '--', 'VERSION')
  expect(readFileSync(join(folder, 'VERSION'), 'utf8')).toBe('version: 8\r\n')
  // So that git has to look into it.
  utimesSync(join(folder, 'VERSION'), 1, 1)
  expect(await migrate(folder, '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' })
  writeFileSync(join(folder, 'VERSION'), 'version: 7\r\n')
  expect(await migrate(folder)).toMatchObject({ code: 1, stderr: expect.stringContaining('1 file of the work tree is not committed: VERSION\n') as string })
})
