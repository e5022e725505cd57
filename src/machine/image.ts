/** Whether a file can be the disk of a machine, and of which format. Reads its first bytes only. */
import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs'
import { unstarted, type MachineEnd } from './order.ts'

/** A disk as QEMU takes it. */
export interface DiskImage {
  readonly path: string
  readonly format: 'raw' | 'qcow2'
}

/** First bytes of what is no disk until it is unpacked. */
const PACKED: readonly (readonly [string, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]], ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]], ['bzip2', [0x42, 0x5a, 0x68]], ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
]
const QCOW2 = [0x51, 0x46, 0x49, 0xfb]

/** The disk in a file, or why there is none. */
export function diskImage(path: string): DiskImage | MachineEnd {
  const refused = fileFor(path, 'the image')
  if (refused) return refused
  const head = Buffer.alloc(8)
  const file = openSync(path, 'r')
  const length = readSync(file, head, 0, head.length, 0)
  closeSync(file)
  if (length === 0) return unstarted('bad-image', `the image ${path} is empty`)
  const packed = PACKED.find(([, magic]) => beginsWith(head, magic))
  if (packed) return unstarted('bad-image', `the image ${path} is packed by ${packed[0]}`, { hint: 'unpack it first' })
  return { path, format: beginsWith(head, QCOW2) ? 'qcow2' : 'raw' }
}

/** Why a file cannot be read as `what`; nothing if it can. */
export function fileFor(path: string, what: string): MachineEnd | undefined {
  try {
    const found = statSync(path)
    if (!found.isFile() && !found.isBlockDevice()) return unstarted('bad-image', `${what} ${path} is no file`)
    accessSync(path, constants.R_OK)
    return undefined
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' || code === 'ENOTDIR' ? 'is not there' : code === 'EACCES' ? 'may not be read' : `cannot be read: ${code ?? 'unknown error'}`
    return unstarted('bad-image', `${what} ${path} ${why}`)
  }
}

function beginsWith(head: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte)
}
