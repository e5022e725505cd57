import { spawnSync } from 'node:child_process'
import type { IntegrationCommand } from './integration.ts'
import { integrationScript, phaseScript } from './shell-script.ts'

const phases = (...commands: readonly string[]): string => phaseScript(commands.map((command) => ({ group: 'g', command })))
const integration = (...commands: readonly (readonly [string, Readonly<Record<string, string>>])[]): string =>
  integrationScript(commands.map(([command, environment]): IntegrationCommand => ({ element: 'e', command, environment: new Map(Object.entries(environment)) })))

function run(script: string): { readonly status: number | null; readonly stdout: string; readonly progress: string } {
  const { status, stdout, output } = spawnSync('sh', ['-c', script], { encoding: 'utf8', env: { PATH: process.env['PATH'], A: '1', GONE: 'x' }, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] })
  return { status, stdout, progress: output[3] ?? '' }
}

test('a phase is one script, each command in a shell of its own', () => {
  expect(phases('a', 'it\'s')).toBe('set -ex\n{ echo 0 >&3; } 2>/dev/null\nsh -c -e \'a\n\' 3>&-\n{ echo 1 >&3; } 2>/dev/null\nsh -c -e \'it\'\\\'\'s\n\' 3>&-\n')
})

test('commands of integration have their element\'s environment', () => {
  expect(integration(['a', { A: '1' }], ['b', { A: '1', B: 'x y' }], ['c', {}])).toBe([
    'set -ex', '{ echo 0 >&3; } 2>/dev/null', 'sh -e -c \'a\n\' 3>&-',
    '{ echo 1 >&3; } 2>/dev/null', '( { export B=\'x y\'; } 2>/dev/null; sh -e -c \'b\n\' 3>&- )',
    '{ echo 2 >&3; } 2>/dev/null', '( { unset A; } 2>/dev/null; sh -e -c \'c\n\' 3>&- )', '',
  ].join('\n'))
})

test.each<readonly [string, readonly string[], number, string, string]>([
  ['all of them', ['echo a', 'echo b'], 0, 'a\nb\n', '0\n1\n'],
  ['up to the first that fails', ['echo a', 'exit 7', 'echo c'], 7, 'a\n', '0\n1\n'],
  ['one that ends early and well', ['exit 0; echo a', 'echo b'], 0, 'b\n', '0\n1\n'],
  ['one killed by a signal', ['kill -KILL $$', 'echo b'], 137, '', '0\n'],
  ['ones that try to break out', ['echo a\' ; exit 1 #', 'true'], 2, '', '0\n'],
  ['ones that look for the descriptor', ['echo 9 >&3 || true; echo b'], 0, 'b\n', '0\n'],
  ['an empty one', [''], 0, '', '0\n'],
])('runs %s', (_title, commands, status, stdout, progress) => { expect(run(phases(...commands))).toEqual({ status, stdout, progress }) })

test('what one command of integration sets the next one does not see', () => {
  expect(run(integration(['export X=1; cd /tmp; echo $A', { A: '1', GONE: 'x' }], ['echo "[$X] $A [$GONE] $B"', { A: '2', B: '$(exit 3) \'"' }], ['echo "$A $GONE [$B]"', { A: '1', GONE: 'x' }])).stdout).toBe('1\n[] 2 [] $(exit 3) \'"\n1 x []\n')
  expect(run(integration(['true', {}], ['exit 5', { B: '1' }], ['true', {}]))).toMatchObject({ status: 5, progress: '0\n1\n' })
})

test('names that no shell could hold are passed over', () => {
  expect(run(integration(['true', { 'x;touch /made': '' }], ['echo "$A"', { 'a b': 'c', 'A$(touch /made)': '', '': '', '-x': '', 'B\necho C': '', A: 'ok' }])).stdout).toBe('ok\n')
})
