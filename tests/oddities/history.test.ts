/** What occurs only in the history of the corpora (BD §10.3, last paragraph) and in the dialects before versions. */
import { box, commit, entry, outcome, stratum, system } from './small.ts'

const chunk = (more: string): Readonly<Record<string, string>> => ({ 'strata/core/a.morph': `name: a\nkind: chunk\n${more}` })
const withFile = (more: string): ReturnType<typeof box> => box([entry('a', 'morph: strata/core/a.morph')], chunk(more))

test.each([
  ['a tab for indentation', 'install-commands:\n\t- x\n', 'yaml/syntax'],
  ['a lost dash', 'install-commands:\n- a\nb\n- c\n', 'yaml/syntax'],
  ['a space after an alias', 'repo: upstream: name\n', 'yaml/syntax'],
  ['malformed JSON', '', 'yaml/syntax'],
])('%s is an error, and other systems are converted', (_, text, code) => {
  const made = box([entry('a', 'morph: strata/core/a.morph')], {
    'strata/core/a.morph': text === '' ? '{"name": "a",\n "kind": "chunk",\n "install-commands": ["x"\n' : `name: a\nkind: chunk\n${text}`,
    'strata/fine.morph': stratum('fine', [entry('b')]), 'systems/fine.morph': system('fine', ['strata/fine.morph']),
  })
  expect(made.said()).toContain(`error ${code}`)
  expect(made.elements()).toContain('systems/fine')
  expect(made.elements()).not.toContain('systems/box')
})

test('an empty file is an error', () => {
  const made = box([entry('a', 'morph: strata/core/a.morph')], { 'strata/core/a.morph': '\n' })
  expect(made.said()).toContain('error yaml/empty')
})

test('JSON, indented by tabs, is read', () => {
  const made = outcome({
    'strata/core.morph': `{\n\t"name": "core",\n\t"kind": "stratum",\n\t"chunks": [\n\t\t{"name": "a", "repo": "upstream:a", "ref": "${commit()}", "build-system": "autotools"}\n\t]\n}\n`,
    'systems/box.morph': system('box', ['strata/core.morph']),
  })
  expect(made.source('strata/core/a').ref).toBe(commit())
  expect(made.said()).toEqual([])
})

test('a null command list is the build system\'s own', () => {
  const made = withFile('build-system: autotools\nbuild-commands:\ninstall-commands: ~\n')
  expect(made.element('strata/core/a').config).toBeUndefined()
})

test('a null command is an error', () => {
  expect(withFile('install-commands:\n-\n- x\n').said().some((said) => said.startsWith('error'))).toBe(true)
})

test.each(['true', 'false', 'Yes', 'no'])('the plain word %s as a command is a truth value, and runs as one', (word) => {
  const made = withFile(`install-commands:\n- ${word}\n`)
  expect(made.commands('strata/core/a', 'install')).toEqual([/^(?:true|yes)$/i.test(word) ? 'true' : 'false'])
})

test('a null ref is an error', () => {
  expect(box([`name: a\nrepo: upstream:a\nref:\nbuild-system: manual`]).said()).toContain('error reader/no-ref')
})

test('a numeric ref is what was written', () => {
  const made = box([entry('a', undefined, '5.0')])
  expect(made.source('strata/core/a')).toEqual({ url: 'upstream:a', track: '5.0' })
})

test('an all-digit commit with a single e stays what was written', () => {
  const ref = '12e5837460192837465019283746501928374650'
  expect(box([entry('a', undefined, ref)]).source('strata/core/a').ref).toBe(ref)
})

test('build-depends may name what comes later', () => {
  const made = box([entry('a', 'build-depends: [b]\nbuild-system: manual'), entry('b')])
  expect(made.depends('strata/core/a')).toEqual(['strata/core/b'])
  expect(made.said().filter((said) => said.startsWith('error'))).toEqual([])
})

