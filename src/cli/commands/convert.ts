/** `morph2bst convert`: definitions in, a BuildStream project on disk out. */
import { relative, resolve } from 'node:path'
import { countSeverities } from '../../diagnostics/choose-shown.ts'
import { Collector } from '../../diagnostics/collector.ts'
import type { FileFailure } from '../../files/failure.ts'
import { planWrite, type WriteOptions, type WritePlan } from '../../files/plan-write.ts'
import { recover } from '../../files/recover.ts'
import type { OutputTree } from '../../files/tree.ts'
import { executeWrite } from '../../files/write-tree.ts'
import { summaryJson, summaryText, type ConversionSummary, type FileCounts } from '../../report/conversion.ts'
import { migrationReport } from '../../report/migration.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { withEarlier } from '../keep-earlier.ts'
import { countingDiagnostics, load, type Loaded } from '../load.ts'
import type { CONVERT_FLAGS, ValuesOf } from '../options.ts'
import { tell, tellRefusal } from '../terminal.ts'

type Values = ValuesOf<typeof CONVERT_FLAGS>

/** Diagnostics shown at most, in all and of one code. */
const SHOWN = { total: 100, perCode: 3 }

/** Runs the command. */
export async function convertCommand(definitions: string, values: Values, io: Io): Promise<ExitCode> {
  const loaded = await load(definitions, values, io.cwd)
  if ('exitCode' in loaded) {
    tellRefusal(loaded, io)
    return loaded.exitCode
  }
  return convertLoaded(loaded, definitions, values, io)
}

/** The part behind loading. */
export function convertLoaded(loaded: Loaded, definitions: string, values: Values, io: Io): ExitCode {
  const { output } = loaded.settings
  if (output === undefined) {
    tellRefusal({ message: 'convert needs --output DIR', hint: 'name the folder that the project is to be written to' }, io)
    return EXIT.usage
  }
  const written = write(loaded, resolve(io.cwd, output), resolve(io.cwd, definitions), values)
  return finish(loaded, values.output ?? (relative(io.cwd, output) || '.'), written, values, io)
}

/** What came of writing. */
interface Outcome {
  readonly outcome: ConversionSummary['outcome']
  readonly plan?: WritePlan
  readonly failure?: FileFailure
}

function write(loaded: Loaded, dir: string, definitions: string, values: Values): Outcome {
  const { counting } = countingDiagnostics(loaded)
  const hasErrors = counting.some((diagnostic) => diagnostic.severity === 'error')
  if (loaded.configBroken || (hasErrors && loaded.conversion.project.elements.size === 0)) return { outcome: 'refused' }
  if (!values.check) {
    const recovery = recover(dir)
    if (!recovery.ok) return { outcome: 'failed', failure: recovery.failure }
  }
  const plan = planFor(loaded, dir, { force: values.force ?? false, definitions }, hasErrors)
  if (!plan.ok) return { outcome: 'failed', failure: plan.failure }
  if (values.check) return { outcome: 'check', plan: plan.value }
  const done = executeWrite(plan.value)
  if (!done.ok) return { outcome: 'failed', failure: done.failure }
  return { outcome: done.value.written ? 'written' : 'unchanged', plan: plan.value }
}

/** With errors part of the project is missing; what an earlier run made of it stays. */
function planFor(loaded: Loaded, dir: string, options: WriteOptions, hasErrors: boolean): ReturnType<typeof planWrite> {
  const tree = withMigrationReport(loaded)
  if (!hasErrors) return planWrite(dir, tree, options, loaded.collector)
  const first = planWrite(dir, tree, options, new Collector())
  return planWrite(dir, first.ok ? withEarlier(tree, first.value) : tree, options, loaded.collector)
}

/** The files of a conversion, MIGRATION.md among them. */
export function withMigrationReport(loaded: Loaded): OutputTree {
  const { definitions, conversion, options, texts, tree } = loaded
  const report = migrationReport({ definitions, conversion, options, texts, tree, diagnostics: countingDiagnostics(loaded).counting })
  return new Map([...tree, ['MIGRATION.md', report]])
}

function finish(loaded: Loaded, output: string, { outcome, plan, failure }: Outcome, values: Values, io: Io): ExitCode {
  const { counting, passedOver } = countingDiagnostics(loaded)
  const diagnostics = countSeverities(counting)
  const differs = outcome === 'check' && (plan?.differs ?? false)
  const isFine = diagnostics.error === 0 && !(loaded.settings.strict && diagnostics.warning > 0) && !differs && !failure
  const exitCode = failure ? failureCode(failure) : isFine ? EXIT.done : EXIT.input
  const json = values.json ?? false
  const severities = values.quiet ? ['error'] as const : ['error', 'warning'] as const
  const restIn = outcome === 'written' || outcome === 'unchanged' ? 'all in MIGRATION.md' : 'all with morph2bst audit --all'
  tell(values.quiet ? counting.filter(({ severity }) => severity === 'error') : counting, loaded.texts, { json, severities, ...SHOWN, restIn }, io)
  // What stands in the way of writing was told as a diagnostic, one for each place.
  if (failure && !counting.some(({ code }) => failure.reason === 'in-the-way' && code === 'write/in-the-way')) tellRefusal(failure, io)
  if (values.quiet) return exitCode
  const { systems, refused, counts, project } = loaded.conversion
  const summary: ConversionSummary = {
    conversion: { systems, refused, counts, elements: project.elements.size }, output, outcome, files: plan && fileCounts(plan),
    diagnostics, passedOver, differs, exitCode,
  }
  io.stdout(json ? summaryJson(summary) : summaryText(summary))
  return exitCode
}

function fileCounts(plan: WritePlan): FileCounts {
  return {
    created: plan.create.length, updated: plan.update.length, unchanged: plan.unchanged.length, removed: plan.stale.length, kept: plan.edited.length,
  }
}

/** An output folder that cannot be one is a mistake of the command line; everything else is the world's. */
function failureCode(failure: FileFailure): ExitCode {
  return failure.reason === 'not-a-directory' || failure.reason === 'holds-definitions' ? EXIT.usage : EXIT.input
}
