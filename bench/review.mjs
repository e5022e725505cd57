// Times what a review costs beside one conversion, and how fast a history is replayed.
// usage: node bench/review.mjs DEFINITIONS [--runs 5] [--commits 100]         (after npm run build)
//        node bench/review.mjs --repository REPOSITORY --since COMMIT [--until COMMIT]
// Prints medians of `convert` into a new folder, of `audit` and of `diff`, taken in turn, with their ratios, and commits per second of
// `migrate --replay`.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values, positionals: [definitions] } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' }, commits: { type: 'string', default: '100' },
    repository: { type: 'string' }, since: { type: 'string' }, until: { type: 'string', default: 'HEAD' },
  },
})
const isUsable = definitions ? existsSync(definitions) : values.repository && values.since
if (!isUsable) throw new Error('usage: node bench/review.mjs DEFINITIONS | --repository REPOSITORY --since COMMIT')
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const space = mkdtempSync(join(tmpdir(), 'morph2bst-bench-'))
const me = { GIT_AUTHOR_NAME: 'Bench', GIT_AUTHOR_EMAIL: 'bench@example.org', GIT_COMMITTER_NAME: 'Bench', GIT_COMMITTER_EMAIL: 'bench@example.org' }
const env = { ...process.env, ...me, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }

/** Wall time of a run of ours in milliseconds. Exit code 1 says that there are errors in the definitions, which is no matter here. */
function time(...words) {
  const start = process.hrtime.bigint()
  try {
    execFileSync(process.execPath, [main, ...words], { stdio: 'ignore', env })
  } catch (error) {
    if (error.status !== 1) throw error
  }
  return Number(process.hrtime.bigint() - start) / 1e6
}

function git(folder, ...words) {
  return execFileSync('git', ['-C', folder, '-c', 'gc.auto=0', '-c', 'core.hooksPath=/dev/null', ...words], { env, encoding: 'utf8', maxBuffer: 1e9 }).trim()
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

/** A repository that holds a folder as its first commit. */
function repositoryOf(folder) {
  const made = join(space, 'definitions')
  cpSync(folder, made, { recursive: true, filter: (path) => !path.endsWith('/.git') })
  git(space, 'init', '-q', '-b', 'main', made)
  commit(made, 'Definitions as they are')
  return made
}

function commit(repository, subject) {
  git(repository, 'add', '-A')
  git(repository, 'commit', '-q', '-m', subject)
  return git(repository, 'rev-parse', 'HEAD')
}

/** Texts of definitions that a pattern is found in, by path and sorted, those with most finds last. */
function filesWith(repository, pattern) {
  const finds = (path) => [...readFileSync(join(repository, path), 'utf8').matchAll(pattern)].length
  return readdirSync(repository, { recursive: true }).filter((path) => path.endsWith('.morph')).sort()
    .map((path) => ({ path, finds: finds(path) })).filter((file) => file.finds > 0).sort((a, b) => a.finds - b.finds).map(({ path }) => path)
}

function edit(repository, path, change) {
  const file = join(repository, path)
  const text = readFileSync(file, 'utf8')
  const changed = change(text)
  if (changed === text) throw new Error(`nothing to change in ${path}`)
  writeFileSync(file, changed)
}

const REF = /\bref: ['"]?[0-9a-f]{40}\b/g
const BELOW = /^build-depends:\n(?:- morph: .*\n)+/gm

/** Another commit for the ref at a place among all refs of a text. */
function bumped(text, place, number) {
  const refs = [...text.matchAll(REF)]
  const { index, 0: found } = refs[place % refs.length]
  return text.slice(0, index) + found.slice(0, -40) + number.toString(16).padStart(40, '0') + text.slice(index + found.length)
}

/** One commit for each kind of change, each on top of the first. */
function changes(repository) {
  const base = git(repository, 'rev-parse', 'HEAD')
  const strata = filesWith(repository, REF)
  const below = filesWith(repository, BELOW)[0]
  const kinds = [
    ['one ref of the largest stratum', () => edit(repository, strata.at(-1), (text) => bumped(text, 0, 1))],
    ['build-depends of one stratum', () => edit(repository, below, (text) => text.replace(BELOW, ''))],
    ['DEFAULTS', () => edit(repository, 'DEFAULTS', (text) => text.replace(/\bmake\b/, 'make --keep-going'))],
  ]
  return kinds.filter(([name]) => name !== 'DEFAULTS' || existsSync(join(repository, 'DEFAULTS'))).map(([name, change]) => {
    git(repository, 'reset', '-q', '--hard', base)
    change()
    const changed = commit(repository, name)
    git(repository, 'reset', '-q', '--hard', base)
    return { name, base, changed }
  })
}

/** A history of commits that do what people do: a ref or two each, now and then a stratum on another base, once other defaults. */
function lengthen(repository, count) {
  const strata = filesWith(repository, REF)
  for (let number = 1; number <= count; number++) {
    const path = strata[(number * 7) % strata.length]
    if (number === Math.ceil(count / 2) && existsSync(join(repository, 'DEFAULTS'))) edit(repository, 'DEFAULTS', (text) => `# once more\n${text}`)
    else if (number % 10 === 0) edit(repository, path, (text) => `# moved down by a line, ${number}\n${text}`)
    else edit(repository, path, (text) => bumped(text, number, number))
    commit(repository, `Change ${number}`)
  }
}

function replay(repository, since, commits) {
  const spent = time('migrate', repository, '--branch', 'bench', `--replay=${since}`, '--quiet')
  row(`replay of ${commits} commits`, spent, `${(commits / spent * 1000).toFixed(1)} commits per second`)
}

function row(name, value, note = '') {
  console.log(`${name.padEnd(42)}${value.toFixed(0).padStart(8)} ms  ${note}`)
}

try {
  if (definitions) {
    const repository = repositoryOf(definitions)
    console.log(`medians of ${values.runs} runs, taken in turn`)
    for (const { name, base, changed } of changes(repository)) {
      const [written, unwritten, both] = [[], [], []]
      for (let run = 0; run < Number(values.runs); run++) {
        written.push(time('convert', repository, '--output', join(space, `project-${name.replace(/ .*/, '')}-${run}`), '--quiet'))
        unwritten.push(time('audit', repository))
        both.push(time('diff', repository, base, changed, '--no-pager'))
      }
      const times = (others) => median(both.map((value, at) => value / others[at])).toFixed(2)
      row('convert', median(written))
      row('audit', median(unwritten))
      row(`diff: ${name}`, median(both), `${times(written)} times convert, ${times(unwritten)} times audit`)
    }
    const since = git(repository, 'rev-parse', 'HEAD')
    lengthen(repository, Number(values.commits))
    replay(repository, since, Number(values.commits))
  } else {
    const copy = join(space, 'history')
    git(space, 'clone', '-q', '--no-local', values.repository, copy)
    git(copy, 'checkout', '-q', '-B', 'bench-source', values.until)
    replay(copy, git(copy, 'rev-parse', values.since), Number(git(copy, 'rev-list', '--count', `${values.since}..HEAD`)))
  }
} finally {
  rmSync(space, { recursive: true, force: true })
}
