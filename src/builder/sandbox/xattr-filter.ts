/**
 * A filter of system calls for builds: extended attributes cannot be set, as in bst 2.8 (BF §4.1). They are no part of an
 * artifact, and on a folder that becomes a layer some of them would tell the kernel to hide the layers below. Pure.
 */

const [ENOSYS, EOPNOTSUPP] = [38, 95]

/** Numbers of calls that are the same everywhere; with io_uring all others could be made past the filter. */
const [IO_URING_SETUP, SETXATTRAT] = [425, 463]

/** Kernels of little-endian machines by their audit number, each with setxattr, lsetxattr and fsetxattr. */
const MACHINES: readonly (readonly [number, readonly number[]])[] = [
  [0xc000003e, [188, 189, 190]], [0x40000003, [226, 227, 228]], // x86_64, and i386 programs on it
  [0xc00000b7, [5, 6, 7]], [0x40000028, [226, 227, 228]], // aarch64 and arm
  [0xc00000f3, [5, 6, 7]], [0xc0000015, [209, 210, 211]], // riscv64, ppc64le
]

type Instruction = readonly [code: number, jumpIfTrue: number, jumpIfFalse: number, value: number]

const loadCall: Instruction = [0x20, 0, 0, 0]
const loadMachine: Instruction = [0x20, 0, 0, 4]
/** The bit tells x32 calls of x86_64, which have the same numbers otherwise; no other call has it. */
const dropX32: Instruction = [0x54, 0, 0, 0xbfffffff]
const allow: Instruction = [0x06, 0, 0, 0x7fff0000]
const skipUnless = (value: number, count: number): Instruction => [0x15, 0, count, value]
const refuse = (error: number): Instruction => [0x06, 0, 0, 0x00050000 | error]

/** The filter, as bubblewrap's `--seccomp` takes it. */
export function xattrFilter(): Buffer {
  const program = [...MACHINES.flatMap(([machine, calls]) => {
    const refusals = [...[...calls, SETXATTRAT].map((call) => [call, EOPNOTSUPP] as const), [IO_URING_SETUP, ENOSYS] as const]
    const section = [loadCall, dropX32, ...refusals.flatMap(([call, error]) => [skipUnless(call, 1), refuse(error)]), allow]
    return [loadMachine, skipUnless(machine, section.length), ...section]
  }), allow]
  return Buffer.concat(program.map(([code, jumpIfTrue, jumpIfFalse, value]) => {
    const bytes = Buffer.alloc(8)
    bytes.writeUInt16LE(code, 0)
    bytes.writeUInt8(jumpIfTrue, 2)
    bytes.writeUInt8(jumpIfFalse, 3)
    bytes.writeUInt32LE(value, 4)
    return bytes
  }))
}
