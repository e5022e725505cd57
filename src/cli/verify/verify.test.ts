/** The whole command, with a builder and a QEMU of the test's own: what each stage hands on, and how each failure ends it. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { failed, success } from '../../builder/failure.ts'
import type { SessionOrder, Workshop, Workshops } from '../workshop.ts'
import { verifyCommand } from '../commands/verify.ts'
import { fakeQemu } from '../../../tests/support/fake-qemu.ts'
import { loadedElement } from '../../../tests/support/loaded.ts'
import { folderOf } from '../../../tests/support/space.ts'
import type { VerifyValues } from './course.ts'

const BOX = 'systems/box.morph'
const CLUSTER = `name: release
kind: cluster
systems:
- morph: systems/box.morph
  deploy:
    archive: {type: extensions/tar, location: box.tar}
    disk: {type: extensions/rawdisk, location: box.img, DISK_SIZE: 1G}
`
const FILES = {
  'VERSION': 'version: 8\n',
  'systems/box.morph': 'name: box\nkind: system\narch: x86_64\nstrata:\n- morph: strata/core.morph\n',
  'systems/other.morph': 'name: other\nkind: system\narch: x86_64\nstrata:\n- morph: strata/core.morph\n',
  'strata/core.morph': 'name: core\nkind: stratum\nchunks:\n- name: tool\n  repo: upstream:tool\n  ref: 0123456789abcdef0123456789abcdef01234567\n  build-system: manual\n',
  'clusters/release.morph': CLUSTER,
}
const SESSION = { ok: true, total: 5, session: 5, queues: [['Fetch', { processed: 1, skipped: 0, failed: 0 }], ['Build', { processed: 2, skipped: 3, failed: 0 }]] } as const
const GOOD_MACHINE = 'echo "PASS one"; echo "PASS two"; tells guest-shutdown'

interface Given {
  readonly files?: Readonly<Record<string, string>>
  readonly values?: VerifyValues
  readonly workshop?: Partial<Workshop>
  readonly machine?: string
  readonly signal?: AbortSignal
  readonly output?: string
}

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly output: string
  /** What the builder was asked to do, in order. */
  readonly asked: readonly string[]
}

/** Runs it on definitions of one chunk, two systems and a cluster that deploys one of them as an archive and as a disk. */
async function verify({ files = {}, values = {}, workshop = {}, machine = GOOD_MACHINE, signal, output = join(folderOf(), 'out') }: Given = {}): Promise<Ran> {
  const definitions = folderOf({ ...FILES, ...files })
  const sysroot = folderOf({ 'bin/sh': 'a shell' })
  const asked: string[] = []
  const session = (what: string) => (order: SessionOrder) => {
    asked.push(`${what} ${order.targets.join(' ')}`)
    return Promise.resolve(success(SESSION))
  }
  const workshops: Workshops = {
    readProject: ({ targets, root, options }) => {
      asked.push(...[...options].map(([name, value]) => `${name}=${value}`).filter((option) => !asked.includes(option)))
      const elements = new Map(targets.map((name) => [name, loadedElement(name)]))
      const project = { name: 'p', root, elementPath: '', aliases: new Map(), mirrors: new Map(), fatalWarnings: [], options: new Map(), shell: { command: [], environment: new Map() }, refsApart: false, targets, elements, texts: new Map() }
      return Promise.resolve({ project: { project, elements: new Map() }, texts: new Map() })
    },
    open: () => Promise.resolve(success({
      folder: '/store', close: () => undefined, plan: () => Promise.resolve(success([])), build: session('build'), fetch: session('fetch'),
      measure: () => Promise.resolve(success({ files: 12, bytes: 3 * 1024 ** 2 })),
      checkout: ({ element, target }) => {
        asked.push(`checkout ${element}`)
        if ('directory' in target) {
          mkdirSync(target.directory)
          for (const name of ['box.img', 'box.tar']) writeFileSync(join(target.directory, name), `${name}\n`)
        }
        return Promise.resolve(success(null))
      },
      ...workshop,
    } as Workshop)),
  }
  let [stdout, stderr] = ['', '']
  const code = await verifyCommand(definitions, {
    system: BOX, output, accel: 'tcg', sysroot: ['base', 'image-tools', 'base-minimal'].map((name) => `${name}=${sysroot}`), ...values,
  }, {
    cwd: '/', colour: false, stdoutColour: false, columns: 80, screen: undefined, now: () => 0, stopSignal: () => signal ?? new AbortController().signal,
    environment: { HOME: '/home/me', PATH: [...machine === 'none' ? [] : [fakeQemu(machine), process.env.PATH]].join(delimiter) },
    stdout: (text) => { stdout += text }, stderr: (text) => { stderr += text },
  }, workshops)
  return { code, stdout, stderr, output, asked }
}

