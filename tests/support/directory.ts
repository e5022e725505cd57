/** Directories of the store as literals, and as something that a test can show. */
import { digestOf } from '../../src/builder/store/digest.ts'
import { EMPTY, walkTree, withEntry, type Directory, type TreeEntry } from '../../src/builder/store/tree.ts'

/** Path → what is there: a text is a file's (`!text` an executable one's, `-> x` a link's); null is a directory. */
export type Entries = Readonly<Record<string, string | null>>

/** The directory of these entries. */
export function directory(entries: Entries): Directory {
  return Object.entries(entries).reduce((tree, [path, value]) => withEntry(tree, path, entryOf(value)), EMPTY)
}

function entryOf(value: string | null): TreeEntry {
  if (value === null) return EMPTY
  if (value.startsWith('-> ')) return { type: 'link', target: value.slice(3) }
  const executable = value.startsWith('!')
  const text = executable ? value.slice(1) : value
  return { type: 'file', digest: digestOf(text), executable, size: text.length }
}

/** A line for each entry, in order: its path, `/` behind a directory's, and where a link leads or a content's digest begins. */
export function shown(tree: Directory): readonly string[] {
  return [...walkTree(tree)].map(([path, entry]) => (
    entry.type === 'directory' ? `${path}/` : entry.type === 'link' ? `${path} -> ${entry.target}` : `${path} ${entry.digest.slice(0, 8)}${entry.executable ? '!' : ''}`))
}
