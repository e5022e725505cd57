/** Every element of a project understood by its kind and the kinds of its sources. The first step of all that is built. */
import type { Collector } from '../diagnostics/collector.ts'
import type { LoadedElement, LoadedProject, LoadedSource } from '../ir/loaded-project.ts'
import { InternalError } from '../std/internal-error.ts'
import type { ElementKind, Prepared } from './elements/element-kind.ts'
import { ELEMENT_KINDS } from './elements/element-kinds.ts'
import type { Source } from './sources/source-kind.ts'
import { SOURCE_KINDS } from './sources/source-kinds.ts'

/** A source with what it came from. */
export interface PreparedSource {
  readonly loaded: LoadedSource
  readonly source: Source
}

/** An element that can be built. */
export interface PreparedElement {
  readonly element: LoadedElement
  readonly kind: ElementKind
  readonly prepared: Prepared
  readonly sources: readonly PreparedSource[]
}

/** A project that can be built. */
export interface PreparedProject {
  readonly project: LoadedProject
  /** By name, dependencies first. */
  readonly elements: ReadonlyMap<string, PreparedElement>
}

/** Understands all elements; nothing if one of them cannot be, which is reported. */
export function prepareProject(project: LoadedProject, collector: Collector): PreparedProject | undefined {
  const before = collector.counts().error
  const elements = new Map<string, PreparedElement>()
  for (const element of project.elements.values()) {
    const prepared = prepareElement(element, project, collector)
    if (prepared) elements.set(element.name, prepared)
  }
  return collector.counts().error > before || elements.size < project.elements.size ? undefined : { project, elements }
}

function prepareElement(element: LoadedElement, project: LoadedProject, collector: Collector): PreparedElement | undefined {
  const kind = ELEMENT_KINDS.get(element.kind)
  if (!kind) throw new InternalError(`kind ${element.kind} was loaded and cannot be built`)
  const prepared = kind.prepare(element, project, collector)
  const sources = element.sources.flatMap((loaded) => {
    const source = SOURCE_KINDS.get(loaded.kind)?.decode(loaded, { aliases: project.aliases, fatalWarnings: project.fatalWarnings, collector })
    return source ? [{ loaded, source }] : []
  })
  return prepared && sources.length === element.sources.length ? { element, kind, prepared, sources } : undefined
}
