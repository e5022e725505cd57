/** One session of the builder, as `build`, `source fetch` and `source track` have it: read, look, open, work, close. */
import packageJson from '../../package.json' with { type: 'json' }
import type { Task } from '../builder/events.ts'
import type { Failure, Result } from '../builder/failure.ts'
import type { PreparedProject } from '../builder/prepare.ts'
import { BuildConsole } from './build-console.ts'
import { elementsOf, type Deps } from './element-scope.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import type { Io } from './io.ts'
import { colourOf, readProject, withStore } from './open-project.ts'
import type { BUILD_FLAGS, ValuesOf } from './options.ts'
import type { PlannedElement, SessionOrder, SessionResult, Workshop, Workshops } from './workshop.ts'

/** What kind of session it is. */
export interface SessionKind {
  readonly command: 'build' | 'source fetch' | 'source track'
  /** What the lines about the whole of it say. */
  readonly title: string
  readonly queues: readonly (readonly [string, Task['action']])[]
  /** Which elements of the project the work is asked for. */
  readonly deps: Deps
  readonly work: (workshop: Workshop, order: SessionOrder) => Promise<Result<SessionResult>>
}

type Values = Omit<ValuesOf<typeof BUILD_FLAGS>, 'engine' | 'bst'>

/** Runs a session to its end. */
export async function runSession(kind: SessionKind, targets: readonly string[], values: Values, io: Io, workshops: Workshops): Promise<ExitCode> {
  const errorLines = values['error-lines'] ?? 20
  const told = new BuildConsole(io, { command: kind.command, json: values.json ?? false, colour: colourOf(values, io.colour), errorLines, queues: kind.queues })
  try {
    told.say('START', kind.title)
    const project = await told.step('Loading elements', () => readProject(targets, values, io, workshops), (read) => typeof read !== 'number')
    if (typeof project === 'number') {
      told.say('FAILURE', kind.title, 0)
      return project
    }
    return await withStore(values.store, io, workshops, (workshop) => work(kind, project, values, workshop, told, io)) as ExitCode
  } finally {
    told.end()
  }
}

async function work(kind: SessionKind, project: PreparedProject, values: Values, workshop: Workshop, told: BuildConsole, io: Io): Promise<ExitCode> {
  const plan = await told.step('Query cache', () => workshop.plan(project), ({ ok }) => ok)
  if (!plan.ok) return fail(plan.failure, kind, told)
  const limits = limitsOf(values)
  told.open({ version: packageJson.version, project: project.project, elements: plan.value, settings: settingsOf(limits, workshop) })
  const signal = io.stopSignal('interrupt')
  signal.addEventListener('abort', () => told.stopping(), { once: true })
  const result = await kind.work(workshop, { project, targets: elementsOf(project.project, kind.deps), ...limits, listener: told.listener, signal })
  if (!result.ok && !signal.aborted) return fail(result.failure, kind, told)
  return finish(kind, result.ok ? result.value : nothingDone(plan.value), signal.aborted, told)
}

function finish(kind: SessionKind, result: SessionResult, wasStopped: boolean, told: BuildConsole): ExitCode {
  const exitCode = wasStopped ? EXIT.stopped : result.ok ? EXIT.done : EXIT.buildFailed
  told.close(kind.title, exitCode === EXIT.done, result, exitCode)
  return exitCode
}

function fail(failure: Failure, kind: SessionKind, told: BuildConsole): ExitCode {
  told.fail(kind.title, failure, EXIT.buildFailed)
  return EXIT.buildFailed
}

function nothingDone(plan: readonly PlannedElement[]): SessionResult {
  return { ok: false, total: plan.length, session: plan.length }
}

type Limits = Pick<SessionOrder, 'builders' | 'fetchers' | 'onError' | 'retryFailed' | 'errorLines'>

function limitsOf(values: Values): Limits {
  return {
    builders: Math.max(1, values.builders ?? 4), fetchers: Math.max(1, values.fetchers ?? 10), onError: values['on-error'] ?? 'quit',
    retryFailed: values['retry-failed'] ?? false, errorLines: values['error-lines'] ?? 20,
  }
}

function settingsOf({ builders, fetchers, onError }: Limits, { folder }: Workshop): readonly (readonly [string, string])[] {
  return [['Store', folder], ['Maximum Fetch Tasks', String(fetchers)], ['Maximum Build Tasks', String(builders)], ['On Error', onError]]
}
