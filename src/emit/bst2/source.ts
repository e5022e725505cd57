/** A source → its map (BF §7). */
import type { GitSource, Source } from '../../ir/project.ts'
import { NOWHERE, outMap, type OutEntry, type OutItem, type OutMap } from '../../yaml/ordered.ts'

/** A source as an item of their list. */
export function sourceOut(source: Source): OutItem {
  if (source.kind === 'local') return { value: outMap([['kind', 'local'], ['path', source.path]]), origin: source.origin }
  return { value: gitOut(source), origin: source.url.origin }
}

function gitOut(source: GitSource): OutMap {
  const noted = (key: 'url' | 'track' | 'ref'): readonly OutEntry[] => {
    const value = source[key]
    return value ? [{ key, value: value.text, origin: value.origin, ...(value.comments ? { comments: value.comments } : {}) }] : []
  }
  return outMap([
    ['kind', 'git'], ...noted('url'), ...noted('track'), ...noted('ref'),
    ...(source.submodules.length ? [submodulesOut(source.submodules)] : []),
  ])
}

function submodulesOut(submodules: GitSource['submodules']): OutEntry {
  return {
    key: 'submodules', origin: submodules.flatMap(({ origin }) => origin ?? NOWHERE),
    value: outMap(submodules.map(({ path, url, origin }) => ({ key: path, value: outMap([['url', url]]), origin: origin ?? NOWHERE }))),
  }
}
