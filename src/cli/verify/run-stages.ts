/** Stages one after the other, each with a log, until one fails, has nothing to do, or the person stops. Knows no stage's work. */
import { join } from 'node:path'
import type { StageFacts, StageReport } from '../../report/verify.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { openLogFile, type LogFile } from '../log-file.ts'
import { tellFailure } from '../terminal.ts'
import type { Stage, StageOutcome, StageWorld } from './stage.ts'
import type { VerifyConsole } from './verify-console.ts'

/** How they are run. */
export interface StagesOrder {
  readonly stages: readonly Stage[]
  /** The last one to run; those behind it are not mentioned. */
  readonly until: Stage['name']
  readonly logs: string
  readonly signal: AbortSignal
}

/** What came of them. */
export interface StagesEnd {
  readonly reports: readonly StageReport[]
  readonly exitCode: ExitCode
}

/** Lines of a log that are shown after a failure. */
const TAIL_LINES = 30

/** Runs them, and tells each as it ends. */
export async function runStages({ stages, until, logs, signal }: StagesOrder, told: VerifyConsole, io: Io): Promise<StagesEnd> {
  const wanted = stages.slice(0, stages.findIndex(({ name }) => name === until) + 1)
  const reports: StageReport[] = []
  let exitCode: ExitCode = EXIT.done
  let ended: 'failed' | 'left-out' | undefined
  for (const stage of wanted) {
    if (ended === 'failed' || (ended && !stage.isApart)) {
      reports.push({ stage: stage.name, result: ended === 'failed' ? 'not-reached' : 'left-out', elapsedMs: 0, facts: {} })
      continue
    }
    const { report, outcome } = await runStage(stage, join(logs, `${stage.name}.log`), signal, told, io)
    reports.push(report)
    told.ended(report)
    if (report.result === 'stopped') exitCode = EXIT.stopped
    // The first failure decides how the run ends.
    else if (outcome.how === 'failed' && exitCode === EXIT.done) exitCode = outcome.exitCode
    if (report.result === 'left-out') ended = 'left-out'
    else if (report.result !== 'done' && !(stage.mayFail && report.result === 'failed')) ended = 'failed'
  }
  return { reports, exitCode }
}

async function runStage(stage: Stage, path: string, signal: AbortSignal, told: VerifyConsole, io: Io): Promise<{ readonly report: StageReport; readonly outcome: StageOutcome }> {
  const startMs = io.now()
  const log = openLogFile(path)
  if ('message' in log) return closing(stage, { how: 'failed', exitCode: EXIT.input, message: log.message }, { startMs, io, lines: [] })
  const tail = new Tail()
  const write = (text: string): void => {
    log.write(text)
    tail.take(text)
  }
  const world: StageWorld = {
    // Neither colours nor anything that is drawn over: it is read later.
    io: { ...io, stdout: write, stderr: write, colour: false, stdoutColour: false, screen: undefined, stopSignal: () => signal },
    signal, progress: (text) => { told.progress(text) }, tell: (line) => { told.line(line) },
  }
  try {
    told.started(stage.name)
    const outcome = signal.aborted ? STOPPED : await stage.run(world)
    if (outcome.how === 'failed' && outcome.message !== undefined) tellFailure({ message: outcome.message, ...outcome.hint === undefined ? {} : { hint: outcome.hint }, ...outcome.detail === undefined ? {} : { detail: outcome.detail } }, world.io)
    return closing(stage, signal.aborted ? STOPPED : withLogFailure(outcome, log), { startMs, io, log: path, lines: tail.lines() })
  } finally {
    log.close()
  }
}

const STOPPED: StageOutcome = { how: 'failed', exitCode: EXIT.stopped }

/** What the log lacks is no reason for a stage to fail, but has to be said. */
function withLogFailure(outcome: StageOutcome, log: LogFile): StageOutcome {
  const failure = log.failure()
  if (failure === undefined || outcome.how === 'left-out') return outcome
  const facts: StageFacts = { ...outcome.facts, remarks: [...outcome.facts?.remarks ?? [], failure] }
  return { ...outcome, facts }
}

function closing(stage: Stage, outcome: StageOutcome, { startMs, io, log, lines }: { readonly startMs: number; readonly io: Io; readonly log?: string; readonly lines: readonly string[] }): { readonly report: StageReport; readonly outcome: StageOutcome } {
  const report = { stage: stage.name, elapsedMs: io.now() - startMs, ...log === undefined ? {} : { log } }
  switch (outcome.how) {
    case 'done': return { outcome, report: { ...report, result: 'done', facts: outcome.facts } }
    case 'left-out': return { outcome, report: { ...report, result: 'left-out', facts: {}, message: outcome.why } }
    case 'failed': {
      const stopped = outcome.exitCode === EXIT.stopped
      return { outcome, report: {
        ...report, result: stopped ? 'stopped' : 'failed', facts: outcome.facts ?? {}, ...stopped ? {} : { logTail: lines },
        ...outcome.message === undefined ? {} : { message: outcome.message }, ...outcome.hint === undefined ? {} : { hint: outcome.hint },
      } }
    }
  }
}

/** The last lines of what is written. */
class Tail {
  private kept: string[] = ['']

  take(text: string): void {
    const [first = '', ...more] = text.split('\n')
    this.kept.push(`${this.kept.pop() ?? ''}${first}`, ...more)
    if (this.kept.length > 2 * TAIL_LINES) this.kept = this.kept.slice(-TAIL_LINES - 1)
  }

  lines(): readonly string[] {
    const whole = this.kept.at(-1) === '' ? this.kept.slice(0, -1) : this.kept
    return whole.slice(-TAIL_LINES)
  }
}
