/** A conversion → what the page of an audit shows. Pure. */
import { counted } from '../../diagnostics/render-text.ts'
import type { PageData } from '../../page/data.ts'
import { sideFacts } from './facts.ts'
import { Nodes } from './nodes.ts'
import { fileKey, Numbering, ofFileKey, type PageNumbers } from './numbers.ts'
import { PageDiagnostics } from './page-diagnostics.ts'
import { definitionFile, definitionPaths, leftOutFacts, projectFile } from './page-files.ts'
import { shownOf } from './reached.ts'
import type { PageSide } from './side.ts'

/** The data of an audit's page. */
export function auditPage(side: PageSide): PageData {
  const shown = shownOf(side)
  const numbers: PageNumbers = {
    systems: new Numbering(shown.systems.map(({ path }) => path)), strata: new Numbering(shown.strata.map(({ path }) => path)),
    chunks: new Numbering(shown.chunks.map(({ path }) => path)),
    files: new Numbering([...definitionPaths(side).map((path) => fileKey('definitions', path)), ...[...side.tree.keys()].map((path) => fileKey('project', path))]),
  }
  const nodes = new Nodes(side, numbers)
  const diagnostics = new PageDiagnostics(side, numbers)
  const systems = shown.systems.map((system) => nodes.system(system))
  const strata = shown.strata.map((stratum) => nodes.stratum(stratum))
  const chunks = shown.chunks.map((chunk) => nodes.chunk(chunk))
  return {
    kind: 'audit', title: side.conversion.project.name, subtitle: subtitleOf(side), facts: [...sideFacts(side), ...leftOutFacts([side.tree])], systems, strata, chunks,
    diagnostics: side.diagnostics.map((diagnostic) => diagnostics.shown(diagnostic)), changes: [], topics: {},
    files: numbers.files.keys().map((key) => {
      const file = ofFileKey(key)
      return file.side === 'definitions' ? definitionFile(file.path, side) : projectFile(file.path, side, numbers)
    }),
  }
}

function subtitleOf({ systems, options }: PageSide): string {
  const [first, ...more] = systems.keys()
  if (options.systems === undefined) return `Audit of all definitions, ${counted(systems.size, 'system')}`
  if (first === undefined) return 'Audit of no system'
  return more.length === 0 ? `Audit of ${first}` : `Audit of ${counted(systems.size, 'system')}`
}
