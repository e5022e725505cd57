/** The bytes of a tree object → its entries. Trusts nothing: a tree may have been made by anybody. */
import { isUtf8 } from 'node:buffer'

/** What an entry is. A submodule is an empty folder to whoever reads no other repository. */
export type TreeEntryType = 'folder' | 'file' | 'link' | 'submodule'

/** One entry of a tree. */
export interface TreeEntry {
  /** With U+FFFD for what is not UTF-8. */
  readonly name: string
  readonly bytes: Buffer
  readonly type: TreeEntryType
  readonly executable: boolean
  readonly id: string
}

const SPACE = 0x20

/** The entries of a tree in git's order, without those that no checkout would make; `idLength` is in hexadecimal digits. */
export function readTreeEntries(bytes: Buffer, idLength: number): readonly TreeEntry[] {
  const entries: TreeEntry[] = []
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(SPACE, at)
    const end = bytes.indexOf(0, space)
    if (space === -1 || end === -1) break
    const mode = parseInt(bytes.toString('latin1', at, space), 8)
    const name = Buffer.from(bytes.subarray(space + 1, end))
    at = end + 1 + idLength / 2
    const type = typeOf(mode)
    if (!isCheckedOut(name)) continue
    entries.push({ name: name.toString(), bytes: name, type, executable: type === 'file' && (mode & 0o100) !== 0, id: bytes.toString('hex', end + 1, at) })
  }
  return entries
}

function typeOf(mode: number): TreeEntryType {
  const kind = mode & 0o170000
  return kind === 0o040000 ? 'folder' : kind === 0o120000 ? 'link' : kind === 0o160000 ? 'submodule' : 'file'
}

/** Git makes none of these, and refuses a checkout of a tree that has one. */
function isCheckedOut(name: Buffer): boolean {
  const text = name.toString('latin1')
  return text !== '' && text !== '.' && text !== '..' && !text.includes('/') && text.toLowerCase() !== '.git'
}

/** Whether a name can be looked up by its text. */
export function hasTextName(entry: Pick<TreeEntry, 'bytes'>): boolean {
  return isUtf8(entry.bytes)
}
