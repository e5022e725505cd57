import { convertExtension, type Made } from '../../../../tests/support/configure-input.ts'
import type { Tree } from '../../../../tests/support/configured-tree.ts'
import type { InstallManifest, InstallRow } from '../../../ir/definitions.ts'

/** A manifest from its lines. */
function manifest(path: string, ...lines: readonly string[]): InstallManifest {
  const rows = lines.map((line, index): InstallRow => {
    const [, template, overwrite, digits = '', uid, gid, target = ''] = /^(template )?(overwrite )?([0-7]+) ([0-9]+) ([0-9]+) (\S+)/.exec(line) ?? []
    const full = parseInt(digits, 8)
    return {
      type: ({ 4: 'directory', 8: 'file', 10: 'link' } as const)[full >> 12] ?? 'file', template: template !== undefined, overwrite: overwrite !== undefined, mode: full & 0o7777,
      uid: Number(uid), gid: Number(gid), path: target, source: `${path.replace(/\/?[^/]*$/, '')}${target}`.replace(/^\//, ''), at: { file: path, start: index, end: index },
    }
  })
  return { path, rows }
}

function install(lines: readonly string[], data: Tree, variables: Readonly<Record<string, string>> = {}): Made {
  return convertExtension('install-files', { variables: { INSTALL_FILES: 'files/manifest', ...variables }, data, manifests: [manifest('files/manifest', ...lines)] })
}

const DATA = { 'files/etc/a': 'A\n', 'files/etc/run': '!run\n', 'files/etc/link': '-> ../usr/a b', 'files/etc/secret': 'S\n' }

test('many rows are one command with one table', () => {
  const made = install(['0040755 0 0 /etc', '0100644 0 0 /etc/a', 'overwrite 0100755 0 0 /etc/run', '0120777 0 0 /etc/link'], DATA)
  expect(made.commands).toHaveLength(1)
  expect(made.texts[0]).toMatch(/^# install-files: /)
  expect(made.texts[0]?.endsWith(`
install_manifest files/manifest <<'END'
directory - 0755 /etc
file - 0644 /etc/a
file overwrite 0755 /etc/run
link - - /etc/link ../usr/a b
END`)).toBe(true)
  expect(made).toMatchObject({ uses: ['files/etc/a', 'files/etc/run'], ownership: [], diagnostics: [] })
})

describe.each([['dash', ['sh']], ['busybox', ['busybox', 'sh']]])('in %s', (_, shell) => {
  test('directories, files and links are made', () => {
    const made = install(['0040755 0 0 /etc', '0100644 0 0 /etc/a', '0100755 0 0 /etc/run', '0120777 0 0 /etc/link', '0040755 0 0 /srv'], { ...DATA, 'files/etc/a': '!A\n' })
    expect(made.run({ 'etc/': '' }, shell)).toEqual({ tree: { 'etc/a': 'A\n', 'etc/link': '-> ../usr/a b', 'etc/run': '!run\n', 'srv/': '' } })
    expect(made.run({}, shell).failed).toBeUndefined()
  })

  test.each([
    ['0100644 0 0 /etc/a', { 'etc/a': 'old' }, '/etc/a exists already'], ['0100644 0 0 /etc/a', { 'etc/a': '-> nowhere' }, '/etc/a exists already'],
    ['0120777 0 0 /etc/link', { 'etc/link': '-> nowhere' }, '/etc/link exists already'], ['0040755 0 0 /etc', { etc: 'file' }, '/etc exists and is no directory'],
    ['0100644 0 0 /etc/a', {}, '/etc/a has no directory to lie in'], ['0040755 0 0 /srv/x', {}, '/srv/x has no directory to lie in'], ['0120777 0 0 /etc/link', {}, '/etc/link has no directory to lie in'],
    ['overwrite 0040755 0 0 /etc', { 'etc/': '' }, '/etc is a directory already, which cannot be overwritten'],
    ['overwrite 0100644 0 0 /etc/a', { 'etc/a/': '' }, '/etc/a is a directory'], ['overwrite 0120777 0 0 /etc/link', { 'etc/link/': '' }, '/etc/link is a directory'],
  ])('%s on %j fails and says why', (line, system, why) => {
    expect(install([line], DATA).run(system as unknown as Tree, shell).failed).toBe(`files/manifest: ${why}`)
  })

  test.each([
    ['overwrite 0100644 0 0 /etc/a', { 'etc/a': '!old' }, { 'etc/a': 'A\n' }], ['overwrite 0100644 0 0 /etc/a', { 'etc/a': '-> b', 'etc/b': 'old' }, { 'etc/a': '-> b', 'etc/b': 'A\n' }],
    ['overwrite 0120777 0 0 /etc/link', { 'etc/link': 'old' }, { 'etc/link': '-> ../usr/a b' }], ['overwrite 0120777 0 0 /etc/link', { 'etc/link': '-> d', 'etc/d/x': '' }, { 'etc/link': '-> ../usr/a b', 'etc/d/x': '' }],
    ['overwrite 0040755 0 0 /srv', {}, { 'srv/': '' }], ['0040755 0 0 /lib', { lib: '-> usr/lib', 'usr/lib/x': '' }, { lib: '-> usr/lib', 'usr/lib/x': '' }],
  ])('%s on %j is done', (line, system, tree) => {
    expect(install([line], DATA).run(system as unknown as Tree, shell)).toEqual({ tree })
  })
})

test('owners and modes that no artifact keeps go into the image', () => {
  const made = install([
    '0040755 1000 0000 /home', '0040700 1000 1000 /home/.ssh', '0100600 1000 1000 /etc/secret', '0100744 0 0 /etc/run', '0104755 0 0 /etc/a', '0120666 5 6 /etc/link', '0041777 0 0 /tmp',
  ], DATA)
  expect(made.ownership).toMatchObject([
    { path: '/home', type: 'd', mode: 0o755, uid: 1000, gid: 0 }, { path: '/home/.ssh', type: 'd', mode: 0o700, uid: 1000, gid: 1000 },
    { path: '/etc/secret', type: 'f', mode: 0o600, uid: 1000, gid: 1000 }, { path: '/etc/run', type: 'f', mode: 0o744, uid: 0, gid: 0 },
    { path: '/etc/a', type: 'f', mode: 0o4755, uid: 0, gid: 0 }, { path: '/etc/link', type: 'l', mode: 0o777, uid: 5, gid: 6 }, { path: '/tmp', type: 'd', mode: 0o1777, uid: 0, gid: 0 },
  ])
  expect(made.run({ 'etc/': '' }).tree).toEqual({ 'etc/a': '!A\n', 'etc/link': '-> ../usr/a b', 'etc/run': '!run\n', 'etc/secret': 'S\n', 'home/.ssh/': '', 'tmp/': '' })
})

describe('several manifests', () => {
  const two = (first: string, second: string, names = { INSTALL_FILES_B: 'b/manifest', INSTALL_FILES: '"c c/manifest" b/../d/manifest' }): Made => convertExtension('install-files', {
    variables: names, data: { 'b/x': 'b\n', 'c c/x': 'c\n', 'd/y': 'd\n' },
    manifests: [manifest('b/manifest', first), manifest('c c/manifest', second), manifest('d/manifest', '0100644 0 0 /y')],
  })

  test('are installed by the names of variables, then as written', () => {
    const made = two('overwrite 0100644 0 0 /x', '0100600 1 1 /x')
    expect(made.commands).toHaveLength(1)
    expect(made.texts[0]).toMatch(/install_manifest 'c c\/manifest' <<[^]*install_manifest d\/manifest[^]*install_manifest b\/manifest/)
    expect(made.run()).toEqual({ tree: { x: 'b\n', y: 'd\n' } })
    // The last one has the last word on owners, too.
    expect(made.ownership).toMatchObject([{ path: '/x', type: 'f', mode: 0o644, uid: 0, gid: 0 }])
  })

  test('may not both install a path, unless the second overwrites', () => {
    expect(two('0100644 0 0 /x', '0100644 0 0 /x').diagnostics).toMatchObject([{ code: 'deploy/install-clash', severity: 'error', at: { file: 'b/manifest', start: 0 } }])
    expect(two('0040755 0 0 /x', '0040700 0 0 /x').diagnostics).toMatchObject([{ code: 'deploy/install-clash' }])
    expect(two('0040700 0 0 /x', '0040700 0 0 /x').diagnostics).toEqual([])
  })
})

test('a source that lies elsewhere is named in the table', () => {
  const [row] = manifest('files/manifest', '0100644 0 0 /etc/l').rows
  const made = convertExtension('install-files', { variables: { INSTALL_FILES: 'files/manifest' }, data: { 'files/etc/real name': 'R\n' }, manifests: [{ path: 'files/manifest', rows: [{ ...row!, source: 'files/etc/real name' }] }] })
  expect(made.run({ 'etc/': '' }).tree).toEqual({ 'etc/l': 'R\n' })
})

test('a link whose target a table cannot hold is an error', () => {
  expect(install(['0120777 0 0 /etc/link'], { 'files/etc/link': '-> a\nb' }).diagnostics).toMatchObject([{ code: 'deploy/link-text', at: { file: 'files/manifest' } }])
})

test('install-essential-files looks at its own manifest alone', () => {
  const path = 'install-files/essential-files/manifest'
  const made = convertExtension('install-essential-files', {
    variables: { INSTALL_FILES: 'files/manifest' }, data: { 'install-files/essential-files/etc/os-release': '-> ../usr/lib/os-release', ...DATA },
    manifests: [manifest(path, '0040755 0 0 /etc', 'overwrite 0120000 0 0 /etc/os-release'), manifest('files/manifest', '0100644 0 0 /etc/a')],
  })
  expect(made.texts[0]).toMatch(/^# install-essential-files: /)
  expect(made.run({ 'etc/os-release': 'old' })).toEqual({ tree: { 'etc/os-release': '-> ../usr/lib/os-release' } })
})

describe('templates', () => {
  const template = (text: string, variables: Readonly<Record<string, string>> = {}): Made => install(['template overwrite 0100644 0 0 /etc/a'], { 'files/etc/a': text, 'files/part': 'part of {{ NAME }}' }, variables)

  test('are rendered when they are converted, with the variables of the deployment', () => {
    const made = template('host={{ NAME }}{% if ON == "True" %} on{% endif %}\n', { NAME: 'x %{install-root}', ON: 'True' })
    expect([...made.files]).toEqual([['files/etc/a', 'host=x %{install-root} on\n']])
    expect(made).toMatchObject({ uses: [], diagnostics: [] })
    expect(made.run({ 'etc/a': 'old' }).tree).toEqual({ 'etc/a': 'host=x %{install-root} on\n' })
  })

  test('include others from the folder of the manifest', () => {
    expect([...template('{% include "part" %}', { NAME: 'me' }).files.values()]).toEqual(['part of me'])
    expect(template('{% include "../other" %}').diagnostics).toMatchObject([{ code: 'deploy/template-error' }])
  })

  test('tell which variables are not set', () => {
    const made = template('{{ HOME }}{{ INSTALL_FILES }}\n')
    expect([...made.files.values()]).toEqual(['files/manifest\n'])
    expect(made.diagnostics).toMatchObject([{ code: 'deploy/template-variable', severity: 'warning', at: { file: 'files/manifest', start: 0 }, message: expect.stringContaining('files/etc/a uses HOME') as string }])
  })

  test('that cannot be rendered are errors, and left out', () => {
    const made = template('one\n{{ 1 + }}\n')
    expect(made.commands).toEqual([])
    expect(made.diagnostics).toMatchObject([{ code: 'deploy/template-error', severity: 'error', at: { file: 'files/manifest' }, message: expect.stringMatching(/^the template files\/etc\/a, line 2, cannot be rendered: /) as string }])
  })
})
