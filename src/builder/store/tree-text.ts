/** Tree ↔ the text under which the store keeps it. One text holds a whole tree, so that one read gives all of it. */
import { asDigest } from './digest.ts'
import { Directory, sortedEntries, type TreeEntry } from './tree.ts'

type Row =
  | readonly ['f' | 'x', string, string, number]
  | readonly ['l', string, string]
  | readonly ['d', string, readonly Row[]]

/** A tree as text; equal trees give equal texts. */
export function treeText(tree: Directory): string {
  return `${JSON.stringify({ tree: 1, entries: rowsOf(tree) })}\n`
}

function rowsOf(directory: Directory): readonly Row[] {
  return sortedEntries(directory).map(([name, entry]) => {
    switch (entry.type) {
      case 'file': return [entry.executable ? 'x' : 'f', name, entry.digest, entry.size]
      case 'link': return ['l', name, entry.target]
      case 'directory': return ['d', name, rowsOf(entry)]
    }
  })
}

/** Text → tree; nothing for a text that is none. Whether it is the right one, its digest tells. */
export function parseTree(text: string): Directory | undefined {
  try {
    const parsed = JSON.parse(text) as { readonly tree?: unknown; readonly entries?: unknown } | null
    return parsed?.tree === 1 ? directoryOf(parsed.entries) : undefined
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotATree) return undefined
    throw error
  }
}

class NotATree extends Error {}

function directoryOf(rows: unknown): Directory {
  if (!Array.isArray(rows)) throw new NotATree()
  const entries = new Map<string, TreeEntry>()
  for (const row of rows as readonly unknown[]) {
    const [type, name, third, size] = Array.isArray(row) ? row as readonly unknown[] : []
    if (typeof name !== 'string' || !isFileName(name)) throw new NotATree()
    entries.set(name, entryOf(type, third, size))
  }
  return new Directory(entries)
}

function entryOf(type: unknown, third: unknown, size: unknown): TreeEntry {
  if (type === 'd') return directoryOf(third)
  if (type === 'l' && typeof third === 'string') return { type: 'link', target: third }
  const digest = asDigest(third)
  if ((type !== 'f' && type !== 'x') || digest === undefined || typeof size !== 'number') throw new NotATree()
  return { type: 'file', digest, executable: type === 'x', size }
}

/** A name that cannot lead out of its directory: a damaged text is never a way to write elsewhere. */
function isFileName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/') && !name.includes('\0')
}
