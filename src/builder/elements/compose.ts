/** Kind `compose`: a root of its dependencies, integrated, or a choice of its files (BF §5.5). */
import type { Assembly } from '../assembly/assembly.ts'
import type { Layout } from '../assembly/layout.ts'
import { withSandboxPlaces } from '../assembly/sandbox-places.ts'
import { keepPaths, selectedPaths, selectsAll, type Selection } from '../staging/split.ts'
import { entryAt, walkTree, type Directory } from '../store/tree.ts'
import type { ElementKind } from './element-kind.ts'
import { placesOf } from './places.ts'
import { readBoolean, readTexts } from './settings.ts'

/** The kind. */
export const composeKind: ElementKind = {
  declaration: {
    kind: 'compose', core: true, configKeys: ['integrate', 'include', 'exclude', 'include-orphans'], sources: 'none', dependencies: 'build', dependencyConfigKeys: [],
    defaults: 'config:\n  integrate: True\n  include: []\n  exclude: []\n  include-orphans: True\n',
  },
  version: 1, runsCommands: true,
  prepare: (element, _project, collector) => {
    const places = placesOf(element, collector)
    if (!places) return undefined
    const integrate = readBoolean(element.config, 'integrate', true, collector)
    const selection: Selection = {
      include: [...readTexts(element.config, 'include', collector)].sort(), exclude: [...readTexts(element.config, 'exclude', collector)].sort(),
      includeOrphans: readBoolean(element.config, 'include-orphans', true, collector),
    }
    return {
      key: { integrate, selection }, assemble: async (assembly) => {
        const layout = await assembly.step('Staging dependencies', () => assembly.stage(places.orders))
        return compose(layout, { integrate, selection }, assembly)
      },
    }
  },
}

async function compose(layout: Layout, { integrate, selection }: { readonly integrate: boolean; readonly selection: Selection }, assembly: Assembly): Promise<Directory> {
  const before = layout.root.tree
  const hasRun = integrate && assembly.integrationOf(layout).length > 0
  const after = hasRun ? withSandboxPlaces(await assembly.integratedTree(layout)) : before
  const tree = selectsAll(selection) ? after : select(layout, before, after, selection, assembly)
  return assembly.step('Caching artifact', () => {
    assembly.store.keepTree(tree)
    return tree
  })
}

/** What the selection takes of each artifact, and all that integration added. */
function select(layout: Layout, before: Directory, after: Directory, selection: Selection, assembly: Assembly): Directory {
  const paths = new Set<string>()
  for (const name of layout.root.elements) {
    const tree = assembly.treeOf(name)
    if (tree) for (const path of selectedPaths(tree, assembly.splitRules(name), selection)) paths.add(path)
  }
  if (after !== before) for (const [path] of walkTree(after)) if (entryAt(before, path) === undefined) paths.add(path)
  assembly.inform(`Composing ${paths.size} files`)
  return keepPaths(after, paths)
}
