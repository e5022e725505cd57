import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fakeQemu } from '../../tests/support/fake-qemu.ts'
import { folderOf } from '../../tests/support/space.ts'
import { bootMachine } from './boot.ts'
import type { MachineEnd, MachineOrder } from './order.ts'

const ORDER: MachineOrder = { memoryMb: 64, accelerator: 'tcg', timeoutMs: 20_000, expect: [], failOn: [] }
const POWER_OFF = 'tells guest-shutdown'

interface Run extends MachineEnd {
  readonly said: string
  readonly notes: readonly string[]
  readonly told: readonly string[]
  readonly folder: string
}

async function boot(script: string, order: Partial<MachineOrder> = {}, more: { readonly signal?: AbortSignal; readonly kvmDevice?: string; readonly path?: string } = {}): Promise<Run> {
  const folder = fakeQemu(script)
  const image = join(folderOf({ 'disk.img': 'a disk' }), 'disk.img')
  let said = ''
  const [notes, told]: [string[], string[]] = [[], []]
  const end = await bootMachine({ ...ORDER, image, ...order }, {
    environment: { PATH: more.path ?? [folder, process.env.PATH].join(delimiter) }, signal: more.signal ?? new AbortController().signal, kvmDevice: more.kvmDevice ?? '/nowhere/kvm',
    console: (bytes) => { said += bytes.toString() }, note: (text) => { notes.push(text) }, verdict: ({ line }) => { told.push(line) },
  })
  return { ...end, said, notes, told, folder }
}

const reasonOf = async (...words: Parameters<typeof boot>): Promise<string> => (await boot(...words)).reason

describe('what is awaited', () => {
  test('one text ends the run, and QEMU with it', async () => {
    const run = await boot('echo $$ > "$(dirname "$0")/pid"; echo hello there; exec sleep 1000', { expect: ['hello'] })
    expect({ reason: run.reason, message: run.message, said: run.said }).toEqual({ reason: 'expected', message: 'the machine said "hello"', said: 'hello there\n' })
    expect(existsSync(`/proc/${readFileSync(join(run.folder, 'pid'), 'utf8').trim()}`)).toBe(false)
  })

  test('all of several', async () => {
    expect(await reasonOf(`echo one; echo two; ${POWER_OFF}`, { expect: ['two', 'one'] })).toBe('expected')
    const run = await boot(`echo one; ${POWER_OFF}`, { expect: ['one', 'two', 'three'] })
    expect([run.reason, run.message]).toEqual(['ended-early', 'the machine powered itself off and had not said "two" and "three"'])
    expect(run.hint).toBe('the last thing it said was: one')
  })

  test('a prompt without a line feed', async () => {
    expect(await reasonOf('printf "login: "; exec sleep 1000', { expect: ['login:'] })).toBe('expected')
  })

  test('without a text, that it powers itself off', async () => {
    expect(await reasonOf(`echo done; ${POWER_OFF}`)).toBe('powered-off')
  })

  test('starting anew is no powering off', async () => {
    const run = await boot('echo once more; tells guest-reset')
    expect([run.reason, run.message]).toEqual(['ended-early', 'the machine started anew and had not powered itself off'])
  })
})

describe('what must not be', () => {
  test('a text that must not be said ends it at once', async () => {
    const run = await boot('echo good; echo bad; echo good again; exec sleep 1000', { expect: ['good again'], failOn: ['bad'] })
    expect([run.reason, run.message]).toEqual(['fail-text', 'the machine said "bad"'])
  })

  test('a panic ends it, with what the kernel says after it', async () => {
    const run = await boot('echo "[ 1.0] Kernel panic - not syncing: No init"; echo trace; exec sleep 1000')
    expect([run.reason, run.message]).toEqual(['panic', 'the kernel gave up: Kernel panic - not syncing: No init'])
    expect(run.said).toContain('trace')
  })

  test('time runs out', async () => {
    const run = await boot('echo waiting; exec sleep 1000', { timeoutMs: 300, expect: ['never'] })
    expect([run.reason, run.message, run.hint]).toEqual(['timed-out', 'after 0.3 seconds the machine had not said "never"', 'the last thing it said was: waiting'])
  })

  test('a machine that says nothing may lack its console', async () => {
    expect((await boot('exec sleep 1000', { timeoutMs: 200 })).hint).toBe('it said nothing at all: its kernel needs console=ttyS0')
  })

  test('a disk that cannot be started', async () => {
    const run = await boot('firmware "Boot failed: not a bootable disk"; firmware "No bootable device."; exec sleep 1000')
    expect([run.reason, run.message]).toEqual(['not-bootable', 'the firmware found nothing to start: not a bootable disk'])
  })
})

