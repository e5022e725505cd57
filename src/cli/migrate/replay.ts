/**
 * A history, commit by commit: each that touches the definitions becomes one of converted output. Goes on where an earlier run
 * ended; a commit's id depends on the history and the options alone, however often a run was interrupted.
 */
import { isCheckedOut, lookAtRef, moveRef } from '../../git/branch.ts'
import { historyOf, leadsTo, type HistoryCommit } from '../../git/history.ts'
import { findCommit } from '../../git/revision.ts'
import { GitRefused } from '../../git/refusal.ts'
import { TreeReader } from '../../git/tree-reader.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import type { MIGRATE_FLAGS, ValuesOf } from '../options.ts'
import { Conversions, type Converted } from './conversions.ts'
import { FileEncoder, withEarlierFiles, type GeneratedTree } from './generated-tree.ts'
import { Lineage } from './lineage.ts'
import { refuseMigration, type Prepared } from './prepare.ts'
import { noteOn } from './replay-note.ts'
import { differingOptions, replayOptions } from './replay-options.ts'
import { notesRef, readState, stateMessage, type ReplayOptions, type ReplayState } from './replay-state.ts'
import { ReplayWriter, type Pace } from './replay-writer.ts'
import { ReplayProgress, type ReplayEnd } from './tell-replay.ts'

type Values = ValuesOf<typeof MIGRATE_FLAGS>

/** How a replay goes on; for tests, which cannot wait. */
export interface ReplayPace {
  readonly pace?: Pace
  /** Between two checkpoints. */
  readonly checkpointMs?: number
}

const CHECKPOINT_MS = 10_000

const NO_TREE: GeneratedTree = new Map()

/** Replays the history of HEAD. `stop` ends it behind the commit that is being converted. */
export async function replay(prepared: Prepared, values: Values, io: Io, stop: AbortSignal, { pace, checkpointMs = CHECKPOINT_MS }: ReplayPace = {}): Promise<ExitCode> {
  const { repository, root, branch, head } = prepared
  if (repository.isShallow) refuseMigration('this clone is shallow: the history before its first commits is not there', 'get it with git fetch --unshallow')
  if (await isCheckedOut(repository, branch)) refuseMigration(`${branch} is checked out in a work tree`, 'check out the branch of the definitions', EXIT.usage)
  const since = typeof values.replay === 'string' ? await findCommit(repository, values.replay) : undefined
  if (since !== undefined && !await leadsTo(repository, since, head)) refuseMigration(`${String(values.replay)} is no commit of the history of HEAD`, 'name one of git log', EXIT.usage)
  const options = replayOptions(values, { root, cwd: io.cwd, prefix: repository.prefix, since })
  const history = await historyOf(repository, head, since)
  const earlier = await earlierRun(prepared, { options, history, isForced: values.force ?? false })
  if (earlier.isDamaged) io.stderr(`morph2bst: git has cleared away commits of the earlier run, which no branch led to; beginning anew\n`)
  const reader = new TreeReader(repository)
  const writer = await ReplayWriter.open(repository, notesRef(branch), earlier.notes, { anew: !earlier.state, pace })
  try {
    // What the definitions' configuration says of remotes is not asked: branches move, and a replay gives the same at any time.
    const conversions = new Conversions(reader, { root, values: { ...values, 'resolve-refs': false }, cwd: io.cwd }, new FileEncoder(repository.idLength))
    const run = new Run(history, since, { conversions, writer, options, branch, replaces: earlier.replaces })
    const restored = run.restore(earlier.state)
    const progress = new ReplayProgress(io, values, { all: history.length, before: restored, branch })
    const done = await run.goOn({ stop, progress, now: io.now, checkpointMs })
    await writer.close()
    const end = { ...progress.counts(), made: run.made(), notes: notesRef(branch), branch, head, since, done }
    return await finish(prepared, earlier, end, progress)
  } catch (error) {
    writer.abandon()
    throw error
  } finally {
    await reader.close()
  }
}

/** What an earlier run left, and what of it holds. */
interface Earlier {
  readonly state: ReplayState | undefined
  /** What the notes' ref leads to. */
  readonly notes: string | undefined
  /** What the branch leads to. */
  readonly tip: string | undefined
  /** The same, where it is to be replaced. */
  readonly replaces: string | undefined
  /** Commits of the earlier run are gone, so that nothing of it holds. */
  readonly isDamaged?: boolean
}

async function earlierRun({ repository, branch, tip }: Prepared, { options, history, isForced }: { readonly options: ReplayOptions; readonly history: readonly HistoryCommit[]; readonly isForced: boolean }): Promise<Earlier> {
  const ref = notesRef(branch)
  const { id: notes, inTheWay: other } = await lookAtRef(repository, ref)
  if (other !== undefined) refuseMigration(`there are notes ${other}, beside which git can keep no ${ref}`, 'choose another name for the branch', EXIT.usage)
  const state = notes === undefined ? undefined : await readState(repository, notes)
  if (notes !== undefined && !state) refuseMigration(`the notes ${ref} are not those of a replay`, `remove them, if nobody needs them: git update-ref -d ${ref}`)
  const isOurs = tip === undefined || tip === state?.replaces || [...state?.became.values() ?? []].includes(tip)
  if (!isOurs) {
    if (!state) refuseMigration(`there is a branch ${branch} already, and no replay made it`, `choose another name, or rename it: git branch -m ${branch} ${branch}-old`, EXIT.usage)
    refuseMigration(`${branch} has commits that no replay made`, `give them another branch: git branch -m ${branch} ${branch}-edited`)
  }
  if (!state) return { state: undefined, notes, tip, replaces: undefined }
  // An earlier run may have been stopped before it replaced what it was to.
  const replaces = tip !== undefined && tip === state.replaces ? tip : undefined
  if (isForced || state.isDamaged) return { state: undefined, notes, tip, replaces: tip, isDamaged: !isForced }
  const differing = differingOptions(options, state.options)
  if (differing.length > 0) {
    refuseMigration(`${branch} was replayed otherwise: ${differing.map((name) => `${name} was ${state.options[name] ?? 'not given'} and is ${options[name] ?? 'not given'}`).join('; ')}`,
      'give the same options, choose another branch, or begin anew with --force')
  }
  const known = new Set(history.map(({ id }) => id))
  const gone = [...state.became.keys()].find((id) => !known.has(id))
  if (gone !== undefined) {
    refuseMigration(`commit ${gone.slice(0, 12)}, which was replayed, is not in the history of HEAD`, 'check out the branch that it is on; if the history was rewritten, choose another branch or begin anew with --force')
  }
  return { state, notes, tip, replaces }
}

