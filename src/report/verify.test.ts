import { liveLine, stageLines, verifyTable, type StageReport } from './verify.ts'

const report = (given: Partial<StageReport>): StageReport => ({ stage: 'build', result: 'done', elapsedMs: 83_000, facts: {}, ...given })

test('a stage that went well is a line', () => {
  expect(stageLines(report({ facts: { built: 3, cached: 0, files: 1, bytes: 5 * 1024 ** 2 } }), false)).toBe('build     done      00:01:23  3 built, 0 cached, 1 file, 5.0 MB\n')
})

test('one that failed shows its last words and where the others are, and nothing twice', () => {
  const text = stageLines(report({ result: 'failed', message: 'no room', hint: 'make some', log: '/logs/build.log', logTail: ['morph2bst: no room', '\u001b[2J'] }), false)
  expect(text).toBe('build     FAILED    00:01:23  no room\n    morph2bst: no room\n    \\u001b[2J\n  hint: make some\n  log: /logs/build.log\n')
})

test('a stage that was not reached has no time', () => {
  const table = verifyTable({ folder: '/out', elapsedMs: 1000, exitCode: 4, stages: [report({}), report({ stage: 'boot', result: 'failed', facts: { passed: 1, failedChecks: ['FAIL x'] } }), report({ stage: 'end', result: 'not-reached', elapsedMs: 0 })] }, false)
  expect(table.split('\n').slice(1)).toEqual([
    'stage     result    time      what', 'build     done      00:01:23', 'boot      FAILED    00:01:23  1 check passed, 1 failed', 'end       -', '  FAIL x',
    'boot failed after 00:00:01; project, images and logs are in /out', '',
  ])
})

test.each([[200], [40], [25], [1]])('the live line fits in %i columns', (columns) => {
  const line = liveLine('build', 5000, 'x'.repeat(300), columns, false)
  expect(line.length).toBeLessThanOrEqual(columns - 1)
  expect('[00:00:05] build    xxxxx'.startsWith(line.slice(0, 20))).toBe(true)
})
