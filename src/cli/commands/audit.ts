/** `morph2bst audit`: reads and converts in memory, writes nothing, and says what is there. */
import { filesReached } from '../../convert/scope.ts'
import { countSeverities } from '../../diagnostics/choose-shown.ts'
import { auditJson, auditText } from '../../report/audit.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { countingDiagnostics, load, type Loaded } from '../load.ts'
import type { AUDIT_FLAGS, ValuesOf } from '../options.ts'
import { tell, tellRefusal } from '../terminal.ts'

/** Diagnostics shown at most without `--all`. */
const SHOWN = 100

/** Runs the command. */
export async function auditCommand(definitions: string, values: ValuesOf<typeof AUDIT_FLAGS>, io: Io): Promise<ExitCode> {
  const loaded = await load(definitions, values, io.cwd)
  if ('exitCode' in loaded) {
    tellRefusal(loaded, io)
    return loaded.exitCode
  }
  return auditLoaded(loaded, values, io)
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