/** The stages of the table, with their results. */
function results({ stdout }: Ran): Readonly<Record<string, string>> {
  return Object.fromEntries([...stdout.matchAll(/^(audit|convert|base|fetch|build|compose|image|compare|boot) +(done|FAILED|left out|stopped|-)/gm)].map(([, stage, result]) => [stage!, result!]))
}

const ALL_DONE = { audit: 'done', convert: 'done', base: 'done', fetch: 'done', build: 'done', compose: 'done', image: 'done', boot: 'done' }

test('from definitions to a machine that says that it is well', async () => {
  const ran = await verify()
  expect({ code: ran.code, results: results(ran) }).toEqual({ code: 0, results: ALL_DONE })
  expect(ran.asked).toEqual([
    'morph_arch=x86_64', 'fetch systems/box.bst deploy/release/disk.bst', 'build strata/core.bst', 'build systems/box.bst', 'build deploy/release/disk.bst', 'checkout deploy/release/disk.bst',
  ])
  expect(readFileSync(join(ran.output, 'images/box.img'), 'utf8')).toBe('box.img\n')
  expect(readFileSync(join(ran.output, 'project/files/base/sysroot/bin/sh'), 'utf8')).toBe('a shell')
  expect(readFileSync(join(ran.output, 'logs/boot.log'), 'utf8')).toBe('PASS one\nPASS two\n')
  expect(ran.stderr).toContain('  PASS one\n')
  expect(ran.stdout).toContain('2 checks passed, 0 failed')
  expect(ran.stdout).toContain('12 files, 3.0 MB')
})

test('is told to programs in objects, a line each', async () => {
  const { stdout, stderr, output } = await verify({ values: { json: true } })
  const lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.map(({ type, stage }) => stage ?? type)).toEqual([...Object.keys(ALL_DONE), 'summary'])
  expect(lines[7]).toMatchObject({ stage: 'boot', result: 'done', passed: 2, failedChecks: [], log: join(output, 'logs/boot.log') })
  expect(lines[8]).toMatchObject({ command: 'verify', exitCode: 0, image: join(output, 'images/box.img') })
  expect(stderr).toBe('')
})

describe('the deployment', () => {
  test('that is named', async () => {
    const ran = await verify({ values: { deployment: 'archive' } })
    expect({ code: ran.code, image: results(ran).image, boot: results(ran).boot }).toEqual({ code: 0, image: 'done', boot: 'left out' })
    expect(ran.stdout).toMatch(/^boot .*tar is no disk that can be started$/m)
    expect(existsSync(join(ran.output, 'images/box.tar'))).toBe(true)
  })

  test('is none where no cluster has one', async () => {
    const ran = await verify({ values: { system: 'systems/other' } })
    expect({ code: ran.code, results: results(ran) }).toEqual({ code: 0, results: { ...ALL_DONE, image: 'left out', boot: 'left out' } })
    expect(ran.stdout).toMatch(/^image .*no cluster deploys it$/m)
  })

  test('is missed where a machine has to say something', async () => {
    const ran = await verify({ values: { system: 'systems/other', expect: ['hello'] } })
    expect({ code: ran.code, image: results(ran).image, boot: results(ran).boot }).toEqual({ code: 1, image: 'FAILED', boot: '-' })
    expect(ran.stderr).toContain('there is nothing to start: no cluster deploys it')
  })

  test.each([
    [{ deployment: 'disc' }, 'no deployment of systems/box is called disc; did you mean disk?'],
    [{ cluster: 'clusters/relase' }, 'there is no cluster clusters/relase; did you mean clusters/release?'],
    [{ cluster: 'release' }, 'there is no cluster release; did you mean clusters/release?'],
    [{ system: 'systems/other', cluster: 'clusters/release.morph' }, 'clusters/release does not deploy systems/other'],
    [{ system: 'systems/bx' }, 'there is no system systems/bx; did you mean systems/box?'],
    [{ system: 'clusters/release' }, 'clusters/release is a cluster; name one of its systems: systems/box'],
  ])('%j is a mistake', async (values, words) => {
    const ran = await verify({ values })
    expect({ code: ran.code, audit: results(ran).audit, asked: ran.asked }).toEqual({ code: 2, audit: 'FAILED', asked: [] })
    expect(ran.stderr).toContain(words)
  })
})

