/** Stratum files and the chunks they name → Stratum and Chunk, references resolved (BD §3.2, §3.3, §5.1). */
import type { Chunk, Stratum } from '../ir/definitions.ts'
import type { Work } from '../ir/conversion-memory.ts'
import type { Located } from '../ir/origin.ts'
import { commentsApartFrom, valueOf, type ListItem } from '../yaml/located.ts'
import type { Library } from './library.ts'
import { spanOf, type MorphFile, type ReadContext } from './morph-file.ts'
import { entryChunk } from './chunks.ts'
import type { Overrides } from './overrides.ts'
import { keyAt, rulesField, textField, textOf } from './schema/fields.ts'

/** The strata of a repository and their chunks; chunks shared by several strata are there once. */
export interface StrataAndChunks {
  readonly strata: ReadonlyMap<string, Stratum>
  readonly chunks: ReadonlyMap<string, Chunk>
}

/** Reads all strata in load order. */
export function readStrata(library: Library, overrides: Overrides, context: ReadContext, work: Work): StrataAndChunks {
  const strata = new Map<string, Stratum>()
  const chunks = new Map<string, Chunk>()
  for (const file of library.ofKind('stratum')) {
    const { stratum, own } = work.takeValue(`stratum ${file.key}`, readStratum, [file, overrides], [library, context])
    strata.set(file.key, stratum)
    for (const chunk of own) addChunk(chunks, chunk, context)
    breakCycles(stratum.chunks.map((entry) => entry.value), chunks, context)
  }
  breakCycles([...strata.keys()], strata, context)
  return { strata, chunks }
}

/** A stratum, and the chunks as its entries have them. */
interface StratumFile {
  readonly stratum: Stratum
  readonly own: readonly Chunk[]
}

function readStratum(file: MorphFile, overrides: Overrides, library: Library, context: ReadContext): StratumFile {
  const name = library.nameOf(file)
  const description = textOf(file, file.root, 'description')
  const chunksAt = keyAt(file, file.root, 'chunks') ?? keyAt(file, file.root, 'sources')
  const buildDependsAt = keyAt(file, file.root, 'build-depends')
  const buildDepends = strataReferences(file, library, context)
  const { chunks, own } = readEntries(file, name, library, overrides, context)
  return {
    stratum: {
      path: file.key, name, at: spanOf(file, file.root),
      ...(description ? { description } : {}), ...(chunksAt ? { chunksAt } : {}), ...(buildDependsAt ? { buildDependsAt } : {}),
      buildDepends, chunks, products: rulesField(file, valueOf(file.root, 'products'), name),
      comments: commentsApartFrom(file.root, 'chunks', 'sources', 'build-depends'),
    },
    own,
  }
}

function strataReferences(file: MorphFile, library: Library, context: ReadContext): readonly Located<string>[] {
  const list = valueOf(file.root, 'build-depends')
  if (list?.kind !== 'list') return []
  const seen = new Set<string>()
  return list.items.flatMap((item) => {
    const reference = referenceOf(file, item)
    if (!reference) return []
    const target = library.keyOf(reference, 'stratum')
    if (target !== undefined && seen.has(target)) {
      context.collector.report('reader/duplicate-stratum', { path: reference.value }, reference.at)
      return []
    }
    if (target !== undefined) seen.add(target)
    if (target === file.key) {
      context.collector.report('reader/self-dependency', { name: library.nameOf(file) }, reference.at)
      return []
    }
    return target === undefined ? [] : [{ ...reference, value: target }]
  })
}

/** A reference to a stratum: `{morph: path}`, or the bare string of the oldest files (BD §1.5). */
export function referenceOf(file: MorphFile, item: ListItem): Located<string> | undefined {
  const reference = item.value.kind === 'scalar' ? textField(file, item.value) : textOf(file, item.value, 'morph')
  return reference && item.comments ? { ...reference, comments: item.comments } : reference
}

