/**
 * Writes converted commits and the notes on them. What is written becomes part of the repository at each {@link ReplayWriter.save},
 * together with the notes that say so: whoever stops in between finds the state of the last one.
 */
import type { HistoryCommit } from '../../git/history.ts'
import { blobWords, commitWords, notesWords, type Note } from '../../git/import-words.ts'
import { openImport, type ImportStream } from '../../git/import-stream.ts'
import { moveRef } from '../../git/branch.ts'
import { secondsOf } from '../../git/commit-object.ts'
import { refuse } from '../../git/refusal.ts'
import type { Repository } from '../../git/repository.ts'
import { changeBetween, type GeneratedChange, type GeneratedTree } from './generated-tree.ts'
import { readGeneratedTree } from './made-trees.ts'
import { Recent } from './recent.ts'
import { becameNote } from './replay-state.ts'

/** A commit to make. Parents go by the commits that they were made from. */
export interface Making {
  readonly commit: HistoryCommit
  readonly parents: readonly string[]
  readonly tree: GeneratedTree
  /** The tree of the first parent; empty without one. */
  readonly before: GeneratedTree
  readonly note: string
}

/** How often what is written is sent. */
export interface Pace {
  readonly commits: number
  readonly bytes: number
}

const PACE: Pace = { commits: 64, bytes: 32 * 1024 * 1024 }
/** More than are sent at a time, so that none is forgotten before it can be read from the repository. */
const MOST_TREES = 128

export class ReplayWriter {
  private readonly ids = new Map<string, string>()
  private readonly marks = new Map<string, number>()
  private readonly trees = new Recent<string, GeneratedTree>(MOST_TREES)
  private readonly sent = new Set<string>()
  private readonly waiting: { readonly making: Making; readonly change: GeneratedChange }[] = []
  private waitingBytes = 0
  private notes: { readonly commit: HistoryCommit; readonly standIn: string | undefined; readonly note?: string }[] = []
  private notesMark: number | undefined
  private lastMark = 0

  private constructor(
    private readonly repository: Repository, private readonly stream: ImportStream, private readonly ref: string,
    private notesTip: string | undefined, private readonly notesBefore: string | undefined, private readonly pace: Pace,
  ) {}

  /** `tip` is what the notes' `ref` leads to; with `anew` the notes begin anew. */
  static async open(repository: Repository, ref: string, tip: string | undefined, { anew = false, pace = PACE }: { readonly anew?: boolean; readonly pace?: Pace | undefined } = {}): Promise<ReplayWriter> {
    return new ReplayWriter(repository, await openImport(repository), ref, tip, anew ? undefined : tip, pace)
  }

  /** Says which commit an earlier run made of one. */
  restore(commit: string, id: string): void {
    this.ids.set(commit, id)
  }

  /** The id of the commit that was made of one, as far as it has been sent. */
  idOf(commit: string): string | undefined {
    return this.ids.get(commit)
  }

  /** The tree of the commit that was made of one. */
  async treeOf(commit: string): Promise<GeneratedTree> {
    const known = this.trees.get(commit)
    if (known) return known
    if (!this.ids.has(commit)) await this.flush()
    if (this.marks.has(commit)) await this.stream.checkpoint()
    const tree = await readGeneratedTree(this.repository, this.ids.get(commit) ?? '')
    this.trees.set(commit, tree)
    return tree
  }

  /** Adds a commit to be made. */
  async make(making: Making): Promise<void> {
    const change = changeBetween(making.before, making.tree)
    this.trees.set(making.commit.id, making.tree)
    this.waiting.push({ making, change })
    this.notes.push({ commit: making.commit, standIn: making.commit.id, note: making.note })
    for (const { bytes } of change.written.values()) this.waitingBytes += bytes?.byteLength ?? 0
    if (this.waiting.length >= this.pace.commits || this.waitingBytes >= this.pace.bytes) await this.flush()
  }

  /** Notes that nothing is made of a commit, since another one stands for it, or none. */
  stand(commit: HistoryCommit, standIn: string | undefined): void {
    this.notes.push({ commit, standIn })
  }

  /** Everything added so far, and the notes about it, are part of the repository behind this. `message` is that of the notes' commit. */
  async save(message: string): Promise<void> {
    await this.flush()
    const last = this.notes.at(-1)
    if (!last) return
    const mark = ++this.lastMark
    await this.stream.send(notesWords(this.notes.flatMap((entry) => this.notesOn(entry)), {
      message, mark, before: this.notesMark === undefined ? this.notesBefore : `:${this.notesMark}`,
      person: `morph2bst <morph2bst> ${secondsOf(last.commit.committer)} +0000`,
    }))
    this.notesMark = mark
    this.notes = []
    const tip = await this.stream.idOf(mark)
    await this.stream.checkpoint()
    const fault = await moveRef(this.repository, this.ref, this.notesTip, tip, 'morph2bst migrate --replay')
    if (fault) refuse('git', `the notes ${this.ref} cannot be written: ${fault.fault}`, 'if another replay of the branch goes on, wait for it')
    this.notesTip = tip
  }

  /** Ends the stream; nothing may be added behind it. */
  async close(): Promise<void> {
    await this.stream.close()
  }

  /** Ends the stream after a failure. */
  abandon(): void {
    this.stream.abandon()
  }

  private notesOn({ commit, standIn, note }: { readonly commit: HistoryCommit; readonly standIn: string | undefined; readonly note?: string }): readonly Note[] {
    const became = { about: commit.id, text: becameNote(standIn === undefined ? undefined : this.ids.get(standIn)) }
    return note === undefined ? [became] : [became, { about: this.nameOf(commit.id), text: note }]
  }

  private nameOf(commit: string): string {
    const mark = this.marks.get(commit)
    return mark === undefined ? this.ids.get(commit) ?? '' : `:${mark}`
  }

  /** Sends what waits: versions of one file behind each other, since each is packed as a difference from what came before it. */
  private async flush(): Promise<void> {
    const waiting = this.waiting.splice(0)
    this.waitingBytes = 0
    const paths = [...new Set(waiting.flatMap(({ change }) => [...change.written.keys()]))].sort()
    for (const path of paths) for (const { change } of waiting) await this.sendBlob(change, path)
    for (const { making, change } of waiting) {
      const mark = ++this.lastMark
      await this.stream.send(commitWords({ ...making.commit, parents: making.parents.map((parent) => this.nameOf(parent)), change }, mark))
      this.marks.set(making.commit.id, mark)
    }
    for (const { making } of waiting) this.ids.set(making.commit.id, await this.stream.idOf(this.marks.get(making.commit.id) ?? 0))
  }

  private async sendBlob({ written }: GeneratedChange, path: string): Promise<void> {
    const file = written.get(path)
    if (!file?.bytes || this.sent.has(file.id)) return
    this.sent.add(file.id)
    await this.stream.send(blobWords(file.bytes))
  }
}
