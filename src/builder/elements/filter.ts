/** Kind `filter`: a choice of the files of one element (BF §5.6). */
import type { Collector } from '../../diagnostics/collector.ts'
import { confAt } from '../../ir/conf.ts'
import { buildDependencies, elementOf } from '../../ir/element-scopes.ts'
import type { LoadedElement, LoadedProject } from '../../ir/loaded-project.ts'
import { InternalError } from '../../std/internal-error.ts'
import type { Assembly } from '../assembly/assembly.ts'
import { keepPaths, selectedPaths, splitRulesOf, type Selection } from '../staging/split.ts'
import type { Directory } from '../store/tree.ts'
import type { ElementKind } from './element-kind.ts'
import { readBoolean, readTexts } from './settings.ts'

/** The kind. */
export const filterKind: ElementKind = {
  declaration: {
    kind: 'filter', core: true, configKeys: ['include', 'exclude', 'include-orphans', 'pass-integration'], sources: 'none', dependencies: 'one-build', dependencyConfigKeys: [],
    defaults: 'config:\n  include: []\n  exclude: []\n  include-orphans: False\n  pass-integration: False\n',
  },
  version: 1, runsCommands: false,
  prepare: (element, project, collector) => {
    const [parent] = buildDependencies(project.elements, element.name)
    if (parent === undefined) return undefined
    const selection: Selection = {
      include: [...readTexts(element.config, 'include', collector)].sort(), exclude: [...readTexts(element.config, 'exclude', collector)].sort(),
      includeOrphans: readBoolean(element.config, 'include-orphans', false, collector),
    }
    if (elementOf(project.elements, parent).kind === 'stack') collector.report('element/no-artifact', { element: parent }, element.at)
    checkDomains(element, parent, project, collector)
    const passIntegration = readBoolean(element.config, 'pass-integration', false, collector)
    return { key: { selection, passIntegration }, assemble: (assembly) => filter(parent, selection, assembly) }
  },
}

function checkDomains(element: LoadedElement, parent: string, project: LoadedProject, collector: Collector): void {
  const known = [...splitRulesOf(elementOf(project.elements, parent)).keys()]
  for (const key of ['include', 'exclude']) {
    const list = confAt(element.config, key)
    for (const item of list?.kind === 'list' ? list.items : []) {
      if (item.kind === 'scalar' && !known.includes(item.text)) collector.report('element/unknown-domain', { domain: item.text, known: known.join(', ') }, item.at)
    }
  }
}

async function filter(parent: string, selection: Selection, assembly: Assembly): Promise<Directory> {
  const tree = assembly.treeOf(parent)
  if (!tree) throw new InternalError(`${parent} has no artifact to be filtered`)
  return assembly.step('Caching artifact', () => {
    const kept = keepPaths(tree, selectedPaths(tree, assembly.splitRules(parent), selection))
    assembly.store.keepTree(kept)
    return kept
  })
}
