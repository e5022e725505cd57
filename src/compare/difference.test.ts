import { convertSmall, type Converted } from '../../tests/support/convert-tree.ts'
import { between, sideOfConverted, told } from '../../tests/support/told-difference.ts'
import { differenceOf } from './difference.ts'
import type { ProjectSide } from '../ir/difference.ts'
import { sideOfFolder } from './side.ts'

const sha = (digit: string): string => digit.repeat(40)
const chunk = (name: string, more = ''): string => `- name: ${name}\n  repo: upstream:${name}\n  ref: ${sha('a')}\n  unpetrify-ref: v1\n  build-system: autotools\n${more}`
const stratum = (name: string, below: readonly string[], ...chunks: readonly string[]): string =>
  `name: ${name}\nkind: stratum\n${below.length ? `build-depends:\n${below.map((one) => `- morph: strata/${one}.morph\n`).join('')}` : ''}chunks:\n${chunks.join('')}`
const system = (name: string, strata: readonly string[], arch = 'x86_64'): string => `name: ${name}\nkind: system\narch: ${arch}\nstrata:\n${strata.map((one) => `- name: ${one}\n  morph: strata/${one}.morph\n`).join('')}`

const FILES = {
  'strata/base.morph': stratum('base', [], chunk('libc')),
  'strata/core.morph': stratum('core', ['base'], chunk('zlib'), chunk('bash', '  build-depends:\n  - zlib\n'), chunk('perl')),
  'strata/tools.morph': stratum('tools', ['core'], chunk('git'), chunk('vim')),
  'systems/one.morph': system('one', ['base', 'core']),
  'systems/two.morph': system('two', ['base', 'core', 'tools']),
}

type Files = Readonly<Record<string, string>>

/** The definitions with texts in one file replaced. */
function edited(path: keyof typeof FILES, ...pairs: readonly (readonly [string, string])[]): Files {
  const text = pairs.reduce((now, [from, to]) => {
    expect(now).toContain(from)
    return now.replaceAll(from, to)
  }, FILES[path])
  return { ...FILES, [path]: text }
}

const before = convertSmall(FILES)
const differenceTo = (files: Files, from: Converted = before) => between(from, convertSmall(files))
const toldTo = (files: Files, from?: Converted): readonly string[] => told(differenceTo(files, from))

test('equal definitions differ in nothing', () => {
  expect(differenceTo(FILES)).toEqual({
    changes: [], files: [], diagnostics: { appeared: [], gone: [] },
    systems: { all: ['systems/one', 'systems/two'], moved: [], added: [], removed: [], changed: [] },
  })
})

test('a ref tells both commits by their names, and the systems that have the chunk', () => {
  const difference = differenceTo(edited('strata/tools.morph', [`upstream:git\n  ref: ${sha('a')}\n  unpetrify-ref: v1`, `upstream:git\n  ref: ${sha('b')}\n  unpetrify-ref: v2`]))
  expect(difference.changes).toEqual([{
    topic: 'ref', state: 'changed', key: 'sources.ref', removed: [], added: [], reordered: false, follows: [], systems: ['systems/two'],
    ref: { url: 'upstream:git', before: { ref: sha('a'), name: 'v1' }, after: { ref: sha('b'), name: 'v2' } },
    places: [{ path: 'elements/strata/tools/git.bst', element: 'strata/tools/git.bst', origin: expect.objectContaining({ file: 'strata/tools.morph' }) as unknown }],
  }])
  expect(difference.files).toEqual([{ state: 'changed', path: 'elements/strata/tools/git.bst', systems: ['systems/two'] }])
  expect(difference.systems).toMatchObject({ added: [], removed: [], changed: ['systems/two'] })
})

test('a chunk that is new or gone is told once: its stratum follows', () => {
  const more = edited('strata/core.morph', ['- name: perl', `${chunk('lua')}- name: perl`])
  expect(toldTo(more)).toEqual(['element | added | in strata/core/lua.bst | reaches systems/one, systems/two | follows strata/core.bst'])
  expect(told(between(convertSmall(more), before))).toEqual(['element | removed | in strata/core/lua.bst | reaches systems/one, systems/two | follows strata/core.bst'])
})

