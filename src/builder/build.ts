/** A whole build: plan → fetch and build what is needed, in parallel → the store. The one place that sees all rooms. */
import { IntegratedRoots } from './assembly/integrated-roots.ts'
import { buildElement, type BuildWorld } from './build-element.ts'
import type { Listener, QueueCount } from './events.ts'
import { sourceWorld } from './current-plan.ts'
import { Failed, type Failure, type Result } from './failure.ts'
import { requiredFor, type Plan, type PlannedElement } from './plan.ts'
import type { PreparedProject } from './prepare.ts'
import { lastLines } from './assembly/task-log.ts'
import { Keeper } from './sandbox/keeper.ts'
import { runGraph, type GraphNode, type NodeEnd } from './scheduler/run-graph.ts'
import { fetchElement, stageElementSources } from './source-tasks.ts'
import type { Digest } from './store/digest.ts'
import { onDisk } from './store/disk.ts'
import type { Store } from './store/store.ts'
import type { Directory } from './store/tree.ts'

/** How a build is to go. */
export interface BuildOptions {
  /** Elements built at a time, and sources fetched at a time; at least 1. */
  readonly builders: number
  readonly fetchers: number
  readonly onError: 'continue' | 'quit' | 'terminate'
  /** Whether what failed before is tried again. */
  readonly retryFailed: boolean
  /** Lines of a log that a failure shows. */
  readonly errorLines: number
}

/** What a build may use. */
export interface BuildPlace {
  readonly store: Store
  readonly listener: Listener
  readonly signal: AbortSignal
  /** Of the host, for finding programs. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** What came of it. */
export interface BuildSummary {
  readonly ok: boolean
  /** Elements of the pipeline, and those that were needed. */
  readonly total: number
  readonly session: number
  readonly fetch: QueueCount
  readonly build: QueueCount
  readonly failures: readonly { readonly element: string; readonly failure: Failure }[]
}

/**
 * Builds what the targets need. `plan` is how everything stands right now. What goes wrong with one element is in the
 * summary; what goes wrong with all is a failure.
 */
export async function build(prepared: PreparedProject, plan: Plan, targets: readonly string[], options: BuildOptions, place: BuildPlace): Promise<Result<BuildSummary>> {
  return onDisk(place.store.folder, async () => {
    const required = requiredFor(plan, targets, options.retryFailed)
    refuseWithoutVersions(plan, required)
    const run = new BuildRun(prepared, plan, required, options, place)
    try {
      return await run.whole()
    } finally {
      run.close()
    }
  })
}

function refuseWithoutVersions(plan: Plan, required: ReadonlySet<string>): void {
  const without = [...required].filter((name) => plan.get(name)?.state === 'no reference')
  if (without.length === 0) return
  throw new Failed({
    reason: 'source', message: 'Inconsistent pipeline: exact versions are missing for the sources of some elements', detail: without.sort().join('\n'),
    hint: 'run morph2bst source track for them, or give each source a ref',
  })
}

class BuildRun {
  private readonly trees = new Map<string, Digest | undefined>()
  private readonly failures: { readonly element: string; readonly failure: Failure }[] = []
  private readonly keeper: Keeper
  private readonly integratedRoots: IntegratedRoots
  private readonly elements: readonly PlannedElement[]

  constructor(private readonly prepared: PreparedProject, private readonly plan: Plan, required: ReadonlySet<string>, private readonly options: BuildOptions, private readonly place: BuildPlace) {
    this.keeper = new Keeper(place.store.session.newFolder('keeper'), place.environment)
    this.integratedRoots = new IntegratedRoots(place.store, () => this.overlays())
    this.elements = [...plan.values()].filter(({ element }) => required.has(element.name))
    for (const { element, artifact, state } of this.elements) if (state === 'cached') this.trees.set(element.name, artifact?.tree)
  }

  async whole(): Promise<BuildSummary> {
    const { listener, signal } = this.place
    const pending = this.elements.filter((planned) => planned.state !== 'cached')
    for (const { element, key, state } of this.elements) {
      if (state === 'cached' && key !== undefined) {
        listener({ type: 'skipped', task: { action: 'build', element: element.name, key }, message: 'cached' })
        this.place.store.artifacts.touch({ project: this.prepared.project.name, element: element.name, key })
      }
    }
    const fetches = pending.filter(({ state, sources }) => sources.length > 0 && state === 'fetch needed')
    const ends = await runGraph(this.nodes(pending, new Set(fetches.map(({ element }) => element.name))), {
      workers: { fetch: this.options.fetchers, build: this.options.builders }, onError: this.options.onError, signal,
      run: (id, stopping) => this.runNode(id, stopping),
    })
    return this.summary(ends, fetches.length)
  }

  close(): void {
    this.keeper.close()
  }

