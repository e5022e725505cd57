import { key, plan, runOnProject } from '../../tests/support/run-on-project.ts'
import { failed, success } from '../builder/failure.ts'
import type { SessionOrder, Workshop } from './workshop.ts'

describe('build', () => {
  test('tells a whole session, and gives limits and targets to the builder', async () => {
    const orders: SessionOrder[] = []
    const { code, stdout, stderr, folder } = await runOnProject('build --builders 2 -r lib.bst app.bst', {
      build: (order) => {
        orders.push(order)
        order.listener({ type: 'start', task: { action: 'build', element: 'app.bst', key: key('c') }, message: 'Build', log: 'p/app/cccccccc-build.20261123-000000.log' })
        order.listener({ type: 'success', task: { action: 'build', element: 'app.bst', key: key('c') }, message: 'Build', log: 'p/app/cccccccc-build.20261123-000000.log', elapsedMs: 1000 })
        return Promise.resolve(success({ ok: true, total: 3, session: 1 }))
      },
    })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(orders).toMatchObject([{ targets: ['lib.bst', 'app.bst'], builders: 2, fetchers: 10, onError: 'quit', retryFailed: true, errorLines: 20 }])
    expect(stderr.replace(/Session Start: .*/, 'Session Start: then').replace(/Version .*/, 'Version 1')).toBe(`[--:--:--][        ][    main:core activity                 ] START   Build
[--:--:--][        ][    main:core activity                 ] START   Loading elements
[00:00:00][        ][    main:core activity                 ] SUCCESS Loading elements
[--:--:--][        ][    main:core activity                 ] START   Query cache
[00:00:00][        ][    main:core activity                 ] SUCCESS Query cache

morph2bst Version 1
    Session Start: then
    Project:       p (${folder})
    Targets:       lib.bst, app.bst

User Configuration
    Store:               /store
    Maximum Fetch Tasks: 10
    Maximum Build Tasks: 2
    On Error:            quit

Project: p

Pipeline
      cached ${key('a')} base.bst
      cached ${key('b')} lib.bst
   buildable ${key('c')} app.bst
===============================================================================
[--:--:--][cccccccc][   build:app.bst                       ] START   p/app/cccccccc-build.20261123-000000.log
[00:00:01][cccccccc][   build:app.bst                       ] SUCCESS p/app/cccccccc-build.20261123-000000.log
[00:00:00][        ][    main:core activity                 ] SUCCESS Build

Pipeline Summary
    Total:       3
    Session:     1
    Fetch Queue: processed 0, skipped 0, failed 0${' '}
    Build Queue: processed 1, skipped 0, failed 0${' '}
`)
  })

  test('a failure ends it with 3 and is told again', async () => {
    const { code, stderr } = await runOnProject('build', {
      build: ({ listener }) => {
        listener({ type: 'failure', task: { action: 'build', element: 'app.bst', key: key('c') }, failure: { reason: 'command', message: 'Command failed' }, elapsedMs: 0 })
        return Promise.resolve(success({ ok: false, total: 3, session: 1 }))
      },
    })
    expect(code).toBe(3)
    expect(stderr).toContain('FAILURE Build\n\nFailure Summary\n    app.bst:\n    [00:00:00][cccccccc]')
  })

  test('what no element is to blame for is told with what to do', async () => {
    const { code, stderr } = await runOnProject('build', { build: () => Promise.resolve(failed('host', 'bwrap is not there', { hint: 'install bubblewrap' })) })
    expect(code).toBe(3)
    expect(stderr.endsWith('FAILURE Build\n\n    bwrap is not there\n    hint: install bubblewrap\n\n')).toBe(true)
  })

  test('Ctrl-C ends it with 130, with a summary', async () => {
    const controller = new AbortController()
    const { code, stderr } = await runOnProject('build', {
      build: () => {
        controller.abort()
        return Promise.resolve(failed('stopped', 'stopped'))
      },
    }, { stopSignal: () => controller.signal })
    expect(code).toBe(130)
    expect(stderr).toMatch(/STATUS {2}Stopping what runs; Ctrl-C again ends at once\n.*FAILURE Build\n\nPipeline Summary\n {4}Total: {7}3\n/)
  })

  test('--json puts everything on stdout', async () => {
    const { stdout, stderr, code } = await runOnProject('build --json', { build: () => Promise.resolve(success({ ok: true, total: 3, session: 0 })) })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as object)).toMatchObject([
      { type: 'session', command: 'build', targets: ['app.bst'], elements: [{ state: 'cached' }, { state: 'cached' }, { state: 'buildable' }] },
      { type: 'summary', exitCode: 0, total: 3, session: 0, queues: { build: { processed: 0 } } },
    ])
  })
})

describe('source', () => {
  test.each([['source fetch app.bst', ['app.bst']], ['source fetch -d all app.bst', ['base.bst', 'lib.bst', 'app.bst']], ['source fetch -d build app.bst', ['base.bst']], ['source track -d run app.bst', ['lib.bst', 'app.bst']]])('%s', async (line, expected) => {
    const asked: (readonly string[])[] = []
    const work: Workshop['fetch'] = ({ targets }) => {
      asked.push(targets)
      return Promise.resolve(success({ ok: true, total: 1, session: 1 }))
    }
    expect((await runOnProject(line, { fetch: work, track: work })).code).toBe(0)
    expect(asked).toEqual([expected])
  })
})

