/** A compressed file → its content, by what its first bytes say, whatever its name. Runs no program. */
import { closeSync, createReadStream, createWriteStream, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { Readable, type Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { isNativeError } from 'node:util/types'
import type * as Xz from 'xz-decompress'
import { refuse } from './staging.ts'

/** Takes what opens the file, so that none is opened that is not read. */
type Unpack = (open: () => Readable) => Readable | Promise<Readable>

/** First bytes, in latin-1 → how to go on. */
const FORMATS: readonly (readonly [string, Unpack])[] = [
  ['\x1f\x8b', async (open) => pass(open(), (await import('node:zlib')).createGunzip())],
  ['BZh', unpackBzip2],
  ['\xfd7zXZ\0', unpackXz],
  ['\x28\xb5\x2f\xfd', unpackZstd],
  ['LZIP', () => refuse('the archive is compressed with lzip, which cannot be read', { hint: 'use the .tar.gz or .tar.xz of the same release' })],
  ['\x5d\0\0', () => refuse('the archive is compressed with the old lzma format, which cannot be read', { hint: 'use the .tar.gz or .tar.xz of the same release' })],
]

/** The path of the plain content of `file`: itself, or a file made in `folder`. */
export async function decompress(file: string, folder: string, signal: AbortSignal): Promise<string> {
  const start = firstBytes(file)
  const unpack = FORMATS.find(([magic]) => start.startsWith(magic))?.[1]
  if (!unpack) return file
  const plain = join(folder, 'plain')
  try {
    await pipeline(await unpack(() => createReadStream(file, { highWaterMark: 256 * 1024 })), createWriteStream(plain), { signal })
  } catch (error) {
    if (signal.aborted || !isNativeError(error) || isOfTheDisk(error)) throw error
    // XZ_OPTIONS_ERROR, as xz-decompress tells it
    if (error.message.endsWith('error code 6')) refuse('the archive uses options of xz, such as a SHA-256 check, that cannot be read', { hint: 'pack it again, or use the .tar.gz of the same release' })
    refuse(`the archive is damaged: ${error.message}`)
  }
  return plain
}

function isOfTheDisk(error: Error): boolean {
  return 'failure' in error || 'syscall' in error
}

function firstBytes(path: string): string {
  const bytes = Buffer.alloc(8)
  const file = openSync(path, 'r')
  try {
    return bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0))
  } finally {
    closeSync(file)
  }
}

/** `pipe` with the errors of the input told too. */
function pass(input: Readable, through: Duplex): Readable {
  input.on('error', (error) => through.destroy(error))
  return input.pipe(through)
}

async function unpackBzip2(open: () => Readable): Promise<Readable> {
  const { default: unbzip2 } = await import('unbzip2-stream')
  return Readable.from(bunzip(open(), unbzip2()))
}

/** Drives a stream of the first kind that Node.js had: it gives what it has while it is written to, and knows no waiting. */
async function* bunzip(input: Readable, through: NodeJS.ReadWriteStream): AsyncGenerator<Buffer> {
  const [ready, faults]: [Buffer[], unknown[]] = [[], []]
  through.on('data', (bytes: Buffer) => ready.push(bytes)).on('error', (error) => faults.push(error))
  for await (const bytes of input) {
    through.write(bytes as Buffer)
    if (faults.length > 0) throw faults[0]
    yield* ready.splice(0)
  }
  through.end()
  if (faults.length > 0) throw faults[0]
  yield* ready.splice(0)
}

async function unpackXz(open: () => Readable): Promise<Readable> {
  // A bundler gives the whole of a CommonJS package as its default, others name by name.
  const loaded: typeof Xz & { readonly default?: typeof Xz } = await import('xz-decompress')
  const { XzReadableStream } = loaded.default ?? loaded
  const output: unknown = new XzReadableStream(Readable.toWeb(open()) as never)
  return Readable.fromWeb(output as ReadableStream<Uint8Array>)
}

/** Node.js has zstd since 22.15. */
async function unpackZstd(open: () => Readable): Promise<Readable> {
  const zlib = await import('node:zlib') as object as { readonly createZstdDecompress?: () => Duplex }
  if (zlib.createZstdDecompress) return pass(open(), zlib.createZstdDecompress())
  return refuse('the archive is compressed with zstd, which this Node.js cannot read', { hint: 'use Node.js 22.15 or newer' })
}
