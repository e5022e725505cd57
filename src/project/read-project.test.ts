import { Collector } from '../diagnostics/collector.ts'
import { SourceTexts } from '../diagnostics/source-text.ts'
import { confJson } from '../ir/conf.ts'
import type { KindDeclaration } from '../ir/kind-declaration.ts'
import type { LoadedProject } from '../ir/loaded-project.ts'
import { readProject, type Wanted } from './read-project.ts'

type Files = Readonly<Record<string, string>>

const kind = (name: string, given: Partial<KindDeclaration> = {}): [string, KindDeclaration] => [name, {
  kind: name, core: true, defaults: 'config: {commands: [base]}', configKeys: ['commands'], sources: 'any', dependencies: 'any', dependencyConfigKeys: [], ...given,
}]
const KINDS = {
  elements: new Map([
    kind('manual'), kind('stack', { dependencies: 'both', sources: 'none', configKeys: [], defaults: '' }), kind('filter', { dependencies: 'one-build' }),
    kind('script', { dependencies: 'build', dependencyConfigKeys: ['location'] }), kind('import', { sources: 'required' }),
    kind('make', { core: false, defaults: 'variables: {args: "-j%{max-jobs}"}\nenvironment: {V: 1}\nenvironment-nocache: [V]\nconfig: {commands: []}' }),
  ]),
  sources: new Map([['local', { kind: 'local', core: true, keys: ['path'] }], ['tar', { kind: 'tar', core: true, keys: ['url', 'ref'] }]]),
}
const HEAD = 'name: p\nmin-version: 2.0\n'

/** Reads a project in memory; what is said is `file:line code`. */
function read(files: Files, wanted: Partial<Wanted> = {}): { readonly project: LoadedProject | undefined; readonly said: readonly string[] } {
  const collector = new Collector()
  const all: Files = { 'project.conf': HEAD, ...files }
  const list = (under: string): readonly string[] => Object.keys(all).filter((path) => path.startsWith(under) && path.endsWith('.bst')).map((path) => path.slice(under === '' ? 0 : under.length + 1)).sort()
  const project = readProject({ root: '/p', read: (path) => all[path], list }, { targets: [], options: new Map(), maxJobs: 3, host: { arch: 'x86_64', os: 'Linux' }, ...wanted }, KINDS, collector)
  const texts = new SourceTexts(new Map(Object.entries(all)))
  return { project, said: collector.list().map(({ code, at }) => `${at ? `${at.file}:${texts.place(at).line} ` : ''}${code.replace('project/', '')}`) }
}

/** Expects a project to be read without a word, and something of it. */
function check(files: Files, expected: (project: LoadedProject) => unknown, value: unknown, wanted: Partial<Wanted> = {}): void {
  const { project, said } = read(files, wanted)
  expect(said).toEqual([])
  expect(project && expected(project)).toEqual(value)
}

const config = (name: string) => (project: LoadedProject): unknown => confJson(project.elements.get(name)!.config)
const variable = (name: string) => (project: LoadedProject): unknown => project.elements.get('x.bst')!.variables.get(name)
const M = 'kind: manual\n'
const BOOL = `${HEAD}options: {o: {type: bool, description: D, default: True, variable: v}}\n`

