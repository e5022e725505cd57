/** Questions about the files of the definitions that are no definitions themselves. Knows neither disk nor git. */
import { folderOf, plainPath } from '../std/plain-path.ts'
import type { DataEntry, DataFiles } from './definitions.ts'

const MAX_LINKS = 8

/** Linux has no longer paths. */
const LONGEST_TARGET = 4095

/** A file with the path where it really is. */
export interface FoundData {
  readonly path: string
  readonly entry: DataEntry
}

/** What is at a plain path, links followed as long as they stay within the definitions; nothing where they end nowhere. */
export function followed(data: DataFiles, path: string): FoundData | undefined {
  let place = path
  for (let links = 0; links <= MAX_LINKS; links++) {
    const entry = data.entry(place)
    if (entry?.kind !== 'link') return entry && { path: place, entry }
    const target = entry.target.startsWith('/') ? undefined : plainPath(`${folderOf(place)}/${entry.target}`)
    if (target === undefined) return undefined
    place = target
  }
  return undefined
}

/**
 * Where the link at a path leads. A file of one line without a line feed counts as one: so git checks links out where it may
 * make none (`core.symlinks`). Nothing for anything else.
 */
export function linkTarget(data: DataFiles, path: string): string | undefined {
  const entry = data.entry(path)
  if (entry?.kind === 'link') return entry.target
  if (entry?.kind !== 'file' || entry.bytes.length > LONGEST_TARGET) return undefined
  const text = textOf(entry.bytes)
  return text !== undefined && /^[^\p{Cc}]+$/u.test(text) ? text : undefined
}

/** A file's text, with LF line ends and without a byte order mark; nothing for bytes that are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n')
  } catch {
    return undefined
  }
}

/** The text of the file at a path, or of the one to which a link there leads, for whoever shows places in it. */
export function dataText(data: DataFiles, path: string): string | undefined {
  const entry = followed(data, path)?.entry
  return entry?.kind === 'file' ? textOf(entry.bytes) : undefined
}