describe('show', () => {
  test.each([
    ['show', `      cached ${key('a')} base.bst\n      cached ${key('b')} lib.bst\n   buildable ${key('c')} app.bst\n`],
    ['show -d none -f %{name}:%{key} app.bst base.bst', 'app.bst:cccccccc\nbase.bst:aaaaaaaa\n'],
    ['show -d run --order alpha -f %{name} app.bst', 'app.bst\nlib.bst\n'],
    ['show -d build -f %{name: >10} app.bst', '  base.bst\n'],
  ])('%s', async (line, expected) => {
    const split = line.replace('%{name: >10}', '%{name:>10}')
    expect(await runOnProject(split)).toMatchObject({ code: 0, stdout: expected, stderr: '' })
  })

  test('a format that is none is wrong usage', async () => {
    expect(await runOnProject('show -f %{name:q}')).toMatchObject({ code: 2, stdout: '', stderr: 'morph2bst: --format: "q" in %{name:q} is no way to format a text; expected such as " <30"\n' })
  })

  test('a key is explained', async () => {
    const inputs = { kind: 'manual', environment: { PATH: '/bin' }, sources: [{ ref: '2' }], dependencies: [['base.bst', '0']] }
    const old = { ...inputs, environment: { PATH: '/bin', X: '' }, sources: [{ ref: '1' }] }
    const workshop: Partial<Workshop> = {
      plan: () => Promise.resolve(success(plan.map((planned) => ({ ...planned, inputs })))), earlierInputs: (_project, _element, asked) => (asked === 'old' ? old : undefined),
    }
    expect((await runOnProject('show --explain-key', workshop)).stdout).toBe(`app.bst ${key('c')}\n    kind: "manual"\n    environment / PATH: "/bin"\n    sources / 1 / ref: "2"\n    dependencies / base.bst: "0"\n\n`)
    expect((await runOnProject('show --explain-key --old-key old', workshop)).stdout).toBe(`app.bst old -> ${key('c')}\n  - environment / X: ""\n  - sources / 1 / ref: "1"\n  + sources / 1 / ref: "2"\n\n`)
    expect(await runOnProject('show --explain-key --old-key nope', workshop)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('app.bst was never built with the key nope') as string })
  })
})

describe('checkout', () => {
  test.each([
    ['checkout app.bst', { element: 'app.bst', deps: 'run', integrate: true, target: { directory: '/x/app', hardlinks: false, force: false } }],
    ['artifact checkout lib.bst --directory out --hardlinks -f -d none --no-integrate', { element: 'lib.bst', deps: 'none', integrate: false, target: { directory: '/x/out', hardlinks: true, force: true } }],
    ['checkout app.bst --tar a.tar', { target: { tar: '/x/a.tar' } }],
  ])('%s', async (line, expected) => {
    const orders: unknown[] = []
    const { folder, code } = await runOnProject(line, {
      checkout: (order) => {
        orders.push(order)
        return Promise.resolve(success(null))
      },
    })
    expect(code).toBe(0)
    expect(JSON.parse(JSON.stringify(orders[0]).replaceAll(folder, '/x'))).toMatchObject(expected)
  })

  test.each([
    ['checkout app.bst --tar x --directory y', 'checkout takes --directory or --tar, not both'],
    ['checkout app.bst --tar x --hardlinks', '--hardlinks is for folders, not for --tar'],
  ])('%s is wrong usage', async (line, message) => {
    expect(await runOnProject(line)).toMatchObject({ code: 2, stderr: `morph2bst: ${message}\n` })
  })

  test('what cannot be done is told', async () => {
    const refused = failed('disk', 'out is not empty', { hint: 'give --force', detail: 'out/x\nout/y' })
    expect(await runOnProject('checkout app.bst', { checkout: () => Promise.resolve(refused) })).toMatchObject({ code: 1, stderr: 'morph2bst: out is not empty\n\n    out/x\n    out/y\n\n  hint: give --force\n' })
  })
})

test('shell ends as the command does', async () => {
  const orders: object[] = []
  const shell: Workshop['shell'] = (order) => {
    orders.push(order)
    return Promise.resolve(success(42))
  }
  expect((await runOnProject('shell -b app.bst -- ls -l', { shell })).code).toBe(42)
  expect(orders).toMatchObject([{ element: 'app.bst', build: true, command: ['ls', '-l'] }])
})

describe('log', () => {
  test('is shown as it is', async () => {
    expect(await runOnProject('log app.bst', { lastLog: () => '\u001b[31mred\n' })).toMatchObject({ code: 0, stdout: '\u001b[31mred\n', stderr: '' })
  })

  test('that is not there is an error', async () => {
    expect(await runOnProject('log app.bst', { lastLog: () => undefined })).toMatchObject({ code: 1, stderr: 'morph2bst: there is no log of app.bst\n  hint: run morph2bst build app.bst\n' })
  })
})
