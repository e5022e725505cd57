/** Project → file tree: which file each thing goes to. */
import type { OutputTree } from '../files/tree.ts'
import type { Target } from '../ir/convert-options.ts'
import { workOf, type ConversionMemory } from '../ir/conversion-memory.ts'
import type { Element, FileContent, Project } from '../ir/project.ts'
import { bst1Writer } from './bst1/writer.ts'
import { bst2Writer } from './bst2/writer.ts'
import type { Writer } from './writer.ts'

/** The table of each dialect. */
export const WRITERS: Readonly<Record<Target, Writer>> = { bst2: bst2Writer, bst1: bst1Writer }

/** The files of a project in one dialect, sorted by path. */
export function emitProject(project: Project, target: Target, memory?: ConversionMemory): OutputTree {
  const writer = WRITERS[target]
  const { take } = workOf(memory)
  const files: (readonly [string, FileContent])[] = [
    ['project.conf', writer.projectConf(project)],
    ...project.includes.map((include) => [include.path, writer.include(include)] as const),
    ...[...project.elements.values()].map((element) => [`elements/${element.name}`, take(`${target} ${element.name}`, textOf, [element, writer], [])] as const),
    ...project.files,
  ]
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function textOf(element: Element, writer: Writer): string {
  return writer.element(element)
}
