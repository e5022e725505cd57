/** The list of what was generated, kept in the output folder, so that a later run tells its own files from a person's. */
import * as crypto from 'node:crypto'
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Collector } from '../diagnostics/collector.ts'
import { errorCode, errorWords } from './failure.ts'
import { isTreePath } from './file-name.ts'

export const MANIFEST_NAME = '.morph2bst.json'

const FORMAT = 1
const TOOL = 'morph2bst'

/** Path → SHA-256 (hex) of the bytes that were generated. */
export type Digests = ReadonlyMap<string, string>

/** A manifest as found on disk. */
export interface FoundManifest {
  /** Empty if there is no manifest or it cannot be understood. */
  readonly digests: Digests
  /** The bytes as text; absent if there is no readable file. */
  readonly text: string | undefined
}

/** SHA-256 in hex. The call for short inputs came with Node 20.12 and spares a thousand streams. */
export function digestOf(bytes: Uint8Array): string {
  const { hash } = crypto as Partial<Pick<typeof crypto, 'hash'>>
  return hash ? hash('sha256', bytes) : crypto.createHash('sha256').update(bytes).digest('hex')
}

/** One entry a line, sorted: versions of it compare and merge line by line. */
export function printManifest(digests: Digests): string {
  const lines = [...digests.keys()].sort()
    .map((path) => `    { "path": ${JSON.stringify(path)}, "sha256": "${digests.get(path) ?? ''}" }`)
  const files = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`
  return `{\n  "format": ${FORMAT},\n  "tool": "${TOOL}",\n  "files": ${files}\n}\n`
}

/** Reads the manifest of an output folder. One that cannot be understood is reported and counts as absent. */
export function readManifest(folder: string, collector: Collector): FoundManifest {
  const path = join(folder, MANIFEST_NAME)
  const none = { digests: new Map<string, string>(), text: undefined }
  let text: string
  try {
    // A link or a folder of that name is in the way of the new manifest; the survey says so.
    if (!lstatSync(path).isFile()) return none
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = errorCode(error)
    if (code === undefined) throw error
    if (code !== 'ENOENT') collector.report('write/bad-manifest', { path, fault: errorWords(error) })
    return none
  }
  const read = decodeManifest(text)
  if (typeof read !== 'string') return { digests: read, text }
  collector.report('write/bad-manifest', { path, fault: read })
  return { digests: none.digests, text }
}

/** The digests, or what is wrong. A path that leaves the folder spoils the whole: nobody but us should write there. */
function decodeManifest(text: string): Digests | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'it is not JSON'
  }
  if (!isRecord(value) || value.tool !== TOOL || !Array.isArray(value.files)) return `it is not a manifest of ${TOOL}`
  if (value.format !== FORMAT) return `its format is ${JSON.stringify(value.format)} and this version knows ${FORMAT}`
  const digests = new Map<string, string>()
  for (const item of value.files as readonly unknown[]) {
    if (!isRecord(item) || typeof item.path !== 'string' || !isTreePath(item.path)) return 'it has an entry without a proper path'
    if (typeof item.sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(item.sha256)) return `its entry ${item.path} has no digest`
    if (digests.has(item.path)) return `it names ${item.path} twice`
    digests.set(item.path, item.sha256)
  }
  return digests
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
