/** Changes outside element files → the elements that they concern, by what stands in the elements' texts. */
import type { ProjectSide } from '../ir/difference.ts'
import type { ElementPaths } from './element-paths.ts'

/** Questions to the elements of one side. */
export interface Concerned {
  /** Elements whose source is this file, or a folder that it lies in. */
  readonly byFile: (path: string) => readonly string[]
  /** Elements that include a file, directly or over other included files. */
  readonly byInclude: (path: string) => readonly string[]
  /** Elements of a kind, and those with a source of it. */
  readonly byKind: (kind: string) => readonly string[]
  /** Elements with a source whose place begins with an alias. */
  readonly byAlias: (alias: string) => readonly string[]
}

/** Reads the texts when first asked. */
export function concerned({ tree }: ProjectSide, paths: ElementPaths): Concerned {
  let texts: readonly (readonly [string, string])[] | undefined
  let folders: ReadonlyMap<string, readonly string[]> | undefined
  const elements = (): readonly (readonly [string, string])[] => texts ??= [...tree].flatMap(([path, text]) => {
    const name = paths.nameOf(path)
    return name === undefined || typeof text !== 'string' ? [] : [[name, text] as const]
  })
  const where = (pattern: RegExp): readonly string[] => elements().flatMap(([name, text]) => (pattern.test(text) ? [name] : []))
  return {
    byFile: (path) => {
      folders ??= sourceFolders(elements())
      const parts = path.split('/')
      return parts.flatMap((_, index) => folders?.get(parts.slice(0, parts.length - index).join('/')) ?? [])
    },
    byInclude: (path) => {
      const found = new Set([path])
      for (const include of found) {
        for (const [other, text] of tree) if (typeof text === 'string' && !found.has(other) && paths.nameOf(other) === undefined && other !== 'project.conf' && /\.ya?ml$/.test(other) && text.includes(include)) found.add(other)
      }
      return elements().flatMap(([name, text]) => ([...found].some((include) => text.includes(include)) ? [name] : []))
    },
    byKind: (kind) => where(new RegExp(`^(?:- | {2})?kind: ["']?${escaped(kind)}["']?\\s*$`, 'm')),
    byAlias: (alias) => where(new RegExp(`\\burl: ["']?${escaped(alias)}:`)),
  }
}

function sourceFolders(elements: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>()
  for (const [name, text] of elements) {
    if (!text.includes('kind: local')) continue
    for (const match of text.matchAll(/^\s*(?:- )?path: ["']?([^"'\n]+?)\/?["']?\s*$/gm)) folders.set(match[1] ?? '', [...folders.get(match[1] ?? '') ?? [], name])
  }
  return folders
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
