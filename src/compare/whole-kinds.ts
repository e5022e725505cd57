/** What project.conf says of an element kind that it said nothing of on the other side → one edit for all of it. */
import type { Edit } from './edits.ts'

/** The edits with those of each kind that came or went as a whole put together, under `elements.KIND`. */
export function kindsAsWholes(edits: readonly Edit[], kindsBefore: ReadonlySet<string>, kindsAfter: ReadonlySet<string>): readonly Edit[] {
  const wholes = new Map<string, Edit[]>()
  const rest = edits.filter((edit) => {
    const [top, kind] = edit.path
    if (top !== 'elements' || kind === undefined || kindsBefore.has(kind) === kindsAfter.has(kind)) return true
    wholes.set(kind, [...wholes.get(kind) ?? [], edit])
    return false
  })
  return [...rest, ...[...wholes].map(([kind, members]): Edit => ({
    path: ['elements', kind], state: kindsAfter.has(kind) ? 'added' : 'removed', reordered: false,
    removed: members.flatMap((edit) => leaves(edit, edit.before, edit.removed)), added: members.flatMap((edit) => leaves(edit, edit.after, edit.added)),
  }))]
}

function leaves({ path }: Edit, value: string | undefined, members: Edit['added']): readonly { readonly text: string }[] {
  const key = path.slice(2).join('.')
  return [...value === undefined ? [] : [value], ...members.map(({ text }) => text)].map((text) => ({ text: `${key}: ${text}` }))
}

/** The kinds that a file's keys speak of. */
export function kindsIn(facets: Iterable<{ readonly path: readonly string[] }>): ReadonlySet<string> {
  return new Set([...facets].flatMap(({ path: [top, kind] }) => (top === 'elements' && kind !== undefined ? [kind] : [])))
}