describe('what is refused, where', () => {
  test.each<[string, Files, readonly string[]]>([
    ['BuildStream 1', { 'project.conf': 'name: p\nformat-version: 18\n' }, ['project.conf:2 buildstream-1']],
    ['a later version', { 'project.conf': 'name: p\nmin-version: 2.9\n' }, ['project.conf:2 version']],
    ['no version, no name', { 'project.conf': 'min-version: 2.0\n' }, ['project.conf:1 missing-key']],
    ['a name', { 'project.conf': 'name: a.b\nmin-version: 2.0\n', 'x.bst': M }, ['project.conf:1 bad-name']],
    ['unknown keys', { 'project.conf': `${HEAD}foo: 1\n`, 'x.bst': `${M}bar: 1\nconfig: {baz: 1}\n` }, ['project.conf:3 unknown-key', 'x.bst:2 unknown-key', 'x.bst:3 unknown-key']],
    ['strict YAML', { 'x.bst': `${M}a: &b 1\n`, 'y.bst': `${M}kind: x\n`, 'z.bst': '- a\n' }, ['x.bst:2 yaml', 'y.bst:2 yaml', 'z.bst:1 yaml']],
    ['empty values', { 'x.bst': `${M}depends:\nvariables:\n` }, ['x.bst:2 wrong-type', 'x.bst:3 wrong-type']],
    ['kinds', { 'x.bst': 'kind: make\n', 'y.bst': 'kind: junction\n', 'z.bst': '(@): k\n', 'k': M }, ['x.bst:1 kind-not-listed', 'y.bst:1 junction', 'z.bst:1 missing-key']],
    ['a kind that we lack', { 'project.conf': `${HEAD}plugins: [{origin: pip, package-name: p, elements: [qmake]}]\n`, 'x.bst': 'kind: qmake\n' }, ['x.bst:1 kind-not-built']],
    ['other projects', { 'x.bst': `${M}(@): j.bst:x.yml\ndepends: [j.bst:y.bst]\n` }, ['x.bst:2 junction', 'x.bst:3 junction']],
    ['names', { 'x.bst': `${M}depends:\n- a.txt\n- 'a*.bst'\n- nope.bst\n- elements/x.bst\n` }, ['x.bst:3 element-name', 'x.bst:4 element-name', 'x.bst:5 missing-element', 'x.bst:6 missing-element']],
    ['circles', { 'x.bst': `${M}depends: [y.bst]\n`, 'y.bst': `${M}runtime-depends: [x.bst]\n`, 'z.bst': `${M}depends: [z.bst]\n` }, ['y.bst:2 circle', 'z.bst:2 circle']],
    ['dependencies', { 'y.bst': M, 'x.bst': `${M}depends:\n- {filename: y.bst, type: some}\n- {filename: y.bst, strict: false}\nruntime-depends:\n- {filename: y.bst, config: {a: b}}\n- {filename: y.bst, type: build}\n` }, ['x.bst:3 bad-value', 'x.bst:4 dependency', 'x.bst:6 dependency', 'x.bst:7 unknown-key']],
    ['rules of kinds', {
      'y.bst': M, 'stack.bst': 'kind: stack\nsources: [{kind: local, path: a}]\nbuild-depends: [y.bst]\n', 'script.bst': 'kind: script\ndepends:\n- filename: y.bst\n  type: build\n  config: {foo: a}\n- stack.bst\n', 'import.bst': 'kind: import\n', 'filter.bst': 'kind: filter\n',
      'some.bst': `${M}build-depends:\n- filename: y.bst\n  config: {location: /}\n`,
    }, ['filter.bst:1 dependency-rule', 'import.bst:1 sources-rule', 'script.bst:5 unknown-key', 'script.bst:6 dependency-rule', 'some.bst:4 dependency-rule', 'stack.bst:2 sources-rule', 'stack.bst:3 dependency-rule']],
    ['variables', { 'x.bst': `${M}variables:\n  a: '%{nope}'\n  b: '%{b}'\n  max-jobs: 1\nconfig:\n  commands:\n  - '%{preefix}'\n` }, ['x.bst:3 unknown-variable', 'x.bst:4 variable-circle', 'x.bst:5 protected-variable', 'x.bst:8 unknown-variable']],
    ['directives', { 'x.bst': `${M}public:\n  bst:\n    integration-commands:\n      (>): [a]\nconfig: {commands: {x: y}}\n` }, ['x.bst:5 no-list-to-change', 'x.bst:6 composition']],
    ['conditions', { 'project.conf': `${BOOL}(?):\n- o: {name: q}\n`, 'x.bst': `${M}(?):\n- nope: {}\n- o: {(!): no}\n- {o: {}, not o: {}}\n- o: text\n` }, ['project.conf:5 fixed-key', 'x.bst:3 condition', 'x.bst:4 assertion', 'x.bst:5 wrong-type', 'x.bst:6 wrong-type']],
    ['includes', { 'x.bst': `${M}(@): [a.yml, nope.yml, ../b.yml, l.yml]\n`, 'a.yml': '(@): a.yml\n', 'l.yml': '- a\n' }, ['a.yml:1 include-circle', 'l.yml:1 yaml', 'x.bst:2 missing-file', 'x.bst:2 outside']],
    ['own keys in an included file', { 'project.conf': `${HEAD}(@): i.yml\n`, 'i.yml': 'plugins: []\nname: other\n' }, ['i.yml:1 own-only']],
    ['sources', { 'x.bst': `${M}sources:\n- {path: a}\n- {kind: local, path: a, foo: b}\n- {kind: git, url: a}\n- {kind: local, path: '%{nope}', directory: ../a}\n` }, ['x.bst:3 missing-key', 'x.bst:4 unknown-key', 'x.bst:5 kind-not-listed', 'x.bst:6 unknown-variable', 'x.bst:6 outside']],
    ['mirrors and caches', { 'project.conf': `${HEAD}aliases: {a: '%{nope}'}\nmirrors:\n- {name: m, aliases: {a: text}}\n- {name: n, kind: own}\nartifacts: {url: x}\n` }, ['project.conf:3 unknown-variable', 'project.conf:5 wrong-type', 'project.conf:6 unsupported', 'project.conf:7 wrong-type']],
    ['the sandbox', { 'x.bst': `${M}sandbox: {build-uid: a, build-arch: pdp, foo: 1}\n` }, ['x.bst:2 bad-value', 'x.bst:2 bad-value', 'x.bst:2 unknown-key']],
    ['options', { 'project.conf': `${HEAD}options:\n  a-b: {type: bool, description: D, default: True}\n  c: {type: bool, default: maybe}\n  d: {type: enum, description: D, values: [x], default: y}\n  e: {type: arch, description: D, values: [aarch64]}\n  f: {type: set, description: D}\n` },
      ['project.conf:4 bad-name', 'project.conf:5 missing-key', 'project.conf:5 bad-value', 'project.conf:6 option-value', 'project.conf:7 option-value', 'project.conf:8 bad-value']],
  ])('%s', (_, files, said) => expect(read({ ...files })).toEqual({ project: undefined, said }))

  test('no project.conf, unknown options and values', () => {
    expect(read({ 'project.conf': undefined as unknown as string }).said).toEqual(['no-project'])
    expect(read({ 'project.conf': BOOL, 'x.bst': M }, { options: new Map([['p', 'x']]) }).said).toEqual(['unknown-option'])
    expect(read({ 'project.conf': BOOL, 'x.bst': M }, { options: new Map([['o', 'yes']]) }).said).toEqual(['option-value'])
  })
})

