/** Which files besides the definitions a conversion asked for, and what it got: whoever would get the same need not convert again. */
import { createHash } from 'node:crypto'
import type { DataFiles } from '../../ir/definitions.ts'

/** Path → what was found there, as one word. */
export type DataTrace = ReadonlyMap<string, string>

/** Files that remember being asked for. */
export interface RecordedData extends DataFiles {
  readonly trace: () => DataTrace
}

/** `data`, recorded. */
export function recorded(data: DataFiles): RecordedData {
  const asked = new Set<string>()
  return {
    entry: (path) => {
      asked.add(path)
      return data.entry(path)
    },
    fault: (path) => {
      asked.add(path)
      return data.fault(path)
    },
    trace: () => new Map([...asked].map((path) => [path, foundAt(data, path)])),
  }
}

/** Whether somebody who asks `data` for the same gets the same. */
export function givesTheSame(data: DataFiles, trace: DataTrace): boolean {
  return [...trace].every(([path, found]) => foundAt(data, path) === found)
}

/** The files and links that were found, those of folders too as far as they were asked for. */
export function filesTaken(data: DataFiles, trace: DataTrace): readonly string[] {
  return [...trace.keys()].filter((path) => ['file', 'link'].includes(data.entry(path)?.kind ?? ''))
}

// The bytes of a blob are the same object whenever they are read.
const digests = new WeakMap<Uint8Array, string>()

function foundAt(data: DataFiles, path: string): string {
  const entry = data.entry(path)
  switch (entry?.kind) {
    case undefined: return `nothing ${data.fault(path) ?? ''}`
    case 'link': return `link ${entry.target}`
    case 'folder': return `folder ${JSON.stringify(entry.names)}`
    case 'file': return `file ${String(entry.executable)} ${digestOf(entry.bytes)}`
  }
}

function digestOf(bytes: Uint8Array): string {
  let digest = digests.get(bytes)
  if (digest === undefined) digests.set(bytes, digest = createHash('sha256').update(bytes).digest('hex'))
  return digest
}
