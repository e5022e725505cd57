import { dataOf, type Given } from '../../tests/support/data.ts'
import { Collector } from '../diagnostics/collector.ts'
import { SourceTexts } from '../diagnostics/source-text.ts'
import { dataText } from '../ir/data-files.ts'
import type { Definitions } from '../ir/definitions.ts'
import { readDefinitions } from './read-definitions.ts'

const PARTITIONS = 'partitions:\n- {size: fill, fdisk_type: 0x83, mountpoint: /}\n'
const system = (...extensions: readonly string[]): string =>
  `name: box\nkind: system\narch: x86_64\nstrata: [{morph: strata/core}]\nconfiguration-extensions: [${extensions.join(', ')}]\n`
const cluster = (variables: string, more = ''): string =>
  `name: c\nkind: cluster\nsystems:\n- morph: systems/box.morph\n  deploy:\n    one: {type: tar, location: a.tar, ${variables}}\n${more}`

/** What is read, what was said as `place severity code`, and which files were asked for. */
function read(texts: Readonly<Record<string, string>>, files: Readonly<Record<string, Given>> = {}): { definitions: Definitions; said: readonly string[]; words: readonly string[]; asked: readonly string[] } {
  const collector = new Collector()
  const asked: string[] = []
  const data = dataOf(files, asked)
  const all = new Map(Object.entries({ 'VERSION': 'version: 8\n', 'DEFAULTS': 'build-systems: {manual: {}}\n', 'strata/core.morph': 'name: core\nkind: stratum\nchunks:\n- {name: a, repo: upstream:a, ref: a, build-system: manual}\n',
    'systems/box.morph': system('install-files'), ...texts }).sort(([a], [b]) => (a < b ? -1 : 1)))
  const definitions = readDefinitions(all, collector, undefined, data)
  const noted = new Set(asked)
  const places = new SourceTexts({ get: (file) => all.get(file) ?? dataText(data, file) })
  const list = collector.list().filter(({ code }) => code !== 'reader/defaults-inherited')
  const said = list.map(({ at, severity, code }) => `${at ? `${at.file}:${places.place(at).line}:${places.place(at).column}` : '-'} ${severity} ${code}`)
  return { definitions, said, words: list.map(({ message }) => message), asked: [...noted] }
}

