/** `morph2bst audit`: reads and converts in memory, and says what is there; writes nothing but the page that it is asked for. */
import { filesReached } from '../../convert/scope.ts'
import { countSeverities } from '../../diagnostics/choose-shown.ts'
import { auditJson, auditText } from '../../report/audit.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { countingDiagnostics, load, type Loaded } from '../load.ts'
import type { AUDIT_FLAGS, ValuesOf } from '../options.ts'
import type { Refusal } from '../refusal.ts'
import { tell, tellRefusal } from '../terminal.ts'
import { writeOutput } from '../write-output.ts'

/** Diagnostics shown at most without `--all`. */
const SHOWN = 100

/** Runs the command. */
export async function auditCommand(definitions: string, values: ValuesOf<typeof AUDIT_FLAGS>, io: Io): Promise<ExitCode> {
  if (values.html === '-' && values.json) return refuse({ message: '--html - and --json both want stdout', hint: 'name a file for the page', exitCode: EXIT.usage }, io)
  const loaded = await load(definitions, values, io.cwd)
  if ('exitCode' in loaded) return refuse(loaded, io)
  if (values.html === undefined) return auditLoaded(loaded, values, io)
  const { auditHtml } = await import('../html-page.ts')
  const page = auditHtml(loaded)
  if (values.html !== '-') {
    const exitCode = auditLoaded(loaded, values, io)
    const refusal = writeOutput(values.html, page, io.cwd)
    return refusal ? refuse(refusal, io) : exitCode
  }
  io.stdout(page)
  return auditLoaded(loaded, values, { ...io, stdout: () => undefined })
}

function refuse(refusal: Refusal, io: Io): ExitCode {
  tellRefusal(refusal, io)
  return refusal.exitCode
}

/** The part behind loading. */
export function auditLoaded(loaded: Loaded, values: Pick<ValuesOf<typeof AUDIT_FLAGS>, 'json' | 'all'>, io: Io): ExitCode {
  const { counting, passedOver } = countingDiagnostics(loaded)
  const counts = countSeverities(counting)
  const exitCode = counts.error > 0 || (loaded.settings.strict && counts.warning > 0) ? EXIT.input : EXIT.done
  const json = values.json ?? false
  const total = values.all ? Infinity : SHOWN
  tell(counting, loaded.texts, { json, severities: ['error', 'warning', 'note'], total, perCode: Infinity, restIn: 'see them with --all' }, io)
  const report = { definitions: loaded.definitions, refused: loaded.conversion.refused, systems: systemsOf(loaded), diagnostics: counting, passedOver, exitCode }
  io.stdout(json ? auditJson(report) : auditText(report))
  return exitCode
}

function systemsOf({ definitions, options }: Loaded): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map((options.systems ?? [...definitions.systems.keys()]).map((path) => [path, filesReached(definitions, [path])]))
}
