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
  /** Whether it is a part of project.conf: included there, directly or over other files, or in a folder of plugins (BF §1.4, §2.6). */
  readonly isOfProject: (path: string) => boolean
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
  const conf = tree.get('project.conf')
  const settings = typeof conf === 'string' ? conf : ''
  const pluginFolders = [...pathsIn(settings)]
  /** The file, and all included files that include it. */
  const includesOf = (path: string): ReadonlySet<string> => {
    const found = new Set([path])
    for (const include of found) {
      for (const [other, text] of tree) if (typeof text === 'string' && !found.has(other) && paths.nameOf(other) === undefined && other !== 'project.conf' && /\.ya?ml$/.test(other) && text.includes(include)) found.add(other)
    }
    return found
  }
  return {
    byFile: (path) => {
      folders ??= sourceFolders(elements())
      const parts = path.split('/')
      return parts.flatMap((_, index) => folders?.get(parts.slice(0, parts.length - index).join('/')) ?? [])
    },
    byInclude: (path) => {
      const found = includesOf(path)
      return elements().flatMap(([name, text]) => ([...found].some((include) => text.includes(include)) ? [name] : []))
    },
    byKind: (kind) => where(new RegExp(`^\\s*(?:- )?kind: ["']?${escaped(kind)}["']?\\s*(?:#.*)?$`, 'm')),
    byAlias: (alias) => where(new RegExp(`\\burl: ["']?${escaped(alias)}:`)),
    isOfProject: (path) => pluginFolders.some((folder) => path === folder || path.startsWith(`${folder}/`)) || (settings.includes('(@)') && /\.ya?ml$/.test(path) && [...includesOf(path)].some((include) => settings.includes(include))),
  }
}

function sourceFolders(elements: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>()
  for (const [name, text] of elements) {
    for (const path of new Set(pathsIn(text))) folders.set(path, [...folders.get(path) ?? [], name])
  }
  return folders
}

/** All that a file's keys `path` name: of sources that lie in the project, such as `local` and `patch`, and of plugins. */
function* pathsIn(text: string): Generator<string> {
  if (!text.includes('path: ')) return
  for (const [, path] of text.matchAll(/^\s*(?:- )?path: ["']?([^"'\n]+?)\/?["']?\s*$/gm)) if (path !== undefined) yield path
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
