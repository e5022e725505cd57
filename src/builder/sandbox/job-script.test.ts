import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from '../../../tests/support/space.ts'
import { jobScript } from './job-script.ts'
import type { SandboxRequest } from './request.ts'

const AT_TERMINAL: SandboxRequest = {
  folder: '/w/run', root: { kind: 'folder', folder: '/w/root', writable: false }, mounts: [{ at: '/b/c', from: { kind: 'folder', folder: '/w/b', writable: true } }],
  freshTmp: false, command: ['true'], cwd: '/', environment: new Map(), uid: 0, gid: 0, hostname: 'h', network: false, listChanges: false,
}
const REQUEST: SandboxRequest = { ...AT_TERMINAL, log: '/w/log' }
const SETTINGS = { bwrap: 'bwrap', node: 'node', links: '/k/l', linkOf: (layer: string) => layer.replaceAll('/', '_'), pointOf: (place: number) => `/k/m${place}`, filter: '/k/f' }

const script = (change: Partial<SandboxRequest> = {}): string => jobScript({ ...REQUEST, ...change }, SETTINGS)

/** How bubblewrap is called, which has a test of its own. */
const withoutWords = (text: string): string => text.replace(/^printf '%s\\0' .* >'\/w\/run\/words'\n/m, '').replace(/^(exec )?'bwrap' --seccomp 4 --args 5 -- 'true'/m, '$1bwrap')

test('folders are taken as they are, unless a link is where one goes', () => {
  expect(withoutWords(script())).toBe([
    'exec 2>>\'/w/log\'',
    '[ ! -L \'/w/root/dev\' ] || { echo \'/dev\' >\'/w/run/refused\'; exit 1; }',
    '[ ! -L \'/w/root/proc\' ] || { echo \'/proc\' >\'/w/run/refused\'; exit 1; }',
    '[ ! -L \'/w/root/b\' ] || { echo \'/b\' >\'/w/run/refused\'; exit 1; }',
    '[ ! -L \'/w/root/b/c\' ] || { echo \'/b/c\' >\'/w/run/refused\'; exit 1; }',
    'bwrap </dev/null >>\'/w/log\' 2>&1 4<\'/k/f\' 5<\'/w/run/words\'', 'status=$?', 'exit $status', '',
  ].join('\n'))
})

test('layers are put together before, the highest first, by short names', () => {
  const text = script({
    root: { kind: 'overlay', layers: ['/s/1', '/s/2'], upper: '/w/u' }, mounts: [{ at: '/at', from: { kind: 'overlay', layers: ['/s/3'] } }, { at: '/at/b', from: { kind: 'folder', folder: '/w/b', writable: true } }],
    freshTmp: true, progress: '/w/p',
  })
  expect(withoutWords(text).split('\n').filter((line) => !line.startsWith('[ ! -L'))).toEqual([
    'exec 2>>\'/w/log\'', 'cd \'/k/l\'',
    'mount -t overlay overlay -o \'userxattr,lowerdir=_s_2:_s_1,upperdir=_w_u,workdir=_w_u.work\' \'/k/m0\' || { echo \'mount\' >\'/w/run/refused\'; exit 1; }',
    'mount -t overlay overlay -o \'userxattr,lowerdir=_s_3\' \'/k/m1\' || { echo \'mount\' >\'/w/run/refused\'; exit 1; }',
    'bwrap </dev/null >>\'/w/log\' 2>&1 3>>\'/w/p\' 4<\'/k/f\' 5<\'/w/run/words\'', 'status=$?', 'exit $status', '',
  ])
  expect([...text.matchAll(/! -L '([^']*)'/g)].map(([, path]) => path)).toEqual(['/k/m0/dev', '/k/m0/proc', '/k/m0/tmp', '/k/m0/at', '/k/m1/b'])
  expect(text).toContain('\'--bind\' \'/k/m0\' \'/\'')
  expect(text).toContain('\'--ro-bind\' \'/k/m1\' \'/at\'')
})

test('at a terminal nothing is redirected, and no shell is kept', () => {
  expect(withoutWords(jobScript(AT_TERMINAL, SETTINGS))).toMatch(/\nexec bwrap 4<'\/k\/f' 5<'\/w\/run\/words'\n$/)
})

test('changes are listed after an overlay was written to, whatever the status', () => {
  const overlay = { kind: 'overlay', layers: ['/s/1'], upper: '/w/u' } as const
  expect(script({ listChanges: true, root: overlay })).toMatch(/status=\$\?\n'node' '-e' '[^']*(?:'\\''[^']*)*' '\/w\/u' '\/k\/m0' '\/w\/run\/changes\.json'\nexit \$status\n$/)
  expect(script({ listChanges: true })).toMatch(/status=\$\?\n:\nexit \$status\n$/)
})

test('nothing in it is understood by the shell', () => {
  const folder = folderOf()
  const [log, words] = [join(folder, 'log'), join(folder, 'words')]
  const nasty = '\'; touch /made; $(touch /made) `touch /made`\n"\\'
  const request: SandboxRequest = {
    ...REQUEST, folder, root: { kind: 'folder', folder: nasty, writable: false }, mounts: [{ at: `/${nasty}`, from: { kind: 'folder', folder: nasty, writable: true } }],
    command: [nasty], cwd: nasty, environment: new Map([[nasty, nasty]]), hostname: nasty, log, progress: '/dev/null',
  }
  const text = jobScript(request, { ...SETTINGS, bwrap: 'printf', filter: '/dev/null' }).replace('\'printf\' ', '\'printf\' \'<%s>\' ')
  const { stderr } = spawnSync('sh', [], { input: text, encoding: 'utf8' })
  const settled = readFileSync(words, 'utf8').split('\0')
  expect({ stderr, settled: settled.filter((word) => word === nasty).length, command: readFileSync(log, 'utf8').split(`<${nasty}>`).length - 1 }).toEqual({ stderr: '', settled: 6, command: 1 })
})