test('later layers win', () => {
  const conf = `${HEAD}plugins: [{origin: pip, package-name: p, elements: [make]}]\nvariables: {args: project, own: project}\nenvironment: {V: 0, W: 1}\nelements: {make: {variables: {own: kind}, environment: {W: 2}, config: {commands: {(>): ['%{own}']}}}}\nenvironment-nocache: [W]\n`
  check({ 'project.conf': conf, 'x.bst': 'kind: make\nvariables: {mine: "%{args}"}\n' }, (project) => {
    const { variables, environment, environmentNocache } = project.elements.get('x.bst')!
    return [variables.get('args'), variables.get('own'), variables.get('mine'), environment.get('V'), environment.get('W'), environmentNocache]
  }, ['-j3', 'kind', '-j3', '1', '2', ['V', 'W']])
})

test('notparallel leaves one job', () => {
  const conf = `${HEAD}elements: {manual: {variables: {notparallel: True}}}\n`
  check({ 'x.bst': `${M}variables: {notparallel: 1}\n` }, variable('max-jobs'), '1')
  check({ 'project.conf': conf, 'x.bst': M }, variable('max-jobs'), '1')
  check({ 'project.conf': conf, 'x.bst': `${M}variables: {notparallel: False}\n` }, variable('max-jobs'), '3')
})

