/** A source → its map (BF §7). */
import type { GitSource, Source } from '../../ir/project.ts'
import { outMap, type OutEntry, type OutMap } from '../../yaml/ordered.ts'

/** The map of a source. */
export function sourceOut(source: Source): OutMap {
  return source.kind === 'local' ? outMap([['kind', 'local'], ['path', source.path]]) : gitOut(source)
}

function gitOut(source: GitSource): OutMap {
  const noted = (key: 'url' | 'track' | 'ref'): readonly OutEntry[] => {
    const value = source[key]
    return value ? [{ key, value: value.text, ...(value.comments ? { comments: value.comments } : {}) }] : []
  }
  return outMap([
    ['kind', 'git'], ...noted('url'), ...noted('track'), ...noted('ref'),
    ['submodules', source.submodules.length ? outMap(source.submodules.map(({ path, url }) => [path, outMap([['url', url]])] as const)) : undefined],
  ])
}