describe('what fails ends it, with the last words and the log', () => {
  test('definitions that are not there', async () => {
    let stdout = ''
    const code = await verifyCommand('/nowhere', { system: BOX, output: join(folderOf(), 'out') }, {
      cwd: '/', colour: false, stdoutColour: false, columns: 80, screen: undefined, now: () => 0, stopSignal: () => new AbortController().signal, environment: {},
      stdout: (text) => { stdout += text }, stderr: () => undefined,
    }, {} as Workshops)
    expect({ code, stdout }).toEqual({ code: 2, stdout: expect.stringContaining('audit failed') as string })
  })

  test.each([['a place that cannot be', '/proc/nowhere/out'], ['a file', join(folderOf({ file: '' }), 'file')]])('a folder for it all that is %s', async (_, output) => {
    const ran = await verify({ output })
    expect({ code: ran.code, audit: results(ran).audit }).toEqual({ code: 1, audit: 'FAILED' })
    expect(ran.stderr).toContain(`the log ${output}/logs/audit.log cannot be written`)
  })

  test('definitions with errors', async () => {
    const ran = await verify({ files: { 'strata/core.morph': 'kind: stratum\n' } })
    expect({ code: ran.code, results: results(ran) }).toMatchObject({ code: 1, results: { audit: 'FAILED', convert: '-' } })
    expect(ran.stderr).toContain(`  log: ${ran.output}/logs/audit.log\n`)
  })

  test('a sysroot that is not there', async () => {
    const ran = await verify({ values: { sysroot: ['base=/nowhere/sysroot'] } })
    expect({ code: ran.code, base: results(ran).base, fetch: results(ran).fetch }).toEqual({ code: 1, base: 'FAILED', fetch: '-' })
    expect(ran.stderr).toContain('/nowhere/sysroot cannot be copied')
    expect(existsSync(join(ran.output, 'project/files/base/sysroot'))).toBe(false)
  })

  test('a build', async () => {
    const ran = await verify({ workshop: { build: () => Promise.resolve(failed('host', 'bubblewrap is not installed', { hint: 'install the package bubblewrap' })) } })
    expect({ code: ran.code, results: results(ran) }).toMatchObject({ code: 3, results: { fetch: 'done', build: 'FAILED', compose: '-', boot: '-' } })
    expect(ran.stderr).toContain('bubblewrap is not installed')
    expect(readFileSync(join(ran.output, 'logs/build.log'), 'utf8')).toContain('install the package bubblewrap')
  })

  test('an image that is not in the artifact, and what was there before stays', async () => {
    const output = join(folderOf({ 'out/images/box.img': 'earlier' }), 'out')
    const ran = await verify({ output, workshop: { checkout: ({ target }) => {
      if ('directory' in target) mkdirSync(target.directory)
      return Promise.resolve(success(null))
    } } })
    expect({ code: ran.code, image: results(ran).image, boot: results(ran).boot }).toEqual({ code: 1, image: 'FAILED', boot: '-' })
    expect(ran.stderr).toContain('box.img cannot be written')
    expect(readFileSync(join(output, 'images/box.img'), 'utf8')).toBe('earlier')
    expect(existsSync(join(output, 'images/.aside'))).toBe(false)
  })

  test('QEMU that is not there, unless nothing is to be started', async () => {
    const ran = await verify({ machine: 'none' })
    expect({ code: ran.code, boot: results(ran).boot }).toEqual({ code: 1, boot: 'FAILED' })
    expect(ran.stderr).toContain('install the package qemu-system-x86')
    const until = await verify({ machine: 'none', values: { until: 'image' } })
    expect({ code: until.code, boot: results(until).boot }).toEqual({ code: 0, boot: undefined })
  })

  test('a machine that says that it is not well', async () => {
    const ran = await verify({ machine: 'echo "PASS one"; echo "FAIL two: no icons"; tells guest-shutdown' })
    expect({ code: ran.code, boot: results(ran).boot }).toEqual({ code: 4, boot: 'FAILED' })
    expect(ran.stdout).toContain('1 check passed, 1 failed')
    expect(ran.stdout).toContain('\n  FAIL two: no icons\n')
  })

  test.each([
    ['echo up; exec sleep 100', { timeout: 1 }, 'after 1 second the machine had not powered itself off'],
    ['echo "Kernel panic - not syncing: x"; exec sleep 100', {}, 'the kernel gave up'],
    [GOOD_MACHINE, { expect: ['PASS three'] }, 'had not said "PASS three"'],
    ['echo oops; exec sleep 100', { 'fail-on': ['oops'] }, 'the machine said "oops"'],
  ])('a machine: %s %j', async (machine, values, words) => {
    const ran = await verify({ machine, values })
    expect({ code: ran.code, boot: results(ran).boot }).toEqual({ code: 4, boot: 'FAILED' })
    expect(ran.stderr).toContain(words)
  })
})

