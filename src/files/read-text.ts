/** One file of the disk → text with LF line ends and no byte order mark. Knows nothing of what the text means. */
import { isUtf8 } from 'node:buffer'
import { closeSync, openSync, readSync } from 'node:fs'
import type { Collector } from '../diagnostics/collector.ts'
import { errorCode, errorWords } from './failure.ts'

/** No definition comes near; a larger file is a mistake (an archive named `.morph`) and would only cost memory. */
export const MAX_TEXT_BYTES = 4 * 1024 * 1024

/** Reads the file at `place`, named `path` to the person; reports and gives nothing if that is not possible. */
export type ReadText = (place: string, path: string) => string | undefined

/** A reader with a buffer of its own: a new buffer for each of a thousand small files would cost more than reading them. */
export function textReader(collector: Collector): ReadText {
  const buffer = Buffer.allocUnsafeSlow(MAX_TEXT_BYTES + 1)
  return (place, path) => {
    try {
      const read = textOfBytes(buffer.subarray(0, fill(buffer, place)))
      if (typeof read === 'string') return read
      reportNoText(read, path, collector)
    } catch (error) {
      if (errorCode(error) === undefined) throw error
      collector.report('files/unreadable', { detail: errorWords(error) }, { file: path, start: 0, end: 0 })
    }
    return undefined
  }
}

/** Why bytes are no text of definitions. */
export type NoText = { readonly fault: 'too-large' } | { readonly fault: 'not-utf8'; readonly line: number }

/** The text that bytes are, or why they are none; of a file that is too large any part beyond the limit is enough. */
export function textOfBytes(bytes: Buffer): string | NoText {
  if (bytes.length > MAX_TEXT_BYTES) return { fault: 'too-large' }
  return isUtf8(bytes) ? decode(bytes) : { fault: 'not-utf8', line: firstBadLine(bytes) }
}

/** Reports that the file named `path` has no text. */
export function reportNoText(no: NoText, path: string, collector: Collector): void {
  const at = { file: path, start: 0, end: 0 }
  if (no.fault === 'too-large') collector.report('files/too-large', { limit: MAX_TEXT_BYTES }, at)
  else collector.report('files/not-utf8', { line: no.line }, at)
}

function fill(buffer: Buffer, place: string): number {
  const file = openSync(place, 'r')
  try {
    let length = 0
    for (let more = -1; more !== 0 && length < buffer.length; length += more) {
      more = readSync(file, buffer, length, buffer.length - length, null)
    }
    return length
  } finally {
    closeSync(file)
  }
}

function decode(bytes: Buffer): string {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const text = bytes.toString('utf8', start)
  return text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text
}

/** Line feeds never occur inside a UTF-8 sequence, so each line can be judged alone. */
function firstBadLine(bytes: Buffer): number {
  let line = 1
  for (let from = 0; ; line++) {
    const end = bytes.indexOf(0x0a, from)
    if (end === -1 || !isUtf8(bytes.subarray(from, end))) return line
    from = end + 1
  }
}
