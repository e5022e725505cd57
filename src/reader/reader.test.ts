import { Collector } from '../diagnostics/collector.ts'
import { parseYaml } from '../yaml/parse.ts'
import { pythonText } from './clusters.ts'
import { readDefaults } from './defaults.ts'
import { pathKey } from './morph-file.ts'
import { isUsableName } from './names.ts'
import { readVersion } from './version.ts'

const codesOf = (collector: Collector): readonly string[] => collector.list().map(({ code }) => code)

describe('VERSION', () => {
  test.each<[string | undefined, number, boolean, readonly string[]]>([
    ['version: 8\n', 8, false, []], ['version: 0\n', 0, false, []], ['# old\nversion: 3', 3, false, []], [undefined, 0, true, ['reader/no-version']],
    ['version: 9\n', 8, false, ['reader/bad-version']], ['version: "8"\n', 8, false, ['reader/bad-version']], ['version: -1\n', 8, false, ['reader/bad-version']], ['version: 1.5\n', 8, false, ['reader/bad-version']],
    ['8\n', 8, false, ['reader/bad-version']], ['version:\n', 8, false, ['reader/bad-version']],
  ])('%j', (text, version, preVersion, codes) => {
    const collector = new Collector()
    expect(readVersion(text, collector)).toEqual({ version, preVersion })
    expect(codesOf(collector)).toEqual(codes)
  })
})

describe('DEFAULTS', () => {
  const RULES = 'split-rules: {chunk: [{artifact: -all, include: [".*"]}], stratum: [{artifact: -all, include: [".*"]}]}\n'
  const read = (text: string | undefined): { readonly systems: readonly string[]; readonly rules: readonly string[]; readonly codes: readonly string[] } => {
    const collector = new Collector()
    const defaults = readDefaults(text, collector)
    return { systems: [...defaults.buildSystems.keys()].sort(), rules: defaults.chunkRules.map((rule) => rule.artifact), codes: codesOf(collector) }
  }
  const BUILT_IN = { systems: ['autotools', 'cmake', 'cpan', 'manual', 'python-distutils', 'qmake'], rules: ['-bins', '-libs', '-devel', '-doc', '-locale', '-misc'] }

  test.each<[string, string | undefined, ReturnType<typeof read>]>([
    ['none', undefined, { ...BUILT_IN, codes: [] }],
    ['an empty one', '# nothing yet\n\n', { ...BUILT_IN, codes: ['reader/empty-defaults'] }],
    ['rules only', RULES, { ...BUILT_IN, rules: ['-all'], codes: ['reader/defaults-inherited'] }],
    ['build systems only, which always have manual', 'build-systems: {make: {build-commands: [make]}}\n', { systems: ['make', 'manual'], rules: BUILT_IN.rules, codes: ['reader/defaults-inherited'] }],
    ['both', `build-systems: {manual: {}}\n${RULES}`, { systems: ['manual'], rules: ['-all'], codes: [] }],
    ['parts that are null or empty', 'build-systems:\nsplit-rules: {}\n', { ...BUILT_IN, codes: ['reader/defaults-inherited', 'reader/defaults-inherited'] }],
    ['rules for chunks only: parts are never mixed', 'build-systems: {manual: {}}\nsplit-rules: {chunk: [{artifact: -x, include: [".*"]}]}\n', { systems: ['manual'], rules: ['-x'], codes: [] }],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('values of deployments, as Python made text of them (BD §9.3)', () => {
  test.each([
    ['yes', 'True'], ['Off', 'False'], ['true', 'True'], ['"yes"', 'yes'], ['', ''], ['~', ''], ['42', '42'], ['0755', '493'], ['0x1F', '31'], ['1_000', '1000'], ['12:30', '750'], ['1.50', '1.5'], ['5.0', '5.0'], ['12e5', '12e5'],
    ['[a, 1, yes, ~]', "['a', 1, True, None]"], ['{a: [b]}', "{'a': ['b']}"], ["it's", "it's"], ["[it's]", '["it\'s"]'], ['[[]]', '[[]]'], ['4G', '4G'], ['"a\\nb"', 'a\nb'],
  ])('%s', (written, text) => {
    const root = parseYaml('f', `v: ${written}\n`, new Collector())
    if (root?.kind !== 'map') throw new Error('no map')
    expect(pythonText(root.entries[0]!.value)).toBe(text)
  })
})

test.each([['strata/core.morph', 'strata/core'], ['./strata/core.morph', 'strata/core'], ['core', 'core'], ['a.morph/b.morph', 'a.morph/b']])('the key of %s', (path, key) => {
  expect(pathKey(path)).toBe(key)
})

test.each([['gtk+', true], ['u-boot@x', true], ['a b', true], ['', false], ['.', false], ['..', false], ['a/b', false], ['a\\b', false], ['a\u0000', false], ['\u001b[2J', false], ['vice\u202etsb', false], ['x'.repeat(200), true], ['x'.repeat(201), false], ['ü'.repeat(101), false]])('a chunk may be named %j: %s', (name, usable) => {
  expect(isUsableName(name)).toBe(usable)
})
