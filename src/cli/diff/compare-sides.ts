/** What one run of `diff` has before it: both sides as trees and as projects, and what is said of them. */
import { countSeverities } from '../../diagnostics/choose-shown.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { FileTree, OutputTree } from '../../files/tree.ts'
import { attemptGit, isGitRefusal } from '../../git/refusal.ts'
import type { Repository } from '../../git/repository.ts'
import { TreeReader } from '../../git/tree-reader.ts'
import { ConversionMemory } from '../../ir/conversion-memory.ts'
import type { ProjectSide } from '../../ir/difference.ts'
import { refusalOfGit } from '../git-refusal.ts'
import type { Loaded } from '../load.ts'
import type { Refusal } from '../refusal.ts'
import { chooseSide, chooseSides, type DiffWords, type SideChoice, type Sides } from './choose-sides.ts'
import type { ConvertedSide, convertSide as ConvertSide, projectOf as ProjectOf, SideContext } from './convert-side.ts'
import { openSide, type OpenedSide } from './open-side.ts'

/** One side, ready to be compared. */
export interface ComparedSide {
  readonly title: string
  readonly tree: OutputTree
  /** Nothing where a folder was read in place of definitions. */
  readonly loaded: Loaded | undefined
  /** Texts of the definitions. */
  readonly files: FileTree | undefined
  readonly project: ProjectSide
  readonly passedOver: readonly Diagnostic[]
}

/** Both sides. */
export interface Compared {
  readonly before: ComparedSide
  readonly after: ComparedSide
  /** The conversion whose faults are the run's: that behind the change. */
  readonly judged: ConvertedSide
  /** About the folder of `--output`. */
  readonly folderDiagnostics: readonly Diagnostic[]
}

/** How a run was asked for. */
export interface CompareCall {
  readonly words: DiffWords
  readonly values: SideContext['values'] & { readonly output?: string }
  readonly cwd: string
  readonly signal: AbortSignal
}

/** Reads, converts and pairs both sides. */
export async function compareSides(call: CompareCall): Promise<Compared | Refusal> {
  // Large files are read from the repository when a deployment copies them.
  const compared = await attemptGit(() => (call.values.output === undefined ? twoConversions(call) : withFolder(call, call.values.output)))
  return isGitRefusal(compared) ? refusalOfGit(compared) : compared
}

/** What converts takes as long to be loaded as git takes to read, so that both are done at once. */
const loadConverter = async (): Promise<{ readonly convertSide: typeof ConvertSide; readonly projectOf: typeof ProjectOf }> => import('./convert-side.ts')

async function twoConversions(call: CompareCall): Promise<Compared | Refusal> {
  const sides = await chooseSides(call.words, call.cwd, call.signal)
  if ('exitCode' in sides) return sides
  const [opened, { convertSide, projectOf }] = await Promise.all([reading(sides.repository, (reader) => openBoth(sides, reader)), loadConverter()])
  if ('exitCode' in opened) return opened
  const context = contextOf(call)
  const before = await convertSide(opened.before, context, false)
  if ('exitCode' in before) return before
  const after = await convertSide(opened.after, context, true)
  if ('exitCode' in after) return after
  return { before: { ...before, project: projectOf(before, before.tree) }, after: { ...after, project: projectOf(after, after.tree) }, judged: after, folderDiagnostics: [] }
}

async function openBoth({ before, after }: Sides, reader: TreeReader | undefined): Promise<OpenedSides | Refusal> {
  const opening = { reader, named: before.root }
  const first = await openSide(before, opening, true)
  if ('exitCode' in first) return first
  // Of two sides one has definitions.
  const second = await openSide(after, opening, !first.isNothing)
  return 'exitCode' in second ? second : { before: first, after: second }
}

interface OpenedSides {
  readonly before: OpenedSide
  readonly after: OpenedSide
}

async function withFolder(call: CompareCall, output: string): Promise<Compared | Refusal> {
  const { words, cwd, signal } = call
  const chosen = await chooseSide(words.definitions, words.from, cwd, signal)
  if ('exitCode' in chosen) return chosen
  const { root } = chosen.after
  const [opened, { convertSide, projectOf }, { readProjectFolder }] = await Promise.all([
    reading(chosen.repository, (reader) => openSide({ ...chosen.after, title: titleOf(chosen.after) }, { reader, named: root }, false)), loadConverter(), import('./project-folder-side.ts'),
  ])
  if ('exitCode' in opened) return opened
  const converted = await convertSide(opened, contextOf(call), true)
  if ('exitCode' in converted) return converted
  const hasErrors = converted.diagnostics.some(({ severity }) => severity === 'error')
  const folder = readProjectFolder(output, converted.tree, { cwd, definitions: root, hasErrors })
  if ('exitCode' in folder) return folder
  const { sideOfFolder } = await import('../../compare/side.ts')
  return {
    // Nothing is said of a folder's definitions, so that nothing appears or is gone.
    before: { title: output, tree: folder.before, loaded: undefined, files: undefined, project: { ...sideOfFolder(folder.before), diagnostics: converted.diagnostics }, passedOver: converted.passedOver },
    after: { ...converted, tree: folder.after, project: projectOf(converted, folder.after) }, judged: converted, folderDiagnostics: folder.diagnostics,
  }
}

function titleOf({ title, commit }: SideChoice): string {
  return commit === undefined ? `a conversion of ${title}` : `a conversion of its revision ${title}`
}

function contextOf({ values, cwd }: CompareCall): SideContext {
  return { values, cwd, memory: new ConversionMemory(), lacking: new Set() }
}

/** Reads in a repository. */
async function reading<T>(repository: Repository | undefined, read: (reader: TreeReader | undefined) => Promise<T>): Promise<T> {
  const reader = repository && new TreeReader(repository)
  try {
    return await read(reader)
  } finally {
    await reader?.close()
  }
}

/** Whether a conversion of this side alone would be a failure, as `convert` judges it. */
export function isFaulty({ loaded, diagnostics }: Pick<ConvertedSide, 'loaded' | 'diagnostics'>): boolean {
  const { error, warning } = countSeverities(diagnostics)
  return loaded.configBroken || error > 0 || (loaded.settings.strict && warning > 0)
}
