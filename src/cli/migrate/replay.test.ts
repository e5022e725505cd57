import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addCommits, makeHistory, treeIn, type GivenCommit, type MadeHistory } from '../../../tests/support/history.ts'
import { gitIn, stateOf } from '../../../tests/support/repository.ts'
import { runCli, type RunResult } from '../../../tests/support/run-cli.ts'
import { smallDefinitions as small } from '../../../tests/support/small-definitions.ts'
import { folderOf } from '../../../tests/support/space.ts'

const NAME = ['--project-name', 'p']

function replay({ folder }: Pick<MadeHistory, 'folder'>, ...words: readonly string[]): Promise<RunResult> {
  return runCli(['migrate', '.', '--branch', 'bst', '--replay', ...NAME, ...words], { cwd: folder })
}

/** The branch, a line a commit, the last one first: subject, and subjects of the parents. */
function graph(folder: string, branch = 'bst'): readonly string[] {
  const lines = gitIn(folder, 'log', '--topo-order', '--format=%H %P%x09%s', branch).split('\n').map((line) => line.split('\t') as [string, string])
  const subjects = new Map(lines.map(([ids, subject]) => [ids.split(' ')[0], subject]))
  return lines.map(([ids, subject]) => [subject, ...ids.split(' ').slice(1).map((id) => subjects.get(id))].join(' < ').replaceAll(' <  < ', ' < ').replace(/ < $/, ''))
}

/** What became of a commit of the history. */
function became({ folder }: MadeHistory, commit: string | undefined): string {
  return gitIn(folder, 'notes', '--ref=morph2bst/bst', 'show', commit ?? '').replace('Converted-to: ', '')
}

/** What `convert` makes of a commit that is checked out. */
async function converted({ folder }: MadeHistory, commit: string | undefined): Promise<Readonly<Record<string, string>>> {
  const space = folderOf()
  gitIn(folder, 'worktree', 'add', '-q', '--detach', join(space, 'defs'), commit ?? '')
  const { code, stderr } = await runCli(['convert', 'defs', '--output', 'out', ...NAME], { cwd: space })
  expect([code, stderr.replace(/^.*warning.*$/gm, '')]).toEqual([0, expect.any(String)])
  gitIn(join(space, 'out'), 'init', '-q')
  gitIn(join(space, 'out'), 'add', '-A', '-f')
  const tree = treeIn(join(space, 'out'), gitIn(join(space, 'out'), 'write-tree'))
  gitIn(folder, 'worktree', 'remove', '--force', join(space, 'defs'))
  return tree
}