test('includes stack up under the element, conditions first', () => {
  const files = { 'project.conf': BOOL, 'x.bst': `${M}(@): [i/a.yml, i/b.yml]\nconfig: {commands: {(>): [own]}}\nvariables: {t: own}\n`, 'i/a.yml': '(@): i/c.yml\nconfig: {commands: {(>): [a]}}\nvariables: {t: a, u: a, w: a}\n', 'i/b.yml': '(?):\n- o: {config: {commands: {(>): [b]}}, variables: {u: b}}\n', 'i/c.yml': 'config: {commands: {(>): [c]}}\nvariables: {w: c, z: c}\n' }
  check(files, config('x.bst'), { commands: ['base', 'c', 'a', 'b', 'own'] })
  check(files, (project) => ['t', 'u', 'w', 'z', 'v'].map((name) => variable(name)(project)), ['own', 'b', 'a', 'c', '1'])
})

test('conditions apply in order, nested, in the project too', () => {
  const conf = `${BOOL}variables:\n  (?):\n  - o:\n      w: yes\n      (?):\n      - not o: {w: never}\n      - o: {w: both}\n  w: no\n`
  check({ 'project.conf': conf, 'x.bst': M }, variable('w'), 'both')
  check({ 'project.conf': conf, 'x.bst': M }, variable('w'), 'no', { options: new Map([['o', 'False']]) })
})

test('dependencies merge and are in staging order', () => {
  const files = { 'a.bst': `${M}runtime-depends: [z.bst]\n`, 'b.bst': M, 'z.bst': M, 'x.bst': 'kind: script\nbuild-depends:\n- {filename: [b.bst, a.bst], strict: True, config: {location: "/%{element-name}"}}\n- {filename: ./b.bst, config: {location: /t}}\n- z.bst\n' }
  check(files, (project) => project.elements.get('x.bst')!.dependencies.map(({ name, strict, config: given }) => [name, strict, given.map(confJson)]),
    [['z.bst', false, []], ['a.bst', true, [{ location: '/x.bst' }]], ['b.bst', true, [{ location: '/x.bst' }, { location: '/t' }]]])
  check(files, (project) => [...project.elements.keys()], ['z.bst', 'a.bst', 'b.bst', 'x.bst'], { targets: ['x.bst'] })
})

// As real BuildStream 2.8.1 orders it.
test('an order that depends on runtime dependencies and names', () => {
  const plain = Object.fromEntries(['k', 'q', 'm', 'z', 'base', 's0', 's1'].map((name) => [`${name}.bst`, M]))
  const files = {
    ...plain, 'n.bst': `${M}runtime-depends: [q.bst]\n`, 'a.bst': `${M}runtime-depends: [z.bst]\n`, 's2.bst': `${M}runtime-depends: [s0.bst]\n`, 'stk.bst': 'kind: stack\ndepends: [s1.bst, s2.bst]\n',
    'x.bst': `${M}build-depends: [stk.bst, k.bst, n.bst, m.bst, a.bst, z.bst, base.bst]\n`,
  }
  check(files, (project) => [...project.elements.keys()].map((name) => name.replace('.bst', '')), ['z', 'a', 'base', 'k', 'm', 'q', 'n', 's1', 's0', 's2', 'stk', 'x'], { targets: ['x.bst'] })
})

test('targets: names, globs, the default, everything', () => {
  const files = { 'project.conf': `${HEAD}element-path: e\ndefaults: {targets: [d/x.bst]}\n`, 'e/a.bst': M, 'e/b.bst': M, 'e/d/x.bst': M }
  const targets = (project: LoadedProject): unknown => project.targets
  check(files, targets, ['d/x.bst'])
  check(files, targets, ['b.bst', 'a.bst'], { targets: ['b.bst', '*.bst'] })
  check(files, targets, ['a.bst', 'b.bst', 'd/x.bst'], { targets: ['**.bst'] })
  check(files, (project) => [...project.elements.keys()], ['d/x.bst', 'a.bst', 'b.bst'], { everything: true })
  expect(read(files, { targets: ['c/*.bst', 'a.bst'] }).said).toEqual(['no-match'])
})

