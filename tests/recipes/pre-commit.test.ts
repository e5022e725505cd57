/** docs/recipes/pre-commit in a repository that holds definitions and their project. */
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const MAIN = join(__dirname, '../../dist/main.js')
const HOOK = join(__dirname, '../../docs/recipes/pre-commit')

const STRATUM = (ref: string): string =>
  `name: core\nkind: stratum\nchunks:\n- name: attr\n  repo: upstream:attr\n  ref: ${ref.repeat(40)}\n  build-system: manual\n`

let folder: string
let repository: string

/** Puts a repository in place whose definitions and project belong together. `project`: its folder, from the repository's top. */
function makeRepository(project = 'project'): void {
  folder = mkdtempSync(join(tmpdir(), 'morph2bst-'))
  repository = join(folder, 'distro')
  put('VERSION', 'version: 8\n')
  put('strata/core.morph', STRATUM('1'))
  put('systems/s.morph', 'name: s\nkind: system\narch: x86_64\nstrata:\n- name: core\n  morph: strata/core.morph\n')
  put('morph2bst.yaml', project === 'project' ? 'output: project\nbase: bootstrap\n' : 'base: bootstrap\n')
  put('README', 'Ours\n')
  git('init', '--quiet')
  // It is the same each time.
  if (existsSync(converted)) cpSync(converted, join(repository, project), { recursive: true })
  else {
    convert(project)
    cpSync(join(repository, project), converted, { recursive: true })
  }
  copyFileSync(HOOK, join(repository, '.git/hooks/pre-commit'))
  chmodSync(join(repository, '.git/hooks/pre-commit'), 0o755)
  git('config', 'morph2bst.command', `${process.execPath} ${MAIN}`)
}

const kept = mkdtempSync(join(tmpdir(), 'morph2bst-'))
const converted = join(kept, 'converted')
afterEach(() => rmSync(folder, { recursive: true, force: true }))
afterAll(() => rmSync(kept, { recursive: true, force: true }))
function put(path: string, text: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true })
  writeFileSync(join(repository, path), text)
}

function environment(): Record<string, string | undefined> {
  const who = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.org', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@example.org' }
  return { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', ...who }
}

function git(...words: string[]): { readonly code: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync('git', words, { cwd: repository, env: environment(), encoding: 'utf8' })
  return { code: status, said: `${stdout}${stderr}` }
}

