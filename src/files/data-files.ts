/** The disk behind the files that are no definitions: each read when it is asked for, once. Never looks outside the folder, and follows no link. */
import { isUtf8 } from 'node:buffer'
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { DataEntry, DataFiles } from '../ir/definitions.ts'
import { errorCode, errorWords } from './failure.ts'
import { isFitName, isTreePath } from './file-name.ts'
import { folderOf } from '../std/plain-path.ts'

/** What deployments copy is configuration, at most a device tree or a boot loader; it all goes into memory and into the project. */
export const MAX_DATA_BYTES = 64 * 1024 * 1024

/** What version control keeps for itself. Other hidden folders, `.ssh` say, may well be installed. */
const NOT_DEFINITIONS: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', '.bzr', 'CVS'])

/** The files below the folder `root`. */
export function diskData(root: string, limit = MAX_DATA_BYTES): DataFiles {
  const folders = new Map<string, boolean>([['', true]])
  const isFolder = (path: string): boolean => {
    let known = folders.get(path)
    if (known === undefined) folders.set(path, known = isFolder(folderOf(path)) && isRealFolder(`${root}/${path}`))
    return known
  }
  return dataBy((path) => (isFolder(folderOf(path)) ? lookAt(`${root}/${path}`, limit) : NO_DATA_THERE))
}

/** What is at a path, or why it cannot be had; neither where there is nothing. */
export interface FoundData {
  readonly entry?: DataEntry
  readonly fault?: string
}

export const NO_DATA_THERE: FoundData = {}

/** Files of the definitions by a way to look at one, which is asked once for each path, and for none that may not be asked. */
export function dataBy(look: (path: string) => FoundData): DataFiles {
  const found = new Map<string, FoundData>()
  const lookOnce = (path: string): FoundData => {
    let known = found.get(path)
    if (!known) found.set(path, known = isAllowed(path) ? look(path) : NO_DATA_THERE)
    return known
  }
  return { entry: (path) => lookOnce(path).entry, fault: (path) => lookOnce(path).fault }
}

/** A file that is larger than what is taken. */
export function tooLargeData(limit: number): FoundData {
  return { fault: `it is larger than ${limit} bytes` }
}

/** A link, by the bytes of its target. */
export function linkData(target: Buffer): FoundData {
  return isUtf8(target) ? { entry: { kind: 'link', target: target.toString() } } : { fault: 'it is a link to a name that is not UTF-8' }
}

/** A folder, by the names in it as bytes. */
export function folderData(names: readonly Buffer[]): FoundData {
  if (names.some((name) => !isUtf8(name) || !isFitName(name.toString()))) return { fault: 'it holds a name that is not UTF-8 or has control characters' }
  return { entry: { kind: 'folder', names: names.map(String).filter((name) => !NOT_DEFINITIONS.has(name)).sort(byCodePoints) } }
}

function isAllowed(path: string): boolean {
  return path === '' || (isTreePath(path) && !path.split('/').some((part) => NOT_DEFINITIONS.has(part)))
}

function isRealFolder(place: string): boolean {
  try {
    return lstatSync(place).isDirectory()
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return false
  }
}

function lookAt(place: string, limit: number): FoundData {
  try {
    const stat = lstatSync(place)
    if (stat.isSymbolicLink()) return linkData(readlinkSync(place, { encoding: 'buffer' }))
    if (stat.isDirectory()) return folderData(readdirSync(place, { encoding: 'buffer' }))
    return stat.isFile() ? fileAt(place, limit) : { fault: 'it is neither a file nor a folder nor a symbolic link' }
  } catch (error) {
    const code = errorCode(error)
    if (code === undefined) throw error
    return code === 'ENOENT' || code === 'ENOTDIR' ? NO_DATA_THERE : { fault: errorWords(error) }
  }
}

/** What was a file a moment ago is opened in a way that neither follows a link nor waits for a pipe. */
function fileAt(place: string, limit: number): FoundData {
  const file = openSync(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const stat = fstatSync(file)
    if (stat.size > limit) return tooLargeData(limit)
    return { entry: { kind: 'file', executable: (stat.mode & 0o100) !== 0, bytes: readFileSync(file) } }
  } finally {
    closeSync(file)
  }
}

/** UTF-8 sorts as code points do; JavaScript's strings do not beyond the first 65536. */
function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
