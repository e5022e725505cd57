/** What is said to `git fast-import`, as bytes. Pure; knows no process. */
import { soundPerson, type CommitObject } from './commit-object.ts'

/** A commit that was made: `:7` in this stream, or its id. */
export type CommitName = string

/** What a commit changes, against the tree of its first parent. */
export interface TreeChange {
  readonly removed: readonly string[]
  /** Path → id of the blob and mode. */
  readonly written: ReadonlyMap<string, { readonly id: string; readonly mode?: string }>
}

/** A commit to make. */
export interface NewCommit extends Pick<CommitObject, 'author' | 'committer' | 'encoding' | 'message'> {
  readonly parents: readonly CommitName[]
  readonly change: TreeChange
}

/** Where commits are made; the stream's own, and nobody else's. */
const BRANCH = 'refs/heads/made'
const NOTES = 'refs/notes/made'

/** The words for one blob. */
export function blobWords(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`blob\ndata ${bytes.byteLength}\n`), bytes, Buffer.from('\n')])
}

/** The words for a commit; from then on it is `:mark`. */
export function commitWords(commit: NewCommit, mark: number): Buffer {
  const [first, ...others] = commit.parents
  const { removed, written } = commit.change
  return latin1([
    // A branch that begins anew, for a commit without parents.
    ...(first === undefined ? [`reset ${BRANCH}`, ''] : []),
    `commit ${BRANCH}`, `mark :${mark}`, `author ${soundPerson(commit.author)}`, `committer ${soundPerson(commit.committer)}`,
    ...(commit.encoding === undefined ? [] : [`encoding ${commit.encoding}`]),
    `data ${commit.message.length}\n${commit.message}`,
    ...(first === undefined ? [] : [`from ${first}`]), ...others.map((parent) => `merge ${parent}`),
    // First what goes: a folder may take the place of a file, and a file that of a folder.
    ...removed.map((path) => `D ${quotedPath(path)}`),
    ...[...written].map(([path, { id, mode = '100644' }]) => `M ${mode} ${id} ${quotedPath(path)}`), '', '',
  ])
}

/** One note: which commit it is about, and what it says. */
export interface Note {
  readonly about: CommitName
  readonly text: string
}

/** The words for a commit of notes behind the one before it. `person` is author and committer. */
export function notesWords(notes: readonly Note[], { message, person, before, mark }: { readonly message: string; readonly person: string; readonly before: CommitName | undefined; readonly mark: number }): Buffer {
  const lines = [
    ...(before === undefined ? [`reset ${NOTES}`, ''] : []),
    `commit ${NOTES}`, `mark :${mark}`, `committer ${soundPerson(person)}`, dataOf(message), ...(before === undefined ? [] : [`from ${before}`]),
    ...notes.flatMap(({ about, text }) => [`N inline ${about}`, dataOf(text)]), '', '',
  ]
  return latin1(lines)
}

function dataOf(text: string): string {
  const bytes = Buffer.from(text)
  return `data ${bytes.length}\n${bytes.toString('latin1')}`
}

function latin1(lines: readonly string[]): Buffer {
  return Buffer.from(lines.join('\n'), 'latin1')
}

/** A path as fast-import reads it whatever it holds: UTF-8 bytes in quotes. */
export function quotedPath(path: string): string {
  const bytes = Buffer.from(path).toString('latin1')
  return `"${bytes.replace(/["\\]/g, '\\$&').replace(/[\x00-\x1f\x7f]/g, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`
}
