/** Systems, strata and chunks of a side as a page names them. */
import type { Chunk, Definitions, Stratum, System } from '../../ir/definitions.ts'
import type { Span } from '../../ir/origin.ts'
import type { PageChunk, PageStratum, PageSystem } from '../../page/data.ts'
import { deploymentsOf } from '../deployments.ts'
import { lineRange } from './line-range.ts'
import { fileKey, type PageNumbers } from './numbers.ts'
import { ownFileOf } from './reached.ts'
import type { PageSide } from './side.ts'

/** Makes the nodes of one side's page. */
export class Nodes {
  /** Elements by the place of the definition that they were made from, those first whose names are shortest: the definition's own. */
  private readonly made = new Map<string, string[]>()
  private readonly deployments = new Map<string, PageSystem['deployments'][number][]>()
  private readonly elementOfSystem: ReadonlyMap<string, string>

  constructor(private readonly side: PageSide, private readonly numbers: PageNumbers) {
    const { conversion, definitions } = side
    for (const [element, at] of conversion.origins) {
      const list = this.made.get(placeKey(at))
      if (list) list.push(element)
      else this.made.set(placeKey(at), [element])
    }
    for (const list of this.made.values()) list.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    this.elementOfSystem = new Map(conversion.systems.map(({ path, element }) => [path, element]))
    this.takeDeployments(definitions)
  }

  system(system: System): PageSystem {
    const { path, arch, description, extensions } = system
    return {
      path, arch: arch.value, ...(description ? { description: description.value } : {}),
      file: this.numbers.files.take(fileKey('definitions', system.at.file)), ...this.elementFact(this.elementOfSystem.get(path)),
      strata: this.numbers.strata.among(system.strata.map(({ stratum }) => stratum)),
      deployments: this.deployments.get(path) ?? [], extensions: extensions.map(({ value }) => value),
      leftOut: this.side.conversion.refused.includes(path),
    }
  }

  stratum(stratum: Stratum): PageStratum {
    const { path, name, description } = stratum
    const bootstraps = stratum.chunks.some(({ value }) => this.side.definitions.chunks.get(value)?.mode === 'bootstrap')
    return {
      path, name, ...(description ? { description: description.value } : {}),
      file: this.numbers.files.take(fileKey('definitions', stratum.at.file)),
      elements: (this.made.get(placeKey(stratum.at)) ?? []).flatMap((element) => this.elementFile(element) ?? []),
      uses: this.numbers.strata.among(stratum.buildDepends.map(({ value }) => value)),
      chunks: this.numbers.chunks.among(stratum.chunks.map(({ value }) => value)),
      replaced: this.side.options.base === 'replace' && bootstraps,
    }
  }

  chunk(chunk: Chunk): PageChunk {
    const ownFile = ownFileOf(chunk)
    return {
      path: chunk.path, name: chunk.name, stratum: this.numbers.strata.take(chunk.stratum),
      ...(this.side.texts.text(ownFile) === undefined ? {} : { file: this.numbers.files.take(fileKey('definitions', ownFile)) }),
      entry: lineRange(chunk.at, this.side.texts), ...this.elementFact(this.made.get(placeKey(chunk.at))?.[0]),
      uses: this.numbers.chunks.among(chunk.buildDepends.map(({ value }) => value)),
      buildSystem: chunk.buildSystem, bootstrap: chunk.mode === 'bootstrap',
    }
  }

  private takeDeployments(definitions: Definitions): void {
    const elements = new Map(this.side.conversion.deployments.map(({ cluster, name, system, element }) => [`${cluster}\0${name}\0${system}`, element]))
    for (const cluster of definitions.clusters.values()) {
      for (const { system, name, type } of deploymentsOf(cluster)) {
        if (system === undefined) continue
        const fact = { name, type, cluster: cluster.path, ...this.elementFact(elements.get(`${cluster.path}\0${name}\0${system}`)) }
        const list = this.deployments.get(system)
        if (list) list.push(fact)
        else this.deployments.set(system, [fact])
      }
    }
  }

  private elementFact(element: string | undefined): { readonly element?: number } {
    const file = element === undefined ? undefined : this.elementFile(element)
    return file === undefined ? {} : { element: file }
  }

  private elementFile(element: string): number | undefined {
    return this.numbers.files.get(fileKey('project', `elements/${element}`))
  }
}

function placeKey({ file, start, end }: Span): string {
  return `${file}\0${start}\0${end}`
}
