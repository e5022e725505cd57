/** A machine → the words that make QEMU be it. Pure; runs nothing. */
import type { DiskImage } from './image.ts'
import type { Accelerator, MachineOrder } from './order.ts'

/** The program that is an x86 machine, and the package that brings it on Debian. */
export const QEMU = { program: 'qemu-system-x86_64', package: 'qemu-system-x86' } as const

/** Descriptors of the program behind the first three: where QEMU tells what happens to the machine, and where the firmware talks. */
export const CONTROL_FD = 3
export const FIRMWARE_FD = 4

/** What the machine is made of, beside its accelerator. */
export interface MachineParts {
  readonly image: DiskImage | undefined
  readonly kernel: MachineOrder['kernel']
  readonly memoryMb: number
}

/**
 * The words: a PC with a disk as NVMe, which Debian's cloud kernel and the firmware know without any module; a serial line as
 * console; no network, no display, nothing that a configuration of the machine or user would add. What is written to the
 * disk goes to a nameless file that is gone with QEMU.
 */
export function qemuWords({ image, kernel, memoryMb }: MachineParts, accelerator: Accelerator): readonly string[] {
  return [
    '-nodefaults', '-no-user-config', '-machine', 'q35', '-cpu', 'max', '-accel', accelerator, '-m', String(memoryMb),
    '-display', 'none', '-net', 'none', '-no-reboot',
    '-serial', 'stdio',
    '-chardev', `socket,id=control,fd=${CONTROL_FD}`, '-mon', 'chardev=control,mode=control',
    '-chardev', `socket,id=firmware,fd=${FIRMWARE_FD}`, '-device', 'isa-debugcon,iobase=0x402,chardev=firmware',
    ...image ? ['-drive', `file=${escaped(image.path)},format=${image.format},if=none,id=disk,snapshot=on`] : [],
    // The kernel takes the first place in the order of starting for itself.
    ...image ? ['-device', `nvme,drive=disk,serial=disk${kernel ? '' : ',bootindex=0'}`] : [],
    ...kernel ? ['-kernel', kernel.path, '-append', kernel.append] : [],
    ...kernel?.initrd === undefined ? [] : ['-initrd', kernel.initrd],
  ]
}

/** A path among QEMU's comma-separated settings. */
function escaped(path: string): string {
  return path.replaceAll(',', ',,')
}