  private nodes(pending: readonly PlannedElement[], fetched: ReadonlySet<string>): readonly GraphNode[] {
    const isPending = new Set(pending.map(({ element }) => element.name))
    return pending.flatMap(({ element, scope }) => {
      const needs = scope().filter((name) => isPending.has(name)).map((name) => `build ${name}`)
      const build: GraphNode = { id: `build ${element.name}`, pool: 'build', needs: fetched.has(element.name) ? [`fetch ${element.name}`, ...needs] : needs }
      return fetched.has(element.name) ? [{ id: `fetch ${element.name}`, pool: 'fetch', needs: [] }, build] : [build]
    })
  }

  private async runNode(id: string, signal: AbortSignal): Promise<boolean> {
    const [action, name] = [id.slice(0, id.indexOf(' ')), id.slice(id.indexOf(' ') + 1)]
    const planned = this.plan.get(name)
    if (planned?.key === undefined) return false
    const failure = action === 'fetch' ? await this.fetch(planned, planned.key, signal) : await this.build(planned, planned.key, signal)
    if (failure) this.failures.push({ element: name, failure })
    return !failure
  }

  private async fetch(planned: PlannedElement, key: string, signal: AbortSignal): Promise<Failure | undefined> {
    return fetchTask(planned, key, this.prepared, this.place, signal)
  }

  private async build(planned: PlannedElement, key: string, signal: AbortSignal): Promise<Failure | undefined> {
    if (planned.failure && !this.options.retryFailed) return this.repeat(planned, key, planned.failure)
    const world: BuildWorld = {
      project: this.prepared.project, store: this.place.store, keeper: this.keeper, integratedRoots: this.integratedRoots, listener: this.place.listener,
      treeOf: (name) => this.treeOf(name), errorLines: this.options.errorLines, signal,
      stageSources: (_element, folder, log) => stageElementSources(planned, folder, sourceWorld(this.prepared, this.place, signal, (line) => { log.raw(`${line}\n`) })),
    }
    const end = await buildElement(planned, key, world)
    if (!end.ok) return end.failure
    this.trees.set(planned.element.name, end.tree?.digest)
    return undefined
  }

  /** Tells of a failure again that is remembered. */
  private repeat({ element, artifact }: PlannedElement, key: string, failure: Failure): Failure {
    const task = { action: 'build' as const, element: element.name, key }
    const logPath = artifact?.log === undefined ? undefined : `${this.place.store.logs}/${artifact.log}`
    const known: Failure = { ...failure, reason: 'cached-failure', hint: 'it failed before, and nothing that it depends on has changed; --retry-failed tries again' }
    const logTail = logPath === undefined ? [] : lastLines(logPath, this.options.errorLines)
    this.place.listener({ type: 'failure', task, failure: known, elapsedMs: 0, ...(logPath === undefined ? {} : { logPath, logTail }) })
    return known
  }

  private treeOf(name: string): Directory | undefined {
    const digest = this.trees.get(name)
    if (digest === undefined) return undefined
    const tree = this.place.store.readTree(digest)
    if (!tree) throw new Failed({ reason: 'damaged', message: `the artifact of ${name} is no longer in the store`, hint: 'build again: it will be made anew' })
    return tree
  }

  private async overlays(): Promise<boolean> {
    const started = await this.keeper.start()
    if (!started.ok) throw new Failed(started.failure)
    return started.value
  }

  private summary(ends: ReadonlyMap<string, NodeEnd>, fetches: number): BuildSummary {
    const stopped = new Set(this.failures.filter(({ failure }) => failure.reason === 'stopped').map(({ element }) => element))
    const endIs = (id: string, end: NodeEnd): NodeEnd => (end === 'failed' && stopped.has(id.slice(id.indexOf(' ') + 1)) ? 'left-out' : end)
    const count = (action: string, end: NodeEnd): number => [...ends].filter(([id, other]) => id.startsWith(`${action} `) && endIs(id, other) === end).length
    const session = this.elements.length
    const built = count('build', 'done')
    return {
      ok: [...ends.values()].every((end) => end === 'done'), total: this.plan.size, session,
      fetch: { processed: count('fetch', 'done'), skipped: session - fetches, failed: count('fetch', 'failed') },
      build: { processed: built, skipped: session - built - count('build', 'failed') - count('build', 'left-out'), failed: count('build', 'failed') },
      failures: this.failures,
    }
  }
}

/** Fetches the sources of one element, telling of it as events. */
export async function fetchTask(planned: PlannedElement, key: string | undefined, prepared: PreparedProject, place: BuildPlace, signal: AbortSignal): Promise<Failure | undefined> {
  const { listener } = place
  const task = { action: 'fetch' as const, element: planned.element.name, ...(key === undefined ? {} : { key }) }
  const began = performance.now()
  listener({ type: 'start', task, message: 'Fetch' })
  const fetched = await onDisk(place.store.folder, () => fetchElement(planned, sourceWorld(prepared, place, signal, (line) => { listener({ type: 'info', task, message: line }) })))
  const end = fetched.ok ? fetched.value : fetched
  const elapsedMs = performance.now() - began
  if (end.ok) listener({ type: 'success', task, message: 'Fetch', elapsedMs })
  else listener({ type: 'failure', task, failure: end.failure, elapsedMs })
  return end.ok ? undefined : end.failure
}
