/** Builds one element: logs, assembles, publishes. Knows the order of things and no kind. */
import { Assembly, type AssemblyWorld } from './assembly/assembly.ts'
import { logName, TaskLog } from './assembly/task-log.ts'
import type { Task } from './events.ts'
import { Failed, type Failure, type FailureReason } from './failure.ts'
import type { PlannedElement } from './plan.ts'
import { diskFailure, fullDisk, isDiskFull } from './store/disk.ts'
import type { Directory } from './store/tree.ts'

/** Failures that would come again, because nothing but the inputs decided them; they are remembered. */
const LASTING: ReadonlySet<FailureReason> = new Set(['command', 'no-shell', 'staging', 'nothing-collected', 'element'])

/** What building needs besides. */
export interface BuildWorld extends AssemblyWorld {
  /** Lines of the log that a failure shows. */
  readonly errorLines: number
}

/** How it went: the tree, or nothing for elements without one. */
export type BuildEnd = { readonly ok: true; readonly tree: Directory | undefined } | { readonly ok: false; readonly failure: Failure }

/** Builds an element whose key is known and whose dependencies are built; tells of it as events. */
export async function buildElement(planned: PlannedElement, key: string, world: BuildWorld): Promise<BuildEnd> {
  const { element } = planned
  const task: Task = { action: 'build', element: element.name, key }
  const name = logName(world.project.name, element.name, key, 'build', new Date())
  const log = new TaskLog(world.store.logs, name, `[${key.slice(0, 8)}] ${element.name}`)
  const began = performance.now()
  world.listener({ type: 'start', task, message: 'Build', log: name })
  log.raw(heading(planned, key))
  const assembly = new Assembly(world, element, task, log)
  try {
    const tree = await planned.prepared.assemble(assembly)
    publish(planned, key, { tree, log: name }, world)
    log.say('SUCCESS', 'Build')
    world.listener({ type: 'success', task, message: 'Build', elapsedMs: performance.now() - began, log: name })
    return { ok: true, tree }
  } catch (error) {
    const found = error instanceof Failed ? error.failure : diskFailure(error, world.store.folder)
    if (!found) throw error
    const failure = causeOf(found, log, world.store.folder)
    log.say('FAILURE', failure.message, failure.detail ?? '')
    if (LASTING.has(failure.reason)) publish(planned, key, { failure, log: name }, world)
    world.listener({ type: 'failure', task, failure, elapsedMs: performance.now() - began, logPath: log.path, logTail: log.tail(world.errorLines) })
    return { ok: false, failure }
  } finally {
    log.flush()
    world.keeper.discard(assembly.folder)
  }
}

/** Lines at the end of a log in which a command may have said that the disk is full. */
const LAST_LINES = 100

/** What fails on a full disk might not fail again: it is the disk's failure, and must not be remembered. */
function causeOf(failure: Failure, log: TaskLog, store: string): Failure {
  if (failure.reason === 'disk' || failure.reason === 'stopped') return failure
  const isFull = isDiskFull(store) || log.tail(LAST_LINES).some((line) => line.includes('No space left on device'))
  return isFull ? { ...fullDisk(store), detail: [failure.message, failure.detail ?? ''].join('\n').trim() } : failure
}

function publish({ element, inputs }: PlannedElement, key: string, { tree, failure, log }: { readonly tree?: Directory | undefined; readonly failure?: Failure; readonly log: string }, { store, project }: BuildWorld): void {
  store.artifacts.publish({ project: project.name, element: element.name, key }, { log, ...(tree ? { tree: tree.digest } : {}), ...(failure ? { failure } : {}) }, inputs)
}

/** What one wants to know who finds the log alone: the element, its whole key, its environment. */
function heading({ element }: PlannedElement, key: string): string {
  const environment = [...element.environment].map(([name, value]) => `    ${name}: ${value}`).join('\n')
  return `morph2bst build of ${element.name}\n    key: ${key}\n\nEnvironment:\n${environment}\n\n`
}

