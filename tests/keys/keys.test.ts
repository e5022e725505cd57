/**
 * Cache keys. A key that changes makes everybody build everything again, so those of `golden.json` are only ever changed by
 * decision: UPDATE_GOLDEN=1 writes them anew. Beside them what a key depends on (BF §9), told by whole projects.
 */
import { mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync, chmodSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { planBuild } from '../../src/builder/plan.ts'
import { openStore, type Store } from '../../src/builder/store/store.ts'
import { builderWorkshops } from '../../src/cli/builder-workshop.ts'
import { Collector } from '../../src/diagnostics/collector.ts'
import { element, write, type Files } from '../support/lab.ts'
import { folderOf } from '../support/space.ts'

const GOLDEN = join(__dirname, 'golden.json')

const CONF = { name: 'keys', 'min-version': '2.0', 'element-path': 'elements', sandbox: { 'build-arch': 'x86_64', 'build-os': 'linux' } }

/** All kinds that need no plugin, built over each other. */
const ELEMENTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'base.bst': { kind: 'import', sources: [{ kind: 'local', path: 'files' }] },
  'rt.bst': { kind: 'import', sources: [{ kind: 'local', path: 'files' }], config: { target: '/rt' } },
  'app.bst': {
    kind: 'manual', 'build-depends': ['base.bst', 'dep.bst'], 'runtime-depends': ['rt.bst'], variables: { v: 'x' }, environment: { E: 'e', J: '%{max-jobs}' }, 'environment-nocache': ['J'],
    config: { 'install-commands': ['echo %{v}'] }, public: { bst: { 'integration-commands': ['true'] }, mine: { a: '1' } },
  },
  'dep.bst': { kind: 'manual', 'build-depends': ['base.bst'], 'runtime-depends': ['rt.bst'] },
  'stack.bst': { kind: 'stack', depends: ['app.bst', 'base.bst'] },
  'compose.bst': { kind: 'compose', 'build-depends': ['stack.bst'], config: { include: ['runtime'] } },
  'filter.bst': { kind: 'filter', 'build-depends': ['app.bst'], config: { include: ['runtime'] } },
  'script.bst': { kind: 'script', 'build-depends': ['base.bst', { filename: 'dep.bst', config: { location: '/at' } }], config: { commands: ['true'] } },
}

let store: Store
beforeAll(async () => {
  const opened = await openStore(join(folderOf(), 'store'))
  if (!opened.ok) throw new Error(opened.failure.message)
  store = opened.value
})
afterAll(() => { store.close() })

type Elements = typeof ELEMENTS
type Change = (given: { readonly conf: Readonly<Record<string, unknown>>; readonly elements: Elements; readonly files: Files }) => { readonly conf?: unknown; readonly elements?: Elements; readonly files?: Files }

function projectOf(change: Change = () => ({})): string {
  const root = folderOf()
  const given = { conf: CONF, elements: ELEMENTS, files: { 'files/a': 'a\n', 'files/d/b': '' } }
  const { conf, elements, files } = { ...given, ...change(given) }
  write(root, { 'project.conf': JSON.stringify(conf), ...files, ...Object.fromEntries(Object.entries(elements).map(([name, { kind, ...settings }]) => [`elements/${name}`, element(String(kind), settings)])) })
  return root
}

async function keysIn(root: string, maxJobs = 4): Promise<Readonly<Record<string, string | undefined>>> {
  const collector = new Collector()
  const { project } = await builderWorkshops({}).readProject({ root, targets: [], options: new Map(), maxJobs }, collector)
  if (!project) throw new Error(collector.list().map(({ message }) => message).join('\n'))
  const plan = await planBuild(project, store, {
    projectRoot: root, aliases: new Map(), mirrors: new Map(), folder: store.sources, work: store.session.folder, log: () => undefined, signal: new AbortController().signal,
  })
  return Object.fromEntries([...plan].map(([name, { key }]) => [name, key]))
}

const changed = (name: string, settings: Readonly<Record<string, unknown>>): Change => ({ elements }) => ({ elements: { ...elements, [name]: { ...elements[name]!, ...settings } } })
const conf = (settings: Readonly<Record<string, unknown>>): Change => (given) => ({ conf: { ...given.conf, ...settings } })

/** The elements whose keys a change changes. */
async function affected(change: Change): Promise<readonly string[]> {
  const [before, after] = [await keysIn(projectOf()), await keysIn(projectOf(change))]
  return Object.keys(before).filter((name) => before[name] !== after[name]).sort()
}

test('keys are the ones of golden.json', async () => {
  const keys = await keysIn(projectOf())
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, `${JSON.stringify(keys, undefined, 2)}\n`)
  expect(keys).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')))
})

const OVER_APP = ['compose.bst', 'filter.bst']
const EVERY = Object.keys(ELEMENTS).sort()

