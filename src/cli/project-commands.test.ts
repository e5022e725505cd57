import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf, type RunResult } from '../../tests/support/run-cli.ts'
import { failed, success } from '../builder/failure.ts'
import type { LoadedElement, LoadedProject } from '../ir/loaded-project.ts'
import { parseCommandLine } from './command-line.ts'
import type { Io } from './io.ts'
import { runProjectCommand } from './run.ts'
import type { PlannedElement, SessionOrder, Workshop, Workshops } from './workshop.ts'

const at = { file: 'project.conf', start: 0, end: 4 }
const map = { kind: 'map', entries: new Map(), at } as const
const key = (letter: string): string => letter.repeat(64)

function element(name: string, build: readonly string[] = [], runtime: readonly string[] = []): LoadedElement {
  const names = [...new Set([...build, ...runtime])]
  return {
    name, kind: 'manual', description: '', at, variables: new Map(), environment: new Map(), environmentNocache: [], config: map, public: map, sources: [],
    dependencies: names.map((one) => ({ name: one, at, build: build.includes(one), runtime: runtime.includes(one), strict: false, config: [] })),
    sandbox: { buildUid: 0, buildGid: 0, buildArch: 'x86_64', buildOs: 'linux' },
  }
}

const elements = [element('base.bst'), element('lib.bst', ['base.bst']), element('app.bst', ['base.bst'], ['lib.bst'])]
const plan: readonly PlannedElement[] = [
  { element: elements[0]!, key: key('a'), state: 'cached' }, { element: elements[1]!, key: key('b'), state: 'cached' }, { element: elements[2]!, key: key('c'), state: 'buildable' },
]

function project(targets: readonly string[], root: string): LoadedProject {
  return {
    name: 'p', root, elementPath: '', aliases: new Map(), mirrors: new Map(), fatalWarnings: [], options: new Map(), shell: { command: [], environment: new Map() },
    targets: targets.length ? targets : ['app.bst'], elements: new Map(elements.map((one) => [one.name, one])), texts: new Map(),
  }
}

/** Runs words in a folder with an empty project.conf, with this of a workshop. */
async function run(line: string, workshop: Partial<Workshop> = {}, io: Partial<Io> = {}, given: Partial<Workshops> = {}): Promise<RunResult & { readonly folder: string }> {
  const folder = io.cwd ?? folderOf({ 'project.conf': '', 'elements/x': '' })
  const parsed = parseCommandLine(line.split(' '))
  if (!parsed.ok || parsed.command.name === 'convert' || parsed.command.name === 'audit' || parsed.command.name === 'explain') throw new Error(line)
  const open = { folder: '/store', close: () => undefined, plan: () => Promise.resolve(success(plan)), ...workshop } as Workshop
  const workshops: Workshops = {
    readProject: ({ targets, root }) => Promise.resolve({ project: { project: project(targets, root), elements: new Map() }, texts: new Map() }), open: () => Promise.resolve(success(open)), ...given,
  }
  let [stdout, stderr] = ['', '']
  const code = await runProjectCommand(parsed.command, {
    colour: false, stdoutColour: false, columns: 80, screen: undefined, environment: { HOME: '/home/me' }, now: () => Date.UTC(2026, 10, 23), stopSignal: () => new AbortController().signal,
    ...io, cwd: folder, stdout: (text) => { stdout += text }, stderr: (text) => { stderr += text },
  }, workshops)
  return { code, stdout, stderr, folder }
}

