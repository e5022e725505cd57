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
  const found = new Map<string, Found>()
  const folders = new Map<string, boolean>([['', true]])
  const isFolder = (path: string): boolean => {
    let known = folders.get(path)
    if (known === undefined) folders.set(path, known = isFolder(folderOf(path)) && isRealFolder(`${root}/${path}`))
    return known
  }
  const look = (path: string): Found => {
    let known = found.get(path)
    if (!known) found.set(path, known = isAllowed(path) && isFolder(folderOf(path)) ? lookAt(`${root}/${path}`, limit) : NOTHING)
    return known
  }
  return { entry: (path) => look(path).entry, fault: (path) => look(path).fault }
}

interface Found {
  readonly entry?: DataEntry
  readonly fault?: string
}

const NOTHING: Found = {}

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

function lookAt(place: string, limit: number): Found {
  try {
    const stat = lstatSync(place)
    if (stat.isSymbolicLink()) return linkAt(place)
    if (stat.isDirectory()) return folderAt(place)
    return stat.isFile() ? fileAt(place, limit) : { fault: 'it is neither a file nor a folder nor a symbolic link' }
  } catch (error) {
    const code = errorCode(error)
    if (code === undefined) throw error
    return code === 'ENOENT' || code === 'ENOTDIR' ? NOTHING : { fault: errorWords(error) }
  }
}

/** What was a file a moment ago is opened in a way that neither follows a link nor waits for a pipe. */
function fileAt(place: string, limit: number): Found {
  const file = openSync(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const stat = fstatSync(file)
    if (stat.size > limit) return { fault: `it is larger than ${limit} bytes` }
    return { entry: { kind: 'file', executable: (stat.mode & 0o100) !== 0, bytes: readFileSync(file) } }
  } finally {
    closeSync(file)
  }
}

function linkAt(place: string): Found {
  const target = readlinkSync(place, { encoding: 'buffer' })
  return isUtf8(target) ? { entry: { kind: 'link', target: target.toString() } } : { fault: 'it is a link to a name that is not UTF-8' }
}

function folderAt(place: string): Found {
  const names = readdirSync(place, { encoding: 'buffer' })
  if (names.some((name) => !isUtf8(name) || !isFitName(name.toString()))) return { fault: 'it holds a name that is not UTF-8 or has control characters' }
  return { entry: { kind: 'folder', names: names.map(String).filter((name) => !NOT_DEFINITIONS.has(name)).sort(byCodePoints) } }
}

/** UTF-8 sorts as code points do; JavaScript's strings do not beyond the first 65536. */
function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