describe('the person stops it', () => {
  test('before it begins, and nothing is done', async () => {
    const ran = await verify({ signal: AbortSignal.abort() })
    expect({ code: ran.code, results: results(ran), asked: ran.asked }).toMatchObject({ code: 130, results: { audit: 'stopped', convert: '-' }, asked: [] })
  })

  test.each(['fetch', 'build', 'checkout'] as const)('in %s', async (what) => {
    const controller = new AbortController()
    const stop = () => {
      controller.abort()
      return Promise.resolve(failed('stopped', 'stopped'))
    }
    const ran = await verify({ signal: controller.signal, workshop: { [what]: stop } })
    const stage = what === 'checkout' ? 'image' : what
    expect({ code: ran.code, [stage]: results(ran)[stage], boot: results(ran).boot }).toEqual({ code: 130, [stage]: 'stopped', boot: '-' })
    expect(ran.stdout).toContain(`${stage} was stopped`)
  })

  test('in boot', async () => {
    const controller = new AbortController()
    setTimeout(() => { controller.abort() }, 1500)
    const ran = await verify({ signal: controller.signal, machine: 'exec sleep 100' })
    expect({ code: ran.code, results: results(ran) }).toMatchObject({ code: 130, results: { image: 'done', boot: 'stopped' } })
  })
})