describe('QEMU', () => {
  test('is not there', async () => {
    const run = await boot('', {}, { path: folderOf() })
    expect([run.reason, run.hint]).toEqual(['no-qemu', 'install the package qemu-system-x86'])
  })

  test('refuses, in its own words', async () => {
    const run = await boot('echo "cannot set up guest memory" >&2; exit 1')
    expect([run.reason, run.message, run.detail]).toEqual(['qemu-failed', 'QEMU ended with 1', 'cannot set up guest memory'])
  })

  test('ends without a machine that ended', async () => {
    expect((await boot('exit 0')).message).toBe('QEMU ended without a word of why')
    expect((await boot('tells host-signal')).message).toBe('something else ended QEMU (host-signal)')
    expect((await boot('kill -9 $$')).message).toBe('QEMU was killed')
  })

  test('is killed if it does not end when asked', async () => {
    const run = await boot('trap "" TERM; echo $$ > "$(dirname "$0")/pid"; echo up; while :; do sleep 0.1; done', { expect: ['up'] })
    expect(run.reason).toBe('expected')
    expect(existsSync(`/proc/${readFileSync(join(run.folder, 'pid'), 'utf8').trim()}`)).toBe(false)
  })

  test('ends when the person stops', async () => {
    const controller = new AbortController()
    const running = boot('echo $$ > "$(dirname "$0")/pid"; exec sleep 1000', {}, { signal: controller.signal })
    setTimeout(() => { controller.abort() }, 1500)
    const run = await running
    expect(run.reason).toBe('stopped')
    expect(existsSync(`/proc/${readFileSync(join(run.folder, 'pid'), 'utf8').trim()}`)).toBe(false)
  })

  test('never gets the disk to write to, nor a path that it would take for settings', async () => {
    const image = join(folderOf({ 'a,b.img': 'a disk' }), 'a,b.img')
    const words = readFileSync(join((await boot(POWER_OFF, { image })).folder, 'words'), 'utf8').split('\n')
    expect(words).toContain(`file=${image.replace(',', ',,')},format=raw,if=none,id=disk,snapshot=on`)
    expect(words).toContain('nvme,drive=disk,serial=disk,bootindex=0')
  })
})

describe('KVM', () => {
  const device = (): string => join(folderOf({ kvm: '' }), 'kvm')

  test('is taken where a machine ends in it', async () => {
    const run = await boot(`case "$*" in *isa-debug-exit*) exit 43 ;; esac; ${POWER_OFF}`, { accelerator: 'auto' }, { kvmDevice: device() })
    expect([run.reason, run.notes]).toEqual(['powered-off', []])
    expect(readFileSync(join(run.folder, 'words'), 'utf8')).toMatch(/^-accel\nkvm$/m)
  })

  test('is left where it does not work, which is said', async () => {
    const run = await boot(`case "$*" in *isa-debug-exit*) exit 1 ;; esac; ${POWER_OFF}`, { accelerator: 'auto' }, { kvmDevice: device() })
    expect(run.notes).toEqual(['KVM is here but does not work, so the machine is emulated, which is slower'])
    expect(readFileSync(join(run.folder, 'words'), 'utf8')).toMatch(/^-accel\ntcg$/m)
  })

  test('is left without a word where there is none, but not if it was asked for', async () => {
    expect((await boot(POWER_OFF, { accelerator: 'auto' })).notes).toEqual([])
    const asked = await boot(POWER_OFF, { accelerator: 'kvm' })
    expect([asked.reason, asked.message]).toEqual(['qemu-failed', '/nowhere/kvm is not there, so there is no KVM'])
  })
})

describe('the image', () => {
  const gzip = Buffer.from([0x1f, 0x8b, 8, 0]).toString('latin1')
  test.each([
    ['missing', (folder: string) => join(folder, 'none'), /is not there$/],
    ['a folder', (folder: string) => { mkdirSync(join(folder, 'sub')); return join(folder, 'sub') }, /is no file$/],
    ['empty', (folder: string) => join(folder, 'empty'), /is empty$/],
  ])('%s', async (_, pathIn, words) => {
    const run = await boot(POWER_OFF, { image: pathIn(folderOf({ empty: '' })) })
    expect(run.reason).toBe('bad-image')
    expect(run.message).toMatch(words)
  })

  test('packed', async () => {
    const folder = folderOf()
    const image = join(folder, 'disk.img.gz')
    const { writeFileSync } = await import('node:fs')
    writeFileSync(image, gzip, 'latin1')
    expect((await boot(POWER_OFF, { image })).message).toBe(`the image ${image} is packed by gzip`)
  })

  test('a kernel that is missing', async () => {
    expect((await boot(POWER_OFF, { kernel: { path: '/nowhere/vmlinuz', append: '' } })).message).toBe('the kernel /nowhere/vmlinuz is not there')
  })
})

test('verdicts of the machine are told as they come, the last one without its line feed, too', async () => {
  const run = await boot(`echo "PASS one"; echo "FAILURE is no verdict"; echo "not ok 2 - two"; echo "ok 3"; printf "FAIL four"; ${POWER_OFF}`)
  expect(run.verdicts).toEqual([{ good: true, line: 'PASS one' }, { good: false, line: 'not ok 2 - two' }, { good: true, line: 'ok 3' }, { good: false, line: 'FAIL four' }])
  expect(run.told).toEqual(run.verdicts.map(({ line }) => line))
})
