/** Integration commands: which run in a system, in what order, and how the two orders differ (BD §7; conversion design, §4). */
import type { Chunk, IntegrationGroup } from '../ir/definitions.ts'
import type { PublicData } from '../ir/project.ts'
import { noted, saidBy } from './origin.ts'
import { escapePercent } from './percent.ts'

/** A group and the chunk that brought it. */
export interface ChunkGroup {
  readonly chunk: Chunk
  readonly group: IntegrationGroup
}

/** Commands as an element has them. */
export type Integration = Pick<PublicData, 'integrationCommands' | 'integrationOrigin'>

/** The groups of chunks in the order in which Baserock ran them: by id, a later equal id replacing an earlier one. */
export function sortedGroups(chunks: readonly Chunk[]): readonly ChunkGroup[] {
  const byId = new Map<string, ChunkGroup>()
  for (const chunk of chunks) for (const group of chunk.integration) byId.set(group.id, { chunk, group })
  return [...byId.values()].sort((a, b) => compareBytes(a.group.id, b.group.id))
}

/** The commands of groups, as BuildStream has to be given them. */
export function integrationOf(groups: readonly ChunkGroup[]): Integration {
  const { origin } = saidBy(groups.map(({ group }) => group))
  const integrationCommands = groups.flatMap(({ group }) => group.commands.map((command) => ({ ...noted(command), text: escapePercent(command.value.trimEnd()) })))
  return { integrationCommands, ...(origin ? { integrationOrigin: origin } : {}) }
}

/** Order of UTF-8 bytes, which for text without surrogates is that of its code units. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** Pairs of groups that Baserock ran as (first, second) and BuildStream runs the other way round. */
export function inversions(baserock: readonly ChunkGroup[], buildstream: readonly ChunkGroup[]): readonly (readonly [ChunkGroup, ChunkGroup])[] {
  const position = new Map(buildstream.map((entry, index) => [entry.group, index]))
  const pairs: (readonly [ChunkGroup, ChunkGroup])[] = []
  for (const [index, first] of baserock.entries()) {
    for (const second of baserock.slice(index + 1)) {
      const [one, other] = [position.get(first.group), position.get(second.group)]
      if (one !== undefined && other !== undefined && one > other) pairs.push([first, second])
    }
  }
  return pairs
}