test('a stratum that is built on one more is one change, however many chunks it has', () => {
  const apart = convertSmall(edited('strata/tools.morph', ['build-depends:\n- morph: strata/core.morph\n', '']))
  expect(told(between(apart, before)).filter((line) => line.startsWith('dependencies'))).toEqual([
    'dependencies | build-depends | +strata/tools/build-deps.bst | in strata/tools/git.bst, strata/tools/vim.bst | together strata/tools | reaches systems/two',
  ])
  expect(toldTo(edited('strata/tools.morph', ['- morph: strata/core.morph', '- morph: strata/base.morph\n- morph: strata/core.morph']))).toEqual([
    'dependencies | depends | +strata/base.bst | in strata/tools/build-deps.bst | reaches systems/two',
  ])
})

describe('moves', () => {
  const perl = `upstream:perl\n  ref: ${sha('a')}`
  const without = edited('strata/core.morph', [chunk('perl'), ''])

  test('a chunk in another stratum is the same one, and what it was built on there goes without saying', () => {
    expect(toldTo({ ...without, 'strata/tools.morph': stratum('tools', ['core'], chunk('git'), chunk('vim'), chunk('perl')) })).toEqual([
      'moved | moved | strata/core/perl.bst => strata/tools/perl.bst | in strata/core/perl.bst => strata/tools/perl.bst | reaches systems/one, systems/two | follows strata/core.bst, strata/tools.bst',
    ])
  })

  test('what changed on the way is told besides', () => {
    const moved = chunk('perl').replace(perl, `upstream:perl\n  ref: ${sha('c')}`)
    expect(toldTo({ ...without, 'strata/tools.morph': stratum('tools', ['core'], chunk('git'), chunk('vim'), moved) })).toEqual([
      expect.stringMatching(/^moved /),
      'ref | sources.ref | upstream:perl v1@aaaaaaa => v1@ccccccc | in strata/core/perl.bst => strata/tools/perl.bst | reaches systems/one, systems/two',
    ])
  })

  test('several that go one way are one change', () => {
    expect(toldTo({
      ...FILES, 'strata/core.morph': stratum('core', ['base'], chunk('zlib')),
      'strata/tools.morph': stratum('tools', ['core'], chunk('git'), chunk('vim'), chunk('bash'), chunk('perl')),
    })[0]).toMatch('moved | moved | strata/core/ => strata/tools/ | in strata/core/bash.bst => strata/tools/bash.bst, strata/core/perl.bst => strata/tools/perl.bst |')
  })

  test('another chunk in the place of one is none, though both are built alike', () => {
    expect(toldTo(edited('strata/core.morph', ['name: perl', 'name: lua'], ['upstream:perl', 'upstream:lua'], [`upstream:lua\n  ref: ${sha('a')}`, `upstream:lua\n  ref: ${sha('c')}`]))).toEqual([
      'element | added | in strata/core/lua.bst | reaches systems/one, systems/two | follows strata/core.bst',
      'element | removed | in strata/core/perl.bst | reaches systems/one, systems/two | follows strata/core.bst',
    ])
  })

  test('of two that could be one, the one of its name is', () => {
    const one = convertSmall({ ...FILES, 'strata/core.morph': stratum('core', ['base'], chunk('gcc-1', '').replace('upstream:gcc-1', 'upstream:gcc'), chunk('gcc-2').replace('upstream:gcc-2', 'upstream:gcc')) })
    const files = { ...FILES, 'strata/core.morph': stratum('core', ['base'], chunk('zlib')), 'strata/tools.morph': stratum('tools', ['core'], chunk('gcc-2').replace('upstream:gcc-2', 'upstream:gcc'), chunk('gcc-3').replace('upstream:gcc-3', 'upstream:gcc'), chunk('git'), chunk('vim')) }
    expect(toldTo(files, one).filter((line) => line.startsWith('moved')).map((line) => line.split(' | ')[2])).toEqual(['strata/core/gcc-2.bst => strata/tools/gcc-2.bst', 'strata/core/gcc-1.bst => strata/tools/gcc-3.bst'])
  })

  test('a stratum of another name is one change: its chunks move along, and who names it follows', () => {
    const { 'strata/core.morph': core, ...rest } = FILES
    const renamed = Object.fromEntries(Object.entries(rest).map(([path, text]) => [path, text.replaceAll('strata/core.morph', 'strata/kern.morph').replaceAll('name: core', 'name: kern')]))
    expect(toldTo({ ...renamed, 'strata/kern.morph': core.replace('name: core', 'name: kern') })).toEqual([
      'moved | moved | strata/core.bst => strata/kern.bst | in strata/core.bst => strata/kern.bst, strata/core/bash.bst => strata/kern/bash.bst, strata/core/build-deps.bst => strata/kern/build-deps.bst, strata/core/perl.bst => strata/kern/perl.bst, strata/core/zlib.bst => strata/kern/zlib.bst'
      + ' | together strata/kern | reaches systems/one, systems/two | follows strata/tools/build-deps.bst, systems/one.bst, systems/two.bst',
    ])
  })

  test('a part of a stratum in a system goes by the name of the stratum', () => {
    const part = (name: string, files: Files): Files => ({ ...files, 'systems/one.morph': `name: one\nkind: system\narch: x86_64\nstrata:\n- name: base\n  morph: strata/base.morph\n- name: ${name}\n  morph: strata/${name}.morph\n  artifacts: [${name}-runtime]\n` })
    const { 'strata/core.morph': core, ...rest } = FILES
    const renamed = Object.fromEntries(Object.entries(rest).map(([path, text]) => [path, text.replaceAll('strata/core.morph', 'strata/kern.morph').replaceAll('name: core', 'name: kern')]))
    expect(toldTo(part('kern', { ...renamed, 'strata/kern.morph': core.replace('name: core', 'name: kern') }), convertSmall(part('core', FILES))).map((line) => line.split(' | ').slice(0, 3).join(' | '))).toEqual([
      'moved | moved | strata/core.bst => strata/kern.bst', 'moved | moved | systems/one/core.bst => systems/one/kern.bst',
    ])
  })

  test('a system of another name is neither new nor gone', () => {
    const { 'systems/one.morph': one, ...rest } = FILES
    const { changes, systems } = differenceTo({ ...rest, 'systems/uno.morph': one.replace('name: one', 'name: uno') })
    expect(told({ changes })).toEqual(['moved | moved | systems/one.bst => systems/uno.bst | in systems/one.bst => systems/uno.bst | reaches systems/uno'])
    expect(systems).toEqual({ all: ['systems/two', 'systems/uno'], moved: [{ from: 'systems/one', to: 'systems/uno' }], added: [], removed: [], changed: ['systems/uno'] })
  })
})

