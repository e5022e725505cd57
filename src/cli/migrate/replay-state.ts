/**
 * What a replay knows of its own earlier runs. All of it is one notes ref: a note on each commit of the history says what it
 * became, a note on each commit made says of what, and the message of the ref's commit says how. So state changes in one step.
 */
import { presentObjects, readCommits, readObjects } from '../../git/history.ts'
import type { Repository } from '../../git/repository.ts'
import { runGit } from '../../git/run-git.ts'

/** How a replay was done; another way gives other commits. */
export type ReplayOptions = Readonly<Record<string, string>>

/** What earlier runs left. */
export interface ReplayState {
  /** The commit of notes. */
  readonly notes: string
  readonly options: ReplayOptions
  /** Commit of the history → the commit that it became; nothing for those before the first definitions. */
  readonly became: ReadonlyMap<string, string | undefined>
  /** A commit that the branch may lead to, although no commit of the history became it: what a forced run is to replace. */
  readonly replaces: string | undefined
  /** Some commits that were made have been cleared away, as git does in time with those that no ref leads to. */
  readonly isDamaged: boolean
}

/** The ref of the notes about a branch; `git log --notes=` takes it without `refs/notes/`. */
export function notesRef(branch: string): string {
  return `refs/notes/morph2bst/${branch}`
}

const BECAME = /^Converted-to: ([0-9a-f]+|nothing)$/m
const NOTHING = 'nothing'

/** The note on a commit of the history. */
export function becameNote(made: string | undefined): string {
  return `Converted-to: ${made ?? NOTHING}\n`
}

/** The message of a commit of notes. */
export function stateMessage(branch: string, { done, all, options, replaces }: { readonly done: number; readonly all: number; readonly options: ReplayOptions; readonly replaces: string | undefined }): string {
  return [
    `Replay ${done} of ${all} commits onto ${branch}`, '', ...(replaces === undefined ? [] : [`Replaces: ${replaces}`]), `Options: ${JSON.stringify(options)}`, '',
  ].join('\n')
}

/** The state of a branch; nothing if there is none, or none that can be understood. */
export async function readState(repository: Repository, notes: string): Promise<ReplayState | undefined> {
  const [commit] = await readCommits(repository, [notes])
  const options = optionsIn(commit?.message ?? '')
  if (!options) return undefined
  const listed = (await runGit(repository, ['ls-tree', '-r', '-z', notes])).split('\0').filter((entry) => entry !== '')
  const entries = listed.map((entry) => ({ blob: entry.split(/[ \t]/)[2] ?? '', about: entry.slice(entry.indexOf('\t') + 1).replaceAll('/', '') }))
  const texts = await readObjects(repository, entries.map(({ blob }) => blob))
  const became = new Map<string, string | undefined>()
  entries.forEach(({ about }, index) => {
    const made = BECAME.exec(texts[index]?.toString() ?? '')?.[1]
    if (made !== undefined) became.set(about, made === NOTHING ? undefined : made)
  })
  const made = [...new Set([...became.values()].filter((id) => id !== undefined))]
  return {
    notes, options, became, replaces: /^Replaces: ([0-9a-f]+)$/m.exec(commit?.message ?? '')?.[1],
    isDamaged: (await presentObjects(repository, made)).size < made.length,
  }
}

function optionsIn(message: string): ReplayOptions | undefined {
  const [, text] = /^Options: (\{.*\})$/m.exec(Buffer.from(message, 'latin1').toString()) ?? []
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null ? value as ReplayOptions : undefined
  } catch {
    return undefined
  }
}
