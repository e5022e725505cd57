/** Edits at their places → changes: what changed in the same way is one change with all places. */
import type { Change, ChangePlace } from '../ir/difference.ts'
import { draft, type Draft } from './draft.ts'
import { nowText, type Edit } from './edits.ts'
import type { Systems } from './reach.ts'

/** One edit of one file. */
export interface PlacedEdit {
  readonly edit: Edit
  readonly topic: Change['topic']
  readonly place: ChangePlace
  readonly stratum: string | undefined
  readonly systems: Systems
  /** Of a file that is compared as a whole: its content on both sides, so that equal ones are told once. */
  readonly content?: string
}

/** Drafts for all edits. */
export function grouped(edits: readonly PlacedEdit[]): readonly Draft[] {
  const groups = new Map<string, PlacedEdit[]>()
  for (const edit of edits) groups.set(keyOf(edit), [...groups.get(keyOf(edit)) ?? [], edit])
  return joined([...groups.values()]).map((members) => {
    const [{ edit, topic }] = members as [PlacedEdit, ...PlacedEdit[]]
    const { path, removed, added, before, after, reordered, ref } = edit
    const states = new Set(members.map((member) => member.edit.state))
    return draft({
      topic, reordered, ...before === undefined ? {} : { before }, ...after === undefined ? {} : { after }, ...ref ? { ref } : {}, state: states.size === 1 ? edit.state : 'changed', key: path.join('.'), removed: removed.map(({ text }) => text), added: added.map(({ text }) => text),
      // Two sources of one file may change in the same way.
      places: [...new Map(members.map(({ place }) => [place.path, place])).values()], systems: members.reduce((all, { systems }) => all | systems, 0n), strata: new Set(members.map(({ stratum }) => stratum)),
    })
  })
}

/** Whether a list was there before makes no difference to what it gained. */
function keyOf({ edit, topic, content }: PlacedEdit): string {
  const { path, state, before, after, removed, added, reordered, ref } = edit
  const isList = removed.length + added.length > 0
  return JSON.stringify([topic, isList ? '' : state, path, before, after, removed.map(({ text }) => text), added.map(({ text }) => text), reordered, ref, content])
}

/** Within a stratum, who had a part of what the others gained changed in the same way as they. */
function joined(groups: readonly (readonly PlacedEdit[])[]): readonly (readonly PlacedEdit[])[] {
  const result = groups.map((members) => [...members])
  const bySize = [...result].sort((a, b) => sizeOf(b) - sizeOf(a))
  const byList = new Map<string, PlacedEdit[][]>()
  for (const members of bySize) {
    const key = listKey(members)
    if (key === undefined) continue
    const larger = byList.get(key)?.find((others) => others.length > 1 && members.every((member) => others[0] && isPartOf(member.edit, others[0].edit)))
    if (larger) larger.push(...members.splice(0))
    else byList.set(key, [...byList.get(key) ?? [], members])
  }
  return result.filter((members) => members.length > 0)
}

function sizeOf([first]: readonly PlacedEdit[]): number {
  return first ? first.edit.removed.length + first.edit.added.length : 0
}

/** Which lists may be one change: those of one key in one stratum. */
function listKey(members: readonly PlacedEdit[]): string | undefined {
  const [first] = members
  if (!first?.edit.had || first.edit.reordered || sizeOf(members) === 0 || first.stratum === undefined || members.some(({ stratum }) => stratum !== first.stratum)) return undefined
  return JSON.stringify([first.topic, first.edit.path, first.stratum])
}

function isPartOf(part: Edit, whole: Edit): boolean {
  const texts = (members: Edit['added']): ReadonlySet<string> => new Set(members.map(nowText))
  const [removed, added] = [texts(part.removed), texts(part.added)]
  const [allRemoved, allAdded] = [texts(whole.removed), texts(whole.added)]
  return [...removed].every((text) => allRemoved.has(text)) && [...added].every((text) => allAdded.has(text))
    && [...allAdded].every((text) => added.has(text) || (part.has?.has(text) ?? false)) && [...allRemoved].every((text) => removed.has(text) || !(part.had?.has(text) ?? true))
}
