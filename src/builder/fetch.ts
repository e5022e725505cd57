/** Fetching and tracking sources, apart from building. */
import { fetchTask, type BuildOptions, type BuildPlace, type BuildSummary } from './build.ts'
import { sourceWorld } from './current-plan.ts'
import { Failed, type Failure, type Result } from './failure.ts'
import type { Plan, PlannedElement } from './plan.ts'
import type { PreparedProject } from './prepare.ts'
import { runGraph } from './scheduler/run-graph.ts'
import { onDisk } from './store/disk.ts'

/** Fetches the sources of the named elements that are not here yet. `plan` is how everything stands right now. */
export async function fetchSources(prepared: PreparedProject, plan: Plan, names: readonly string[], options: BuildOptions, place: BuildPlace): Promise<Result<BuildSummary>> {
  return onDisk(place.store.folder, async () => {
    const elements = names.flatMap((name) => plan.get(name) ?? [])
    const without = elements.filter(({ state }) => state === 'no reference').map(({ element }) => element.name)
    if (without.length > 0) {
      throw new Failed({ reason: 'source', message: 'Inconsistent pipeline: exact versions are missing for the sources of some elements', detail: without.sort().join('\n'), hint: 'run morph2bst source track for them, or give each source a ref' })
    }
    const world = sourceWorld(prepared, place, place.signal, () => undefined)
    const wanted: PlannedElement[] = []
    for (const planned of elements) {
      const states = await Promise.all(planned.sources.map(({ source }) => source.state(world)))
      if (states.includes('fetch needed')) wanted.push(planned)
      else if (planned.sources.length > 0) place.listener({ type: 'skipped', task: { action: 'fetch', element: planned.element.name, ...(planned.key === undefined ? {} : { key: planned.key }) }, message: 'already here' })
    }
    return runTasks(wanted, elements.length, options, place, (planned, signal) => fetchTask(planned, planned.key, prepared, place, signal))
  })
}

async function runTasks(wanted: readonly PlannedElement[], total: number, options: BuildOptions, place: BuildPlace, run: (planned: PlannedElement, signal: AbortSignal) => Promise<Failure | undefined>): Promise<BuildSummary> {
  const byName = new Map(wanted.map((planned) => [planned.element.name, planned]))
  const failures: { element: string; failure: Failure }[] = []
  const ends = await runGraph(wanted.map(({ element }) => ({ id: element.name, needs: [], pool: 'fetch' })), {
    workers: { fetch: options.fetchers }, onError: options.onError, signal: place.signal,
    run: async (id, signal) => {
      const planned = byName.get(id)
      const failure = planned && await run(planned, signal)
      if (failure) failures.push({ element: id, failure })
      return !failure
    },
  })
  const count = (end: string): number => [...ends.values()].filter((other) => other === end).length
  return {
    ok: count('done') === wanted.length, total, session: total, failures,
    fetch: { processed: count('done'), skipped: total - wanted.length, failed: count('failed') }, build: { processed: 0, skipped: 0, failed: 0 },
  }
}

/** A source whose newest version was found. */
export interface Tracked {
  readonly element: string
  /** Which of the element's sources, from 0. */
  readonly index: number
  readonly ref: string
}

/** Asks for the newest version of each tracked source of the named elements; whoever calls writes them down. */
export async function trackSources(prepared: PreparedProject, names: readonly string[], options: BuildOptions, place: BuildPlace): Promise<Result<{ readonly summary: BuildSummary; readonly tracked: readonly Tracked[] }>> {
  return onDisk(place.store.folder, async () => {
    const tracked: Tracked[] = []
    const wanted = names.flatMap((name) => prepared.elements.get(name) ?? []).filter(({ sources }) => sources.length > 0)
    const planned = wanted.map((element): PlannedElement => ({ ...element, state: 'waiting', scope: () => [] }))
    const summary = await runTasks(planned, names.length, options, place, async (element, signal) => {
      const found = await trackElement(element, prepared, place, signal)
      if ('reason' in found) return found
      tracked.push(...found)
      return undefined
    })
    return { summary, tracked }
  })
}

async function trackElement(planned: PlannedElement, prepared: PreparedProject, place: BuildPlace, signal: AbortSignal): Promise<Failure | readonly Tracked[]> {
  const { listener } = place
  const task = { action: 'track' as const, element: planned.element.name }
  const began = performance.now()
  listener({ type: 'start', task, message: 'Track' })
  const found: Tracked[] = []
  for (const [index, { source }] of planned.sources.entries()) {
    if (!source.track) continue
    const ref = await source.track(sourceWorld(prepared, place, signal, (line) => { listener({ type: 'info', task, message: line }) }))
    if (!ref.ok) {
      listener({ type: 'failure', task, failure: ref.failure, elapsedMs: performance.now() - began })
      return ref.failure
    }
    if (ref.value !== undefined) found.push({ element: planned.element.name, index, ref: ref.value })
  }
  listener({ type: 'success', task, message: 'Track', elapsedMs: performance.now() - began })
  return found
}
