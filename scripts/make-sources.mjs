// Makes git repositories of fixtures/sources, with the same ids of commits each time: DIR/ALIAS/NAME for ALIAS:NAME.
//   node scripts/make-sources.mjs DIR                        prints each repository with the id of its commit
//   node scripts/make-sources.mjs DIR --update DEFINITIONS   and writes the ids over the refs of strata that lead to these branches
import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FAILSAFE_SCHEMA, load } from 'js-yaml'

const SOURCES = join(dirname(fileURLToPath(import.meta.url)), '../fixtures/sources')
const AUTHOR = 'Author <author@example.org> 1321009871 +0000'

const [target, flag, definitions] = process.argv.slice(2)
if (target === undefined || (flag !== undefined && (flag !== '--update' || definitions === undefined))) {
  process.stderr.write('usage: node scripts/make-sources.mjs DIR [--update DEFINITIONS]\n')
  process.exit(2)
}
mkdirSync(target, { recursive: true })
const repositories = load(readFileSync(join(SOURCES, 'sources.yaml'), 'utf8'), { schema: FAILSAFE_SCHEMA })
const ids = new Map()
for (const name of Object.keys(repositories)) commit(name)
for (const [name, id] of ids) process.stdout.write(`${id} ${name}\n`)
if (definitions !== undefined) update(join(definitions, 'strata'))

/** The id of a repository's commit; those of submodules come first. */
function commit(name) {
  if (ids.has(name)) return ids.get(name)
  const { branch, nonce, submodules = {}, ...rest } = repositories[name]
  const links = Object.entries(submodules).map(([path, of]) => ({ path, of, id: commit(of) }))
  const message = Buffer.from(`${name} ${branch}${nonce === undefined ? '' : ` (${nonce})`}\n`)
  const parts = [
    `commit refs/heads/${branch}\nmark :1\nauthor ${AUTHOR}\ncommitter ${AUTHOR}\n`, ...data(message), 'deleteall\n',
    ...filesOf(name, rest).flatMap(([path, file]) => [`M ${statSync(file).mode & 0o100 ? '100755' : '100644'} inline ${path}\n`, ...data(readFileSync(file))]),
    ...links.map(({ path, id }) => `M 160000 ${id} ${path}\n`),
    ...(links.length === 0 ? [] : ['M 100644 inline .gitmodules\n', ...data(Buffer.from(links.map(gitmodule).join('')))]),
    'get-mark :1\n',
  ]
  const folder = emptyRepository(join(target, name.replace(':', '/')))
  const id = git(folder, Buffer.concat(parts.map((part) => Buffer.from(part))), 'fast-import', '--quiet', '--force').trim()
  writeFileSync(join(folder, 'HEAD'), `ref: refs/heads/${branch}\n`)
  ids.set(name, id)
  return id
}

/** Where they lead has gone; the definitions say where to. */
function gitmodule({ path, of }) {
  return `[submodule "${path}"]\n\tpath = ${path}\n\turl = git://gone.example.org/${of.replace(':', '/')}\n`
}

/** Paths in a repository, sorted, with the files that are there. */
function filesOf(name, { folder = name.split(/[:/]/).at(-1).replace(/\.git$/, ''), with: common = [] }) {
  const from = join(SOURCES, folder)
  const own = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name)).map((file) => [file.slice(from.length + 1), file])
  return [...own, ...common.map((file) => [file, join(SOURCES, 'common', file)])].sort(([a], [b]) => (a < b ? -1 : 1))
}

function data(bytes) {
  return [`data ${bytes.length}\n`, bytes, '\n']
}

/** One is made by git and the others are copied: starting git takes longer. */
function emptyRepository(folder) {
  const empty = join(target, '.empty')
  if (!existsSync(empty)) git(target, '', 'init', '--quiet', '--bare', '--template=', '.empty')
  mkdirSync(folder, { recursive: true })
  for (const file of ['config', 'HEAD']) copyFileSync(join(empty, file), join(folder, file))
  for (const part of ['objects', 'refs']) cpSync(join(empty, part), join(folder, part), { recursive: true })
  return folder
}

/** The user's configuration has no say. */
function git(cwd, input, ...words) {
  const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'init.defaultBranch', GIT_CONFIG_VALUE_0: 'master', LC_ALL: 'C' }
  return execFileSync('git', words, { cwd, input, encoding: 'utf8', env })
}

/** Entries are found by their text, so that comments and the order of keys stay. */
function update(folder) {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.morph')).map((name) => join(folder, name))) {
    const text = readFileSync(file, 'utf8')
    const changed = text.split(/^(?=- name:)/m).map((entry) => {
      const [repo, branch] = ['repo', 'unpetrify-ref'].map((key) => new RegExp(`^ +${key}: *['"]?([^'"\\s]+)`, 'm').exec(entry)?.[1])
      if (!ids.has(repo) || (branch !== undefined && branch !== repositories[repo].branch)) return entry
      return entry.replace(/^( +ref: ).*$/m, `$1${ids.get(repo)}`)
    }).join('')
    if (changed !== text) writeFileSync(file, changed)
  }
}
