import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf, runCli, type RunResult } from '../../tests/support/run-cli.ts'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'

/** Two systems on one stratum each; the second one's chunk has a branch for a ref. */
function definitions(more: Readonly<Record<string, string>> = {}): string {
  return folderOf({
    'defs/VERSION': 'version: 8\n',
    'defs/DEFAULTS': 'split-rules:\n  chunk:\n  - artifact: -misc\n    include: [".*"]\n  stratum:\n  - artifact: -runtime\n    include: [".*-misc"]\n',
    'defs/systems/one.morph': 'name: one\nkind: system\narch: x86_64\nstrata:\n- morph: strata/core.morph\n',
    'defs/systems/two.morph': 'name: two\nkind: system\narch: x86_64\nstrata:\n- morph: strata/more.morph\n',
    'defs/strata/core.morph': `name: core\nkind: stratum\nchunks:\n- name: zlib\n  repo: upstream:zlib\n  ref: ${COMMIT}\n  build-system: autotools\n`,
    'defs/strata/more.morph': 'name: more\nkind: stratum\nbuild-depends:\n- morph: strata/core.morph\nchunks:\n- name: tool\n  repo: upstream:tool\n  ref: master\n  build-system: autotools\n',
    'defs/clusters/all.morph': 'name: all\nkind: cluster\nsystems:\n- morph: systems/one.morph\n  deploy:\n    a: {type: tar, location: a.tar}\n  subsystems:\n  - morph: systems/two.morph\n    deploy:\n      b: {type: tar, location: b.tar}\n',
    ...Object.fromEntries(Object.entries(more).map(([path, text]) => [`defs/${path}`, text])),
  })
}

const BROKEN = { 'strata/more.morph': 'name: more\nkind: stratum\nchunks:\n- name: tool\n  repo: upstream:tool\n  ref: [1]\n' }

function convert(folder: string, ...words: readonly string[]): Promise<RunResult> {
  return runCli(['convert', 'defs', '--output', 'out', ...words], { cwd: folder })
}

function lastJson(stdout: string): Record<string, unknown> {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>
}

