/** What one run of `diff` has before it: both sides as trees and as projects, and what is said of them. */
import { sideOf, sideOfFolder } from '../../compare/side.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { FileTree, OutputTree } from '../../files/tree.ts'
import { attemptGit, isGitRefusal } from '../../git/refusal.ts'
import type { Repository } from '../../git/repository.ts'
import { ConversionMemory } from '../../ir/conversion-memory.ts'
import type { ProjectSide } from '../../ir/difference.ts'
import { refusalOfGit } from '../git-refusal.ts'
import type { Loaded } from '../load.ts'
import type { Refusal } from '../refusal.ts'
import { chooseSide, chooseSides, type DiffWords, type SideChoice } from './choose-sides.ts'
import { convertSide, type ConvertedSide, type SideContext } from './convert-side.ts'
import { readProjectFolder } from './project-folder-side.ts'

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
  return call.values.output === undefined ? twoConversions(call) : withFolder(call, call.values.output)
}

async function twoConversions({ words, values, cwd, signal }: CompareCall): Promise<Compared | Refusal> {
  const sides = await chooseSides(words, cwd, signal)
  if ('exitCode' in sides) return sides
  return withContext(sides.repository, sides.before.root, { values, cwd, hasTwo: true }, async (context) => {
    const before = await convertSide(sides.before, context, false)
    if ('exitCode' in before) return before
    const after = await convertSide(sides.after, context, true, before)
    if ('exitCode' in after) return after
    return { before: comparedSide(before), after: comparedSide(after), judged: after, folderDiagnostics: [] }
  })
}

async function withFolder({ words, values, cwd, signal }: CompareCall, output: string): Promise<Compared | Refusal> {
  const chosen = await chooseSide(words.definitions, words.from, cwd, signal)
  if ('exitCode' in chosen) return chosen
  return withContext(chosen.repository, chosen.after.root, { values, cwd, hasTwo: false }, async (context) => {
    const converted = await convertSide({ ...chosen.after, title: titleOf(chosen.after) }, context, true)
    if ('exitCode' in converted) return converted
    const hasErrors = converted.diagnostics.some(({ severity }) => severity === 'error')
    const folder = readProjectFolder(output, converted.tree, { cwd, definitions: chosen.after.root, hasErrors })
    if ('exitCode' in folder) return folder
    const after = comparedSide(converted, folder.after)
    return {
      // Nothing is said of a folder's definitions, so that nothing appears or is gone.
      before: { title: output, tree: folder.before, loaded: undefined, files: undefined, project: { ...sideOfFolder(folder.before), diagnostics: after.project.diagnostics }, passedOver: converted.passedOver },
      after, judged: converted, folderDiagnostics: folder.diagnostics,
    }
  })
}

function titleOf({ title, commit }: SideChoice): string {
  return commit === undefined ? `a conversion of ${title}` : `a conversion of its revision ${title}`
}

/** Works with what both sides share; what git refuses ends it. */
async function withContext<T>(repository: Repository | undefined, named: string, call: Pick<SideContext, 'values' | 'cwd' | 'hasTwo'>, work: (context: SideContext) => Promise<T | Refusal>): Promise<T | Refusal> {
  const { TreeReader } = await import('../../git/tree-reader.ts')
  const reader = repository && new TreeReader(repository)
  try {
    const done = await attemptGit(() => work({ ...call, named, reader, memory: new ConversionMemory(), lacking: new Set() }))
    return isGitRefusal(done) ? refusalOfGit(done) : done
  } finally {
    await reader?.close()
  }
}

function comparedSide(side: ConvertedSide, tree = side.tree): ComparedSide {
  const { title, loaded, files, diagnostics, passedOver } = side
  return { title, tree, loaded, files, project: sideOf(loaded.conversion, tree, diagnostics), passedOver }
}

