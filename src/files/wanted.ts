/** Generated files as bytes with their digests, and how a file on disk compares with them. Knows nothing of folders. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { digestOf } from './manifest.ts'
import type { OutputTree } from './tree.ts'

/** One file that the project needs. */
export interface Wanted {
  readonly bytes: Buffer
  readonly digest: string
}

export function encodeTree(tree: OutputTree): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>()
  for (const [path, content] of tree) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content.buffer, content.byteOffset, content.byteLength)
    wanted.set(path, { bytes, digest: digestOf(bytes) })
  }
  return wanted
}

/** What a regular file holds. */
export interface Held {
  readonly isEmpty: boolean
  readonly digest: string
}

/** Reads files one after the other through one buffer; the digest of a file equal to `wanted` is not computed again. */
export function fileInspector(): (place: string, wanted: Wanted | undefined) => Held {
  const buffer = Buffer.allocUnsafeSlow(256 * 1024)
  return (place, wanted) => {
    const file = openSync(place, 'r')
    try {
      const length = readSync(file, buffer)
      const start = buffer.subarray(0, length)
      if (length === buffer.length) return { isEmpty: false, digest: digestRest(file, buffer) }
      const digest = wanted && start.equals(wanted.bytes) ? wanted.digest : digestOf(start)
      return { isEmpty: length === 0, digest }
    } finally {
      closeSync(file)
    }
  }
}

/** The digest of a large file, of which the first part fills the buffer already. */
function digestRest(file: number, buffer: Buffer): string {
  const hash = createHash('sha256')
  for (let filled = buffer.length; filled !== 0; filled = readSync(file, buffer)) hash.update(buffer.subarray(0, filled))
  return hash.digest('hex')
}
