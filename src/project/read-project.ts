/**
 * A BuildStream 2 project → {@link LoadedProject}: project.conf, then the elements that the targets reach, then their order,
 * then each over its defaults. Touches no disk: files come from whoever asks.
 */
import type { Collector } from '../diagnostics/collector.ts'
import type { KindDeclaration, SourceDeclaration } from '../ir/kind-declaration.ts'
import { allScope } from '../ir/element-scopes.ts'
import type { LoadedElement, LoadedProject } from '../ir/loaded-project.ts'
import { ConfFiles } from './conf-file.ts'
import { checkDependencies } from './dependencies.ts'
import { completeElement, type ElementContext } from './element.ts'
import { ElementFiles, type ElementFile } from './element-file.ts'
import { KindDefaultsTable } from './kind-defaults.ts'
import { Reach, upwards } from './order.ts'
import { kindUsed } from './plugins.ts'
import { readProjectConf, type ProjectConf } from './project-conf.ts'
import type { ProjectFiles } from './project-files.ts'
import { readProjectRefs } from './project-refs.ts'
import { Settings } from './settings.ts'
import { chooseTargets } from './targets.ts'
import { Splitter } from './variables.ts'

/** What is to be read, and what the project may depend on beside its files. */
export interface Wanted {
  /** Names or globs; none stand for the project's default targets, or else all elements. */
  readonly targets: readonly string[]
  /** Load every element of the project, whatever the targets reach. */
  readonly everything?: boolean
  /** Option → value, as given on the command line. */
  readonly options: ReadonlyMap<string, string>
  readonly maxJobs: number
  /** As `uname` says them, such as `x86_64` and `Linux`. */
  readonly host: { readonly arch: string; readonly os: string }
}

/** The kinds that there are. */
export interface Kinds {
  readonly elements: ReadonlyMap<string, KindDeclaration>
  readonly sources: ReadonlyMap<string, SourceDeclaration>
}

/** Reads a project; nothing if there are errors, which the collector then has. */
export function readProject(files: ProjectFiles, wanted: Wanted, kinds: Kinds, collector: Collector): LoadedProject | undefined {
  const before = collector.counts().error
  const settings = new Settings(collector)
  const confFiles = new ConfFiles(files, collector)
  const conf = readProjectConf(confFiles, wanted, (elementPath) => files.list(elementPath), settings)
  if (!conf) return undefined
  const all = (): readonly string[] => files.list(conf.elementPath)
  const targets = chooseTargets(wanted.targets, conf, all, settings)
  const roots = wanted.everything ? [...new Set([...targets, ...all()])] : targets
  const elementFiles = readElementFiles(roots, new ElementFiles(conf, confFiles, settings))
  const context = elementContext(conf, confFiles, wanted, kinds, settings)
  const elements = completeElements(elementFiles, roots, conf, kinds, context)
  if (collector.counts().error > before) return undefined
  return {
    name: conf.name, root: files.root, elementPath: conf.elementPath, aliases: conf.aliases, mirrors: conf.mirrors,
    fatalWarnings: conf.fatalWarnings, options: conf.options.texts, shell: conf.shell, refsApart: conf.refsApart, targets,
    elements: new Map(allScope(elements, roots).flatMap((name): [string, LoadedElement][] => {
      const element = elements.get(name)
      return element ? [[name, element]] : []
    })),
    texts: confFiles.texts,
  }
}

/** The files of the roots and of all they depend on. */
function readElementFiles(roots: readonly string[], files: ElementFiles): ReadonlyMap<string, ElementFile> {
  const found = new Map<string, ElementFile>()
  const asked = new Set<string>()
  const waiting = roots.map((name) => ({ name, at: undefined as ElementFile['kind']['at'] | undefined })).toReversed()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (asked.has(next.name)) continue
    asked.add(next.name)
    const file = files.read(next.name, next.at)
    if (!file) continue
    found.set(file.name, file)
    waiting.push(...file.dependencies.map(({ name, at }) => ({ name, at })).toReversed())
  }
  return found
}

function elementContext(conf: ProjectConf, files: ConfFiles, wanted: Wanted, kinds: Kinds, settings: Settings): ElementContext {
  const refs = conf.refsApart ? readProjectRefs(conf, files, settings) : undefined
  return {
    kinds: new KindDefaultsTable(conf, files, new Splitter(), settings),
    sources: { conf, declared: kinds.sources, refs, settings },
    host: wanted.host, texts: files.texts, settings, environments: new WeakMap(),
  }
}

function completeElements(files: ReadonlyMap<string, ElementFile>, roots: readonly string[], conf: ProjectConf, kinds: Kinds, context: ElementContext): ReadonlyMap<string, LoadedElement> {
  const { settings } = context
  const graph = new Map([...files].map(([name, { dependencies }]) => [name, dependencies] as const))
  const order = upwards(graph, roots, settings.collector)
  const reach = new Reach(graph, order)
  const elements = new Map<string, LoadedElement>()
  for (const name of order) {
    const file = files.get(name)
    const declaration = file && kindUsed('element', file.kind, conf.plugins, kinds.elements, settings)
    if (!declaration) continue
    checkDependencies(file.dependencies, declaration, file.kind.at, settings)
    elements.set(name, completeElement(file, declaration, reach.sort(file.dependencies), context))
  }
  return elements
}
