/** Who runs a machine's instructions here. That the device of KVM can be opened does not say that it works: on machines that are virtual themselves it may not. */
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unstarted, type Accelerator, type MachineEnd, type MachineOrder, type MachineWorld } from './order.ts'
import { qemuWords } from './qemu-words.ts'
import { runQemu } from './run-qemu.ts'

/** How long a machine that does nothing may take. */
const TRIAL_MS = 5000

/** The port that ends the trial, the byte that is written to it, and what QEMU makes of that. */
const EXIT_PORT = 0xf4
const EXIT_BYTE = 0x15
const EXIT_STATUS = 2 * EXIT_BYTE + 1

/** The accelerator for an order. With `auto` KVM is tried with a machine that only ends; what came of it is noted. */
export async function chooseAccelerator(wanted: MachineOrder['accelerator'], program: string, world: MachineWorld): Promise<Accelerator | MachineEnd> {
  if (wanted === 'tcg') return 'tcg'
  const closed = whyClosed(world.kvmDevice)
  if (wanted === 'kvm') {
    if (closed === undefined) return 'kvm'
    return unstarted('qemu-failed', `${world.kvmDevice} ${closed.why}, so there is no KVM`, { hint: `${closed.hint}, or give --accel tcg` })
  }
  if (closed !== undefined) return 'tcg'
  if (await works(program, world)) return 'kvm'
  world.note('KVM is here but does not work, so the machine is emulated, which is slower')
  return 'tcg'
}

function whyClosed(device: string): { readonly why: string; readonly hint: string } | undefined {
  try {
    accessSync(device, constants.R_OK | constants.W_OK)
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES'
      ? { why: 'may not be opened', hint: 'become a member of the group that it belongs to (kvm)' }
      : { why: 'is not there', hint: 'load the module kvm_intel or kvm_amd where the processor can do it' }
  }
}

async function works(program: string, world: MachineWorld): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'morph2bst-kvm-'))
  try {
    const path = join(folder, 'trial.img')
    writeFileSync(path, bootSector())
    const words = [...qemuWords({ image: { path, format: 'raw' }, kernel: undefined, memoryMb: 64 }, 'kvm'), '-device', `isa-debug-exit,iobase=${EXIT_PORT},iosize=1`]
    const signal = AbortSignal.any([world.signal, AbortSignal.timeout(TRIAL_MS)])
    const { status } = await runQemu({ program, words, environment: world.environment, signal, console: () => undefined, firmware: () => undefined })
    return status === EXIT_STATUS
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A disk that the firmware starts, and that then does nothing but end the machine. */
function bootSector(): Buffer {
  const sector = Buffer.alloc(512)
  // mov dx, port; mov al, byte; out dx, al; hlt; jmp to the hlt
  Buffer.from([0xba, EXIT_PORT, 0x00, 0xb0, EXIT_BYTE, 0xee, 0xf4, 0xeb, 0xfd]).copy(sector)
  sector.writeUInt16BE(0x55aa, 510)
  return sector
}