describe('usage', () => {
  test.each([
    [['--help'], 0, /Usage: morph2bst COMMAND/, /^$/],
    [['convert', '--help'], 0, /--integration element\|system/, /^$/],
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    [[], 2, /^$/, /which command\?/],
    [['convrt'], 2, /^$/, /did you mean convert\?/],
    [['convert'], 2, /^$/, /convert needs DEFINITIONS/],
    [['convert', 'a', 'b'], 2, /^$/, /unknown argument: b/],
    [['convert', 'a', '--outptu', 'b'], 2, /^$/, /unknown argument: outptu; did you mean --output\?/],
    [['convert', 'a', '--output'], 2, /^$/, /not enough arguments following: output/],
    [['convert', 'a', '--output', ''], 2, /^$/, /--output needs a value/],
    [['convert', 'a', '--target', 'bst3'], 2, /^$/, /"bst3"/],
    [['convert', '/nowhere', '-o', '/x'], 2, /^$/, /\/nowhere does not exist/],
    [['convert', '/dev/null', '-o', '/x'], 2, /^$/, /is not a folder/],
    [['audit', '/nowhere'], 2, /^$/, /does not exist/],
    [['explain'], 2, /^$/, /needs the code/],
    [['explain', 'needs-root'], 2, /^$/, /did you mean convert\/needs-root\?/],
    [['explain', 'convert/needs-rot'], 2, /^$/, /did you mean convert\/needs-root\?/],
    [['explain', '\u001b[31m'], 2, /^$/, /no diagnostic \\u001b\[31m/],
    [['explain', 'convert/needs-root'], 0, /^# convert\/needs-root\n\nSeverity: warning\n\nBaserock built as root/, /^$/],
    [['explain', '--all'], 0, /^# Diagnostics\n/, /^$/],
  ])('%j exits with %i', async (words, code, stdout, stderr) => {
    const result = await runCli(words)
    expect(result).toEqual({ code, stdout: expect.stringMatching(stdout) as string, stderr: expect.stringMatching(stderr) as string })
  })

  test.each([
    [['--alias', 'x'], /--alias x: expected NAME=URL/],
    [['--alias', '=x'], /expected NAME=URL/],
    [['--alias', 'a/b=x'], /expected NAME=URL/],
    [['--project-name', '1x'], /--project-name 1x: expected letters/],
    [['--config', 'nowhere.yaml'], /--config nowhere.yaml: there is no readable/],
  ])('%j is wrong usage', async (words, stderr) => {
    const result = await convert(definitions(), ...words)
    expect(result.stderr).toMatch(stderr)
    expect(result.code).toBe(2)
  })

  test('an output folder is needed', async () => {
    const result = await runCli(['convert', 'defs'], { cwd: definitions() })
    expect(result).toEqual({ code: 2, stdout: '', stderr: 'morph2bst: convert needs --output DIR\n  hint: name the folder that the project is to be written to\n' })
  })

  test('of an option given twice the last one counts', async () => {
    const folder = definitions()
    expect((await convert(folder, '--project-name', 'a', '--project-name', 'b')).code).toBe(0)
    expect(readFileSync(join(folder, 'out/project.conf'), 'utf8')).toMatch(/^name: b$/m)
  })
})

describe('convert', () => {
  test('writes a project with its report, and nothing the second time', async () => {
    const folder = definitions()
    const first = await convert(folder)
    expect(first.stdout).toMatch(/^2 systems, 2 strata, 2 chunks: \d+ elements\nout: \d+ files created, 0 updated, 0 removed, 0 unchanged\n0 errors, 1 warning, \d+ notes?: see out\/MIGRATION\.md\n$/)
    expect(first.code).toBe(0)
    expect(readdirSync(join(folder, 'out'))).toEqual(expect.arrayContaining(['.morph2bst.json', 'MIGRATION.md', 'elements', 'project.conf']))
    expect((await convert(folder)).stdout).toMatch(/^out: nothing changed$/m)
  })

  test('tells warnings on stderr and counts notes only', async () => {
    const { stderr } = await convert(definitions())
    expect(stderr).toContain(`strata/more.morph:8:8 warning[convert/ref-not-commit]: "tool" builds "master", which is no commit id: the element tracks it and has no ref
    8 |   ref: master
      |        ^^^^^^
  hint: run "bst source track" on the element, or convert with --resolve-refs
`)
    expect(stderr).not.toContain('note[')
  })

  test('groups many warnings of one code', async () => {
    const chunks = Array.from({ length: 9 }, (_, index) => `- name: c${index}\n  repo: upstream:c\n  ref: main\n  build-system: manual\n`).join('')
    const { stderr } = await convert(definitions({ 'strata/core.morph': `name: core\nkind: stratum\nchunks:\n${chunks}` }))
    expect(stderr.match(/warning\[convert\/ref-not-commit]/g)).toHaveLength(3)
    expect(stderr).toContain('… and 7 more convert/ref-not-commit (all in MIGRATION.md)\n')
  })

  test('--strict makes warnings count', async () => {
    const folder = definitions()
    expect((await convert(folder, '--strict')).code).toBe(1)
    expect(existsSync(join(folder, 'out/project.conf'))).toBe(true)
  })

  test('--check writes nothing and says whether anything differs', async () => {
    const folder = definitions()
    const before = await convert(folder, '--check')
    expect(before.code).toBe(1)
    expect(before.stdout).toMatch(/^out is not what a conversion would give: \d+ files created/m)
    expect(existsSync(join(folder, 'out'))).toBe(false)
    await convert(folder)
    const after = await convert(folder, '--check')
    expect(after.code).toBe(0)
    expect(after.stdout).toMatch(/^out is what a conversion would give$/m)
  })

  test('--quiet says errors only', async () => {
    expect(await convert(definitions(), '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' })
    const broken = await convert(definitions(BROKEN), '--quiet')
    expect(broken.code).toBe(1)
    expect(broken.stdout).toBe('')
    expect(broken.stderr).toMatch(/error\[/)
    expect(broken.stderr).not.toMatch(/warning\[/)
  })

  test('--json gives one object a line on stdout, the summary last', async () => {
    const { stdout, stderr, code } = await convert(definitions(), '--json')
    expect([code, stderr]).toEqual([0, ''])
    const lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.slice(0, -1).every((line) => line.type === 'diagnostic')).toBe(true)
    expect(lines).toContainEqual(expect.objectContaining({ code: 'convert/ref-not-commit', file: 'strata/more.morph', line: 8, column: 8 }))
    expect(lines.at(-1)).toMatchObject({
      type: 'summary', command: 'convert', exitCode: 0, outcome: 'written', output: 'out', leftOut: [],
      counts: { chunks: 2, strata: 2 }, diagnostics: { errors: 0, warnings: 1, passedOver: 0 },
    })
  })

  test('what is sound is converted beside errors', async () => {
    const folder = definitions(BROKEN)
    const { code, stdout } = await convert(folder)
    expect(code).toBe(1)
    expect(stdout).toMatch(/^1 system of 2/)
    expect(stdout).toMatch(/^left out because of errors: systems\/two$/m)
    expect(existsSync(join(folder, 'out/elements/systems/one.bst'))).toBe(true)
    expect(readFileSync(join(folder, 'out/MIGRATION.md'), 'utf8')).toContain('## Left out because of errors')
  })

  test('an error removes nothing that an earlier run made', async () => {
    const folder = definitions()
    await convert(folder)
    writeFileSync(join(folder, 'defs/strata/more.morph'), BROKEN['strata/more.morph'])
    await convert(folder)
    expect(existsSync(join(folder, 'out/elements/systems/two.bst'))).toBe(true)
  })

  test('a folder that cannot be the output is wrong usage', async () => {
    const folder = definitions()
    writeFileSync(join(folder, 'file'), '')
    expect(await runCli(['convert', 'defs', '-o', 'file'], { cwd: folder })).toMatchObject({ code: 2, stderr: expect.stringContaining('is not a folder') as string })
    expect(await runCli(['convert', 'defs', '-o', 'defs'], { cwd: folder })).toMatchObject({ code: 2, stderr: expect.stringContaining('is the definitions folder') as string })
  })

  test('something in the way is told once, with exit code 1', async () => {
    const folder = definitions()
    mkdirSync(join(folder, 'out'))
    symlinkSync('/', join(folder, 'out/elements'))
    const { code, stderr, stdout } = await convert(folder)
    expect(code).toBe(1)
    expect(stderr.match(/in-the-way|stands where/g)).toHaveLength(1)
    expect(stdout).toMatch(/^out: nothing was written$/m)
  })

  test('the project is named after the folder, wherever the run starts', async () => {
    const folder = definitions()
    await runCli(['convert', '.', '-o', '../out'], { cwd: join(folder, 'defs') })
    const here = readFileSync(join(folder, 'out/project.conf'), 'utf8')
    rmSync(join(folder, 'out'), { recursive: true })
    await convert(folder)
    expect(readFileSync(join(folder, 'out/project.conf'), 'utf8')).toBe(here)
    expect(here).toMatch(/^name: defs$/m)
  })
})

describe('--system', () => {
  test.each(['systems/one', 'systems/one.morph', './systems/one.morph'])('%s converts that system alone', async (name) => {
    const folder = definitions()
    const { code, stdout } = await convert(folder, '--system', name)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^1 system, 1 stratum, 1 chunk: /)
    expect(existsSync(join(folder, 'out/elements/systems/two.bst'))).toBe(false)
  })

  test('a cluster stands for its systems, those of subsystems too', async () => {
    expect((await convert(definitions(), '--system', 'clusters/all.morph')).stdout).toMatch(/^2 systems/)
  })

  test('an unknown one is an error; the others are converted', async () => {
    const folder = definitions()
    const { code, stderr, stdout } = await convert(folder, '--system', 'systems/one', '--system', 'systems/tow')
    expect(code).toBe(1)
    expect(stderr).toContain('error[convert/no-such-system]: there is no system or cluster "systems/tow"; did you mean "systems/')
    expect(stdout).toMatch(/^1 system,/)
  })

  test('only unknown ones write nothing', async () => {
    const folder = definitions()
    expect((await convert(folder, '--system', 'x')).code).toBe(1)
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  test('errors in files that are not reached do not count, and are counted', async () => {
    const { code, stdout, stderr } = await convert(definitions(BROKEN), '--system', 'systems/one')
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('error')])
    expect(stdout).toMatch(/^passed over [1-9]\d* diagnostics? in files that the chosen systems do not reach$/m)
  })
})

describe('configuration', () => {
  test('morph2bst.yaml beside the definitions holds options; the command line wins', async () => {
    const folder = definitions({ 'morph2bst.yaml': 'output: ../there\nproject-name: mine\nsystem: [systems/one]\nstrict: true\naliases: {upstream: "https://a.example/"}\n' })
    const { code, stdout } = await runCli(['convert', 'defs', '--project-name', 'yours'], { cwd: folder })
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^1 system/)])
    const conf = readFileSync(join(folder, 'there/project.conf'), 'utf8')
    expect(conf).toMatch(/^name: yours$/m)
    expect(conf).toContain('upstream: https://a.example/')
    const all = await runCli(['convert', 'defs', '--no-strict', '--system', 'clusters/all'], { cwd: folder })
    expect([all.code, all.stdout]).toEqual([0, expect.stringMatching(/^2 systems/)])
  })

  test('--config takes the place of the one beside the definitions', async () => {
    const folder = definitions({ 'morph2bst.yaml': 'nonsense: 1\n' })
    writeFileSync(join(folder, 'other.yaml'), 'project-name: other\n')
    expect((await convert(folder, '--config', 'other.yaml')).code).toBe(0)
    expect(readFileSync(join(folder, 'out/project.conf'), 'utf8')).toMatch(/^name: other$/m)
  })

  test('what is wrong with it is located, and nothing is written', async () => {
    const folder = definitions({ 'morph2bst.yaml': 'targte: bst2\nbase: ready\n' })
    const { code, stderr, stdout } = await convert(folder)
    expect(code).toBe(1)
    expect(stderr).toContain(`morph2bst.yaml:1:1 error[config/unknown-key]: "targte" is no option; did you mean "target"?
    1 | targte: bst2
      | ^^^^^^
  hint: rename it to "target"
`)
    expect(stderr).toContain(`morph2bst.yaml:2:7 error[config/wrong-value]: "base" is "ready"; expected replace or bootstrap
    2 | base: ready
      |       ^^^^^
`)
    expect(stdout).toMatch(/^out: nothing was written, because of the errors above$/m)
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  test('chunks are overridden by path or by stratum and name; one that matches nothing is a warning', async () => {
    const folder = definitions({ 'morph2bst.yaml': 'chunks:\n  strata/more/tool.morph:\n    build-system: cmake\n    ref: ' + COMMIT + '\n  strata/more/toll:\n    prefix: /opt\n' })
    const { code, stderr } = await convert(folder)
    expect(code).toBe(0)
    expect(stderr).toContain('warning[config/no-such-chunk]: no chunk is called "strata/more/toll", so what is said of it changes nothing; did you mean "strata/more/tool"?')
    expect(stderr).not.toContain('ref-not-commit')
    expect(readFileSync(join(folder, 'out/elements/strata/more/tool.bst'), 'utf8')).toMatch(/^kind: cmake$/m)
  })
})

describe('audit', () => {
  test('says what is there and writes nothing', async () => {
    const folder = definitions()
    const { code, stdout, stderr } = await runCli(['audit', 'defs'], { cwd: folder })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^format: version 8\nfiles: 5\nsystems: 2\nstrata: 2, 2 of them in use\nchunks: 2, 2 of them in use\nclusters: 1\nfound: 0 errors, 1 warning, /)
    expect(stdout).toContain('\nsystems/two (x86_64): 1 stratum, 1 chunk\n  sources to look at: 1\n  deployments: b (tar, clusters/all)\n')
    expect(stderr).toContain('note[')
    expect(readdirSync(folder)).toEqual(['defs'])
  })

  test('errors and, with --strict, warnings end it with 1', async () => {
    expect((await runCli(['audit', 'defs'], { cwd: definitions(BROKEN) })).code).toBe(1)
    expect((await runCli(['audit', 'defs', '--strict'], { cwd: definitions() })).code).toBe(1)
    expect((await runCli(['audit', 'defs', '--system', 'systems/one', '--strict'], { cwd: definitions() })).code).toBe(0)
  })

  test('--json ends in a summary', async () => {
    const { stdout } = await runCli(['audit', 'defs', '--json'], { cwd: definitions() })
    expect(lastJson(stdout)).toMatchObject({
      type: 'summary', command: 'audit', exitCode: 0, format: 8, chunks: { all: 2, reached: 2 },
      bySystem: [{ path: 'systems/one', byHand: [] }, { path: 'systems/two', byHand: [{ what: 'sources to look at', count: 1 }] }],
    })
  })
})