describe('build', () => {
  test('tells a whole session, and gives limits and targets to the builder', async () => {
    const orders: SessionOrder[] = []
    const { code, stdout, stderr, folder } = await run('build --builders 2 -r lib.bst app.bst', {
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
    const { code, stderr } = await run('build', {
      build: ({ listener }) => {
        listener({ type: 'failure', task: { action: 'build', element: 'app.bst', key: key('c') }, failure: { reason: 'command', message: 'Command failed' }, elapsedMs: 0 })
        return Promise.resolve(success({ ok: false, total: 3, session: 1 }))
      },
    })
    expect(code).toBe(3)
    expect(stderr).toContain('FAILURE Build\n\nFailure Summary\n    app.bst:\n    [00:00:00][cccccccc]')
  })

  test('what no element is to blame for is told with what to do', async () => {
    const { code, stderr } = await run('build', { build: () => Promise.resolve(failed('host', 'bwrap is not there', { hint: 'install bubblewrap' })) })
    expect(code).toBe(3)
    expect(stderr.endsWith('FAILURE Build\n\n    bwrap is not there\n    hint: install bubblewrap\n\n')).toBe(true)
  })

  test('Ctrl-C ends it with 130, with a summary', async () => {
    const controller = new AbortController()
    const { code, stderr } = await run('build', {
      build: () => {
        controller.abort()
        return Promise.resolve(failed('stopped', 'stopped'))
      },
    }, { stopSignal: () => controller.signal })
    expect(code).toBe(130)
    expect(stderr).toMatch(/STATUS {2}Stopping what runs; Ctrl-C again ends at once\n.*FAILURE Build\n\nPipeline Summary\n {4}Total: {7}3\n/)
  })

  test('--json puts everything on stdout', async () => {
    const { stdout, stderr, code } = await run('build --json', { build: () => Promise.resolve(success({ ok: true, total: 3, session: 0 })) })
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
    expect((await run(line, { fetch: work, track: work })).code).toBe(0)
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
    expect(await run(split)).toMatchObject({ code: 0, stdout: expected, stderr: '' })
  })

  test('a format that is none is wrong usage', async () => {
    expect(await run('show -f %{name:q}')).toMatchObject({ code: 2, stdout: '', stderr: 'morph2bst: --format: "q" in %{name:q} is no way to format a text; expected such as " <30"\n' })
  })

  test('a key is explained', async () => {
    const inputs = { kind: 'manual', environment: { PATH: '/bin' }, sources: [{ ref: '2' }], dependencies: [['base.bst', '0']] }
    const old = { ...inputs, environment: { PATH: '/bin', X: '' }, sources: [{ ref: '1' }] }
    const workshop: Partial<Workshop> = {
      plan: () => Promise.resolve(success(plan.map((planned) => ({ ...planned, inputs })))), earlierInputs: (_project, _element, asked) => (asked === 'old' ? old : undefined),
    }
    expect((await run('show --explain-key', workshop)).stdout).toBe(`app.bst ${key('c')}\n    kind: "manual"\n    environment / PATH: "/bin"\n    sources / 1 / ref: "2"\n    dependencies / base.bst: "0"\n\n`)
    expect((await run('show --explain-key --old-key old', workshop)).stdout).toBe(`app.bst old -> ${key('c')}\n  - environment / X: ""\n  - sources / 1 / ref: "1"\n  + sources / 1 / ref: "2"\n\n`)
    expect(await run('show --explain-key --old-key nope', workshop)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('app.bst was never built with the key nope') as string })
  })
})

describe('checkout', () => {
  test.each([
    ['checkout app.bst', { element: 'app.bst', deps: 'run', integrate: true, target: { directory: '/x/app', hardlinks: false, force: false } }],
    ['artifact checkout lib.bst --directory out --hardlinks -f -d none --no-integrate', { element: 'lib.bst', deps: 'none', integrate: false, target: { directory: '/x/out', hardlinks: true, force: true } }],
    ['checkout app.bst --tar a.tar', { target: { tar: '/x/a.tar' } }],
  ])('%s', async (line, expected) => {
    const orders: unknown[] = []
    const { folder, code } = await run(line, {
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
    expect(await run(line)).toMatchObject({ code: 2, stderr: `morph2bst: ${message}\n` })
  })

  test('what cannot be done is told', async () => {
    const refused = failed('disk', 'out is not empty', { hint: 'give --force', detail: 'out/x\nout/y' })
    expect(await run('checkout app.bst', { checkout: () => Promise.resolve(refused) })).toMatchObject({ code: 1, stderr: 'morph2bst: out is not empty\n\n    out/x\n    out/y\n\n  hint: give --force\n' })
  })
})

test('shell ends as the command does', async () => {
  const orders: object[] = []
  const shell: Workshop['shell'] = (order) => {
    orders.push(order)
    return Promise.resolve(success(42))
  }
  expect((await run('shell -b app.bst -- ls -l', { shell })).code).toBe(42)
  expect(orders).toMatchObject([{ element: 'app.bst', build: true, command: ['ls', '-l'] }])
})

describe('log', () => {
  test('is shown as it is', async () => {
    expect(await run('log app.bst', { lastLog: () => '\u001b[31mred\n' })).toMatchObject({ code: 0, stdout: '\u001b[31mred\n', stderr: '' })
  })

  test('that is not there is an error', async () => {
    expect(await run('log app.bst', { lastLog: () => undefined })).toMatchObject({ code: 1, stderr: 'morph2bst: there is no log of app.bst\n  hint: run morph2bst build app.bst\n' })
  })
})

describe('store', () => {
  const facts = { artifacts: 12, filesBytes: 3_221_225_472, removedTrees: 0 }

  test('says what it holds', async () => {
    expect(await run('store stat', { stat: () => Promise.resolve(success(facts)) })).toMatchObject({ code: 0, stdout: '/store\n  artifacts:     12\n  files:         3.0 GiB\n  removed trees: 0\n' })
    expect(JSON.parse((await run('store stat --json', { stat: () => Promise.resolve(success(facts)) })).stdout)).toEqual({ type: 'store', command: 'stat', folder: '/store', ...facts })
  })

  test('damage is an error', async () => {
    expect((await run('store verify', { verify: () => Promise.resolve(success({ damaged: 1 })) })).code).toBe(1)
  })

  test.each([['--keep 1.5K', 1536], ['--keep 20G', 20 * 1024 ** 3], ['--unused', undefined]])('gc %s', async (words, bytes) => {
    const asked: unknown[] = []
    const collect: Workshop['collect'] = (keep) => {
      asked.push(keep)
      return Promise.resolve(success(facts))
    }
    expect((await run(`store gc ${words}`, { collect })).code).toBe(0)
    expect(asked).toEqual([bytes])
  })

  test.each([['store gc', 'gc needs --keep SIZE or --unused'], ['store gc --keep big', '--keep big: expected a size such as 500M or 20G']])('%s is wrong usage', async (line, message) => {
    expect(await run(line)).toMatchObject({ code: 2, stderr: `morph2bst: ${message}\n` })
  })
})

describe('where things are', () => {
  test('the project is the nearest above, or the one that is named', async () => {
    const folder = folderOf({ 'project.conf': '', 'sub/deep/x': '' })
    expect((await run('show -f %{name} base.bst', {}, { cwd: join(folder, 'sub/deep') })).code).toBe(0)
    expect((await run('show -C sub -f %{name} base.bst', {}, { cwd: folder })).code).toBe(0)
    expect(await run('show -C /proc', {}, { cwd: folder })).toMatchObject({ code: 2, stderr: 'morph2bst: neither /proc nor a folder above it has a project.conf\n  hint: name the folder of a BuildStream project with -C DIR\n' })
  })

  test('the store is in the cache', async () => {
    const opened: string[] = []
    const open: Workshops['open'] = (folder) => {
      opened.push(folder)
      return Promise.resolve(failed('disk', 'no'))
    }
    for (const environment of [{ HOME: '/h' }, { HOME: '/h', XDG_CACHE_HOME: '/c' }, { HOME: '/h', XDG_CACHE_HOME: 'c' }]) {
      expect((await run('store stat', {}, { environment }, { open })).code).toBe(1)
    }
    await run('store stat --store s', {}, { cwd: '/here' }, { open })
    expect(opened).toEqual(['/h/.cache/morph2bst', '/c/morph2bst', '/h/.cache/morph2bst', '/here/s'])
    expect((await run('store stat', {}, { environment: {} })).code).toBe(2)
  })

  test('errors of the project are told at their place, and nothing is opened', async () => {
    const readProject: Workshops['readProject'] = (_order, collector) => {
      collector.report('config/no-such-chunk', { key: 'x', suggestion: undefined }, at)
      collector.report('config/not-a-mapping', { found: 'text' }, at)
      return Promise.resolve({ project: undefined, texts: new Map([['project.conf', 'name: 1\n']]) })
    }
    const { code, stdout, stderr } = await run('build', {}, {}, { readProject })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('project.conf:1:1 error[config/not-a-mapping]')
    expect(stderr).toMatch(/FAILURE Loading elements\n.*FAILURE Build\n$/)
  })
})

describe('--engine bst', () => {
  /** A bst that builds, and checks out one file with this text. */
  function fakeBst(text: string): string {
    const folder = folderOf({ bst: `#!/bin/sh\ncase "$*" in\n--version) echo 2.8.1 ;;\n*checkout*) while [ "$1" != --directory ]; do shift; done; mkdir -p "$2"; printf '${text}' > "$2/f" ;;\n*fail.bst*) exit 255 ;;\n*) echo "[bst] $*" >&2 ;;\nesac\n` })
    const path = join(folder, 'bst')
    chmodSync(path, 0o755)
    return path
  }

  const checkout: Workshop['checkout'] = ({ target }) => {
    if (!('directory' in target)) throw new Error('no directory')
    mkdirSync(target.directory)
    writeFileSync(join(target.directory, 'f'), 'same')
    return Promise.resolve(success(null))
  }

  test('passes on what bst says, then compares what both have built', async () => {
    const { code, stdout, stderr } = await run(`build --engine bst --bst ${fakeBst('same')} -o arch x86_64 lib.bst app.bst`, { checkout })
    expect(stderr).toBe(`[bst] --no-interactive --no-colors -o arch x86_64 build lib.bst app.bst
lib.bst: equal (1 path)
app.bst: nothing to compare with: run morph2bst build app.bst without --engine bst
`)
    expect([code, stdout]).toEqual([0, ''])
  })

  test('lists what differs', async () => {
    const { code, stderr } = await run(`build --engine bst --bst ${fakeBst('diff')} lib.bst`, { checkout })
    expect(code).toBe(1)
    expect(stderr).toContain('lib.bst: 1 of 1 path differs\n  f: content: 4 bytes (morph2bst), another byte at 0 (bst)\n')
  })

  test.each([['fail.bst', 3], ['lib.bst --bst nowhere', 1]])('%s', async (words, expected) => {
    expect((await run(`build --engine bst --bst ${fakeBst('')} ${words}`, { checkout })).code).toBe(expected)
  })
})
