/** The definitions of both sides of a difference, paired kind by kind. */
import type { Difference } from '../../ir/difference.ts'
import type { Span } from '../../ir/origin.ts'
import type { FileState } from './file-states.ts'
import { pairNodes, type ComparedNode, type NodePair } from './node-states.ts'
import { fileKey } from './numbers.ts'
import { ownFileOf, shownOf } from './reached.ts'
import type { PageSide } from './side.ts'

/** Pairs of each kind; see {@link pairNodes}. */
export interface PairedNodes {
  readonly systems: readonly NodePair[]
  readonly strata: readonly NodePair[]
  readonly chunks: readonly NodePair[]
}

/** Pairs what two sides show. A side that is a folder has no definitions, and is nothing here. */
export function pairSides(before: PageSide | undefined, after: PageSide | undefined, states: ReadonlyMap<string, FileState>, { systems }: Difference): PairedNodes {
  const [earlier, later] = [before && comparedOf(before), after && comparedOf(after)]
  const chunks = pairNodes(earlier?.chunks, later?.chunks, states)
  const touched = new Set(chunks.flatMap((pair) => (pair.state === undefined ? [] : strataOf(pair, before, after))))
  const changedSystems = new Set(systems.changed)
  const reached = (pair: NodePair, changed: ReadonlySet<string>): NodePair =>
    pair.state === undefined && [pair.before, pair.after].some((key) => key !== undefined && changed.has(key)) ? { ...pair, state: 'changed' } : pair
  return {
    systems: pairNodes(earlier?.systems, later?.systems, states).map((pair) => reached(pair, changedSystems)),
    strata: pairNodes(earlier?.strata, later?.strata, states).map((pair) => reached(pair, touched)),
    chunks,
  }
}

function strataOf({ before, after }: NodePair, earlier: PageSide | undefined, later: PageSide | undefined): readonly string[] {
  const stratumOf = (key: string | undefined, side: PageSide | undefined): readonly string[] => {
    const chunk = key === undefined ? undefined : side?.definitions.chunks.get(key)
    return chunk ? [chunk.stratum] : []
  }
  return [...stratumOf(before, earlier), ...stratumOf(after, later)]
}

function comparedOf(side: PageSide): Readonly<Record<'systems' | 'strata' | 'chunks', readonly ComparedNode[]>> {
  const { systems, strata, chunks } = shownOf(side)
  const elements = new Map<string, string[]>()
  for (const [element, at] of side.conversion.origins) elements.set(placeOf(at), [...elements.get(placeOf(at)) ?? [], fileKey('project', `elements/${element}`)])
  const whole = ({ path, at }: { readonly path: string; readonly at: Span }): ComparedNode =>
    ({ path, files: [fileKey('definitions', at.file), ...elements.get(placeOf(at)) ?? []] })
  return {
    systems: systems.map(whole), strata: strata.map(whole),
    chunks: chunks.map((chunk) => ({
      path: chunk.path, files: [fileKey('definitions', ownFileOf(chunk)), ...elements.get(placeOf(chunk.at)) ?? []],
      words: (side.texts.text(chunk.at.file) ?? '').slice(chunk.at.start, chunk.at.end).trimEnd(),
    })),
  }
}

function placeOf({ file, start, end }: Span): string {
  return `${file}\0${start}\0${end}`
}
