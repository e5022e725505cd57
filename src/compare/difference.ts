/** Two projects → what differs, as changes that a reviewer takes in. The order of steps, nothing else. */
import type { Change, Difference, FileDifference, ProjectSide } from '../ir/difference.ts'
import { changedPaths } from './changed-files.ts'
import { comparison, placeOf, roleOf, stratumOf, systemKeys, systemsOf, type Comparison, type FilePair } from './comparison.ts'
import { judge } from './consequences.ts'
import { contentEdits } from './content-edits.ts'
import { diagnosticsBetween } from './diagnostics.ts'
import { finished, type Draft } from './draft.ts'
import { editsBetween, type Edit, type FileEdits } from './edits.ts'
import { compareText, elementPaths } from './element-paths.ts'
import { facetsOf } from './facets.ts'
import { grouped, type PlacedEdit } from './group.ts'
import { findMoves } from './moves/find-moves.ts'
import { moveFiles } from './moves/move-files.ts'
import { projectReach } from './project-reach.ts'
import type { Systems } from './reach.ts'
import { topicOf } from './topics.ts'
import { kindsAsWholes, kindsIn } from './whole-kinds.ts'
import { wholesOf, type Wholes } from './wholes.ts'

/** What a run leaves about itself: reports, not the project. Such files are among the files that differ and in no change. */
const REPORTS = new Set(['MIGRATION.md', '.morph2bst.json'])

/** All that differs. Costs what differs; equal sides cost a look at each file. */
export function differenceOf(before: ProjectSide, after: ProjectSide): Difference {
  const { compared, pairs } = paired(before, after)
  const wholes = wholesOf(compared, pairs.filter((pair) => !isReport(pair)))
  const edits = pairs.flatMap((pair) => (pair.from === undefined || pair.to === undefined || isReport(pair) ? [] : editsOf(compared, wholes, pair)))
  const drafts = [...wholes.drafts, ...grouped(edits)]
  const changes = finished(drafts, compared.systems)
  return { changes, files: filesOf(compared, pairs, drafts), systems: systemsBetween(compared, changes), diagnostics: diagnosticsBetween(before, after, compared.names) }
}

function isReport({ from, to }: FilePair): boolean {
  return REPORTS.has(to ?? from ?? '')
}

/** Which file became which. */
function paired(before: ProjectSide, after: ProjectSide): { readonly compared: Comparison; readonly pairs: readonly FilePair[] } {
  const { changed, removed, added } = changedPaths(before.tree, after.tree)
  const [pathsBefore, pathsAfter] = [elementPaths(before.tree), elementPaths(after.tree)]
  const addedNames = new Map(added.flatMap((path) => { const name = pathsAfter.nameOf(path); return name === undefined ? [] : [[name, path] as const] }))
  const moves = new Map(removed.flatMap((path) => { const now = addedNames.get(pathsBefore.nameOf(path) ?? ''); return now === undefined ? [] : [[path, now] as const] }))
  const renamed = new Set(moves.values())
  const isFree = (path: string): boolean => !moves.has(path) && !renamed.has(path)
  const [gone, come] = [removed.filter(isFree), added.filter(isFree)]
  const names = findMoves({ before, after, removed: gone, added: come, pathsBefore, pathsAfter })
  for (const [from, to] of names) moves.set(pathsBefore.pathOf(from), pathsAfter.pathOf(to))
  const noElement = (path: string): boolean => pathsBefore.nameOf(path) === undefined && path !== 'project.conf' && !REPORTS.has(path)
  for (const [from, to] of moveFiles(gone.filter(noElement), come.filter(noElement), before.tree, after.tree, names)) moves.set(from, to)
  const arrived = new Set(moves.values())
  const pairs = [
    ...changed.map((path) => ({ from: path, to: path })), ...[...moves].map(([from, to]) => ({ from, to })),
    ...removed.filter((path) => !moves.has(path)).map((path) => ({ from: path, to: undefined })), ...added.filter((path) => !arrived.has(path)).map((path) => ({ from: undefined, to: path })),
  ]
  return { compared: comparison(before, after, pathsBefore, pathsAfter, names), pairs: pairs.sort((a, b) => compareText(pathOf(a), pathOf(b))) }
}

