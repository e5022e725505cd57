/** Files that are compared as a whole: data, and what should be YAML and is not. */
import type { FileContent } from '../ir/project.ts'
import type { Comparison, FilePair } from './comparison.ts'
import type { Edit } from './edits.ts'
import { lastPart } from './element-paths.ts'
import { listChange } from './list-edit.ts'

/** Longer files are not looked into. */
const MOST_LINES = 2000

/** The edit of a file, and what it is equal by: files of one name in which the same lines changed changed in the same way. `withLines`: the lines are told. */
export function contentEdits({ before, after }: Comparison, { from = '', to = '' }: FilePair, withLines: boolean): readonly { readonly edit: Edit; readonly content: string }[] {
  const [old, now] = [before.side.tree.get(from), after.side.tree.get(to)]
  if (old === now || old === undefined || now === undefined) return []
  const change = lineChange(old, now)
  const member = (text: string) => ({ text })
  const told = withLines && change
  return [{
    edit: { path: [], state: 'changed', removed: told ? told.removed.map(member) : [], added: told ? told.added.map(member) : [], reordered: told ? told.reordered : false },
    content: JSON.stringify([lastPart(to), change && change.removed.length + change.added.length > 0 ? [change.removed, change.added] : [contentKey(old), contentKey(now)]]),
  }]
}

function lineChange(old: FileContent, now: FileContent): ReturnType<typeof listChange<string>> | undefined {
  if (typeof old !== 'string' || typeof now !== 'string') return undefined
  const [before, after] = [old.split('\n'), now.split('\n')]
  return before.length > MOST_LINES || after.length > MOST_LINES ? undefined : listChange(before, after, (line) => line)
}

function contentKey(content: FileContent): string {
  return typeof content === 'string' ? content : `\0${Buffer.from(content).toString('latin1')}`
}