describe('systems', () => {
  test('new, gone, and with another stratum', () => {
    const rest = Object.fromEntries(Object.entries(FILES).filter(([path]) => path !== 'systems/one.morph'))
    const difference = differenceTo({ ...rest, 'systems/three.morph': system('three', ['tools']), 'systems/two.morph': system('two', ['base', 'tools']) })
    expect(told(difference)).toEqual([
      'system | removed | in systems/one.bst | reaches systems/one',
      'system | added | in systems/three.bst | reaches systems/three',
      'system | build-depends | -strata/core.bst | in systems/two.bst | reaches systems/two',
    ])
    expect(difference.systems).toEqual({ all: ['systems/three', 'systems/two', 'systems/one'], moved: [], added: ['systems/three'], removed: ['systems/one'], changed: ['systems/two'] })
  })

  test('another architecture is told once, though projects for several ask for it in each system', () => {
    expect(toldTo(edited('systems/one.morph', ['x86_64', 'armv7l'])).filter((line) => line.startsWith('system'))).toEqual([
      'system | arch | x86_64 => armv7l | in systems/one.bst | reaches systems/one | follows systems/two.bst',
    ])
  })
})

describe('diagnostics', () => {
  const misspelt = (text: string): string => text.replaceAll('unpetrify-ref', 'unpretrify-ref')

  test('that appear, go, or only stand elsewhere now', () => {
    const wrong = convertSmall({ ...FILES, 'strata/tools.morph': misspelt(FILES['strata/tools.morph']) })
    expect(between(before, wrong).diagnostics.appeared.map(({ code }) => code)).toEqual(['reader/unknown-field', 'reader/unknown-field'])
    expect(between(wrong, before).diagnostics.gone.map(({ code }) => code)).toEqual(['reader/unknown-field', 'reader/unknown-field'])
    expect(between(wrong, convertSmall({ ...FILES, 'strata/tools.morph': `# shifted\n${misspelt(FILES['strata/tools.morph'])}` })).diagnostics).toEqual({ appeared: [], gone: [] })
  })

  test('in a file that is called otherwise now are the same', () => {
    const { 'strata/tools.morph': tools, ...rest } = FILES
    const renamed = { ...rest, 'strata/utils.morph': misspelt(tools).replace('name: tools', 'name: utils'), 'systems/two.morph': rest['systems/two.morph'].replaceAll('tools', 'utils') }
    expect(between(convertSmall({ ...FILES, 'strata/tools.morph': misspelt(tools) }), convertSmall(renamed)).diagnostics).toEqual({ appeared: [], gone: [] })
  })
})

