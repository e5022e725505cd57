/** One side of `diff`, converted. */
import { sideOf } from '../../compare/side.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { FileTree, OutputTree } from '../../files/tree.ts'
import type { ConversionMemory } from '../../ir/conversion-memory.ts'
import type { ProjectSide } from '../../ir/difference.ts'
import { withMigrationReport } from '../commands/convert.ts'
import { countingDiagnostics, loadFiles, type Loaded } from '../load.ts'
import type { DIFF_FLAGS, ValuesOf } from '../options.ts'
import type { Refusal } from '../refusal.ts'
import type { OpenedSide } from './open-side.ts'

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
}

/** What both sides share. */
export interface SideContext {
  readonly values: Omit<ValuesOf<typeof DIFF_FLAGS>, 'output'>
  readonly cwd: string
  readonly memory: ConversionMemory
  /** Systems of the command line that the sides before lacked: a system is to be on one side at least. */
  readonly lacking: Set<string>
}

/** Converts a side; the last one is the one that says of a system that neither has it. */
export async function convertSide(opened: OpenedSide, context: SideContext, isLast: boolean): Promise<ConvertedSide | Refusal> {
  const { title, collector, files } = opened
  const { values, cwd, memory } = context
  const loaded = await loadFiles(opened, values, cwd, collector, { memory, reach: { mayLack: (name) => mayLack(name, context, isLast) } })
  if ('exitCode' in loaded) return loaded
  const { counting } = countingDiagnostics(loaded)
  const counts = new Set(counting)
  return { title, loaded, tree: withMigrationReport(loaded), files, diagnostics: counting, passedOver: collector.list().filter((diagnostic) => !counts.has(diagnostic)) }
}

function mayLack(name: string, { values, lacking }: SideContext, isLast: boolean): boolean {
  if (!values.system?.includes(name)) return false
  if (isLast) return !lacking.has(name)
  lacking.add(name)
  return true
}

/** The side as it is compared; `tree` is what there is of it. */
export function projectOf({ loaded, diagnostics }: ConvertedSide, tree: OutputTree): ProjectSide {
  return sideOf(loaded.conversion, tree, diagnostics)
}