describe('BuildStream', () => {
  const planned = (...names: readonly string[]): Partial<Workshop> => ({ plan: () => Promise.resolve(success(names.map((name) => ({ element: loadedElement(name), state: 'cached' as const, key: 'a'.repeat(64) })))) })
  const both = planned('systems/box.bst', 'deploy/release/disk.bst')

  test('builds in place of our builder', async () => {
    const bst = fakeBst('box.img')
    const ran = await verify({ values: { engine: 'bst', bst } })
    expect({ code: ran.code, results: results(ran) }).toEqual({ code: 0, results: ALL_DONE })
    expect(ran.asked).toEqual([])
    expect(ran.stdout).toMatch(/^build +done +00:00:00 +4 built, 5 cached$/m)
    expect(readFileSync(join(ran.output, 'images/box.img'), 'utf8')).toBe('made by bst\n')
    expect(readFileSync(`${bst}.words`, 'utf8')).toContain('-o morph_arch x86_64 source fetch --deps all systems/box.bst deploy/release/disk.bst\n')
  })

  test('fails, with its own words', async () => {
    const ran = await verify({ values: { engine: 'bst', bst: fakeBst('box.img', 'echo "no such source" >&2; exit 1') } })
    expect({ code: ran.code, fetch: results(ran).fetch }).toEqual({ code: 3, fetch: 'FAILED' })
    expect(ran.stderr).toContain('    no such source\n')
  })

  test('is not there', async () => {
    const ran = await verify({ values: { engine: 'bst', bst: '/nowhere/bst' } })
    expect({ code: ran.code, fetch: results(ran).fetch }).toEqual({ code: 1, fetch: 'FAILED' })
    expect(ran.stderr).toContain('/nowhere/bst is not there')
  })

  test('makes the same', async () => {
    const same: Partial<Workshop> = { ...both, checkout: ({ target }) => {
      if ('directory' in target) {
        mkdirSync(target.directory)
        writeFileSync(join(target.directory, 'box.img'), 'made by bst\n')
      }
      return Promise.resolve(success(null))
    } }
    const ran = await verify({ values: { compare: true, bst: fakeBst('box.img') }, workshop: same })
    expect({ code: ran.code, results: results(ran) }).toEqual({ code: 0, results: { ...ALL_DONE, compare: 'done' } })
    expect(ran.stdout).toMatch(/^compare +done .*2 paths compared, all equal$/m)
  })

  test('makes something else: the paths are told, and nothing is started unless it is to go on', async () => {
    const ran = await verify({ values: { compare: true, bst: fakeBst('box.img') }, workshop: both })
    expect({ code: ran.code, compare: results(ran).compare, boot: results(ran).boot }).toEqual({ code: 1, compare: 'FAILED', boot: '-' })
    expect(ran.stderr).toContain('  deploy/release/disk.bst: box.img: content: 8 bytes (morph2bst), 12 bytes (bst)\n')
    expect(ran.stderr).toContain('  systems/box.bst: box.tar: missing: file (morph2bst), nothing (bst)\n')
    const on = await verify({ values: { 'compare': true, 'bst': fakeBst('box.img'), 'keep-going': true }, workshop: both })
    expect({ code: on.code, compare: results(on).compare, boot: results(on).boot }).toEqual({ code: 1, compare: 'FAILED', boot: 'done' })
  })

  test('is compared with where there is no image, and not with what is not there', async () => {
    const other = await verify({ values: { system: 'systems/other', compare: true, bst: fakeBst('box.img') }, workshop: planned('systems/other.bst') })
    expect(results(other)).toEqual({ ...ALL_DONE, image: 'left out', compare: 'FAILED', boot: '-' })
    const half = await verify({ values: { compare: true, bst: fakeBst('box.img') }, workshop: planned() })
    expect({ code: half.code, compare: results(half).compare }).toEqual({ code: 1, compare: 'FAILED' })
    expect(half.stderr).toContain('not everything could be compared')
  })
})

/** A BuildStream that notes what it is asked and gives one file for every artifact. */
function fakeBst(file: string, work = ''): string {
  const bst = join(folderOf({ bst: `#!/bin/sh
echo "$*" >> "$0.words"
[ "$1" = --version ] && echo 2.8.0 && exit 0
${work}
while [ $# -gt 0 ]; do
  [ "$1" = --directory ] && mkdir -p "$2" && echo "made by bst" > "$2/${file}"
  shift
done
printf '    Fetch Queue: processed 3, skipped 0, failed 0 \n    Build Queue: processed 4, skipped 5, failed 0 \n' >&2
` }), 'bst')
  chmodSync(bst, 0o755)
  return bst
}

test.each([
  [{ sysroot: ['bas=/x'] }, '--sysroot bas=/x: expected DIR, or NAME=DIR with one of base, base-minimal, image-tools'],
  [{ until: 'compare' }, '--until compare is for --compare'],
  [{ timeout: 0 }, '--timeout is 0'],
] as const)('%j is refused before anything is done', async (values, words) => {
  const ran = await verify({ values })
  expect({ code: ran.code, stdout: ran.stdout, made: existsSync(ran.output) }).toEqual({ code: 2, stdout: '', made: false })
  expect(ran.stderr).toContain(words)
})
