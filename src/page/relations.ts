/** What a thing is, where it belongs, and what it builds on. Knows no screen. */
import { counted } from './dom.ts'
import { titleOf, topicTitle, type Model, type Selection } from './model.ts'

/** Things that one stands to in the same way. */
export interface Relation {
  readonly label: string
  readonly things: readonly Selection[]
}

/** What a thing builds on, and what builds on it; relations to nothing are left out. */
export function relationsOf({ data, strataOnStratum, chunksOnChunk }: Model, { kind, index }: Selection): readonly Relation[] {
  if (kind !== 'stratum' && kind !== 'chunk') return []
  const [under, upon] = kind === 'stratum' ? [data.strata[index]?.uses, strataOnStratum.get(index)] : [data.chunks[index]?.uses, chunksOnChunk.get(index)]
  const relation = (label: string, indices: readonly number[] = []): Relation => ({ label, things: indices.map((one) => ({ kind, index: one })) })
  return [relation('Builds on', under), relation('Under', upon)].filter(({ things }) => things.length > 0)
}

/** In a few words what kind of thing it is; `isBad` where it could not be converted. */
export function factsOf(model: Model, { kind, index }: Selection): readonly { readonly text: string; readonly isBad?: boolean }[] {
  const { data } = model
  switch (kind) {
    case 'system': {
      const system = data.systems[index]
      return [{ text: system?.arch ?? '' }, { text: counted(model.reachOf(index).size, 'stratum', 'strata') }, ...(system?.leftOut ? [{ text: 'left out: it has errors', isBad: true }] : [])]
    }
    case 'stratum': {
      const stratum = data.strata[index]
      return [{ text: counted(stratum?.chunks.length ?? 0, 'chunk') }, ...(stratum?.replaced ? [{ text: 'base.bst in its place' }] : [])]
    }
    case 'chunk': {
      const chunk = data.chunks[index]
      return [{ text: chunk?.buildSystem ?? '' }, ...(chunk?.bootstrap ? [{ text: 'bootstrap' }] : [])]
    }
    case 'change': return [{ text: topicTitle(data, data.changes[index]?.topic ?? '') }]
    case 'file': return []
  }
}

/** What the definitions say that it is; nothing where they do not. */
export function descriptionOf({ data }: Model, { kind, index }: Selection): string | undefined {
  const text = (kind === 'system' ? data.systems[index] : kind === 'stratum' ? data.strata[index] : undefined)?.description?.trim()
  return text === '' ? undefined : text
}

/** What holds a thing, or what kind of thing it is: a chunk's stratum, a file's side. */
export function holderOf({ data }: Model, { kind, index }: Selection): string {
  if (kind === 'chunk') return titleOf({ data }, { kind: 'stratum', index: data.chunks[index]?.stratum ?? -1 })
  return kind === 'file' ? data.files[index]?.side ?? '' : kind
}