describe('a history', () => {
  const COMMITS: readonly GivenCommit[] = [
    { name: 'readme', files: { README: 'x' } },
    { name: 'first', files: { README: 'x', ...small() } },
    { name: 'docs', files: { README: 'y', ...small() } },
    { name: 'tool', files: { README: 'y', ...small({ tool: 'tool' }) } },
    { name: 'side', parents: ['docs'], files: { README: 'y', ...small({ ref: '3' }) } },
    { name: 'merge', parents: ['tool', 'side'], files: { README: 'y', ...small({ tool: 'tool', ref: '3' }) } },
    { name: 'rename', files: { README: 'y', ...small({ tool: 'other', ref: '3' }) } },
    { name: 'revert', files: { README: 'y', ...small({ tool: 'tool', ref: '3' }) } },
    { name: 'end', files: { README: 'z', ...small({ tool: 'tool', ref: '3' }) } },
  ]

  test('becomes a branch of what each commit of it converts to', async () => {
    const history = makeHistory(COMMITS)
    const before = { work: stateOf(history.folder), head: gitIn(history.folder, 'symbolic-ref', 'HEAD') }
    const { code, stdout, stderr } = await replay(history)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^bst: [0-9a-f]{12}, for 9 commits\n9 commits in 0 s, 6 of them converted\nsee what became of what: git log --notes=morph2bst\/bst bst\n$/)
    expect(graph(history.folder)).toEqual(['revert < rename', 'rename < merge', 'merge < tool < side', 'side < first', 'tool < first', 'first'])
    for (const name of ['first', 'tool', 'side', 'merge', 'rename', 'revert']) {
      expect(treeIn(history.folder, became(history, history.ids[name]))).toEqual(await converted(history, history.ids[name]))
    }
    expect(became(history, history.ids.readme)).toBe('nothing')
    expect(became(history, history.ids.docs)).toBe(became(history, history.ids.first))
    expect(became(history, history.ids.end)).toBe(gitIn(history.folder, 'rev-parse', 'bst'))
    expect(gitIn(history.folder, 'notes', '--ref=morph2bst/bst', 'show', 'bst')).toBe(
      `Converted-from: ${history.ids.revert}\nConverted-by: morph2bst 0.1.0\nOptions: --project-name p\nConverted: all\nFound: 0 errors, 0 warnings, 3 notes`)
    expect(gitIn(history.folder, 'fsck', '--strict')).toBe('')
    const after = stateOf(history.folder)
    for (const path of ['/README', '/strata/core.morph', '/.git/index', '/.git/HEAD', '/.git/config', '/.git/refs/heads/main']) expect(after[path]).toBe(before.work[path])
    expect(Object.keys(after).filter((path) => !(path in before.work) && !path.startsWith('/.git/objects/')).sort()).toEqual([
      '/.git/logs/refs/heads/bst', '/.git/logs/refs/notes', '/.git/logs/refs/notes/morph2bst', '/.git/logs/refs/notes/morph2bst/bst', '/.git/refs/heads/bst', '/.git/refs/notes', '/.git/refs/notes/morph2bst', '/.git/refs/notes/morph2bst/bst',
    ])
    expect(gitIn(history.folder, 'symbolic-ref', 'HEAD')).toBe(before.head)
  })

  test('gives the same ids in another clone, with other pauses, and in two runs', async () => {
    const one = makeHistory(COMMITS)
    await replay(one)
    const other = makeHistory(COMMITS.slice(0, 4))
    await replay(other)
    const halfway = gitIn(other.folder, 'rev-parse', 'bst')
    addCommits(other.folder, COMMITS.slice(4).map((commit) => ({ ...commit, parents: commit.name === 'side' ? [one.ids.docs ?? ''] : commit.name === 'merge' ? [one.ids.tool ?? '', 'side'] : commit.parents }))
      .map((commit, index) => ({ ...commit, author: `Ada <ada@example.com> ${1600000005 + index} +0200` }))
      .map(({ parents, ...commit }) => (parents ? { ...commit, parents } : commit)))
    expect(gitIn(other.folder, 'rev-parse', 'main')).toBe(one.ids.end)
    const { code, stdout, stderr } = await replay(other)
    expect([code, stderr]).toEqual([0, '4 of 9 commits were replayed before\n'])
    expect(stdout).toMatch(/\n5 commits in 0 s, 4 of them converted\n/)
    expect(gitIn(other.folder, 'rev-parse', 'bst')).toBe(gitIn(one.folder, 'rev-parse', 'bst'))
    expect(gitIn(other.folder, 'rev-parse', 'refs/notes/morph2bst/bst^{tree}')).toBe(gitIn(one.folder, 'rev-parse', 'refs/notes/morph2bst/bst^{tree}'))
    expect(gitIn(other.folder, 'merge-base', '--is-ancestor', halfway, 'bst')).toBe('')
    const again = await replay(other)
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('\n0 commits in 0 s, 0 of them converted\n')])
  })

  test('can begin late: the first commit stands for all before it', async () => {
    const history = makeHistory(COMMITS)
    const { code } = await runCli(['migrate', '.', '--branch', 'bst', '--replay', 'HEAD~4', ...NAME], { cwd: history.folder })
    expect(code).toBe(0)
    // HEAD~4 is `tool`; `side` forked off before it
    expect(graph(history.folder)).toEqual(['revert < rename', 'rename < merge', 'merge < tool < side', 'side < tool', 'tool'])
    const refused = await replay(history)
    expect([refused.code, refused.stderr]).toEqual([1, `morph2bst: bst was replayed otherwise: since was ${history.ids.tool} and is not given\n  hint: give the same options, choose another branch, or begin anew with --force\n`])
  })

  test('follows a folder of the repository', async () => {
    const below = (files: GivenCommit['files']): GivenCommit['files'] => Object.fromEntries(Object.entries(files).map(([path, file]) => [`a/defs/${path}`, file]))
    const history = makeHistory([
      { name: 'none', files: { x: '1' } }, { name: 'first', files: { x: '1', ...below(small()) } }, { name: 'x', files: { x: '2', ...below(small()) } },
      { name: 'tool', files: { x: '2', 'strata/core.morph': 'nothing', ...below(small({ tool: 'tool' })) } },
    ])
    const { code } = await runCli(['migrate', 'a/defs', '--branch', 'bst', '--replay', ...NAME], { cwd: history.folder })
    expect(code).toBe(0)
    expect(graph(history.folder)).toEqual(['tool < first', 'first'])
    expect(Object.keys(treeIn(history.folder, 'bst'))).toContain('elements/strata/core/tool.bst')
  })

  test('may be a repository of SHA-256', async () => {
    const history = makeHistory(COMMITS, { format: 'sha256' })
    const { code } = await replay(history)
    expect(code).toBe(0)
    expect(graph(history.folder)).toHaveLength(6)
    expect(gitIn(history.folder, 'fsck', '--strict')).toBe('')
  })
})

