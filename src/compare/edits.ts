/** What two versions of a file say → what changed, key by key. Knows neither what it means nor where else it changed. */
import type { Change } from '../ir/difference.ts'
import type { Member } from './dependency-members.ts'
import { NO_FACETS, type Facet, type FileFacets } from './facets.ts'
import { listChange } from './list-edit.ts'
import { pairSources, type Source } from './sources.ts'

/** One key of one file that changed. */
export interface Edit {
  /** Empty for the file as a whole: its comments, its layout. */
  readonly path: readonly string[]
  readonly state: 'added' | 'removed' | 'changed'
  readonly before?: string
  readonly after?: string
  readonly removed: readonly Member[]
  readonly added: readonly Member[]
  readonly reordered: boolean
  readonly ref?: NonNullable<Change['ref']>
  /** Of a list: the texts of all its members on both sides. */
  readonly had?: ReadonlySet<string>
  readonly has?: ReadonlySet<string>
}

/** What changed in one file. */
export interface FileEdits {
  readonly edits: readonly Edit[]
  /** Comments, or where nothing else changed, the layout alone. */
  readonly remarks: Edit | undefined
  /** Elements that are named by another name now and that changed nothing thereby; names before. */
  readonly renamed: ReadonlySet<string>
}

const NOTHING = { removed: [], added: [], reordered: false }

/** Compares two versions of a file; `newName` gives the name that an element of the one before has after. */
export function editsBetween(before: FileFacets = NO_FACETS, after: FileFacets = NO_FACETS, newName: (element: string) => string | undefined = () => undefined): FileEdits {
  const renamed = new Set<string>()
  const edits: Edit[] = []
  const keys = [...before.facets.keys(), ...[...after.facets.keys()].filter((key) => !before.facets.has(key))]
  for (const key of keys) edits.push(...facetEdits(before.facets.get(key), after.facets.get(key), newName, renamed))
  return { edits, remarks: remarksEdit(before, after, edits.length === 0 && renamed.size === 0), renamed }
}

function facetEdits(before: Facet | undefined, after: Facet | undefined, newName: (element: string) => string | undefined, renamed: Set<string>): readonly Edit[] {
  const one = after ?? before
  if (!one) return []
  const state = !before ? 'added' : !after ? 'removed' : 'changed'
  const { path } = one
  if (before?.kind !== 'list' && after?.kind !== 'list' && (before?.kind === 'sources' || after?.kind === 'sources') && before?.kind !== 'text' && after?.kind !== 'text') {
    return sourceEdits(before?.sources ?? [], after?.sources ?? [], path)
  }
  if (before?.kind !== 'list' && before?.kind !== 'sources' && after?.kind !== 'list' && after?.kind !== 'sources') {
    return before?.text === after?.text ? [] : [{ path, state, ...NOTHING, ...(before ? { before: before.text } : {}), ...(after ? { after: after.text } : {}) }]
  }
  const now = membersOf(after)
  const names = new Set(now.map(({ element }) => element))
  const used: string[] = []
  const old = membersOf(before).map((member): Member => {
    const name = member.element === undefined || names.has(member.element) ? undefined : newName(member.element)
    if (name === undefined || !member.renamed) return member
    used.push(member.element ?? '')
    return { text: member.text, now: member.renamed(name), element: name, renamed: member.renamed }
  })
  const change = listChange(old, now, nowText)
  if (state === 'changed' && change.removed.length + change.added.length === 0 && !change.reordered) {
    used.forEach((name) => renamed.add(name))
    return []
  }
  return [{ path, state, ...change, had: new Set(old.map(nowText)), has: new Set(now.map(nowText)) }]
}

/** The text by which members of both sides are compared. */
export function nowText({ text, now }: Member): string {
  return now ?? text
}

function membersOf(facet: Facet | undefined): readonly Member[] {
  switch (facet?.kind) {
    case undefined: return []
    case 'text': return [{ text: facet.text }]
    case 'list': return facet.members
    case 'sources': return facet.sources.map(({ identity }) => ({ text: identity }))
  }
}

/** Commits, places and other fields of sources; those that came or went by name. */
function sourceEdits(before: readonly Source[], after: readonly Source[], path: readonly string[]): readonly Edit[] {
  const pairs = pairSources(before, after)
  const member = ({ identity }: Source): Member => ({ text: identity })
  const [removed, added] = [pairs.flatMap((pair) => (pair.after ? [] : pair.before ?? [])), pairs.flatMap((pair) => (pair.before ? [] : pair.after ?? []))]
  const both = pairs.flatMap((pair) => (pair.before && pair.after ? [pair as { readonly before: Source; readonly after: Source }] : []))
  const numbered = (sources: readonly Source[], side: 'before' | 'after'): readonly number[] => sources.map((source) => both.findIndex((pair) => pair[side] === source)).filter((number) => number !== -1)
  const { reordered } = listChange(numbered(before, 'before'), numbered(after, 'after'), String)
  return [
    ...removed.length + added.length > 0 || reordered
      ? [{ path, state: before.length === 0 ? 'added' as const : after.length === 0 ? 'removed' as const : 'changed' as const, removed: removed.map(member), added: added.map(member), reordered }]
      : [],
    ...both.flatMap((pair) => fieldEdits(pair.before, pair.after, path)),
  ]
}

function fieldEdits(before: Source, after: Source, path: readonly string[]): readonly Edit[] {
  const text = (key: string, old: string | undefined, now: string | undefined): readonly Edit[] => old === now ? [] : [{
    path: [...path, key], state: old === undefined ? 'added' : now === undefined ? 'removed' : 'changed', ...NOTHING, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }),
  }]
  const [oldRef, newRef] = [factOf(before), factOf(after)]
  const tells = (oldRef ?? newRef) !== undefined && (oldRef?.ref !== newRef?.ref || oldRef?.name !== newRef?.name)
  const others = [...new Set([...before.fields.keys(), ...after.fields.keys()])].filter((key) => key !== 'ref' && (key !== 'track' || !oldRef || !newRef))
  return [
    ...before.identity === after.identity ? [] : text(after.fromKey === '' ? before.fromKey : after.fromKey, before.from, after.from),
    ...tells ? [{ path: [...path, 'ref'], state: 'changed' as const, ...NOTHING, ref: { url: after.from, before: oldRef, after: newRef } }] : [],
    ...others.flatMap((key) => text(key, before.fields.get(key), after.fields.get(key))),
  ]
}

function factOf({ fields }: Source): NonNullable<Change['ref']>['before'] {
  const [ref, name] = [fields.get('ref'), fields.get('track')]
  return ref === undefined ? undefined : { ref, ...(name === undefined ? {} : { name }) }
}

/** Comments at what both versions say; what stands at something new or gone goes with it. */
function remarksEdit(before: FileFacets, after: FileFacets, nothingElse: boolean): Edit | undefined {
  const lines = (own: FileFacets, other: FileFacets): readonly Member[] => own.remarks.filter(({ about }) => other.said.has(about)).map(({ text }) => ({ text: text.trim() }))
  const change = listChange(lines(before, after), lines(after, before), ({ text }) => text)
  return nothingElse || change.removed.length + change.added.length > 0 ? { path: [], state: 'changed', ...change } : undefined
}
