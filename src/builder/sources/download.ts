/**
 * Files by URL, kept under their SHA-256 digest. A file is written aside while its digest is taken and gets its name once it
 * is whole, so that what has a name is right whenever this is killed, and two who fetch the same do not meet.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { isNativeError } from 'node:util/types'
import type { SourceWorld } from './source-kind.ts'
import { candidates } from './source-url.ts'
import { checkStopped, withFolder } from './staging.ts'
import { Failed, failed, type Failure } from '../failure.ts'

const MOST_REDIRECTS = 10
/** How long a server may say nothing. */
const SILENCE_MS = 60_000

/** Where the file of a digest is kept, whether or not it is there. */
export function placeOfFile(world: SourceWorld, digest: string): string {
  return join(world.folder, 'files', digest)
}

/** Whether the file of a digest is here. */
export function haveFile(world: SourceWorld, digest: string): boolean {
  return existsSync(placeOfFile(world, digest))
}

/**
 * Gets the file that the URL of a source stands for, from the first mirror that has it; without `expected`, whatever file
 * there is. Gives its digest.
 */
export async function download(world: SourceWorld, url: string, expected?: string): Promise<string> {
  const failures: Failure[] = []
  for (const candidate of candidates(url, world, 'download')) {
    checkStopped(world.signal)
    world.log(`fetching ${candidate}`)
    try {
      return await withFolder(world, 'download-', (folder) => downloadFrom(world, candidate, expected, folder))
    } catch (error) {
      checkStopped(world.signal)
      failures.push(failureOf(error, candidate))
      world.log(failures.at(-1)?.message ?? '')
    }
  }
  const last = failures.at(-1) ?? failed('source', `"${url}" could not be fetched`).failure
  throw new Failed({ ...last, ...(failures.length > 1 ? { detail: failures.map((failure) => failure.message).join('\n') } : {}) })
}

async function downloadFrom(world: SourceWorld, url: string, expected: string | undefined, folder: string): Promise<string> {
  const aside = join(folder, 'file')
  const digest = createHash('sha256')
  const input = await open(url, world.signal)
  await pipeline(input, async function* (bytes: AsyncIterable<Buffer>) {
    for await (const some of bytes) {
      digest.update(some)
      yield some
    }
  }, createWriteStream(aside, { mode: 0o644 }), { signal: world.signal })
  const found = digest.digest('hex')
  if (expected !== undefined && found !== expected) {
    throw new Failed(failed('source', `the file at ${url} has the SHA-256 digest ${found}, not ${expected}`, {
      hint: 'if the file was replaced on purpose, "source track" takes the new digest; look at what changed first',
    }).failure)
  }
  mkdirSync(join(world.folder, 'files'), { recursive: true })
  renameSync(aside, placeOfFile(world, found))
  return found
}

function failureOf(error: unknown, url: string): Failure {
  if (error instanceof Failed) return error.failure
  if (!isNativeError(error)) throw error
  if (isDiskFull(error)) return failed('disk', `no room for the file at ${url}: ${error.message}`).failure
  return failed('source', `${url} could not be fetched: ${error.message || ('code' in error ? String(error.code) : error.name)}`).failure
}

function isDiskFull(error: Error): boolean {
  return 'code' in error && ['ENOSPC', 'EROFS', 'EDQUOT'].includes(String(error.code))
}

/** The bytes at a URL. */
async function open(url: string, signal: AbortSignal): Promise<Readable> {
  if (/^https?:/.test(url)) return await openRemote(new URL(url), signal)
  const path = url.startsWith('file:') ? fileURLToPath(url) : url
  if (!statSync(path).isFile()) throw new Error('it is no file')
  return createReadStream(path)
}

/** Follows redirects to http and https only: a server is not to choose a file of this machine. */
async function openRemote(first: URL, signal: AbortSignal): Promise<Readable> {
  let url = first
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const response = await ask(url, signal)
    const [status, location] = [response.statusCode ?? 0, response.headers.location]
    if (status === 200) return response
    response.destroy()
    if (![301, 302, 303, 307, 308].includes(status) || location === undefined) throw new Error(`the server says ${status} ${response.statusMessage ?? ''}`.trimEnd())
    url = new URL(location, url)
    if (!/^https?:$/.test(url.protocol)) throw new Error(`the server sends us on to ${url.href}`)
  }
  throw new Error(`the server sends us on more than ${MOST_REDIRECTS} times`)
}

/**
 * Not with `fetch`: it unpacks what a server declares as `Content-Encoding: gzip`, as many do of the tarball itself, and the
 * digest is of the file as it is.
 */
async function ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const { get } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  return await new Promise((resolve, reject) => {
    const request = get(url, { signal, headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'morph2bst' } }, resolve)
    request.on('error', reject)
    request.setTimeout(SILENCE_MS, () => request.destroy(new Error(`the server said nothing for ${SILENCE_MS / 1000} seconds`)))
  })
}
