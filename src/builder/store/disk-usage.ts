/** What files take of the disk. */
import { lstatSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { namesIn } from './disk.ts'
import type { Turns } from './turns.ts'

/** The unit of a file's blocks, whatever the blocks of the disk are (stat(2)). */
const BLOCK_BYTES = 512

/** Bytes that a file takes of the disk; what is in a folder is not in it. */
export function bytesOf({ blocks }: Stats): number {
  return blocks * BLOCK_BYTES
}

/** Adds up folders. What was counted before, under whatever name, counts nothing more. */
export class DiskUsage {
  private readonly seen = new Set<number>()
  constructor(private readonly turns: Turns) {}

  /** Bytes that a file, or a folder with all that is in it, takes besides what was counted before; 0 if it is not there. */
  async of(path: string): Promise<number> {
    const stat = lstatSync(path, { throwIfNoEntry: false })
    return stat ? this.add(path, stat) : 0
  }

  private async add(path: string, stat: Stats): Promise<number> {
    if (!stat.isDirectory()) return this.once(stat)
    await this.turns.pause()
    let bytes = bytesOf(stat)
    for (const name of namesIn(path)) {
      const below = join(path, name)
      const found = lstatSync(below, { throwIfNoEntry: false })
      // Most are files: they are not worth a promise.
      if (found) bytes += found.isDirectory() ? await this.add(below, found) : this.once(found)
    }
    return bytes
  }

  private once(stat: Stats): number {
    if (stat.nlink > 1) {
      if (this.seen.has(stat.ino)) return 0
      this.seen.add(stat.ino)
    }
    return bytesOf(stat)
  }
}
