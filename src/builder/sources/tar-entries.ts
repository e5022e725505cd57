/** A plain tar file → its entries in order. Knows nothing of where they go. */
import { createReadStream } from 'node:fs'
import type { Parser, ReadEntry } from 'tar'
import { checkStopped, refuse } from './staging.ts'

/** Entries that count; the rest (devices, FIFOs) are left out, as by BuildStream. */
export type TarEntryKind = 'file' | 'folder' | 'symlink' | 'hard link' | 'device'

/** What stands in a tar file under one name. */
export interface TarEntry {
  readonly kind: TarEntryKind
  /** As it stands there, without slashes at the end. */
  readonly path: string
  readonly linkPath: string
  readonly executable: boolean
  /** Takes the bytes as they come, then `end`; without it they are passed over. */
  readonly onData: (take: (bytes: Uint8Array) => void, end: () => void) => void
}

const KINDS: Readonly<Partial<Record<string, TarEntryKind>>> = {
  File: 'file', OldFile: 'file', ContiguousFile: 'file', Directory: 'folder', GNUDumpDir: 'folder',
  SymbolicLink: 'symlink', Link: 'hard link', CharacterDevice: 'device', BlockDevice: 'device', FIFO: 'device',
}

/** Shows each entry to `visit`; its bytes come while the next part of the file is read. */
export async function readTar(file: string, signal: AbortSignal, visit: (entry: TarEntry) => void): Promise<void> {
  const { Parser: TarParser } = await import('tar')
  const parser = new TarParser({
    onReadEntry: (entry) => show(entry, visit),
    onwarn: (code, message) => {
      if (code !== 'TAR_ENTRY_INFO') refuse(`the archive is damaged: ${message}`)
    },
  })
  // A sparse file or the like: without it something would be missing.
  parser.on('ignoredEntry', (entry: ReadEntry) => refuse(`the archive has an entry of a kind that cannot be read: "${entry.path}" (${entry.type})`))
  for await (const bytes of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    checkStopped(signal)
    parser.write(bytes as Buffer)
  }
  await finish(parser)
}

async function finish(parser: Parser): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    parser.on('end', resolve)
    parser.on('error', reject)
    parser.end()
  })
}

function show(entry: ReadEntry, visit: (entry: TarEntry) => void): void {
  const kind = KINDS[entry.type]
  const path = entry.path.replace(/\/+$/, '') || (entry.path === '' ? '' : '/')
  if (kind === undefined || /(?:^|\/)GNUSparseFile\.\d+\//.test(path)) refuse(`the archive has an entry of a kind that cannot be read: "${path}"`)
  const taken = { yes: false }
  visit({
    kind, path, linkPath: entry.linkpath ?? '', executable: ((entry.mode ?? 0) & 0o100) !== 0,
    onData: (take, end) => {
      taken.yes = true
      entry.on('data', take)
      entry.on('end', end)
    },
  })
  if (!taken.yes) entry.resume()
}