function convert(project: string): void {
  const { status, stderr } = spawnSync(process.execPath, [MAIN, 'convert', '.', '--quiet', '--output', project], { cwd: repository, encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
}

const head = (): string => git('log', '--format=%s').said
/** What the hook left in the folder for temporary files, besides the repository and a project beside it. */
const left = (): readonly string[] => readdirSync(folder).filter((name) => !['distro', 'project'].includes(name))

const missing = existsSync(MAIN) ? undefined : 'dist/main.js is missing (npm run build)'
if (missing !== undefined) console.warn(`pre-commit: ${missing}`)
;(missing === undefined ? describe : describe.skip)('the pre-commit hook', () => {
  test('lets a commit pass whose project belongs to its definitions, the first and a later one', () => {
    makeRepository()
    git('add', '--all')
    expect(git('commit', '--quiet', '-m', 'first')).toEqual({ code: 0, said: '' })
    put('strata/core.morph', STRATUM('2'))
    convert('project')
    expect(git('commit', '--quiet', '--all', '-m', 'second')).toEqual({ code: 0, said: '' })
    expect([head(), left()]).toEqual(['second\nfirst\n', []])
  })

  test('refuses a commit whose project does not, and says what to do', () => {
    makeRepository()
    git('add', '--all')
    git('commit', '--quiet', '--no-verify', '-m', 'first')
    put('strata/core.morph', STRATUM('2'))
    git('add', 'strata')
    const { code, said } = git('commit', '-m', 'second')
    const command = `${process.execPath} ${MAIN}`
    expect(code).toBe(1)
    expect(said).toBe([
      'pre-commit: the staged project is not what the staged definitions convert to.',
      `  See what differs:  ${command} diff . --output PROJECT`,
      `  Convert again:     ${command} convert .`,
      '  Then stage it (git add), and commit. To commit as it is: git commit --no-verify', '',
    ].join('\n'))
    expect([head(), left()]).toEqual(['first\n', []])
    expect(git('commit', '--quiet', '--no-verify', '-m', 'second').code).toBe(0)
  })

  test('looks at what is staged, whatever lies in the work tree', () => {
    makeRepository()
    git('add', '--all')
    git('commit', '--quiet', '--no-verify', '-m', 'first')
    put('strata/core.morph', STRATUM('2'))
    convert('project')
    git('add', '--all')
    put('strata/core.morph', 'not: [even yaml')
    put('strata/new.morph', 'kind: nothing\n')
    expect(git('commit', '--quiet', '-m', 'second')).toEqual({ code: 0, said: '' })
    // Now the work tree fits, and what is staged does not.
    put('strata/core.morph', STRATUM('3'))
    rmSync(join(repository, 'strata/new.morph'))
    convert('project')
    git('add', 'project')
    expect(git('commit', '-m', 'third').said).toContain('the staged project is not what the staged definitions convert to')
    expect(head()).toBe('second\nfirst\n')
    expect(readFileSync(join(repository, 'strata/core.morph'), 'utf8')).toBe(STRATUM('3'))
  })

  test('does not run for other files', () => {
    makeRepository()
    git('add', '--all')
    git('commit', '--quiet', '--no-verify', '-m', 'first')
    git('config', 'morph2bst.command', 'false')
    put('README', 'Yours\n')
    put('strata/core.morph', 'not staged\n')
    git('add', 'README')
    expect(git('commit', '--quiet', '-m', 'second')).toEqual({ code: 0, said: '' })
    git('config', '--add', 'morph2bst.path', 'scripts')
    git('config', '--add', 'morph2bst.path', 'READ*')
    put('README', 'Theirs\n')
    git('add', 'README')
    expect(git('commit', '-m', 'third').code).toBe(1)
  })

  test('shows what is wrong with definitions', () => {
    makeRepository()
    put('strata/core.morph', 'name: core\nkind: stratum\nchunks: 3\n')
    git('add', '--all')
    const { code, said } = git('commit', '-m', 'first')
    expect(code).toBe(1)
    expect(said).toMatch(/^strata\/core\.morph:3:9 error\[/m)
  })

  test('knows a project that lies elsewhere, and options', () => {
    makeRepository('../project')
    git('config', 'morph2bst.output', '../project')
    git('add', '--all')
    expect(git('commit', '--quiet', '-m', 'first')).toEqual({ code: 0, said: '' })
    put('strata/core.morph', STRATUM('2'))
    git('add', '--all')
    const { said } = git('commit', '-m', 'second')
    expect(said).toContain(` diff . --output ../project\n`)
    expect(said).toContain(` convert . --output ../project\n`)
    git('config', 'morph2bst.options', '--nonsense')
    expect(git('commit', '-m', 'second').said).toContain('convert . --output ../project --nonsense --check ended with 2; see above')
  })

  test('runs for an edited project that no definition was staged with', () => {
    makeRepository('built/here')
    git('config', 'morph2bst.output', 'built/here')
    git('add', '--all')
    git('commit', '--quiet', '--no-verify', '-m', 'first')
    rmSync(join(repository, 'built/here/elements/strata/core.bst'))
    expect(git('commit', '--all', '-m', 'second').said).toContain('is not what the staged definitions convert to')
  })

  test('says what to set where morph2bst is not found', () => {
    makeRepository()
    git('config', '--unset', 'morph2bst.command')
    git('add', '--all')
    const { code, said } = git('commit', '-m', 'first')
    expect(code).toBe(1)
    expect(said).toBe('pre-commit: morph2bst is not there, so nobody knows whether the project belongs to the definitions.\n'
      + '  Say how it is called: git config morph2bst.command "node /opt/morph2bst/dist/main.js"\n')
  })
})