describe('a folder edited by hand', () => {
  const folderWith = (path: string, edit: (text: string) => string) => sideOfFolder(new Map([...before.tree].map(([name, text]) => [name, name === path ? edit(String(text)) : text])))
  const side = sideOfConverted(before)

  test('has the systems of the conversion, and reaches them over what it says itself', () => {
    const folder = folderWith('elements/strata/tools.bst', (text) => `${text}- extra.bst\n`)
    const more = { ...folder, tree: new Map([...folder.tree, ['elements/extra.bst', 'kind: stack\n']]) }
    const difference = differenceOf(side, sideOfFolder(more.tree))
    expect(told(difference)).toEqual(['element | added | in extra.bst | reaches systems/two', 'dependencies | depends | +extra.bst | in strata/tools.bst | reaches systems/two'])
    expect(difference.systems).toMatchObject({ all: ['systems/one', 'systems/two'], added: [], removed: [], changed: ['systems/two'] })
    expect(told(differenceOf(sideOfFolder(more.tree), side))[0]).toBe('element | removed | in extra.bst | reaches systems/two')
  })

  test.each([
    ['quotes and flow style are layout', (text: string) => text.replace('kind: autotools', 'kind: "autotools"'), 'remarks | in strata/core/bash.bst | reaches systems/one, systems/two'],
    ['a comment is a remark', (text: string) => `# mine\n${text}`, 'remarks | +mine | in strata/core/bash.bst | reaches systems/one, systems/two'],
    ['what is no YAML is told by its lines', (text: string) => `${text}- [\n`, 'files | +- [ | in strata/core/bash.bst | reaches systems/one, systems/two'],
    ['unknown keys are settings', (text: string) => `${text}\nsandbox:\n  build-os: linux\n`, 'settings | added | sandbox.build-os | - => linux | in strata/core/bash.bst | reaches systems/one, systems/two'],
    ['commands have places in phases', (text: string) => `${text}\nconfig:\n  install-commands:\n    (>):\n    - ln -s bash sh\n`, 'commands | added | config.install-commands.(>) | +ln -s bash sh | in strata/core/bash.bst | reaches systems/one, systems/two'],
    ['a dependency has a location', (text: string) => text.replace('- strata/core/zlib.bst', '- filename: strata/core/zlib.bst\n  config:\n    location: /z'), 'dependencies | depends | -strata/core/zlib.bst | +strata/core/zlib.bst at /z | in strata/core/bash.bst | reaches systems/one, systems/two'],
  ])('%s', (_, edit, expected) => {
    const { changes, systems } = differenceOf(side, folderWith('elements/strata/core/bash.bst', edit))
    expect(told({ changes })).toEqual([expected])
    expect(systems.changed).toEqual(expected.startsWith('remarks') ? [] : ['systems/one', 'systems/two'])
  })

  test('with its elements elsewhere has moved as a whole, and nothing is silly about it', () => {
    const tree = new Map([...before.tree].map(([path, text]) => [path.replace(/^elements\//, 'bst/'), path === 'project.conf' ? String(text).replace('element-path: elements', 'element-path: bst') : text]))
    expect(told(differenceOf(side, sideOfFolder(tree))).filter((line) => !line.startsWith('moved'))).toEqual(['settings | element-path | elements => bst | in project.conf | reaches systems/one, systems/two'])
  })

  test('reports about a conversion are among the files and in no change', () => {
    const difference = differenceOf(side, sideOfFolder(new Map([...before.tree, ['MIGRATION.md', 'x\n'], ['.morph2bst.json', '{}\n']])))
    expect(difference.changes).toEqual([])
    expect(difference.files).toEqual([{ state: 'added', path: '.morph2bst.json', systems: [] }, { state: 'added', path: 'MIGRATION.md', systems: [] }])
  })
})

describe('a project that people wrote themselves', () => {
  const conf = String(before.tree.get('project.conf'))
  const git = String(before.tree.get('elements/strata/tools/git.bst'))
  const written = (files: Files): ProjectSide => ({ ...sideOfFolder(new Map([...before.tree, ...Object.entries(files)])), filesOnly: false, systems: before.conversion.systems })
  const [both, two] = ['reaches systems/one, systems/two', 'reaches systems/two']
  const plugins = (version: string): string => conf.replace(/^plugins:\n/m, `plugins:\n- origin: pip\n  package-name: own\n  version: "${version}"\n  elements:\n    odd: ${version}\n`)

  test.each<[string, (now: string) => Files, readonly string[]]>([
    ['a file that project.conf includes', (now) => ({ 'project.conf': `${conf}\n(@):\n- include/more.yml\n`, 'include/more.yml': `variables:\n  a: ${now}\n` }), [`settings | variables.a | 1 => 2 | in include/more.yml | ${both}`]],
    ['a plugin that lies in the project', (now) => ({ 'project.conf': conf.replace(/^plugins:\n/m, 'plugins:\n- origin: local\n  path: plugins\n  elements: [odd]\n'), 'plugins/odd.py': now }), [`files | in plugins/odd.py | ${both}`]],
    ['the version of a package of plugins reaches all, that of a kind its elements', (now) => ({ 'project.conf': plugins(now), 'elements/strata/tools/git.bst': git.replace(/^kind: .*/, 'kind: odd') }), [
      `settings | plugins.own.elements.odd | 1 => 2 | in project.conf | ${two}`, `settings | plugins.own.version | 1 => 2 | in project.conf | ${both}`,
    ]],
    ['what holds for an option that is not the architecture', (now) => ({ 'project.conf': `${conf}\n(?):\n- debug == "yes":\n    variables:\n      a: ${now}\n` }), [
      `settings | (?) | -debug == "yes": variables.a: 1 | +debug == "yes": variables.a: 2 | in project.conf | ${both}`,
    ]],
    ['a source kind of an element that is written with indented lists', (now) => ({
      'project.conf': conf.replace(/^plugins:\n/m, `plugins:\n- origin: pip\n  package-name: own\n  sources: [${now === '1' ? 'x' : 'odd'}]\n`), 'elements/strata/tools/git.bst': 'kind: manual\nsources:\n  - kind: odd # ours\n    url: a:b\n',
    }), [`settings | plugins.own.sources | -x | +odd | in project.conf | ${two}`]],
    ['a patch among the sources', (now) => ({ 'elements/strata/tools/git.bst': `${git}- kind: patch\n  path: patches/a.patch\n`, 'patches/a.patch': now }), [`files | in patches/a.patch | ${two}`]],
    ['another project over its junction', (now) => ({
      'elements/sdk.bst': `kind: junction\nsources:\n- kind: tar\n  url: a:sdk\n  ref: "${now}"\n`, 'elements/strata/tools/git.bst': 'kind: stack\ndepends:\n- sdk.bst:git.bst\n', 'elements/strata/core/perl.bst': 'kind: stack\ndepends: []\n',
    }), [`ref | sources.ref | a:sdk @1 => @2 | in sdk.bst | ${two}`]],
    ['what a layout does not name is not staged', (now) => ({
      'elements/strata/tools/git.bst': `kind: script\nbuild-depends:\n- strata/core/zlib.bst\n- strata/core/perl.bst\nconfig:\n  layout:\n  - element: strata/core/zlib.bst\n    destination: /\n${now === '1' ? '  - element: strata/core/perl.bst\n    destination: /\n' : ''}`,
    }), [`dependencies | build-depends | -strata/core/perl.bst | +strata/core/perl.bst (not staged) | in strata/tools/git.bst | ${two}`]],
    ['of two sources of one repository, the one that is gone', (now) => ({
      'elements/strata/tools/git.bst': `kind: manual\nsources:\n${(now === '1' ? ['x', 'y'] : ['y']).map((name) => `- kind: git\n  url: a:b\n  ref: ${name}\n  directory: ${name}\n`).join('')}`,
    }), [`source | sources | -git a:b | in strata/tools/git.bst | ${two}`]],
    ['a member with a comma is another than two', (now) => ({
      'elements/strata/tools/git.bst': `kind: manual\nconfig:\n  x:\n  - [${now === '1' ? 'a, b' : '"a, b"'}]\n`,
    }), [`settings | config.x | -[a, b] | +["a, b"] | in strata/tools/git.bst | ${two}`]],
    ['two sources that change alike are in one place', (now) => ({
      'elements/strata/tools/git.bst': `kind: manual\nsources:\n${['x', 'y'].map((name) => `- kind: git\n  url: a:${name}\n  checkout-submodules: ${now}\n`).join('')}`,
    }), [`source | sources.checkout-submodules | 1 => 2 | in strata/tools/git.bst | ${two}`]],
  ])('%s', (_, files, expected) => {
    expect(told(differenceOf(written(files('1')), written(files('2'))))).toEqual(expected)
  })
})
