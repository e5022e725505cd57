import type { LoadedElement } from '../../ir/loaded-project.ts'
import { eventJson, sessionJson, summaryJson } from './event-json.ts'
import { renderHeading, type Session } from './heading.ts'
import { Progress } from './progress.ts'
import type { FailureEvent } from './render-event.ts'
import { statusLines, type Status } from './status-lines.ts'
import { renderSummary, type SessionEnd } from './summary.ts'

const at = { file: 'x', start: 0, end: 0 }
const map = { kind: 'map', entries: new Map(), at } as const

function element(name: string): LoadedElement {
  return {
    name, kind: 'manual', description: '', at, dependencies: [], variables: new Map(), environment: new Map(), environmentNocache: [],
    config: map, public: map, sources: [], sandbox: { buildUid: 0, buildGid: 0, buildArch: 'x86_64', buildOs: 'linux' },
  }
}

const session: Session = {
  version: '0.1.0', startMs: new Date(2026, 10, 23, 0, 43, 21).getTime(), settings: [['Store', '/store'], ['Maximum Build Tasks', '4']],
  project: { name: 'p', root: '/tmp/p', aliases: new Map(), options: new Map([['arch', 'x86_64']]), targets: ['all.bst', 'bad.bst'] },
  elements: [
    { element: element('all.bst'), key: 'a'.repeat(64), state: 'buildable' },
    { element: element('bad.bst'), key: undefined, state: 'no reference' },
  ],
}

const key = 'e368772a'.padEnd(64, '0')
const failure: FailureEvent = {
  type: 'failure', task: { action: 'build', element: 'bad.bst', key }, failure: { reason: 'command', message: 'Command failed' }, elapsedMs: 0,
  logPath: '/logs/bad.log', logTail: ['one', '', 'two'],
}
const end: SessionEnd = {
  total: 7, session: 7, failures: [failure],
  queues: [['Fetch', { processed: 0, skipped: 17, failed: 0 }], ['Build', { processed: 2, skipped: 1, failed: 2 }]],
}

test('a session opens', () => {
  expect(renderHeading(session, false)).toBe(`
morph2bst Version 0.1.0
    Session Start: Monday, 23-11-2026 at 00:43:21
    Project:       p (/tmp/p)
    Targets:       all.bst, bad.bst

User Configuration
    Store:               /store
    Maximum Build Tasks: 4

Project: p

    Project Options
        arch: x86_64

Pipeline
   buildable aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa all.bst
no reference ???????????????????????????????????????????????????????????????? bad.bst
===============================================================================
`)
})

test('a session closes with its failures and counts', () => {
  expect(renderSummary(end, { colour: false, errorLines: 20 })).toBe(`
Failure Summary
    bad.bst:
    [00:00:00][e368772a][   build:bad.bst                       ] FAILURE Command failed

        Printing the last 20 lines from log file:
        /logs/bad.log
        ======================================================================
        one

        two
        ======================================================================

Pipeline Summary
    Total:       7
    Session:     7
    Fetch Queue: processed 0, skipped 17, failed 0${' '}
    Build Queue: processed 2, skipped 1,  failed 2${' '}
`)
})

test('without failures there are only counts; a failure without more stands before a blank line', () => {
  expect(renderSummary({ ...end, failures: [] }, { colour: false, errorLines: 20 }).startsWith('\nPipeline Summary\n    Total:       7\n')).toBe(true)
  const bare: FailureEvent = { type: 'failure', task: failure.task, failure: failure.failure, elapsedMs: 0 }
  expect(renderSummary({ ...end, failures: [bare] }, { colour: false, errorLines: 20 })).toContain('FAILURE Command failed\n\nPipeline Summary\n')
})

describe('for programs', () => {
  test('every event is one object with the fields of its task', () => {
    expect(JSON.parse(eventJson(failure, 0))).toEqual({
      type: 'failure', time: '1970-01-01T00:00:00.000Z', action: 'build', element: 'bad.bst', key, elapsedMs: 0,
      failure: { reason: 'command', message: 'Command failed' }, logPath: '/logs/bad.log', logTail: ['one', '', 'two'],
    })
  })

  test('a session has its elements, a summary its counts', () => {
    expect(JSON.parse(sessionJson('build', session))).toMatchObject({
      type: 'session', command: 'build', project: 'p', options: { arch: 'x86_64' },
      elements: [{ name: 'all.bst', kind: 'manual', key: 'a'.repeat(64), state: 'buildable' }, { name: 'bad.bst', key: null, state: 'no reference' }],
    })
    expect(JSON.parse(summaryJson('build', end, 3, 0))).toEqual({
      type: 'summary', time: '1970-01-01T00:00:00.000Z', command: 'build', exitCode: 3, total: 7, session: 7, failed: ['bad.bst'],
      queues: { fetch: { processed: 0, skipped: 17, failed: 0 }, build: { processed: 2, skipped: 1, failed: 2 } },
    })
  })
})

describe('progress', () => {
  test('counts what has ended and knows what runs', () => {
    const progress = new Progress()
    const task = { action: 'build', element: 'a.bst' } as const
    progress.take({ type: 'start', task, message: 'Build' }, 1000)
    progress.take({ type: 'skipped', task: { action: 'fetch', element: 'a.bst' }, message: 'cached' }, 1000)
    expect(progress.running()).toEqual([{ task, sinceMs: 1000 }])
    progress.take(failure, 2000)
    progress.take({ type: 'success', task, message: 'Build', elapsedMs: 5 }, 2000)
    expect(progress.running()).toEqual([])
    expect(progress.queue('build')).toEqual({ processed: 1, skipped: 0, failed: 1 })
    expect(progress.queue('fetch')).toEqual({ processed: 0, skipped: 1, failed: 0 })
  })
})

describe('the live lines', () => {
  const running = ['app.bst', 'components/zlib.bst', 'b.bst'].map((name) => ({ task: { action: 'build', element: name } as const, sinceMs: 0 }))
  const status: Status = { project: 'p', elapsedMs: 62_000, nowMs: 5000, done: 3, total: 7, queues: end.queues, running }

  test('have tasks in as many columns as fit', () => {
    expect(statusLines(status, { columns: 80, rows: 24 }, false)).toEqual([
      '============================== 00:01:02 p (3/7) ==============================',
      '                         (Fetch:0 17 0)→ (Build:2 1 2)',
      '[00:00:05][build:app.bst] [00:00:05][build:components/zlib.bst]',
      '[00:00:05][build:b.bst]',
    ])
  })

  test.each([[80, 24], [60, 24], [40, 6], [25, 4], [10, 3], [1, 1]])('fit into %i × %i', (columns, rows) => {
    const lines = statusLines(status, { columns, rows }, false)
    expect(lines.every((line) => line.length < Math.max(2, columns))).toBe(true)
    expect(lines.length).toBeLessThanOrEqual(Math.max(1, rows - 1))
  })

  test('say how many more there are', () => {
    expect(statusLines(status, { columns: 40, rows: 5 }, false).slice(2)).toEqual(['[00:00:05][build:app.bst]', '… and more: 3 in all'])
  })
})