test.each<readonly [string, Change, readonly string[]]>([
  ['a command', changed('app.bst', { config: { 'install-commands': ['echo x2'] } }), ['app.bst', ...OVER_APP]],
  ['a variable that a command uses', changed('app.bst', { variables: { v: 'y' } }), ['app.bst', ...OVER_APP]],
  ['the folder that commands start in', changed('app.bst', { variables: { v: 'x', 'command-subdir': 'd' } }), ['app.bst', ...OVER_APP]],
  ['notparallel', changed('app.bst', { variables: { v: 'x', notparallel: 'True' } }), ['app.bst', ...OVER_APP]],
  ['the environment', changed('app.bst', { environment: { E: 'f', J: '%{max-jobs}' } }), ['app.bst', ...OVER_APP]],
  ['public data of any domain', changed('app.bst', { public: { bst: { 'integration-commands': ['true'] }, mine: { a: '2' } } }), ['app.bst', ...OVER_APP]],
  ['the kind', changed('dep.bst', { kind: 'script', 'runtime-depends': [] }), ['app.bst', ...OVER_APP, 'dep.bst', 'script.bst']],
  ['ids of the sandbox', changed('dep.bst', { sandbox: { 'build-uid': 7 } }), ['app.bst', ...OVER_APP, 'dep.bst', 'script.bst']],
  ['contents of a source', () => ({ files: { 'files/a': 'b\n', 'files/d/b': '' } }), EVERY.filter((name) => name !== 'stack.bst')],
  ['names in a source', () => ({ files: { 'files/a': 'a\n', 'files/d/c': '' } }), EVERY.filter((name) => name !== 'stack.bst')],
  ['where a runtime dependency of a build dependency goes', changed('rt.bst', { config: { target: '/rt2' } }), ['app.bst', ...OVER_APP, 'rt.bst', 'script.bst']],
  ['a place of a script\'s dependency', changed('script.bst', { 'build-depends': ['base.bst', { filename: 'dep.bst', config: { location: '/at2' } }] }), ['script.bst']],
  ['a selection', changed('compose.bst', { config: { include: ['devel'] } }), ['compose.bst']],
  ['strictness of a dependency', changed('app.bst', { 'build-depends': ['base.bst', { filename: 'dep.bst', strict: true }] }), ['app.bst', ...OVER_APP]],
  ['the name of the project, by the build root', conf({ name: 'other' }), ['app.bst', ...OVER_APP, 'dep.bst', 'script.bst']],
  ['fatal warnings', conf({ 'fatal-warnings': ['overlaps'] }), EVERY],
  ['the prefix, by split rules', conf({ variables: { prefix: '/opt' } }), EVERY],
])('%s contributes', async (_what, change, expected) => { expect(await affected(change)).toEqual(expect.arrayContaining([...expected])) })

test.each<readonly [string, Change]>([
  ['a description', changed('app.bst', { description: 'new' })], ['a variable that nothing uses', changed('app.bst', { variables: { v: 'x', unused: '1' } })], ['an alias', conf({ aliases: { a: 'https://a.org/' } })],
  ['an option that nothing uses', conf({ options: { debug: { type: 'bool', description: 'd', default: false } } })], ['the order of dependencies', changed('app.bst', { 'build-depends': ['dep.bst', 'base.bst'] })],
  ['the path of a local source', ({ elements }) => ({ files: { 'moved/a': 'a\n', 'moved/d/b': '' }, elements: { ...elements, 'base.bst': { kind: 'import', sources: [{ kind: 'local', path: 'moved' }] }, 'rt.bst': { ...elements['rt.bst']!, sources: [{ kind: 'local', path: 'moved' }] } } })],
])('%s does not contribute', async (_what, change) => { expect(await affected(change)).toEqual([]) })

test('an element\'s own runtime dependencies count for those that build with it alone', async () => {
  const found = await affected(changed('app.bst', { 'runtime-depends': [] }))
  expect(found).not.toContain('app.bst')
  expect(found).toEqual(expect.arrayContaining(['compose.bst', 'filter.bst']))
})

test('comments, max-jobs, times and modes without meaning do not contribute', async () => {
  const root = projectOf()
  const before = await keysIn(root)
  writeFileSync(join(root, 'elements/app.bst'), `# comment\n${readFileSync(join(root, 'elements/app.bst'), 'utf8')}`)
  utimesSync(join(root, 'files/a'), 1, 1)
  chmodSync(join(root, 'files/a'), 0o600)
  expect(await keysIn(root, 8)).toEqual(before)
})

test('the right to execute, links and empty folders of a source contribute', async () => {
  const base = async (root: string): Promise<string | undefined> => (await keysIn(root))['base.bst']
  const root = projectOf()
  const keys = [await base(root)]
  chmodSync(join(root, 'files/a'), 0o755)
  keys.push(await base(root))
  symlinkSync('a', join(root, 'files/l'))
  keys.push(await base(root))
  mkdirSync(join(root, 'files/empty'))
  keys.push(await base(root))
  renameSync(join(root, 'files/empty'), join(root, 'files/empty2'))
  keys.push(await base(root))
  expect(new Set(keys).size).toBe(keys.length)
})
