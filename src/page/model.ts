/** The page's data with its questions answered: what belongs to which file, what a system reaches. Knows no screen. */
import type { PageChunk, PageData, PageFile, PageState, PageStratum, PageSystem } from './data.ts'

/** A thing that can be chosen and shown in detail; `index` is that in the list of its kind. */
export interface Selection {
  readonly kind: 'system' | 'stratum' | 'chunk' | 'file' | 'change'
  readonly index: number
}

/** Data, and what is looked up in it again and again. */
export interface Model {
  readonly data: PageData
  /** `definitions:PATH` or `project:PATH` → index of the file. */
  readonly fileOfKey: ReadonlyMap<string, number>
  /** Index of a file → what is defined by it, or made into it: the systems, strata and chunks. */
  readonly ownersOfFile: ReadonlyMap<number, readonly Selection[]>
  /** Index of a file → indices of its diagnostics. */
  readonly diagnosticsOfFile: ReadonlyMap<number, readonly number[]>
  /** Index of a stratum or chunk → those that build on it. */
  readonly strataOnStratum: ReadonlyMap<number, readonly number[]>
  readonly chunksOnChunk: ReadonlyMap<number, readonly number[]>
  /** Definitions file → project files that have lines made from it. */
  readonly madeFromFile: ReadonlyMap<number, readonly number[]>
  /** All strata that a system lists or that these build on. */
  readonly reachOf: (system: number) => ReadonlySet<number>
}

/** Looks everything up once. */
export function modelOf(data: PageData): Model {
  const fileOfKey = new Map(data.files.map((file, index) => [fileKey(file), index]))
  const owners = new Map<number, Selection[]>()
  data.systems.forEach((system, index) => {
    for (const file of filesOfSystem(system)) push(owners, file, { kind: 'system', index })
  })
  data.strata.forEach((stratum, index) => {
    for (const file of [stratum.file, ...stratum.elements]) push(owners, file, { kind: 'stratum', index })
  })
  data.chunks.forEach((chunk, index) => {
    for (const file of [chunk.file, chunk.element]) if (file !== undefined) push(owners, file, { kind: 'chunk', index })
  })
  const diagnosticsOfFile = new Map<number, number[]>()
  data.diagnostics.forEach(({ file }, index) => { if (file !== undefined) push(diagnosticsOfFile, file, index) })
  const madeFrom = new Map<number, Set<number>>()
  data.files.forEach(({ map }, index) => {
    for (const [, , file] of map ?? []) madeFrom.set(file, (madeFrom.get(file) ?? new Set()).add(index))
  })
  return {
    data, fileOfKey, ownersOfFile: owners, diagnosticsOfFile,
    strataOnStratum: turned(data.strata), chunksOnChunk: turned(data.chunks),
    madeFromFile: new Map([...madeFrom].map(([file, made]) => [file, [...made]])),
    reachOf: remembered((system) => reach(data, system)),
  }
}

/** What a file is called where both sides are meant. */
export function fileKey({ side, path }: Pick<PageFile, 'side' | 'path'>): string {
  return `${side}:${path}`
}

/** The project file of an element by its name, as build-depends names it. */
export function fileOfElement(model: Model, name: string): number | undefined {
  return model.fileOfKey.get(`project:elements/${name}`) ?? model.fileOfKey.get(`project:${name}`)
}

/** The file of a `morph: PATH` field. */
export function fileOfMorph(model: Model, path: string): number | undefined {
  return model.fileOfKey.get(`definitions:${path}`) ?? model.fileOfKey.get(`definitions:${path}.morph`)
}

/** The last part of a path key: what people call a system or a stratum. */
export function shortName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** What a topic of changes is called. */
export function topicTitle({ topics }: PageData, topic: string): string {
  return topics[topic]?.title ?? topic
}

/** What a selection is called. */
export function titleOf({ data }: Pick<Model, 'data'>, { kind, index }: Selection): string {
  switch (kind) {
    case 'system': return shortName(data.systems[index]?.path ?? '')
    case 'stratum': return data.strata[index]?.name ?? ''
    case 'chunk': return data.chunks[index]?.name ?? ''
    case 'file': return data.files[index]?.path ?? ''
    case 'change': return data.changes[index]?.text ?? ''
  }
}

/** How a chosen thing differs; nothing where it does not. A chunk or stratum also differs where only its element does. */
export function stateOf({ data }: Model, { kind, index }: Selection): PageState | undefined {
  switch (kind) {
    case 'system': return data.systems[index]?.state
    case 'stratum': return data.strata[index]?.state
    case 'chunk': return data.chunks[index]?.state
    case 'file': return data.files[index]?.state
    case 'change': return data.changes[index]?.state
  }
}

/** The thing that a file is shown as: its chunk, else its stratum, else its system, else the file alone. */
export function selectionOfFile(model: Model, file: number): Selection {
  const owners = model.ownersOfFile.get(file) ?? []
  return owners.find(({ kind }) => kind === 'chunk') ?? owners[0] ?? { kind: 'file', index: file }
}

/** The box of the graph that stands for a selection: of a file or change the first that has one. */
export function boxOf(model: Model, selection: Selection | undefined): Selection | undefined {
  if (selection?.kind === 'chunk' || selection?.kind === 'stratum') return selection
  const files = selection?.kind === 'file' ? [selection.index] : selection?.kind === 'change' ? model.data.changes[selection.index]?.files ?? [] : []
  const owners = files.flatMap((file) => model.ownersOfFile.get(file) ?? [])
  return owners.find(({ kind }) => kind === 'chunk') ?? owners.find(({ kind }) => kind === 'stratum')
}

/** The files that say what a system is and what it becomes: definition first. */
export function filesOfSystem(system: PageSystem): readonly number[] {
  return unique([system.file, system.element, ...system.deployments.map(({ element }) => element)])
}

/** The same of a stratum. */
export function filesOfStratum(stratum: PageStratum): readonly number[] {
  return unique([stratum.file, ...stratum.elements])
}

/** The same of a chunk: its stratum's file, its own, its element. */
export function filesOfChunk(data: PageData, chunk: PageChunk): readonly number[] {
  return unique([data.strata[chunk.stratum]?.file, chunk.file, chunk.element])
}

function unique(list: readonly (number | undefined)[]): readonly number[] {
  return [...new Set(list.filter((entry) => entry !== undefined))]
}

function reach({ systems, strata }: PageData, system: number): ReadonlySet<number> {
  const found = new Set<number>(systems[system]?.strata)
  for (const stratum of found) for (const next of strata[stratum]?.uses ?? []) found.add(next)
  return found
}

function turned(list: readonly { readonly uses: readonly number[] }[]): ReadonlyMap<number, readonly number[]> {
  const result = new Map<number, number[]>()
  list.forEach(({ uses }, index) => { for (const used of uses) push(result, used, index) })
  return result
}

function push<T>(map: Map<number, T[]>, key: number, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function remembered<T>(make: (key: number) => T): (key: number) => T {
  const known = new Map<number, T>()
  return (key) => {
    const value = known.get(key) ?? make(key)
    known.set(key, value)
    return value
  }
}