describe('manifests', () => {
  test('of all deployments, those of subsystems too, each read once', () => {
    const more = '  subsystems:\n  - morph: systems/box.morph\n    deploy: {two: {type: tar, location: b.tar, INSTALL_FILES: n/manifest m/manifest}}\n'
    const { definitions, said } = read({ 'clusters/c.morph': cluster('INSTALL_FILES: m/manifest', more), 'clusters/d.morph': cluster('INSTALL_FILES: ./m//manifest') },
      { 'm/manifest': '0040755 0 0 /m extra\n', 'n/manifest': '0040755 0 0 /n\n' })
    expect([...definitions.manifests].map(([path, { rows }]) => [path, rows[0]?.path])).toEqual([['m/manifest', '/m'], ['n/manifest', '/n']])
    expect(said).toEqual(['m/manifest:1:16 warning reader/manifest-rest'])
  })

  test('defaults of the entry count, and the deployment\'s own value replaces them', () => {
    const text = (own: string): string => `name: c\nkind: cluster\nsystems:\n- morph: systems/box.morph\n  deploy-defaults: {INSTALL_FILES: m/manifest}\n  deploy:\n    one: {type: tar, location: a.tar${own}}\n`
    const files = { 'm/manifest': '', 'n/manifest': '' }
    expect([...read({ 'clusters/c.morph': text('') }, files).definitions.manifests.keys()]).toEqual(['m/manifest'])
    expect([...read({ 'clusters/c.morph': text(', INSTALL_FILES: n/manifest') }, files).definitions.manifests.keys()]).toEqual(['n/manifest'])
  })

  test('nothing is looked at that no deployment needs', () => {
    const files = { 'm/manifest': 'broken', 'install-files/essential-files/manifest': 'broken', 'partitioning/default': 'broken' }
    const none = { asked: [], said: [] }
    expect(read({ 'clusters/c.morph': cluster('HOSTNAME: x') }, files)).toMatchObject(none)
    expect(read({ 'systems/box.morph': system('fstab'), 'clusters/c.morph': cluster('INSTALL_FILES: m/manifest') }, files)).toMatchObject(none)
    expect(read({ 'clusters/c.morph': cluster('INSTALL_FILES: m/manifest').replace('systems/box', 'systems/none') }, files)).toMatchObject({ asked: [], said: [expect.stringContaining('dangling-system')] })
  })

  test('install-essential-files has one manifest, and does not look at the variables', () => {
    const { definitions, said } = read({ 'systems/box.morph': system('extensions/install-essential-files'), 'clusters/c.morph': cluster('INSTALL_FILES: m/manifest') },
      { 'install-files/essential-files/manifest': '0040755 0 0 /etc\n' })
    expect([...definitions.manifests.keys()]).toEqual(['install-files/essential-files/manifest'])
    expect(said).toEqual([])
    expect(read({ 'systems/box.morph': system('install-essential-files'), 'clusters/c.morph': cluster('A: b') })).toMatchObject({
      said: ['clusters/c.morph:6:5 error reader/missing-data'], words: ['there is no manifest "install-files/essential-files/manifest"'],
    })
  })

  test.each([
    ['m/manifest', {}, 'reader/missing-data', 'there is no manifest "m/manifest", which INSTALL_FILES names'],
    ['m', { 'm/manifest': '' }, 'reader/data-unreadable', '"m" cannot be read: it is a folder'],
    ['m', { m: Buffer.from([0xff]) }, 'reader/data-unreadable', '"m" cannot be read: it is not UTF-8'],
    ['m', { m: { fault: 'permission denied' } }, 'reader/data-unreadable', '"m" cannot be read: permission denied'],
    ['m', { m: { to: '../../x' } }, 'reader/missing-data', 'there is no manifest "m", which INSTALL_FILES names'],
    ['/m', { m: '' }, 'reader/path-outside', '"/m" leads out of the definitions; expected a path from their root'],
    ['../m', { m: '' }, 'reader/path-outside', '"../m" leads out of the definitions; expected a path from their root'],
    ['\'m "x\'', { m: '' }, 'reader/bad-quoting', 'the value of INSTALL_FILES ends within quotes'],
  ] as const)('%s with %j is an error at the variable', (value, files, code, words) => {
    expect(read({ 'clusters/c.morph': cluster(`INSTALL_FILES: ${value}`) }, files)).toMatchObject({ said: [`clusters/c.morph:6:39 error ${code}`], words: [words] })
  })

  test('a link leads to the manifest, whose files lie beside the link', () => {
    const { definitions, said } = read({ 'clusters/c.morph': cluster('INSTALL_FILES: m/manifest') }, { 'm/manifest': { to: '../n/list' }, 'n/list': '0100644 0 0 /a\n', 'm/a': '' })
    expect(said).toEqual([])
    expect(definitions.manifests.get('m/manifest')?.rows).toMatchObject([{ source: 'm/a' }])
  })

  test('one with an error is left out, said at its line and at each place that names it; everything else is as without it', () => {
    const texts = { 'clusters/c.morph': cluster('INSTALL_FILES: good/manifest bad/manifest'), 'clusters/d.morph': cluster('INSTALL_FILES: bad/manifest') }
    const { definitions, said } = read(texts, { 'good/manifest': '0040755 0 0 /x\n', 'bad/manifest': '0040755 0 0 /x\n\n0040755 0 0 /y\n' })
    expect([...definitions.manifests.keys()]).toEqual(['good/manifest'])
    expect(said).toEqual(['bad/manifest:2:1 error reader/manifest-line', 'clusters/c.morph:6:39 error reader/unusable-file', 'clusters/d.morph:6:39 error reader/unusable-file'])
    expect([...definitions.systems.keys()]).toEqual(['systems/box'])
  })
})

describe('partition files', () => {
  test('are read where a deployment is partitioned', () => {
    const files = { 'partitioning/default': PARTITIONS, 'p/x': `start_offset: 4096\n${PARTITIONS}` }
    const paths = (variables: string): readonly string[] => [...read({ 'clusters/c.morph': cluster(variables) }, files).definitions.partitionings.keys()]
    expect(paths('USE_PARTITIONING: yes')).toEqual(['partitioning/default'])
    expect(paths('USE_PARTITIONING: "1", PARTITION_FILE: p/x')).toEqual(['p/x'])
    expect(paths('PARTITION_FILE: p/x')).toEqual([])
    expect(paths('USE_PARTITIONING: no, PARTITION_FILE: p/x')).toEqual([])
    expect(paths('DISK_SIZE: 4G')).toEqual([])
  })

  test.each([
    ['USE_PARTITIONING: yes', {}, 'reader/missing-data', 'there is no partition file "partitioning/default", which USE_PARTITIONING names'],
    ['PARTITION_FILE: ../x, USE_PARTITIONING: yes', {}, 'reader/path-outside', '"../x" leads out of the definitions; expected a path from their root'],
    ['USE_PARTITIONING: maybe', { 'partitioning/default': 'x' }, 'reader/bad-value', '"USE_PARTITIONING" is "maybe"; it must be yes, 1, true, no, 0 or false'],
  ] as const)('%s is an error at the variable', (variables, files, code, words) => {
    expect(read({ 'clusters/c.morph': cluster(variables) }, files)).toMatchObject({ said: [`clusters/c.morph:6:39 error ${code}`], words: [words] })
  })

  test('one with an error is left out', () => {
    const { definitions, said } = read({ 'clusters/c.morph': cluster('PARTITION_FILE: p/x, USE_PARTITIONING: yes') }, { 'p/x': 'partitions:\n- {size: 0, fdisk_type: 0x83, mountpoint: /}\n' })
    expect(definitions.partitionings.size).toBe(0)
    expect(said).toEqual(['clusters/c.morph:6:39 error reader/unusable-file', 'p/x:2:10 error reader/partition-value'])
  })
})
