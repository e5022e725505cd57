/** Copies a file so that what is nothing but zeros takes no room: images of disks are mostly that. */
import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'

const BLOCK = 1 << 20
/** Blocks between two looks at what else happens. */
const TURN = 64

/** Copies a file to `to`, where nothing may be, with the mode of new files. Answers whether it came to its end: with `signal` it does not. Throws what the disk refuses. */
export async function copySparse(from: string, to: string, signal: AbortSignal): Promise<boolean> {
  const [block, zeros] = [Buffer.alloc(BLOCK), Buffer.alloc(BLOCK)]
  const source = openSync(from, 'r')
  try {
    const target = openSync(to, 'wx')
    try {
      let at = 0
      for (let turn = 1; ; turn++) {
        const length = readSync(source, block, 0, BLOCK, at)
        if (length === 0) break
        if (block.compare(zeros, 0, length, 0, length) !== 0) writeAll(target, block.subarray(0, length), at)
        at += length
        if (turn % TURN !== 0) continue
        await nextTurn()
        if (signal.aborted) return false
      }
      ftruncateSync(target, at)
      return true
    } finally {
      closeSync(target)
    }
  } finally {
    closeSync(source)
  }
}

function writeAll(file: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, at + done)
}
