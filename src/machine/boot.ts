/** A machine is started, listened to, and ended: the order of steps, and what the end of QEMU means for what was awaited. */
import { chooseAccelerator } from './accelerator.ts'
import { ConsoleWatch, type Finding } from './console-watch.ts'
import { diskImage, fileFor } from './image.ts'
import { unstarted, type Accelerator, type MachineEnd, type MachineOrder, type MachineWorld } from './order.ts'
import { findProgram } from './programs.ts'
import { QEMU, qemuWords, type MachineParts } from './qemu-words.ts'
import { runQemu, type QemuEnd } from './run-qemu.ts'

/** How long a kernel that panics may go on telling why. */
const PANIC_MS = 1000
/** Beyond this, timers end at once. */
const LONGEST_MS = 2 ** 31 - 1
const NOT_BOOTABLE = 'No bootable device'

/** What decided the run before QEMU ended by itself. */
type Decision = Finding | { readonly what: 'timed-out' | 'not-bootable' | 'stopped' }

/** Runs the machine until it is clear whether it does what is awaited. Never throws; leaves nothing behind. */
export async function bootMachine(order: MachineOrder, world: MachineWorld): Promise<MachineEnd> {
  const parts = partsOf(order)
  if ('reason' in parts) return parts
  const program = findProgram(QEMU.program, world.environment)
  if (program === undefined) return unstarted('no-qemu', `QEMU is not installed (no ${QEMU.program} in PATH)`, { hint: `install the package ${QEMU.package}` })
  const accelerator = await chooseAccelerator(order.accelerator, program, world)
  if (world.signal.aborted) return unstarted('stopped', 'stopped')
  if (typeof accelerator !== 'string') return accelerator
  return run(order, { program, words: qemuWords(parts, accelerator), accelerator }, world)
}

/** What the machine is made of; the files have been looked at. */
function partsOf({ image, kernel, memoryMb }: MachineOrder): MachineParts | MachineEnd {
  const disk = image === undefined ? undefined : diskImage(image)
  if (disk && 'reason' in disk) return disk
  const refused = kernel && (fileFor(kernel.path, 'the kernel') ?? (kernel.initrd === undefined ? undefined : fileFor(kernel.initrd, 'the initramfs')))
  return refused ?? { image: disk, kernel, memoryMb }
}

async function run(order: MachineOrder, { program, words, accelerator }: { readonly program: string; readonly words: readonly string[]; readonly accelerator: Accelerator }, world: MachineWorld): Promise<MachineEnd> {
  const watch = new ConsoleWatch(order)
  const ending = new AbortController()
  let decision: Decision | undefined
  let firmware = ''
  let told = 0
  const tellVerdicts = (): void => {
    for (const verdict of watch.verdicts().slice(told)) world.verdict(verdict)
    told = watch.verdicts().length
  }
  const decide = (found: Decision, afterMs = 0): void => {
    decision ??= found
    if (afterMs > 0) setTimeout(() => { ending.abort() }, afterMs).unref()
    else ending.abort()
  }
  const stop = (): void => { decide({ what: 'stopped' }) }
  world.signal.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(() => { decide({ what: 'timed-out' }) }, Math.min(order.timeoutMs, LONGEST_MS))
  const end = await runQemu({
    program, words, environment: world.environment, signal: ending.signal,
    console: (bytes) => {
      world.console(bytes)
      const found = watch.take(bytes)
      tellVerdicts()
      if (found) decide(found, found.what === 'panic' ? PANIC_MS : 0)
    },
    firmware: (text) => {
      firmware += text
      if (firmware.includes(NOT_BOOTABLE)) decide({ what: 'not-bootable' })
    },
  })
  clearTimeout(timer)
  world.signal.removeEventListener('abort', stop)
  watch.close()
  tellVerdicts()
  if (world.signal.aborted) stop()
  const meaning = decision ? meaningOf(decision, { order, watch, firmware, accelerator }) : meaningOfEnd(end, { order, watch, accelerator })
  return { ...meaning, verdicts: watch.verdicts() }
}

type Meaning = Omit<MachineEnd, 'verdicts'>

interface Facts {
  readonly order: MachineOrder
  readonly watch: ConsoleWatch
  readonly accelerator: Accelerator
}

function meaningOf(decision: Decision, { order, watch, firmware, accelerator }: Facts & { readonly firmware: string }): Meaning {
  switch (decision.what) {
    case 'expected': return { reason: 'expected', message: `the machine said ${quoted(order.expect)}` }
    case 'fail-text': return { reason: 'fail-text', message: `the machine said ${quoted([decision.text])}` }
    case 'panic': return { reason: 'panic', message: `the kernel gave up: ${decision.line}` }
    case 'stopped': return { reason: 'stopped', message: 'the machine was stopped' }
    case 'not-bootable': return {
      reason: 'not-bootable', message: `the firmware found nothing to start: ${/Boot failed: (.*)/.exec(firmware)?.[1]?.trim() ?? 'no bootable device'}`,
      hint: 'the image needs a boot loader for BIOS and an active partition; or name a kernel with --kernel',
    }
    case 'timed-out': return {
      reason: 'timed-out', message: `after ${order.timeoutMs / 1000} ${order.timeoutMs === 1000 ? 'second' : 'seconds'} the machine had not ${awaited(order, watch)}`, ...silenceHint(watch, accelerator),
    }
  }
}

/** What it means that QEMU ended, when nothing had been decided. */
function meaningOfEnd({ status, shutdown, said, refused }: QemuEnd, { order, watch, accelerator }: Facts): Meaning {
  const failed = (message: string): Meaning => ({
    reason: 'qemu-failed', message, ...said === '' ? {} : { detail: said }, ...accelerator === 'kvm' ? { hint: 'if it is KVM that fails, give --accel tcg' } : {},
  })
  if (refused !== undefined) return failed(`QEMU cannot be started: ${refused}`)
  if (status === undefined) return failed('QEMU was killed')
  if (status !== 0) return failed(`QEMU ended with ${status}`)
  if (!shutdown?.startsWith('guest-')) return failed(shutdown === undefined ? 'QEMU ended without a word of why' : `something else ended QEMU (${shutdown})`)
  const poweredOff = shutdown === 'guest-shutdown'
  if (poweredOff && order.expect.length === 0) return { reason: 'powered-off', message: 'the machine powered itself off' }
  return { reason: 'ended-early', message: `the machine ${poweredOff ? 'powered itself off' : 'started anew'} and had not ${awaited(order, watch)}`, ...silenceHint(watch, accelerator) }
}

function awaited({ expect }: MachineOrder, watch: ConsoleWatch): string {
  return expect.length === 0 ? 'powered itself off' : `said ${quoted(watch.missing())}`
}

function quoted(texts: readonly string[]): string {
  return texts.map((text) => JSON.stringify(text)).join(' and ')
}

/** What the last thing was that it said; a machine that says nothing at all may only lack its console. */
function silenceHint(watch: ConsoleWatch, accelerator: Accelerator): Pick<MachineEnd, 'hint'> {
  const last = watch.lastLine()
  if (last !== '') return { hint: `the last thing it said was: ${last}` }
  return { hint: `it said nothing at all: its kernel needs console=ttyS0${accelerator === 'kvm' ? '; or KVM does not work here, then give --accel tcg' : ''}` }
}