function pathOf({ from, to }: FilePair): string {
  return to ?? from ?? ''
}

/** The edits of a file that are to be told; what the others follow from is told of them. */
function editsOf(compared: Comparison, wholes: Wholes, pair: FilePair): readonly PlacedEdit[] {
  const role = roleOf(compared, pathOf(pair))
  const place = placeOf(compared, pair)
  const base = { place, stratum: stratumOf(compared, pair) }
  const placed = (edit: Edit, systems: Systems): PlacedEdit => ({ ...base, edit, systems, topic: topicOf(role, edit.path) })
  const found = role === 'data' ? undefined : fileEdits(compared, pair)
  if (!found) return contentEdits(compared, pair, role !== 'data').map(({ edit, content }) => ({ ...placed(edit, systemsOf(compared, pair)), topic: 'files', content }))
  const { told, causes } = judge(compared, wholes, pair, found)
  // A moved file is told of as one already, whatever else there is to say.
  const remarks = found.remarks && (pair.from === pair.to || found.remarks.removed.length + found.remarks.added.length > 0) ? found.remarks : undefined
  if (told.length === 0 && !remarks) {
    for (const cause of causes) if (!cause.places.some(({ path }) => path === place.path)) cause.follows.add(place.path)
    return []
  }
  const systems = systemsOf(compared, pair)
  return [...told, ...remarks ? [remarks] : []].map((edit) => placed(edit, role === 'project' ? projectReach(compared, edit) : systems))
}

function fileEdits({ before, after, names }: Comparison, { from = '', to = '' }: FilePair): FileEdits | undefined {
  const [old, now] = [before.side.tree.get(from), after.side.tree.get(to)]
  if (typeof old !== 'string' || typeof now !== 'string') return undefined
  if (old === now) return { edits: [], remarks: undefined, renamed: new Set() }
  const [oldFacets, newFacets] = [facetsOf(old, before.paths.nameOf(from) !== undefined), facetsOf(now, after.paths.nameOf(to) !== undefined)]
  if (!oldFacets || !newFacets) return undefined
  const found = editsBetween(oldFacets, newFacets, (name) => names.get(name))
  return to === 'project.conf' ? { ...found, edits: kindsAsWholes(found.edits, kindsIn(oldFacets.facets.values()), kindsIn(newFacets.facets.values())) } : found
}

/** Each file with the systems of the changes that it has a part in; what is in none reaches what its content reaches. */
function filesOf(compared: Comparison, pairs: readonly FilePair[], drafts: readonly Draft[]): readonly FileDifference[] {
  const reached = new Map<string, Systems>()
  for (const { places, systems } of drafts) for (const { path } of places) if (places.length === 1) reached.set(path, (reached.get(path) ?? 0n) | systems)
  return pairs.map(({ from, to }) => {
    const path = to ?? from ?? ''
    const set = REPORTS.has(path) ? 0n : reached.get(path) ?? systemsOf(compared, { from, to })
    return {
      state: from === undefined ? 'added' : to === undefined ? 'removed' : from === to ? 'changed' : 'moved', path,
      ...(from !== undefined && to !== undefined && from !== to ? { from } : {}), systems: systemKeys(compared.systems, set),
    }
  })
}

/** A change of comments or descriptions leaves a system as it is. */
function systemsBetween({ before, after, systems: { all, moved, bitOf } }: Comparison, changes: readonly Change[]): Difference['systems'] {
  const [old, now] = [new Set(before.side.systems.map(({ path }) => bitOf.get(path))), new Set(after.side.systems.map(({ path }) => bitOf.get(path)))]
  const changed = new Set(changes.filter(({ topic }) => topic !== 'remarks').flatMap(({ systems }) => systems))
  const knownBoth = !before.side.filesOnly && !after.side.filesOnly
  const isIn = (side: ReadonlySet<number | undefined>, path: string): boolean => side.has(bitOf.get(path))
  return {
    all, moved,
    added: knownBoth ? all.filter((path) => !isIn(old, path)) : [],
    removed: knownBoth ? all.filter((path) => !isIn(now, path)) : [],
    changed: all.filter((path) => changed.has(path) && (!knownBoth || (isIn(old, path) && isIn(now, path)))),
  }
}
