/** Where symbolic links of a tree lead, as the kernel would follow them in a checkout. */
import { isUtf8 } from 'node:buffer'
import type { BlobMemory } from './blob-memory.ts'
import type { TreeSnapshot } from './tree-snapshot.ts'

/** What is at the end of a link. Of what lies outside the tree nothing more is known. */
export type LinkEnd =
  | { readonly to: 'file'; readonly id: string }
  | { readonly to: 'folder' }
  | { readonly to: 'outside' }
  /** `detail` says why, as the operating system would. */
  | { readonly to: 'nothing'; readonly detail: string }

/** As many as Linux follows. */
const MOST_LINKS = 40

/** Follows the link at `path`. `above` are the folders between the top of the repository and the tree: a link may leave the tree and come back. */
export function followLink(tree: TreeSnapshot, blobs: BlobMemory, path: string, above: readonly string[]): LinkEnd {
  const place = [...above]
  const left = path.split('/')
  let links = 0
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    if (name === '' || name === '.') continue
    if (name === '..') {
      if (place.pop() === undefined) return { to: 'outside' }
      continue
    }
    if (place.length < above.length) {
      if (name !== above[place.length]) return { to: 'outside' }
      place.push(name)
      continue
    }
    const entry = tree.at([...place.slice(above.length), name].join('/'))
    if (!entry) return { to: 'nothing', detail: 'there is no such file' }
    if (entry.type === 'link') {
      const target = blobs.content(entry.id)
      if (++links > MOST_LINKS) return { to: 'nothing', detail: 'its symbolic links go in a circle' }
      if (!isUtf8(target)) return { to: 'nothing', detail: 'there is no such file' }
      if (target[0] === 0x2f) return { to: 'outside' }
      left.unshift(...target.toString().split('/'))
    } else if (entry.type === 'file') {
      // A slash behind a file is refused by the kernel.
      return left.length > 0 ? { to: 'nothing', detail: 'a part of its path is not a folder' } : { to: 'file', id: entry.id }
    } else {
      place.push(name)
    }
  }
  return { to: 'folder' }
}