describe('what is kept of a commit', () => {
  test.each<[string, Partial<GivenCommit>]>([
    ['author, committer and their zones', { author: 'Eve <eve@x> 1234567890 -0330', committer: 'Bob <bob@x> 1234567899 +1345' }],
    ['a message that is not UTF-8', { message: 'gr\xfc\xdfe\n\n\xff\xfe\n', encoding: 'ISO-8859-1', author: 'J\xf6rg <j@x> 1 +0000' }],
    ['an empty message', { message: '' }],
    ['a message without a line feed, with blanks and a carriage return', { message: '\n  two\r\n\n\n# no comment' }],
    ['an author without a name', { author: '<eve@x> 5 +0000' }],
    ['a time before there was git', { author: 'Eve <eve@x> 0 +0000', committer: 'Eve <eve@x> 1 +0000' }],
  ])('%s', async (_, given) => {
    const history = makeHistory([{ name: 'one', files: small(), ...given }])
    expect((await replay(history)).code).toBe(0)
    const rest = (commit: string): string => gitIn(history.folder, 'cat-file', 'commit', commit).replace(/^tree .*\n/, '')
    expect(Buffer.from(rest('bst'))).toEqual(Buffer.from(rest('main')))
  })

  test('blame and the log of a file lead to those who wrote it', async () => {
    const history = makeHistory([
      { name: 'first', files: small() },
      { name: 'bump', author: 'Eve <eve@x> 1234567890 +0000', files: small({ ref: '7' }) },
      { name: 'tool', files: small({ ref: '7', tool: 'tool' }) },
    ])
    await replay(history)
    expect(gitIn(history.folder, 'blame', '--line-porcelain', '-L', '/ref:/,+1', 'bst', '--', 'elements/strata/core/zlib.bst')).toMatch(/^author Eve$[^]*ref: 7777/m)
    expect(gitIn(history.folder, 'log', '--follow', '--format=%s', 'bst', '--', 'elements/strata/core/zlib.bst')).toBe('bump\nfirst')
  })

  test('data that deployments copy counts, other data does not', async () => {
    const history = makeHistory([
      { name: 'first', files: small({ data: { text: 'hi' } }) },
      { name: 'text', files: small({ data: { text: 'ho' } }) },
      { name: 'other', files: { ...small({ data: { text: 'ho' } }), 'files/etc/other': 'x' } },
      { name: 'back', files: small({ data: { text: 'hi' } }) },
      { name: 'executable', files: small({ data: { text: 'hi', mode: '100755' } }) },
    ])
    expect((await replay(history)).code).toBe(0)
    expect(graph(history.folder)).toEqual(['executable < back', 'back < text', 'text < first', 'first'])
    expect(gitIn(history.folder, 'rev-parse', 'bst~1^{tree}')).toBe(gitIn(history.folder, 'rev-parse', 'bst~3^{tree}'))
    for (const [commit, name] of [['bst~2', 'text'], ['bst', 'executable']] as const) expect(treeIn(history.folder, commit)).toEqual(await converted(history, history.ids[name]))
  })
})