/** What a run works with. */
interface Tools {
  readonly conversions: Conversions
  readonly writer: ReplayWriter
  readonly options: ReplayOptions
  readonly branch: string
  readonly replaces: string | undefined
}

/** One run over a history. */
class Run {
  private readonly lineage = new Lineage()
  private readonly restored = new Set<string>()
  private readonly known: ReadonlySet<string>
  private done = 0

  constructor(private readonly history: readonly HistoryCommit[], private readonly since: string | undefined, private readonly tools: Tools) {
    this.known = new Set(history.map(({ id }) => id))
  }

  /** Takes over what earlier runs did; the number of commits. */
  restore(state: ReplayState | undefined): number {
    const standIns = new Map<string, string>()
    for (const commit of this.history) {
      if (!state?.became.has(commit.id)) continue
      const made = state.became.get(commit.id)
      // The first of those that became one commit is the one that it was made from; the others have it for an ancestor.
      const standIn = made === undefined ? undefined : standIns.get(made) ?? commit.id
      if (made !== undefined && standIn === commit.id) {
        standIns.set(made, commit.id)
        this.tools.writer.restore(commit.id, made)
      }
      this.lineage.restore(commit.id, this.parentsOf(commit), standIn)
      this.restored.add(commit.id)
    }
    return this.done = this.restored.size
  }

  /** Replays what is left; the answer is whether nothing is left behind it. */
  async goOn({ stop, progress, now, checkpointMs }: { readonly stop: AbortSignal; readonly progress: ReplayProgress; readonly now: () => number; readonly checkpointMs: number }): Promise<boolean> {
    let saved = now()
    try {
      for (const commit of this.history) {
        if (this.restored.has(commit.id)) continue
        if (stop.aborted) break
        progress.tell(await this.step(commit), commit)
        this.done++
        if (now() - saved < checkpointMs) continue
        await this.save()
        saved = now()
      }
    } catch (error) {
      // Ctrl-C ends the processes that read for us too: the commit that they were asked for is left to the next run.
      if (!stop.aborted || !(error instanceof GitRefused)) throw error
    } finally {
      progress.close()
    }
    await this.save()
    return this.done === this.history.length
  }

  /** The commit that the last one of the history became. */
  made(): string | undefined {
    const last = this.history.at(-1)
    const standIn = last && this.lineage.standIn(last.id)
    return standIn === undefined ? undefined : this.tools.writer.idOf(standIn)
  }

  private async save(): Promise<void> {
    const { writer, branch, options, replaces } = this.tools
    await writer.save(stateMessage(branch, { done: this.done, all: this.history.length, options, replaces }))
  }

  /** What a conversion gave, if the commit became one. */
  private async step(commit: HistoryCommit): Promise<Converted | undefined> {
    const { conversions, writer } = this.tools
    const fate = await this.lineage.add(commit.id, this.parentsOf(commit), conversions)
    if (fate.kind === 'stands') {
      writer.stand(commit, fate.for)
      return undefined
    }
    const converted = await conversions.of(commit.id)
    const [first] = fate.parents
    const before = first === undefined ? NO_TREE : await writer.treeOf(first)
    await writer.make({ commit, parents: fate.parents, before, tree: this.treeOf(converted, before), note: noteOn(commit.id, converted, this.tools.options) })
    return converted
  }

  private treeOf({ files, counts }: Converted, before: GeneratedTree): GeneratedTree {
    if (!files) return before
    return this.tools.conversions.encoder.withManifest(counts.error > 0 ? withEarlierFiles(files, before) : files)
  }

  /** Where a history begins late, its first commit stands for all that lies before it. */
  private parentsOf({ id, parents }: HistoryCommit): readonly string[] {
    if (this.since === undefined) return parents
    return id === this.since ? [] : [...new Set(parents.map((parent) => (this.known.has(parent) ? parent : this.since ?? parent)))]
  }
}

async function finish({ repository, branch }: Prepared, { tip }: Earlier, end: ReplayEnd, progress: ReplayProgress): Promise<ExitCode> {
  if (end.done && end.made !== undefined && end.made !== tip) {
    const fault = await moveRef(repository, `refs/heads/${branch}`, tip, end.made, 'morph2bst migrate --replay')
    if (fault) refuseMigration(`the branch ${branch} cannot be moved: ${fault.fault}`, 'all that was converted is kept; the next run goes on from there')
  }
  if (end.done && end.made === undefined) refuseMigration('no commit of the history has definitions', 'name the folder that holds them', EXIT.usage)
  const exitCode = !end.done ? EXIT.stopped : end.withErrors + end.carried > 0 ? EXIT.input : EXIT.done
  progress.end(end, exitCode)
  return exitCode
}
