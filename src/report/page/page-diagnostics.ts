/** Diagnostics as a page shows them, with the systems and strata that they concern. */
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts'
import { isCode, renderPage } from '../../diagnostics/render-page.ts'
import type { Cluster, ClusterSystem } from '../../ir/definitions.ts'
import type { PageDiagnostic } from '../../page/data.ts'
import { concerns } from '../audit.ts'
import { lineRange } from './line-range.ts'
import { fileKey, type PageNumbers } from './numbers.ts'
import { ownFileOf, shownOf, systemsIn } from './reached.ts'
import type { PageSide } from './side.ts'

/** Turns diagnostics of one side into those of its page. */
export class PageDiagnostics {
  private readonly strataOfFile = new Map<string, Set<string>>()
  private readonly clusterOfFile: ReadonlyMap<string, Cluster>

  constructor(private readonly side: PageSide, private readonly numbers: PageNumbers) {
    const { strata, clusters } = shownOf(side)
    for (const stratum of strata) {
      this.note(stratum.at.file, stratum.path)
      for (const { value } of stratum.chunks) {
        const chunk = side.definitions.chunks.get(value)
        if (chunk) this.note(ownFileOf(chunk), stratum.path)
      }
    }
    this.clusterOfFile = new Map(clusters.map((cluster) => [cluster.at.file, cluster]))
  }

  /** One diagnostic as it is shown. */
  shown(diagnostic: Diagnostic): PageDiagnostic {
    const { code, severity, message, hint, at } = diagnostic
    return {
      code, severity, message, ...(hint === undefined ? {} : { hint }), ...(isCode(code) ? { page: renderPage(code) } : {}),
      ...(at ? this.placeOf(at) : {}),
      systems: this.numbers.systems.among(this.systemsOf(diagnostic)),
      strata: this.numbers.strata.among([...(at && this.strataOfFile.get(at.file)) ?? []]),
    }
  }

  private placeOf(at: Span): Pick<PageDiagnostic, 'file' | 'lines' | 'column'> {
    const file = this.numbers.files.get(fileKey('definitions', at.file))
    return file === undefined ? {} : { file, lines: lineRange(at, this.side.texts), column: this.side.texts.place(at).column }
  }

  /** Those that reach the file; of a cluster those that the entry around the place deploys, or all where it is about none alone. */
  private systemsOf(diagnostic: Diagnostic): readonly string[] {
    const { at } = diagnostic
    const cluster = at && this.clusterOfFile.get(at.file)
    if (!cluster) return [...this.side.systems].flatMap(([path, reached]) => (concerns(diagnostic, reached) ? [path] : []))
    const around = cluster.systems.filter((entry: ClusterSystem) => entry.at.start <= at.start && at.start < entry.at.end)
    return systemsIn(around.length ? around : cluster.systems)
  }

  private note(file: string, stratum: string): void {
    const strata = this.strataOfFile.get(file)
    if (strata) strata.add(stratum)
    else this.strataOfFile.set(file, new Set([stratum]))
  }
}