describe('definitions that break', () => {
  const more = { 'strata/more.morph': `name: more\nkind: stratum\nchunks:\n- name: more\n  repo: upstream:more\n  ref: ${'4'.repeat(40)}\n  build-system: autotools\n`, 'systems/two.morph': 'name: two\nkind: system\narch: x86_64\nstrata:\n- morph: strata/more.morph\n' }

  test('what they made before stays until they are mended', async () => {
    const history = makeHistory([
      { name: 'first', files: { ...small(), ...more } }, { name: 'break', files: { ...small({ broken: true }), ...more } },
      { name: 'break more', files: { ...small({ broken: true }), ...more, 'strata/more.morph': 'x: [' } }, { name: 'mend', files: { ...small({ ref: '5' }), ...more } },
    ])
    const { code, stdout, stderr } = await replay(history)
    expect(code).toBe(1)
    expect(stderr).toBe(`${history.ids.break?.slice(0, 12)} in part, 3 errors: break\n${history.ids['break more']?.slice(0, 12)} not converted, 5 errors: break more\n`)
    expect(stdout).toContain('4 commits in 0 s, 4 of them converted (1 in part, 1 not at all, because of errors)\n')
    expect(graph(history.folder)).toEqual(['mend < break more', 'break more < break', 'break < first', 'first'])
    const [first, broken] = [treeIn(history.folder, 'bst~3'), treeIn(history.folder, 'bst~2')]
    for (const path of ['elements/systems/one.bst', 'elements/strata/core/zlib.bst', 'elements/systems/two.bst']) expect(broken[path]).toBe(first[path])
    expect(broken['MIGRATION.md']).toContain('Left out because of errors')
    expect(Object.keys(broken).sort()).toEqual(Object.keys(first).sort())
    expect((JSON.parse((broken['.morph2bst.json'] ?? '').slice(7)) as { readonly files: unknown }).files).toHaveLength(Object.keys(broken).length - 1)
    expect(gitIn(history.folder, 'rev-parse', 'bst~1^{tree}')).toBe(gitIn(history.folder, 'rev-parse', 'bst~2^{tree}'))
    expect(treeIn(history.folder, 'bst')).toEqual(await converted(history, history.ids.mend))
    expect(gitIn(history.folder, 'notes', '--ref=morph2bst/bst', 'show', 'bst~2')).toMatch(/^Converted: in part; .*\nFound: 3 errors, .*\n\nstrata\/core\.morph:\d+:\d+ error\[yaml\/[a-z-]+\]: /m)
    expect(gitIn(history.folder, 'notes', '--ref=morph2bst/bst', 'show', 'bst~1')).toMatch(/^Converted: nothing; the files are those of the commit before$/m)
  })

  test('a first commit of which nothing can be used is there, and empty', async () => {
    const history = makeHistory([{ name: 'first', files: small({ broken: true }) }, { name: 'mend', files: small() }])
    expect((await replay(history)).code).toBe(1)
    expect(graph(history.folder)).toEqual(['mend < first', 'first'])
    expect(treeIn(history.folder, 'bst~')).toEqual({})
  })

  test('a run that is continued behind an error keeps what a whole one keeps', async () => {
    const commits: readonly GivenCommit[] = [
      { name: 'first', files: { ...small(), ...more } }, { name: 'break', files: { ...small({ broken: true }), ...more } },
      { name: 'still', files: { ...small({ broken: true }), ...more, 'strata/more.morph': more['strata/more.morph'].replaceAll('more', 'most').replace('name: most', 'name: more') } },
    ]
    const whole = makeHistory(commits)
    await replay(whole)
    const parts = makeHistory(commits.slice(0, 2))
    await replay(parts)
    addCommits(parts.folder, commits.slice(2).map((commit) => ({ ...commit, parents: [parts.ids.break ?? ''], author: 'Ada <ada@example.com> 1600000003 +0200' })))
    await replay(parts)
    expect(gitIn(parts.folder, 'rev-parse', 'bst')).toBe(gitIn(whole.folder, 'rev-parse', 'bst'))
    expect(Object.keys(treeIn(parts.folder, 'bst'))).toContain('elements/systems/one.bst')
  })
})

