import type { BuildEvent } from '../../builder/events.ts'
import { renderEvent } from './render-event.ts'

const task = { action: 'build', element: 'base/tools.bst', key: '1b9d04e8'.padEnd(64, '0') } as const
const log = 'base-tools/1b9d04e8-build.20261122-194017.log'

function check(event: BuildEvent, expected: string, errorLines = 20): void {
  expect(renderEvent(event, { colour: false, errorLines })).toBe(expected)
}

describe('one line', () => {
  test.each<[string, BuildEvent, string]>([
    ['the start shows the log', { type: 'start', task, message: 'Build', log }, `[--:--:--][1b9d04e8][   build:base/tools.bst                ] START   ${log}\n`],
    ['the end shows it too', { type: 'success', task, message: 'Build', log, elapsedMs: 3_661_999 }, `[01:01:01][1b9d04e8][   build:base/tools.bst                ] SUCCESS ${log}\n`],
    ['without a log there are words', { type: 'success', task, message: 'Build', elapsedMs: 0 }, '[00:00:00][1b9d04e8][   build:base/tools.bst                ] SUCCESS Build\n'],
    ['a part begins', { type: 'step-start', task, message: 'Staging sources' }, '[--:--:--][1b9d04e8][   build:base/tools.bst                ] START   Staging sources\n'],
    ['a part ends', { type: 'step-end', task, message: 'Staging sources', elapsedMs: 59_999 }, '[00:00:59][1b9d04e8][   build:base/tools.bst                ] SUCCESS Staging sources\n'],
    ['a part fails', { type: 'step-end', task, message: 'Running commands', elapsedMs: 0, failed: true }, '[00:00:00][1b9d04e8][   build:base/tools.bst                ] FAILURE Running commands\n'],
    ['nothing to do', { type: 'skipped', task, message: 'Nothing new' }, '[--:--:--][1b9d04e8][   build:base/tools.bst                ] SKIPPED Nothing new\n'],
    ['an unknown key', { type: 'start', task: { action: 'track', element: 'a.bst' }, message: 'Track' }, '[--:--:--][????????][   track:a.bst                         ] START   Track\n'],
    ['a long name is not cut', { type: 'info', task: { ...task, element: 'components/deeply/nested/element-name.bst' }, message: 'x' }, '[--:--:--][1b9d04e8][   build:components/deeply/nested/element-name.bst] INFO    x\n'],
    ['nothing steers the terminal', { type: 'info', task: { ...task, element: 'a\u001b[2J.bst' }, message: 'x\ny' }, '[--:--:--][1b9d04e8][   build:a\\u001b[2J.bst                ] INFO    x\\ny\n'],
  ])('%s', (_, event, expected) => check(event, expected))
})

describe('details', () => {
  test('of a warning are indented, between blank lines', () => {
    check({ type: 'warning', task, token: 'overlaps', message: 'Non-whitelisted overlaps detected', detail: 'Staged files overwrite existing files in staging area: /\n/etc/x: good.bst above data.bst\n' },
      `[--:--:--][1b9d04e8][   build:base/tools.bst                ] WARNING [overlaps]: Non-whitelisted overlaps detected

    Staged files overwrite existing files in staging area: /
    /etc/x: good.bst above data.bst

`)
  })

  test('are cut to 20 lines', () => {
    const detail = Array.from({ length: 22 }, (_, index) => `line ${index + 1}`).join('\n')
    const text = renderEvent({ type: 'info', task, message: 'Many', detail }, { colour: false, errorLines: 20 })
    expect(text.split('\n').slice(-5)).toEqual(['    line 19', '    line 20', '    Message contains 2 additional lines', '', ''])
  })
})

describe('a failure', () => {
  const failure = { reason: 'command', message: 'Command failed' } as const

  test('shows the end of its log', () => {
    check({ type: 'failure', task, failure, elapsedMs: 0, logPath: '/logs/x.log', logTail: ['\u001b[31mred\u001b[0m\tone', '  10%\r 100%', '', 'exitcode 1'] },
      `[00:00:00][1b9d04e8][   build:base/tools.bst                ] FAILURE Command failed

    Printing the last 20 lines from log file:
    /logs/x.log
    ======================================================================
    red\tone
     100%

    exitcode 1
    ======================================================================

`)
  })

  test('shows detail and what to do, never cut', () => {
    const detail = Array.from({ length: 25 }, (_, index) => `/f${index}`).join('\n')
    const text = renderEvent({ type: 'failure', task, failure: { ...failure, detail, hint: 'whitelist them' }, elapsedMs: 0 }, { colour: false, errorLines: 20 })
    expect(text).toContain('FAILURE Command failed\n\n    /f0\n')
    expect(text.endsWith('    /f24\n    hint: whitelist them\n\n')).toBe(true)
  })

  test('that is the person\'s own wish needs no log', () => {
    check({ type: 'failure', task, failure: { reason: 'stopped', message: 'the build was stopped' }, elapsedMs: 0, logPath: '/logs/x.log', logTail: ['x'] },
      '[00:00:00][1b9d04e8][   build:base/tools.bst                ] FAILURE the build was stopped\n')
  })

  test('of which no lines are wanted names its log', () => {
    check({ type: 'failure', task, failure, elapsedMs: 0, logPath: '/logs/x.log', logTail: ['x'] },
      '[00:00:00][1b9d04e8][   build:base/tools.bst                ] FAILURE Command failed\n\n    Log file:\n    /logs/x.log\n\n', 0)
  })
})

test('colours are BuildStream\'s', () => {
  const text = renderEvent({ type: 'step-start', task: { action: 'build', element: 'a.bst', key: 'f'.repeat(64) }, message: 'Go' }, { colour: true, errorLines: 20 })
  expect(text).toContain('\u001b[33mffffffff\u001b[39m')
  expect(text).toContain('\u001b[1m\u001b[34mSTART  \u001b[39m\u001b[22m Go\n')
})
