/** What is set beside each other for a chosen thing: files, parts of files, and why they are there. Knows no screen. */
import { hunksOf, hunksWithin, type Hunk } from './hunks.ts'
import { fileKey, filesOfChunk, filesOfStratum, filesOfSystem, type Model, type Selection } from './model.ts'
import type { Place } from './place.ts'

/** A file to show, or a part of it. */
export interface ShownFile {
  readonly file: number
  readonly range?: readonly [number, number]
  readonly role?: string
  readonly folded?: boolean
}

/** Both sides. */
export interface Sides {
  readonly definitions: readonly ShownFile[]
  readonly project: readonly ShownFile[]
}

/** A file and what differs in it. */
export interface ChangedFile {
  readonly file: number
  readonly hunks: readonly Hunk[]
}

/** At most so many files are set beside one that much is made of. */
const MOST_BESIDE = 40

/** The files of a thing. What else its project files say lines of stands below, folded. */
export function sidesOf(model: Model, selection: Selection): Sides {
  const sides = ownSides(model, selection)
  const there = new Set(sides.definitions.map(({ file }) => file))
  const others = new Map<number, [number, number]>()
  for (const { file } of sides.project) {
    for (const [, , origin, from, to] of model.data.files[file]?.map ?? []) {
      if (there.has(origin)) continue
      const range = others.get(origin) ?? [from, to]
      others.set(origin, [Math.min(range[0], from), Math.max(range[1], to)])
    }
  }
  return {
    definitions: [...sides.definitions, ...[...others].map(([file, range]) => ({ file, range, role: 'also says some of it', folded: selection.kind !== 'file' }))],
    project: sides.project,
  }
}

/** What differs in the files that a thing is made of or becomes; of a chunk's stratum only what is about its entry. */
export function changedFilesOf(model: Model, selection: Selection): readonly ChangedFile[] {
  const { files, chunks, strata } = model.data
  const changed = filesOf(model, selection).filter((file) => files[file]?.state !== undefined)
  const chunk = selection.kind === 'chunk' ? chunks[selection.index] : undefined
  return changed.flatMap((file): ChangedFile[] => {
    const hunks = hunksOf(files[file]?.hunks ?? '')
    if (!chunk || file !== strata[chunk.stratum]?.file || file === chunk.file) return [{ file, hunks }]
    const own = hunksWithin(hunks, chunk.entry, chunk.state === 'removed' ? 'before' : 'after')
    return own.length === 0 ? [] : [{ file, hunks: own }]
  })
}

/** How a thing is shown: what differs comes first where something does, unless a person goes to a line of a file that does not. */
export function viewOf(place: Pick<Place, 'view' | 'line'>, changed: readonly ChangedFile[]): 'files' | 'diff' {
  if (changed.length === 0) return 'files'
  return place.view ?? (place.line && !changed.some(({ file }) => file === place.line?.file) ? 'files' : 'diff')
}

/** All files of a thing, definitions first. */
export function filesOf({ data }: Model, { kind, index }: Selection): readonly number[] {
  switch (kind) {
    case 'system': return data.systems[index] ? filesOfSystem(data.systems[index]) : []
    case 'stratum': return data.strata[index] ? filesOfStratum(data.strata[index]) : []
    case 'chunk': return data.chunks[index] ? filesOfChunk(data, data.chunks[index]) : []
    case 'file': return [index]
    case 'change': return data.changes[index]?.files ?? []
  }
}

function ownSides(model: Model, selection: Selection): Sides {
  const { data } = model
  const { kind, index } = selection
  switch (kind) {
    case 'system': {
      const system = data.systems[index]
      if (!system) return NONE
      const clusters = [...new Set(system.deployments.map(({ cluster }) => cluster))].flatMap((path) => model.fileOfKey.get(fileKey({ side: 'definitions', path: `${path}.morph` })) ?? [])
      return {
        definitions: [{ file: system.file }, ...clusters.map((file) => ({ file, role: 'cluster', folded: true }))],
        project: [
          ...(system.element === undefined ? [] : [{ file: system.element }]),
          ...system.deployments.flatMap(({ element, name, type }) => element === undefined ? [] : [{ file: element, role: `deployment ${name}, ${type}`, folded: true }]),
        ],
      }
    }
    case 'stratum': {
      const stratum = data.strata[index]
      if (!stratum) return NONE
      return { definitions: [{ file: stratum.file }], project: stratum.elements.map((file) => ({ file })) }
    }
    case 'chunk': {
      const chunk = data.chunks[index]
      const stratum = chunk && data.strata[chunk.stratum]
      if (!chunk) return NONE
      return {
        definitions: [
          ...(stratum && chunk.entry[0] > 0 ? [{ file: stratum.file, range: chunk.entry, role: 'entry in its stratum' }] : []),
          ...(chunk.file === undefined ? [] : [{ file: chunk.file }]),
        ],
        project: chunk.element === undefined ? [] : [{ file: chunk.element }],
      }
    }
    case 'file': {
      if (data.files[index]?.side === 'project') return { definitions: [], project: [{ file: index }] }
      const made = model.madeFromFile.get(index) ?? []
      return { definitions: [{ file: index }], project: made.slice(0, MOST_BESIDE).map((file, at) => ({ file, folded: at > 0 })) }
    }
    case 'change': {
      const files = data.changes[index]?.files ?? []
      return {
        definitions: files.filter((file) => data.files[file]?.side === 'definitions').map((file) => ({ file })),
        project: files.filter((file) => data.files[file]?.side === 'project').map((file) => ({ file })),
      }
    }
  }
}

const NONE: Sides = { definitions: [], project: [] }
