/** docs/review.md and the CI recipes: the example is what is printed, and commands, options and files named are there. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { COMMANDS, isCommandName } from '../../src/cli/command-table.ts'
import { parseCommandLine } from '../../src/cli/command-line.ts'
import { MARKER } from '../../src/report/diff/markdown.ts'

const ROOT = join(__dirname, '../..')
const RECIPES = join(ROOT, 'docs/recipes')
const DOC = join(ROOT, 'docs/review.md')
const doc = (): string => readFileSync(DOC, 'utf8')
const recipe = (name: string): string => readFileSync(join(RECIPES, name), 'utf8')

test('the example is the summary that the golden test of this scenario has', () => {
  const block = /(<!-- example: (\S+) -->\n```\n)([^]*?)(?=```\n)/
  const [, head = '', path = '', shown] = block.exec(doc()) ?? []
  const [summary = ''] = readFileSync(join(ROOT, path), 'utf8').split('\ndiff --git ')
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(DOC, doc().replace(block, () => `${head}${summary}`))
  else expect(shown).toBe(summary)
})

test('links lead to files and sections that are there', () => {
  const links = [...doc().matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target)
  expect(links.length).toBeGreaterThan(10)
  expect(links.filter((target) => !target.startsWith('#') && !existsSync(join(ROOT, 'docs', target)))).toEqual([])
  const sections = [...doc().matchAll(/^## (.*)$/gm)].map(([, title = '']) => `#${title.toLowerCase().replaceAll(' ', '-')}`)
  expect(links.filter((target) => target.startsWith('#'))).toEqual(sections)
})

test('the mark of a comment is the one that is printed', () => {
  expect(doc()).toContain(`\`${MARKER}\``)
})

/** Lines in which morph2bst is called, as words. */
function callsIn(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/^ +(?:- )?morph2bst ([^#|>;&\n]*)/gm)].map(([, words = '']) => words.trim().split(/\s+/))
}

test.each([['docs/review.md', 6], ['docs/recipes/gitlab-ci.yml', 2], ['docs/recipes/github-review.yml', 2]])('calls in %s are understood', (path, count) => {
  const calls = callsIn(readFileSync(join(ROOT, path), 'utf8'))
  expect(calls).toHaveLength(count)
  for (const call of calls) expect({ call, parsed: parseCommandLine(call) }).toMatchObject({ parsed: { ok: true } })
})

test('options named in the text are those of diff or convert', () => {
  const known = new Set([...Object.keys(COMMANDS.diff.flags), ...Object.keys(COMMANDS.convert.flags)])
  const named = [...doc().matchAll(/`(?:(\w+) )?--([a-z-]+)/g)].map(([, command = '', name = '']) => ({ command, name }))
  expect(named.length).toBeGreaterThan(6)
  expect(named.filter(({ name }) => !known.has(name))).toEqual([])
  expect(named.filter(({ command, name }) => isCommandName(command) && !(name in COMMANDS[command].flags))).toEqual([])
})

test('formats in the text are those of the command', () => {
  expect([...doc().matchAll(/^\| `(\w+)` \| /gm)].map(([, name]) => name)).toEqual(COMMANDS.diff.flags.format.choices)
})

interface Job { readonly script: string[]; readonly before_script: string[]; readonly variables: Record<string, string> }
interface Step { readonly run?: string; readonly uses?: string; readonly with?: Record<string, unknown> }

/** Expects a shell to understand the lines. */
function expectShell(lines: string, shell: string): void {
  const { status, stderr } = spawnSync(shell, ['-n'], { input: lines, encoding: 'utf8' })
  expect([lines, status, stderr]).toEqual([lines, 0, ''])
}

test('the job for GitLab is sound', () => {
  const { 'morph2bst review': job } = load(recipe('gitlab-ci.yml')) as Record<string, Job | undefined>
  expect(job?.variables['GIT_DEPTH']).toBe('0')
  for (const line of [...job?.before_script ?? [], ...job?.script ?? []]) expect(typeof line).toBe('string')
  expectShell([...job?.before_script ?? [], ...job?.script ?? []].join('\n'), 'bash')
  expect(job?.script.some((line) => line.includes('docs/recipes/post-review.sh review.md'))).toBe(true)
})

test('the workflow for GitHub is sound', () => {
  const { on, permissions, jobs } = load(recipe('github-review.yml')) as { on: unknown; permissions: unknown; jobs: { review: { steps: Step[] } } }
  // With pull_request_target, what a fork proposes would run with a token that may write.
  expect([on, permissions]).toEqual(['pull_request', { 'contents': 'read', 'pull-requests': 'write' }])
  const { steps } = jobs.review
  expect(steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))?.with).toMatchObject({ 'fetch-depth': 0, 'persist-credentials': false })
  const runs = steps.flatMap(({ run }) => run ?? [])
  for (const run of runs) expectShell(run, 'bash')
  // Whatever a branch or title is called: it reaches the shell as a variable, never as text of the script.
  expect(runs.filter((run) => run.includes('${{'))).toEqual([])
  expect(runs.some((run) => run.includes('docs/recipes/post-review.sh" review.md'))).toBe(true)
})

test('every recipe is told of, and its shell is sound', () => {
  const names = readdirSync(RECIPES).sort()
  expect(names).toEqual(['github-review.yml', 'gitlab-ci.yml', 'post-review.sh', 'pre-commit'])
  for (const name of names) expect(doc()).toContain(`(recipes/${name})`)
  for (const name of ['post-review.sh', 'pre-commit']) for (const shell of ['bash', 'sh']) expectShell(recipe(name), shell)
})
