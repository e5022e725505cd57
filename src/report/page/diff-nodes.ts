/** Systems, strata and chunks of a difference's page: as they are after the change, and what is gone in the places where it was. */
import type { Definitions } from '../../ir/definitions.ts'
import type { PageChunk, PageData, PageState, PageStratum, PageSystem } from '../../page/data.ts'
import type { PairedNodes } from './compared.ts'
import type { NodePair } from './node-states.ts'
import { Nodes } from './nodes.ts'
import type { Numbering, PageNumbers } from './numbers.ts'
import type { PageSide } from './side.ts'

/** Makes the nodes of one side by path key. */
interface Maker {
  readonly system: (key: string) => PageSystem | undefined
  readonly stratum: (key: string) => PageStratum | undefined
  readonly chunk: (key: string) => PageChunk | undefined
}

/** The nodes in the order of the pairs, which have their numbers. */
export function nodesOfDiff(pairs: PairedNodes, before: PageSide | undefined, after: PageSide | undefined, numbers: PageNumbers): Pick<PageData, 'systems' | 'strata' | 'chunks'> {
  const [earlier, later] = [before && makerOf(before, numbers), after && makerOf(after, numbers)]
  const [goneStrata, goneChunks] = [goneOf(pairs.strata, numbers.strata), goneOf(pairs.chunks, numbers.chunks)]
  const each = <T extends object>(list: readonly NodePair[], make: (maker: Maker, key: string) => T | undefined, withGone: (node: T, former: T) => T): readonly (T & { readonly state?: PageState })[] =>
    list.flatMap((pair) => {
      const former = pair.before === undefined ? undefined : earlier && make(earlier, pair.before)
      const now = pair.after === undefined ? undefined : later && make(later, pair.after)
      const node = now && former ? withGone(now, former) : now ?? former
      return node ? [{ ...node, ...(pair.state ? { state: pair.state } : {}) }] : []
    })
  return {
    systems: each(pairs.systems, (maker, key) => maker.system(key), (node, former) => ({ ...node, strata: joined(node.strata, former.strata, goneStrata) })),
    strata: each(pairs.strata, (maker, key) => maker.stratum(key), (node, former) => ({ ...node, chunks: joined(node.chunks, former.chunks, goneChunks) })),
    chunks: each(pairs.chunks, (maker, key) => maker.chunk(key), (node) => node).map((chunk) => (chunk.state === 'removed' ? { ...chunk, ...entryOfGone(chunk, before, after) } : chunk)),
  }
}

function makerOf(side: PageSide, numbers: PageNumbers): Maker {
  const nodes = new Nodes(side, numbers)
  const { definitions } = side
  const made = <K extends 'systems' | 'strata' | 'chunks', T>(kind: K, make: (found: NonNullable<ReturnType<Definitions[K]['get']>>) => T) => (key: string): T | undefined => {
    const found = definitions[kind].get(key) as NonNullable<ReturnType<Definitions[K]['get']>> | undefined
    return found && make(found)
  }
  return { system: made('systems', (system) => nodes.system(system)), stratum: made('strata', (stratum) => nodes.stratum(stratum)), chunk: made('chunks', (chunk) => nodes.chunk(chunk)) }
}

/** The lines of an entry that is gone are those of a text that is shown only where all of the file is gone. */
function entryOfGone({ path }: PageChunk, before: PageSide | undefined, after: PageSide | undefined): { readonly entry?: PageChunk['entry'] } {
  const file = before?.definitions.chunks.get(path)?.at.file
  return file !== undefined && after?.texts.text(file) !== undefined ? { entry: [0, 0] } : {}
}

/** Numbers of those that are gone. */
function goneOf(pairs: readonly NodePair[], numbers: Numbering): ReadonlySet<number> {
  return new Set(pairs.flatMap(({ before, state }) => (state === 'removed' && before !== undefined ? numbers.among([before]) : [])))
}

/** A list with those that it lost behind it. */
function joined(now: readonly number[], former: readonly number[], gone: ReadonlySet<number>): readonly number[] {
  return [...now, ...former.filter((index) => gone.has(index))]
}