function readEntries(
  file: MorphFile, stratumName: string, library: Library, overrides: Overrides, context: ReadContext,
): { readonly chunks: readonly Located<string>[]; readonly own: readonly Chunk[] } {
  const list = valueOf(file.root, 'chunks') ?? valueOf(file.root, 'sources')
  if (list?.kind !== 'list') return { chunks: [], own: [] }
  const drafts = list.items.flatMap((item) => {
    const draft = item.value.kind === 'map' ? entryChunk({ file, map: item.value, item, stratumName }, library, overrides, context) : undefined
    return draft ? [draft] : []
  })
  const byName = new Map<string, string>()
  const found: Located<string>[] = []
  for (const draft of drafts) {
    const { chunk } = draft
    if (byName.has(chunk.name)) {
      const first = drafts.find((other) => other.chunk.name === chunk.name)?.chunk
      context.collector.report('reader/duplicate-entry', { name: chunk.name, stratum: stratumName }, chunk.at, first && [{ message: 'the first one is here', at: first.at }])
      continue
    }
    byName.set(chunk.name, chunk.path)
    found.push({ value: chunk.path, at: chunk.at })
  }
  const own = drafts.flatMap((draft, index) => {
    if (byName.get(draft.chunk.name) !== draft.chunk.path) return []
    const earlier = context.preVersion && !draft.givesDepends ? drafts.slice(0, index).map((other) => ({ value: other.chunk.name, at: draft.chunk.at })) : undefined
    return [{ ...draft.chunk, buildDepends: siblings(earlier ?? draft.depends, byName, draft.chunk, context) }]
  })
  return { chunks: found, own }
}

/** Names of entries → path keys; any order is legal, an unknown name is an error (BD §5.1). */
function siblings(names: readonly Located<string>[], byName: ReadonlyMap<string, string>, chunk: Chunk, context: ReadContext): readonly Located<string>[] {
  const seen = new Set<string>()
  return names.flatMap((name) => {
    const path = byName.get(name.value)
    if (path === undefined) {
      context.collector.report('reader/unknown-build-depends', { chunk: chunk.name, name: name.value, known: [...byName.keys()] }, name.at)
      return []
    }
    if (path === chunk.path) {
      context.collector.report('reader/self-dependency', { name: chunk.name }, name.at)
      return []
    }
    if (seen.has(path)) return []
    seen.add(path)
    return [{ ...name, value: path }]
  })
}

/** Keeps the first of two entries for one file; both must build the same (BD §3.5). */
function addChunk(chunks: Map<string, Chunk>, chunk: Chunk, context: ReadContext): void {
  const first = chunks.get(chunk.path)
  if (!first) {
    chunks.set(chunk.path, chunk)
    return
  }
  const same = first.repo?.value === chunk.repo?.value && first.ref?.value === chunk.ref?.value
  const related = [{ message: 'first used here', at: first.at }]
  if (same) context.collector.report('reader/shared-chunk', { path: chunk.path }, chunk.at, related)
  else context.collector.report('reader/conflicting-entries', { path: chunk.path }, chunk.at, related)
}

/** Reports circular dependencies among `nodes` and takes out of `table` the dependency that closes each. */
function breakCycles<T extends Stratum | Chunk>(nodes: readonly string[], table: Map<string, T>, context: ReadContext): void {
  const broken = cyclicEdges(nodes, (key) => table.get(key)?.buildDepends.map((reference) => reference.value) ?? [])
  for (const { from, to, path } of broken) {
    const node = table.get(from)
    const edge = node?.buildDepends.find((reference) => reference.value === to)
    if (!node || !edge) continue
    context.collector.report('reader/cycle', { path: path.map((key) => table.get(key)?.name ?? key) }, edge.at)
    table.set(from, { ...node, buildDepends: node.buildDepends.filter((reference) => reference !== edge) })
  }
}

/** The edges that close a circle, each with the circle; found depth first, in order, without recursion. */
export function cyclicEdges(nodes: readonly string[], next: (node: string) => readonly string[]): readonly { readonly from: string; readonly to: string; readonly path: readonly string[] }[] {
  const state = new Map<string, 'open' | 'done'>()
  const found: { from: string; to: string; path: string[] }[] = []
  for (const start of nodes) {
    if (state.has(start)) continue
    state.set(start, 'open')
    const stack = [{ node: start, rest: [...next(start)] }]
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = top.rest.shift()
      if (to === undefined) {
        state.set(top.node, 'done')
        stack.pop()
      } else if (state.get(to) === 'open') {
        const path = stack.map((frame) => frame.node)
        found.push({ from: top.node, to, path: [...path.slice(path.indexOf(to)), to] })
      } else if (!state.has(to)) {
        state.set(to, 'open')
        stack.push({ node: to, rest: [...next(to)] })
      }
    }
  }
  return found
}