describe('refused', () => {
  const simple = (): MadeHistory => makeHistory([{ name: 'first', files: { README: 'x', ...small() } }, { name: 'second', files: { README: 'x', ...small({ ref: '2' }) } }])

  test.each<[string, (history: MadeHistory) => void, readonly string[], RegExp]>([
    ['a branch that no replay made', ({ folder }) => gitIn(folder, 'branch', 'bst'), [], /there is a branch bst already, and no replay made it\n {2}hint: .*git branch -m bst bst-old/],
    ['a branch beside which none can be', ({ folder }) => gitIn(folder, 'branch', 'bst/x'), [], /there is a branch bst\/x, beside which git can keep no bst/],
    ['a work tree with changes', ({ folder }) => writeFileSync(join(folder, 'README'), 'y'), [], /1 file of the work tree is not committed: README\n/],
    ['new definitions that are not committed', ({ folder }) => writeFileSync(join(folder, 'strata/new.morph'), 'y'), [], /not committed: strata\/new\.morph\n/],
    ['a merge', ({ folder, ids }) => writeFileSync(join(folder, '.git/MERGE_HEAD'), `${ids.first}\n`), [], /a merge is under way/],
    ['a rebase', ({ folder }) => writeFileSync(join(folder, '.git/rebase-merge'), ''), [], /a rebase is under way/],
    ['options of the other way', () => undefined, ['--folder', 'x'], /--folder does not go with --replay/],
    ['remotes, which move', () => undefined, ['--resolve-refs'], /--resolve-refs does not go with --replay/],
    ['a bad name', () => undefined, ['--branch', 'a..b'], /"a\.\.b" is no name for a branch/],
    ['a beginning that is none', () => undefined, ['--replay=nowhere'], /"nowhere" is no commit of the repository/],
    ['a beginning elsewhere', ({ folder }) => gitIn(folder, 'branch', 'other', gitIn(folder, 'commit-tree', '-m', 'x', 'HEAD^{tree}')), ['--replay=other'], /other is no commit of the history of HEAD/],
    ['a mistake of the options', () => undefined, ['--alias', 'x'], /--alias x: expected NAME=URL/],
    ['a history without definitions', ({ folder }) => { gitIn(folder, 'rm', '-rq', 'strata', 'systems', 'VERSION'); gitIn(folder, 'commit', '-qm', 'x'); gitIn(folder, 'checkout', '-q', '--orphan', 'new'); gitIn(folder, 'commit', '-qm', 'new') }, [], /no commit of the history has definitions/],
  ])('%s', async (_, change, words, stderr) => {
    const history = simple()
    change(history)
    const refs = gitIn(history.folder, 'for-each-ref', 'refs/heads')
    const result = await replay(history, ...words)
    expect(result).toEqual({ code: expect.any(Number) as number, stdout: '', stderr: expect.stringMatching(stderr) as string })
    expect([1, 2]).toContain(result.code)
    expect(gitIn(history.folder, 'for-each-ref', 'refs/heads')).toBe(refs)
  })

  test('a shallow clone', async () => {
    const { folder } = simple()
    const clone = join(folderOf(), 'clone')
    gitIn('/', 'clone', '-q', '--depth=1', `file://${folder}`, clone)
    expect((await replay({ folder: clone })).stderr).toMatch(/this clone is shallow.*\n.*git fetch --unshallow/)
  })

  test('untracked files that are no definitions, and ignored ones, are not in the way', async () => {
    const history = simple()
    writeFileSync(join(history.folder, 'notes.txt'), 'x')
    writeFileSync(join(history.folder, '.git/info/exclude'), 'scratch.morph\n')
    writeFileSync(join(history.folder, 'scratch.morph'), 'x')
    expect((await replay(history)).code).toBe(0)
  })

  test('commits of a person on the branch, even with --force', async () => {
    const history = simple()
    await replay(history)
    gitIn(history.folder, 'update-ref', 'refs/heads/bst', gitIn(history.folder, 'commit-tree', '-p', 'bst', '-m', 'mine', 'bst^{tree}'))
    for (const words of [[], ['--force']]) expect(await replay(history, ...words)).toMatchObject({ code: 1, stderr: expect.stringContaining('bst has commits that no replay made') as string })
  })

  test('a history that was rewritten, and other options; --force begins anew', async () => {
    const history = simple()
    await replay(history)
    const old = gitIn(history.folder, 'rev-parse', 'bst')
    expect((await replay(history, '--base', 'bootstrap', '--alias', 'a=b://c/')).stderr).toBe('morph2bst: bst was replayed otherwise: --base was not given and is bootstrap; --alias was not given and is a=b://c/\n  hint: give the same options, choose another branch, or begin anew with --force\n')
    gitIn(history.folder, 'commit', '-q', '--amend', '-m', 'otherwise')
    const refused = await replay(history)
    expect([refused.code, refused.stderr]).toEqual([1, `morph2bst: commit ${history.ids.second?.slice(0, 12)}, which was replayed, is not in the history of HEAD\n  hint: check out the branch that it is on; if the history was rewritten, choose another branch or begin anew with --force\n`])
    expect(gitIn(history.folder, 'rev-parse', 'bst')).toBe(old)
    expect((await replay(history, '--force')).code).toBe(0)
    expect(graph(history.folder)).toEqual(['otherwise < first', 'first'])
    expect(gitIn(history.folder, 'rev-parse', 'bst@{1}')).toBe(old)
  })

  test('the branch itself, while it is checked out', async () => {
    const history = simple()
    await replay(history)
    gitIn(history.folder, 'checkout', '-q', 'bst')
    expect((await replay(history)).stderr).toContain('bst is checked out in a work tree')
  })
})

