/** One side of `diff`: definitions, read where they were chosen, and what they are converted to. */
import { countSeverities } from '../../diagnostics/choose-shown.ts'
import { Collector } from '../../diagnostics/collector.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { FileTree, OutputTree } from '../../files/tree.ts'
import type { TreeReader } from '../../git/tree-reader.ts'
import { NO_DATA } from '../../ir/definitions.ts'
import type { ConversionMemory } from '../../ir/conversion-memory.ts'
import { withMigrationReport } from '../commands/convert.ts'
import { countingDiagnostics, loadFiles, openFolder, type Loaded, type Opened } from '../load.ts'
import type { DIFF_FLAGS, ValuesOf } from '../options.ts'
import type { Refusal } from '../refusal.ts'
import type { SideChoice } from './choose-sides.ts'

/** A side, converted. */
export interface ConvertedSide {
  readonly title: string
  readonly loaded: Loaded
  /** The project, with MIGRATION.md. */
  readonly tree: OutputTree
  /** The texts of the definitions. */
  readonly files: FileTree
  readonly diagnostics: readonly Diagnostic[]
  /** Diagnostics of files that the chosen systems do not reach. */
  readonly passedOver: readonly Diagnostic[]
  /** Its commit lacks the folder of the definitions, so that there is nothing in it. */
  readonly isNothing: boolean
}

/** What both sides share. */
export interface SideContext {
  readonly values: Omit<ValuesOf<typeof DIFF_FLAGS>, 'output'>
  readonly cwd: string
  readonly memory: ConversionMemory
  /** The folder that gives both projects their name. */
  readonly named: string
  /** Reads commits; there is one where a side is a commit. */
  readonly reader: TreeReader | undefined
  /** Both sides are definitions. */
  readonly hasTwo: boolean
  /** Systems of the command line that the sides before lacked: a system is to be on one side at least. */
  readonly lacking: Set<string>
}

/**
 * Reads and converts a side; the last one is the one that says of a system that neither has it. A commit before the definitions were
 * there, or after they were gone, has nothing in them, unless that is so on the `other` side already. Throws `GitRefused` where the repository
 * lacks something.
 */
export async function convertSide({ title, root, commit }: SideChoice, context: SideContext, isLast: boolean, other?: ConvertedSide): Promise<ConvertedSide | Refusal> {
  const { values, cwd, memory, named, reader } = context
  const collector = new Collector()
  const isNothing = commit !== undefined && reader !== undefined && mayBeNothing(context, isLast, other) && await reader.treeOf(commit) === undefined
  const opened: Opened | Refusal = isNothing ? { root, files: new Map(), data: NO_DATA }
    : commit !== undefined && reader ? { root, ...await reader.definitionsAt(commit, collector, title) } : openFolder(root, collector)
  if ('exitCode' in opened) return opened
  const loaded = await loadFiles({ ...opened, named }, values, cwd, collector, { memory, reach: { mayLack: (name) => mayLack(name, context, isLast) } })
  if ('exitCode' in loaded) return loaded
  const { counting } = countingDiagnostics(loaded)
  const counts = new Set(counting)
  return { title, loaded, tree: withMigrationReport(loaded), files: opened.files, diagnostics: counting, passedOver: collector.list().filter((diagnostic) => !counts.has(diagnostic)), isNothing }
}

function mayBeNothing({ hasTwo }: SideContext, isLast: boolean, other: ConvertedSide | undefined): boolean {
  return hasTwo && !(isLast && other?.isNothing === true)
}

function mayLack(name: string, { values, lacking }: SideContext, isLast: boolean): boolean {
  if (!values.system?.includes(name)) return false
  if (isLast) return !lacking.has(name)
  lacking.add(name)
  return true
}

/** Whether a conversion of this side alone would be a failure, as `convert` judges it. */
export function isFaulty({ loaded, diagnostics }: Pick<ConvertedSide, 'loaded' | 'diagnostics'>): boolean {
  const { error, warning } = countSeverities(diagnostics)
  return loaded.configBroken || error > 0 || (loaded.settings.strict && warning > 0)
}