test('public data has the split rules of all layers, and nothing else of the kind', () => {
  const conf = `${HEAD}split-rules: {extra: ['/%{element-name}'], runtime: {(>): [/p]}}\nelements: {manual: {public: {bst: {split-rules: {extra: {(>): [/k]}}, integration-commands: [dropped]}}}}\n`
  check({ 'project.conf': conf, 'x.bst': `${M}public: {bst: {split-rules: {debug: ['%{lib}']}}, own: {a: '%{prefix}'}}\n` }, (project) => {
    const { bst, own } = confJson(project.elements.get('x.bst')!.public) as Readonly<Record<string, Readonly<Record<string, unknown>>>>
    const rules = bst!['split-rules'] as Readonly<Record<string, readonly string[]>>
    return [Object.keys(bst!), rules['extra'], rules['runtime']!.slice(-2), rules['debug'], own]
  }, [['split-rules'], ['/x.bst', '/k'], ['/usr/lib/lib*.so*', '/p'], ['lib'], { a: '/usr' }])
})

test('sources over their kind, refs beside or apart', () => {
  const source = (project: LoadedProject): unknown => project.elements.get('x.bst')!.sources.map((one) => [one.kind, one.directory, confJson(one.config)])
  const element = `${M}sources:\n- {kind: tar, directory: /a/./b, url: '%{prefix}'}\n`
  check({ 'project.conf': `${HEAD}sources: {tar: {config: {ref: default}}}\n`, 'x.bst': element }, source, [['tar', 'a/b', { ref: 'default', url: '/usr' }]])
  check({ 'project.conf': `${HEAD}ref-storage: project.refs\n`, 'project.refs': 'projects: {p: {x.bst: [{ref: apart}]}}\n', 'x.bst': element }, source, [['tar', 'a/b', { ref: 'apart', url: '/usr' }]])
  expect(read({ 'project.conf': `${HEAD}ref-storage: project.refs\n`, 'x.bst': `${M}sources: [{kind: tar, ref: beside}]\n` }).said).toEqual(['x.bst:2 ref-ignored'])
})

test('options: typed, exported, of the host', () => {
  const conf = `${HEAD}options:\n  m: {type: arch, description: D, values: [aarch64, amd64, x86_64], variable: march}\n  f: {type: flags, description: D, values: [x, y, z], default: [z, x], variable: flags}\n  e: {type: element-mask, description: D, default: [x.bst]}\n  s: {type: os, description: D, values: [Linux]}\naliases: {up: 'https://%{march}/', here: '%{project-root-uri}'}\nmirrors: [{name: m, aliases: {up: ['%{lib}:']}}, {name: n, aliases: {up: [b]}}]\n`
  check({ 'project.conf': conf, 'x.bst': M }, ({ options, aliases, mirrors }) => [[...options], [...aliases], [...mirrors]],
    [[['e', 'x.bst'], ['f', 'z,x'], ['m', 'amd64'], ['s', 'Linux']], [['up', 'https://amd64/'], ['here', 'file:///p']], [['up', ['lib:', 'b']]]])
  check({ 'project.conf': conf, 'x.bst': M }, variable('flags'), 'x,y', { options: new Map([['f', 'y, x']]) })
})

test('what else the project says', () => {
  const conf = `${HEAD}fatal-warnings: [overlaps, a:b]\nfail-on-overlap: False\nsandbox: {build-uid: 7}\nshell: {environment: {A: b}}\nartifacts: []\nsource-caches: []\njunctions: {duplicates: {}}\n`
  const { project, said } = read({ 'project.conf': conf, 'x.bst': `${M}sandbox: {build-arch: amd64}\ndescription: '%{x}'\n` })
  expect(said).toEqual(['project.conf:4 fail-on-overlap'])
  expect([project?.fatalWarnings, project?.shell, project?.elements.get('x.bst')?.sandbox, project?.elements.get('x.bst')?.description]).toEqual([
    ['a:b', 'overlaps'], { command: ['sh', '-i'], environment: new Map([['A', 'b']]) }, { buildUid: 7, buildGid: 0, buildArch: 'x86_64', buildOs: 'linux' }, '%{x}',
  ])
})
