/** A conversion in memory as pages show it. Knows nothing of what is tested. */
import { filesReached } from '../../src/convert/scope.ts'
import { lineOrigins } from '../../src/emit/line-origins.ts'
import type { PageSide } from '../../src/report/page/side.ts'
import type { Converted } from './convert-tree.ts'

/** The side of a conversion; of chosen systems without what is said of files that they do not reach. */
export function pageSide({ definitions, conversion, options, texts, tree, diagnostics }: Converted): PageSide {
  const systems = new Map((options.systems ?? [...definitions.systems.keys()]).map((path) => [path, filesReached(definitions, [path])]))
  const reached = (file: string): boolean => options.systems === undefined || [...systems.values()].some((files) => files.has(file))
  return {
    definitions, conversion, options, texts, tree, systems, lineOrigins: lineOrigins(conversion.project, options.target),
    diagnostics: diagnostics.filter(({ at }) => !at || reached(at.file)),
  }
}