test('programs are told everything on stdout, a fact a line', async () => {
  const history = makeHistory([{ name: 'first', files: small({ broken: true }) }, { name: 'mend', files: small() }])
  let now = 0
  const { code, stdout, stderr } = await runCli(['migrate', '.', '--branch', 'bst', '--replay', ...NAME, '--json'], { cwd: history.folder, now: () => now += 3000 })
  expect([code, stderr]).toEqual([1, ''])
  const facts = stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(facts[0]).toEqual({ type: 'commit', commit: history.ids.first, errors: expect.any(Number) as number, converted: 'nothing' })
  expect(facts.filter(({ type }) => type === 'progress')[0]).toMatchObject({ of: 2, withErrors: 1 })
  expect(facts.at(-1)).toMatchObject({
    type: 'summary', command: 'migrate', exitCode: 1, outcome: 'done', branch: 'bst', notes: 'refs/notes/morph2bst/bst', head: history.ids.mend, since: null,
    commits: { all: 2, before: 0, seen: 2, converted: 2, inPart: 0, notConverted: 1 },
  })
})

test('on a terminal one line is redrawn', async () => {
  const history = makeHistory([{ name: 'first', files: small({ broken: true }) }])
  const { stderr } = await runCli(['migrate', '.', '--branch', 'bst', '--replay', ...NAME], { cwd: history.folder, screen: { columns: () => 80, rows: () => 24 } })
  expect(stderr).toMatch(/^[0-9a-f]{12} not converted, \d errors?: first\n1 of 1 commit, .* a second, 0 s left, 1 with errors\n\r\u001b\[1A\u001b\[J$/)
})

test('the configuration of each commit counts, but for remotes', async () => {
  const history = makeHistory([
    { name: 'first', files: { ...small(), 'morph2bst.yaml': 'resolve-refs: true\naliases: {upstream: "https://one.invalid/"}\n' } },
    { name: 'second', files: { ...small(), 'morph2bst.yaml': 'aliases: {upstream: "https://two.invalid/"}\n' } },
    { name: 'third', files: { ...small(), 'morph2bst.yaml': 'aliases: [' } },
  ])
  expect((await replay(history)).code).toBe(1)
  expect(treeIn(history.folder, 'bst~2')['project.conf']).toContain('https://one.invalid/')
  expect(treeIn(history.folder, 'bst~1')['project.conf']).toContain('https://two.invalid/')
  expect(gitIn(history.folder, 'rev-parse', 'bst~1^{tree}')).toBe(gitIn(history.folder, 'rev-parse', 'bst^{tree}'))
})

test('the branch can be converted onto again', async () => {
  const history = makeHistory([{ name: 'first', files: small() }, { name: 'second', files: small({ ref: '2' }) }])
  await replay(history)
  const out = join(folderOf(), 'out')
  gitIn(history.folder, 'worktree', 'add', '-q', out, 'bst')
  expect(await runCli(['convert', history.folder, '--output', out, '--check', '--quiet', ...NAME])).toEqual({ code: 0, stdout: '', stderr: '' })
  expect(readFileSync(join(out, 'elements/strata/core/zlib.bst'), 'utf8')).toContain('ref: 2222')
})
