/** `morph2bst boot`: starts an image in QEMU, shows what the machine says, and ends when that is what was expected. */
import { resolve } from 'node:path'
import { ShownConsole } from '../../machine/shown-console.ts'
import { bootMachine } from '../../machine/boot.ts'
import { isGood, type MachineEnd, type MachineEndReason, type MachineOrder } from '../../machine/order.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { openLogFile, type LogFile } from '../log-file.ts'
import type { BOOT_FLAGS, ValuesOf } from '../options.ts'
import { tellFailure, tellRefusal } from '../terminal.ts'

type Values = ValuesOf<typeof BOOT_FLAGS>

/** What a machine is unless it is said otherwise. */
export const MACHINE_DEFAULTS = { memoryMb: 1024, timeoutSeconds: 300, append: 'console=ttyS0' } as const
/** Architectures whose machines QEMU's PC can be. */
export const MACHINES: readonly string[] = ['x86_64', 'x86_32']
/** The device of KVM. */
export const KVM_DEVICE = '/dev/kvm'

/** Runs the command. */
export async function bootCommand(image: string | undefined, values: Values, io: Io): Promise<ExitCode> {
  const mistake = mistakeIn(image, values)
  if (mistake) {
    tellRefusal(mistake, io)
    return EXIT.usage
  }
  const log = values.log === undefined ? undefined : openLogFile(resolve(io.cwd, values.log))
  if (log && 'message' in log) {
    tellRefusal(log, io)
    return EXIT.input
  }
  try {
    return tellEnd(await bootAndShow(orderOf(image, values, io), log, io), log, io)
  } finally {
    log?.close()
  }
}

async function bootAndShow(order: MachineOrder, log: LogFile | undefined, io: Io): Promise<MachineEnd> {
  const shown = new ShownConsole()
  const end = await bootMachine(order, {
    environment: io.environment, signal: io.stopSignal('interrupt'), kvmDevice: KVM_DEVICE,
    console: (bytes) => {
      log?.write(bytes)
      io.stdout(shown.take(bytes))
    },
    note: (text) => io.stderr(`morph2bst: ${text}\n`), verdict: () => undefined,
  })
  io.stdout(shown.close())
  return end
}

function mistakeIn(image: string | undefined, { kernel, initrd, append, arch, memory, timeout }: Values): { readonly message: string; readonly hint?: string } | undefined {
  if (image === undefined && kernel === undefined) return { message: 'boot needs IMAGE, or --kernel FILE' }
  if (kernel === undefined && (initrd !== undefined || append !== undefined)) return { message: `--${initrd === undefined ? 'append' : 'initrd'} is for --kernel` }
  if (arch !== undefined && !MACHINES.includes(arch)) return { message: `boot starts no machines of ${arch}, only of ${MACHINES.join(' and ')}`, hint: 'start it by hand with the QEMU of that architecture, or on such a machine' }
  return memory === 0 || timeout === 0 ? { message: `--${memory === 0 ? 'memory' : 'timeout'} is 0` } : undefined
}

function orderOf(image: string | undefined, values: Values, { cwd }: Io): MachineOrder {
  const { kernel, initrd, append } = values
  return {
    ...machineOf(values),
    ...image === undefined ? {} : { image: resolve(cwd, image) },
    ...kernel === undefined ? {} : { kernel: { path: resolve(cwd, kernel), append: append ?? MACHINE_DEFAULTS.append, ...initrd === undefined ? {} : { initrd: resolve(cwd, initrd) } } },
  }
}

/** What the options say of a machine, whatever it is started from. */
export function machineOf(values: Pick<Values, 'memory' | 'accel' | 'timeout' | 'expect' | 'fail-on'>): Omit<MachineOrder, 'image' | 'kernel'> {
  return {
    memoryMb: values.memory ?? MACHINE_DEFAULTS.memoryMb, accelerator: values.accel ?? 'auto', timeoutMs: (values.timeout ?? MACHINE_DEFAULTS.timeoutSeconds) * 1000,
    expect: values.expect ?? [], failOn: values['fail-on'] ?? [],
  }
}

/** Tells how it ended; the machine's own words stand above. */
function tellEnd(end: MachineEnd, log: LogFile | undefined, io: Io): ExitCode {
  const code = exitCodeOf(end.reason)
  if (code === EXIT.stopped) return code
  if (isGood(end)) io.stderr(`morph2bst: ${end.message}\n`)
  else tellFailure(end, io)
  const failure = log?.failure()
  if (failure !== undefined) tellRefusal({ message: failure }, io)
  return code === EXIT.done && failure !== undefined ? EXIT.input : code
}

/** How a run ends after a machine: what the machine did is apart from what never became one. */
export function exitCodeOf(reason: MachineEndReason): ExitCode {
  switch (reason) {
    case 'expected': case 'powered-off': return EXIT.done
    case 'bad-image': case 'no-qemu': case 'qemu-failed': return EXIT.input
    case 'fail-text': case 'panic': case 'timed-out': case 'ended-early': case 'not-bootable': return EXIT.machine
    case 'stopped': return EXIT.stopped
  }
}
