import { BuildConsole } from './build-console.ts'
import type { Io } from './io.ts'

const key = 'd664ca58'.padEnd(64, '0')

function consoleWith(given: Partial<Io>, json = false): { readonly told: BuildConsole; readonly said: () => { readonly stdout: string; readonly stderr: string } } {
  let [stdout, stderr, now] = ['', '', 0]
  const io: Io = {
    cwd: '/', colour: false, stdoutColour: false, columns: 80, screen: undefined, environment: {}, now: () => (now += 1000), stopSignal: () => new AbortController().signal,
    ...given, stdout: (text) => { stdout += text }, stderr: (text) => { stderr += text },
  }
  const told = new BuildConsole(io, { command: 'build', json, colour: false, errorLines: 20, queues: [['Fetch', 'fetch'], ['Build', 'build']] })
  return { told, said: () => ({ stdout, stderr }) }
}

const session = { version: '1', project: { name: 'p', root: '/p', aliases: new Map(), options: new Map(), targets: ['a.bst'] }, elements: [], settings: [] }
const task = { action: 'build', element: 'a.bst', key } as const

test('a build tells people on stderr and nothing on stdout', async () => {
  const { told, said } = consoleWith({})
  await told.step('Loading elements', () => true, Boolean)
  told.listener({ type: 'skipped', task: { ...task, element: 'cached.bst' }, message: 'Cached' })
  told.listener({ type: 'start', task, message: 'Build' })
  told.listener({ type: 'skipped', task, message: 'Nothing to do' })
  told.close('Build', true, { total: 2, session: 2 }, 0)
  expect(said()).toEqual({ stdout: '', stderr: `[--:--:--][        ][    main:core activity                 ] START   Loading elements
[00:00:01][        ][    main:core activity                 ] SUCCESS Loading elements
[--:--:--][d664ca58][   build:a.bst                         ] START   Build
[--:--:--][d664ca58][   build:a.bst                         ] SKIPPED Nothing to do
[00:00:06][        ][    main:core activity                 ] SUCCESS Build

Pipeline Summary
    Total:       2
    Session:     2
    Fetch Queue: processed 0, skipped 0, failed 0${' '}
    Build Queue: processed 0, skipped 2, failed 0${' '}
` })
})

test('--json tells programs on stdout and nothing on stderr', () => {
  const { told, said } = consoleWith({ screen: { columns: () => 80, rows: () => 24 } }, true)
  told.open(session)
  told.listener({ type: 'skipped', task, message: 'Cached' })
  told.stopping()
  told.close('Build', false, { total: 1, session: 1 }, 130)
  const { stdout, stderr } = said()
  expect(stderr).toBe('')
  expect(stdout.trimEnd().split('\n').map((line) => (JSON.parse(line) as { type: string }).type)).toEqual(['session', 'skipped', 'summary'])
})

test('live lines come with the session and go with Ctrl-C', () => {
  const { told, said } = consoleWith({ screen: { columns: () => 60, rows: () => 24 } })
  told.open(session)
  told.listener({ type: 'start', task, message: 'Build' })
  const before = said().stderr
  expect(before).toMatch(/START {3}Build\n=+ 00:00:\d\d p \(0\/0\) =+\n +\(Fetch:0 0 0\)→ \(Build:0 0 0\)\n\[00:00:\d\d\]\[build:a.bst\]\n$/)
  told.stopping()
  expect(said().stderr.slice(before.length)).toBe('\r\u001b[3A\u001b[J[--:--:--][        ][    main:core activity                 ] STATUS  Stopping what runs; Ctrl-C again ends at once\n')
  told.end()
})
