import { outcome, entry, stratum, system } from '../../../tests/oddities/small.ts'
import type { Chunk } from '../../ir/definitions.ts'
import { deviceRows, specialModes } from './chunk-ownership.ts'

function chunk(text: string): Chunk {
  const { converted } = outcome({
    'strata/core.morph': stratum('core', [entry('tool', 'morph: strata/core/tool.morph')]), 'strata/core/tool.morph': `name: tool\nkind: chunk\nbuild-system: manual\n${text}`,
    'systems/box.morph': system('box', ['strata/core.morph']),
  })
  const found = converted.definitions.chunks.get('strata/core/tool')
  if (!found) throw new Error('the chunk was not read')
  return found
}

const installing = (...commands: readonly string[]): Chunk => chunk(`install-commands:\n${commands.map((command) => `- ${JSON.stringify(command)}\n`).join('')}`)
const shown = (of: Chunk): readonly string[] => specialModes(of).map(({ path, type, mode, uid, gid }) => `${path} ${type} ${mode.toString(8)} ${uid} ${gid}`)

test.each([
  ['chmod 4755 "$DESTDIR$PREFIX"/bin/su', '/usr/bin/su f 4755 0 0'],
  ['chmod 04755 ${DESTDIR}/bin/su', '/bin/su f 4755 0 0'],
  ['mkdir x && chmod 2755 $DESTDIR/usr/bin/chage', '/usr/bin/chage f 2755 0 0'],
  ['if true; then chmod 1777 "$DESTDIR/tmp"; fi', '/tmp d 1777 0 0'],
  ['install -d -m 0700 "$DESTDIR/var/lib/x"', '/var/lib/x d 700 0 0'],
])('%s is a row', (command, row) => {
  expect(shown(installing(command))).toEqual([row])
})

test.each([
  'chmod 0644 "$DESTDIR/etc/x"', 'chmod 755 $DESTDIR/bin/x', 'chmod 4755 bin/x', 'chmod 4755 "$DESTDIR"/$name', 'chmod 4755 $DESTDIR/bin/*', 'chmod u+s $DESTDIR/x',
  'echo chmod 4755 $DESTDIR/x', 'install -d -m 0755 $DESTDIR/x', 'chown a:b $DESTDIR/x',
])('%s says nothing that can be read off', (command) => {
  expect(shown(installing(command))).toEqual([])
})

test('owners are those that a command gives, be it an integration command', () => {
  expect(shown(installing('chmod 2755 $DESTDIR/bin/a $DESTDIR/bin/b', 'chown root:42 $DESTDIR/bin/a'))).toEqual(['/bin/a f 2755 root 42', '/bin/b f 2755 0 0'])
  expect(shown(chunk('install-commands: [install -d -m 1770 "$DESTDIR/var/lib/gdm", chmod 1770 "$DESTDIR/var/lib/gdm"]\nsystem-integration:\n  tool-misc:\n    10: [chown -R gdm:gdm /var/lib/gdm]\n')))
    .toEqual(['/var/lib/gdm d 1770 gdm gdm'])
})

test('the prefix is the chunk\'s', () => {
  const of = (prefix: string): readonly string[] => shown({ ...installing('chmod 4755 $DESTDIR$PREFIX/bin/x'), prefix: { value: prefix, at: { file: '', start: 0, end: 0 } } })
  expect([of('/tools'), of('/'), of('/opt/')]).toEqual([['/tools/bin/x f 4755 0 0'], ['/bin/x f 4755 0 0'], ['/opt/bin/x f 4755 0 0']])
})

test('device nodes keep all that is said of them', () => {
  expect(deviceRows(chunk('devices:\n- {type: b, filename: dev/ram0, uid: 1, gid: 6, major: 1, minor: 0, permissions: "0660"}\n')))
    .toMatchObject([{ path: '/dev/ram0', type: 'b', mode: 0o660, uid: 1, gid: 6, major: 1, minor: 0 }])
})
