import { hasExtension, manifestsNamed, partitionFileNamed, truthOf } from './deployment-data.ts'

const at = { file: 'clusters/c.morph', start: 0, end: 1 }
const variables = (given: Readonly<Record<string, string>>): readonly { name: string; value: string; at: typeof at }[] =>
  Object.entries(given).map(([name, value]) => ({ name, value, at }))
const paths = (given: Readonly<Record<string, string>>): readonly (string | undefined)[] => manifestsNamed(variables(given)).map(({ path }) => path)

describe('manifests', () => {
  test('come from all variables with the name\'s beginning, sorted by name, words as a shell takes them', () => {
    expect(paths({ INSTALL_FILES_Z: 'z/manifest', INSTALL_FILES: 'b/manifest "a b/manifest"', INSTALL_FILES_distbuild: './d//manifest', INSTALL_FILE: 'no', X: 'no' }))
      .toEqual(['b/manifest', 'a b/manifest', 'z/manifest', 'd/manifest'])
  })
  test('a path that leads out and a value that ends within quotes have no path', () => {
    expect(manifestsNamed(variables({ INSTALL_FILES: '/etc/manifest ../x a/../../b a/../ok', INSTALL_FILES_2: 'a "b' }))).toMatchObject([
      { written: '/etc/manifest' }, { written: '../x' }, { written: 'a/../../b' }, { path: 'ok' }, { written: 'a "b', isBadlyQuoted: true, variable: 'INSTALL_FILES_2' },
    ])
    expect(paths({ INSTALL_FILES: '/a', INSTALL_FILES_2: '"' })).toEqual([undefined, undefined])
  })
  test('an empty value names none', () => {
    expect(paths({ INSTALL_FILES: '' })).toEqual([])
  })
})

test.each([
  [{}, undefined], [{ USE_PARTITIONING: 'True' }, 'partitioning/default'], [{ USE_PARTITIONING: 'no' }, undefined], [{ USE_PARTITIONING: 'maybe' }, undefined],
  [{ USE_PARTITIONING: 'yes', PARTITION_FILE: './p/x' }, 'p/x'], [{ USE_PARTITIONING: 'False', PARTITION_FILE: 'p/x' }, undefined],
  [{ PARTITION_FILE: 'p/x' }, undefined], [{ USE_PARTITIONING: 'yes', PARTITION_FILE: 'p/x' }, 'p/x'], [{ USE_PARTITIONING: '1', PARTITION_FILE: '' }, 'partitioning/default'],
])('the partition file of %j is %j', (given, path) => {
  expect(partitionFileNamed(variables(given as Record<string, string>))?.path).toBe(path)
})

test('truth is yes, 1 and true in any case; untruth no, 0 and false', () => {
  expect(['yes', 'YES', '1', 'True', 'tRuE', 'no', 'No', '0', 'False', 'on', 'off', '', 'y', '10', 'yes '].map(truthOf))
    .toEqual([true, true, true, true, true, false, false, false, false, undefined, undefined, undefined, undefined, undefined, undefined])
})

test('an extension is known by its last name', () => {
  const system = { extensions: ['extensions/install-files', 'fstab'].map((value) => ({ value, at })) }
  expect(['install-files', 'fstab', 'files', 'install-essential-files'].map((name) => hasExtension(system, name))).toEqual([true, true, false, false])
})
