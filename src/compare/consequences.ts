/** Edits of a file that follow from something that came, went or moved elsewhere, and are not told besides. */
import type { Comparison, FilePair } from './comparison.ts'
import type { Member } from './dependency-members.ts'
import type { Draft } from './draft.ts'
import type { Edit, FileEdits } from './edits.ts'
import { lastPart, ownerOf, stemOf } from './element-paths.ts'
import type { Wholes } from './wholes.ts'

/** What is left to tell of a file, and what the rest follows from. */
export interface Judged {
  readonly told: readonly Edit[]
  readonly causes: ReadonlySet<Draft>
}

/** Takes the consequences out of a file's edits. */
export function judge(compared: Comparison, wholes: Wholes, pair: FilePair, { edits, renamed }: FileEdits): Judged {
  const causes = new Set<Draft>()
  for (const name of renamed) addTo(causes, wholes.moved.get(name))
  const told = edits.filter((edit) => {
    const found = membership(compared, wholes, pair, edit) ?? ownHelpers(compared, wholes, pair, edit) ?? sameWords(wholes, compared, edit) ?? otherArchitecture(compared, wholes, pair, edit)
    for (const cause of found ?? []) causes.add(cause)
    return !found
  })
  return { told, causes }
}

function addTo(causes: Set<Draft>, cause: Draft | undefined): void {
  if (cause) causes.add(cause)
}

/** A stack that lists what lies below it loses what went and has what came: that is no second change. */
function membership(compared: Comparison, { added, removed, moved }: Wholes, { from, to }: FilePair, edit: Edit): readonly Draft[] | undefined {
  const [old, now] = [nameIn(compared.before, from), nameIn(compared.after, to)]
  if (edit.reordered || old === undefined || now === undefined || edit.removed.length + edit.added.length === 0) return undefined
  const causeOf = (member: Member, isNew: boolean): Draft | undefined => {
    const name = member.element
    if (name === undefined) return undefined
    const before = compared.oldNames.get(name)
    if (before !== undefined) return (isNew ? ownerOf(name) === now && ownerOf(before) !== old : ownerOf(before) === old && ownerOf(name) !== now) ? moved.get(before) : undefined
    return ownerOf(name) === (isNew ? now : old) ? (isNew ? added : removed).get(name) : undefined
  }
  const causes = [...edit.removed.map((member) => causeOf(member, false)), ...edit.added.map((member) => causeOf(member, true))]
  return causes.every((cause) => cause !== undefined) ? causes : undefined
}

/** What went from one stratum to another is built on what the other is built on. */
function ownHelpers(compared: Comparison, { moved }: Wholes, { from, to }: FilePair, edit: Edit): readonly Draft[] | undefined {
  const [old, now] = [nameIn(compared.before, from), nameIn(compared.after, to)]
  const cause = old === undefined ? undefined : moved.get(old)
  const [gone, come] = [edit.removed[0]?.element, edit.added[0]?.element]
  if (!cause || old === undefined || now === undefined || edit.reordered || edit.removed.length !== 1 || edit.added.length !== 1 || gone === undefined || come === undefined) return undefined
  const [oldOwner, newOwner] = [ownerOf(old), ownerOf(now)]
  if (oldOwner === newOwner || ownerOf(gone) !== oldOwner || ownerOf(come) !== newOwner || lastPart(gone) !== lastPart(come)) return undefined
  return isHelper(compared.before, gone) && isHelper(compared.after, come) ? [cause] : undefined
}

/** Made of the same definition as the stack above it, or called as conversion calls what chunks are built on. */
function isHelper({ side }: Comparison['before'], name: string): boolean {
  const [own, owner] = [side.origins.get(name), side.origins.get(ownerOf(name) ?? '')]
  return own && owner ? own.file === owner.file && own.start === owner.start : lastPart(name) === 'build-deps.bst'
}

/** Words that conversion makes of names: descriptions, assertions, folders of files. They change with the names and say nothing more. */
function sameWords({ moved }: Wholes, { names }: Comparison, { path, before, after, removed, added }: Edit): readonly Draft[] | undefined {
  const key = path.join('.')
  if (names.size === 0 || !['description', '(?)', 'sources.path'].includes(key)) return undefined
  const old = before ?? removed.map(({ text }) => text).join('\n')
  const now = after ?? added.map(({ text }) => text).join('\n')
  const causes: Draft[] = []
  const said = [...names].reduce((text, [from, to]) => {
    const [stem, other] = key === 'sources.path' ? [stemOf(from), stemOf(to)] : [lastPart(stemOf(from)), lastPart(stemOf(to))]
    const cause = moved.get(from)
    if (!cause || stem === other || !text.includes(stem)) return text
    causes.push(cause)
    return text.replaceAll(stem, () => other)
  }, old)
  return said === now && causes.length > 0 ? causes : undefined
}

/** A system's assertion names its architecture, of which a change of its own tells; and there is one only where systems are for several. */
function otherArchitecture({ before, after, names }: Comparison, { systems }: Wholes, { from, to }: FilePair, { path, removed, added }: Edit): readonly Draft[] | undefined {
  if (path.length !== 1 || path[0] !== '(?)') return undefined
  const several = [before, after].map(({ side }) => new Set(side.systems.map(({ arch }) => arch)).size > 1)
  if (several[0] !== several[1] && [...removed, ...added].every(({ text }) => / != "[^"]*": \(!\): /.test(text))) return systems.length > 0 ? systems : undefined
  const system = before.side.systems.find(({ element }) => element === before.paths.nameOf(from ?? ''))
  const now = system && after.side.systems.find(({ element }) => element === (names.get(system.element) ?? system.element) && element === after.paths.nameOf(to ?? ''))
  return now && now.arch !== system.arch ? [] : undefined
}

function nameIn({ paths }: Comparison['before'], path: string | undefined): string | undefined {
  return path === undefined ? undefined : paths.nameOf(path)
}
