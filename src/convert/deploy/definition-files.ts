/** Files of the definitions that deployments copy: written to `files/` under their paths, and imported a folder at a time. */
import type { DataFiles } from '../../ir/definitions.ts'
import { element, type Element, type FileContent } from '../../ir/project.ts'

/** Where they are staged: under their paths in the definitions. */
export const DEFINITIONS_PLACE = '/definitions'

/** Hands out the import for a file, and remembers which files there are. */
export class DefinitionFiles {
  private readonly groups = new Map<string, { readonly name: string; readonly target: string; readonly paths: Set<string> }>()

  constructor(private readonly data: DataFiles, private readonly nameOf: (stem: string) => string) {}

  /** The elements that bring these files, each once, in the order of the files. Files that cannot be read were reported by who asked for them. */
  elementsFor(paths: readonly string[]): readonly string[] {
    return [...new Set(paths.filter((path) => this.data.entry(path)?.kind === 'file').map((path) => this.take(path)))]
  }

  private take(path: string): string {
    const { source, target } = groupOf(path)
    const known = this.groups.get(source) ?? { name: this.nameOf(`files/${source}`), target, paths: new Set<string>() }
    this.groups.set(source, known)
    known.paths.add(path)
    return known.name
  }

  /** The imports that were asked for. */
  elements(): readonly Element[] {
    return [...this.groups].map(([source, { name, target }]) => element({
      name, kind: 'import', description: { text: `${source} of the definitions` },
      sources: [{ kind: 'local', path: `${FOLDER}/${source}` }], config: { of: 'import', target: `/${target}` },
    }))
  }

  /** Their content, by path in the project. */
  files(): ReadonlyMap<string, FileContent> {
    return new Map([...this.groups.values()].flatMap(({ paths }) => [...paths]).flatMap((path) => {
      const entry = this.data.entry(path)
      return entry?.kind === 'file' ? [[`${FOLDER}/${path}`, entry.bytes] as const] : []
    }))
  }
}

const FOLDER = 'files/definitions'

/** What is imported together: the first two folders of a path (`install-files/gnome`), or the file alone that does not lie so deep. */
function groupOf(path: string): { readonly source: string; readonly target: string } {
  const folders = path.split('/').slice(0, -1)
  const two = folders.slice(0, 2).join('/')
  return folders.length < 2 ? { source: path, target: two } : { source: two, target: two }
}