test.each([['armv6lhf', 'armv6lhf', ''], ['mips64', 'mips64', 'abi64'], ['arm', 'arm', ''], ['x86', 'x86', '']])('arch %s follows the general rule', (arch, cpu, abi) => {
  const made = box([entry('a')], { 'systems/box.morph': system('box', ['strata/core.morph']).replace('x86_64', arch) })
  expect(made.said()).toEqual(['warning reader/unknown-arch'])
  const { variables, conditionals } = made.converted.conversion.project
  const set = conditionals.find(({ expression }) => expression === `morph_arch == "${arch}"`)?.variables
  expect(set?.get('cpu') ?? (variables.get('cpu')?.text === '%{morph_arch}' ? arch : '')).toBe(cpu)
  expect(set?.get('abi') ?? '').toBe(abi)
})

test.each(['x" or "1" == "1', '%{x}', 'a b', '../x'])('arch %j, which would not stay a word in a condition, is refused', (arch) => {
  const made = box([entry('a')], { 'systems/box.morph': system('box', ['strata/core.morph']).replace('x86_64', JSON.stringify(arch)) })
  expect(made.said()).toContain('error reader/bad-value')
  expect(made.elements()).not.toContain('systems/box')
})

test('a description in an entry is the element\'s', () => {
  expect(box([entry('a', 'description: what it is\nbuild-system: manual')]).element('strata/core/a').description?.text).toBe('what it is')
})

test('a chunk file may carry repo and ref', () => {
  const made = box(['name: a\nmorph: strata/core/a.morph'], chunk(`repo: upstream:b\nref: ${commit('ff')}\nunpetrify-ref: v1\nbuild-system: manual\n`))
  expect(made.source('strata/core/a')).toEqual({ url: 'upstream:b', ref: commit('ff'), track: 'v1' })
})

test('keys of other tools are said and dropped', () => {
  expect(box([entry('a', 'x-build-dependencies-rubygems: []\nbuild-system: manual')]).said()).toEqual(['warning reader/unknown-field'])
})

describe('before VERSION', () => {
  const before = (files: Readonly<Record<string, string>>): ReturnType<typeof outcome> => outcome({ VERSION: '', DEFAULTS: '', ...files })

  test('an entry without build-depends depends on all before it, [] on none', () => {
    const made = before({ 'core.morph': stratum('core', [entry('a'), entry('b'), entry('c', 'build-depends: []\nbuild-system: manual')]), 'box.morph': system('box', ['core']) })
    expect(made.depends('strata/core/b')).toEqual(['strata/core/a'])
    expect(made.depends('strata/core/c')).toEqual([])
  })

  test('bare names, strata as strings, sources for chunks, a stratum named like a chunk', () => {
    const made = before({
      'lua.morph': stratum('lua', [entry('lua')]).replace('chunks:', 'sources:'),
      'box.morph': 'name: box\nkind: system\narch: x86_64\nsystem-kind: rootfs-tarball\ndisk-size: 4G\nstrata: [lua]\n',
    })
    expect(made.depends('strata/lua')).toEqual(['strata/lua/lua'])
    expect(made.buildDepends('systems/box')).toEqual(['strata/lua'])
  })

  test('repo and ref of references are passed over', () => {
    const made = before({ 'core.morph': stratum('core', [entry('a')]), 'box.morph': system('box', ['{morph: core, repo: "baserock:baserock/morphs", ref: master}', '{morph: more, repo: null, ref: null}']), 'more.morph': stratum('more', [entry('b')]) })
    expect(made.buildDepends('systems/box')).toEqual(['strata/core', 'strata/more'])
    expect(made.said().filter((said) => !said.startsWith('note'))).toEqual([])
  })

  test('an entry without repo takes its name for it', () => {
    const made = before({ 'core.morph': stratum('core', [`name: a\nref: ${commit()}\nbuild-depends: []`]), 'box.morph': system('box', ['core']) })
    expect(made.converted.definitions.chunks.get('core/a')?.repo?.value).toBe('a')
  })

  test('alias stands for the name', () => {
    const made = before({ 'core.morph': stratum('core', [`${entry('a')}\nalias: one`, `${entry('a')}\nalias: two\nbuild-depends: [one]`]), 'box.morph': system('box', ['core']) })
    expect(made.depends('strata/core/two')).toEqual(['strata/core/one'])
  })
})
