/** Staged elements for a person to look at or work in: what checking out and a shell have in common. */
import { buildScope, runScope } from '../ir/element-scopes.ts'
import { Assembly } from './assembly/assembly.ts'
import { IntegratedRoots } from './assembly/integrated-roots.ts'
import type { Layout } from './assembly/layout.ts'
import { logName, TaskLog } from './assembly/task-log.ts'
import type { BuildPlace } from './build.ts'
import { currentPlan, sourceWorld } from './current-plan.ts'
import { Failed, type Result } from './failure.ts'
import type { Plan, PlannedElement } from './plan.ts'
import type { PreparedProject } from './prepare.ts'
import { Keeper } from './sandbox/keeper.ts'
import { stageElementSources } from './source-tasks.ts'
import { onDisk } from './store/disk.ts'
import { remove } from './store/remove.ts'
import type { Directory } from './store/tree.ts'

/** The element with what it needs at run time, with what it is built with, or alone. */
export type Scope = 'run' | 'build' | 'none'

/** One element on the bench. */
export interface Workbench {
  readonly planned: PlannedElement
  readonly assembly: Assembly
  readonly keeper: Keeper
  readonly layout: Layout
}

/** Stages a scope of an element, all of it built before, and lets `use` work with it. */
export async function withWorkbench<T>(prepared: PreparedProject, element: string, scope: Scope, place: BuildPlace, use: (bench: Workbench) => Promise<T>): Promise<Result<T>> {
  return onDisk(place.store.folder, async () => {
    const plan = await currentPlan(prepared, place)
    const planned = plan.get(element)
    if (!planned) throw new Failed({ reason: 'element', message: `${element} is not an element of the project` })
    const names = namesOf(prepared, element, scope)
    refuseUnbuilt(plan, names, element)
    const keeper = new Keeper(place.store.session.newFolder('keeper'), place.environment)
    const assembly = assemblyFor(prepared, plan, planned, keeper, place)
    try {
      return await use({ planned, assembly, keeper, layout: assembly.stage([{ at: '/', roots: names, alone: true }]) })
    } finally {
      keeper.close()
      remove(assembly.folder)
    }
  })
}

function namesOf({ project: { elements } }: PreparedProject, element: string, scope: Scope): readonly string[] {
  return scope === 'run' ? runScope(elements, element) : scope === 'build' ? buildScope(elements, element) : [element]
}

function refuseUnbuilt(plan: Plan, names: readonly string[], element: string): void {
  const missing = names.filter((name) => plan.get(name)?.state !== 'cached')
  if (missing.length === 0) return
  const more = missing.length > 5 ? ` and ${missing.length - 5} more` : ''
  throw new Failed({ reason: 'element', message: `not built: ${missing.slice(0, 5).join(', ')}${more}`, hint: `run morph2bst build ${element} first` })
}

function assemblyFor(prepared: PreparedProject, plan: Plan, planned: PlannedElement, keeper: Keeper, place: BuildPlace): Assembly {
  const { element, key = '' } = planned
  const log = new TaskLog(place.store.logs, logName(prepared.project.name, element.name, key, 'stage', new Date()), `[${key.slice(0, 8)}] ${element.name}`)
  const treeOf = (name: string): Directory | undefined => {
    const digest = plan.get(name)?.artifact?.tree
    return digest === undefined ? undefined : place.store.readTree(digest)
  }
  const overlays = async (): Promise<boolean> => {
    const started = await keeper.start()
    if (!started.ok) throw new Failed(started.failure)
    return started.value
  }
  return new Assembly({
    project: prepared.project, store: place.store, keeper, listener: place.listener, treeOf, signal: place.signal,
    integratedRoots: new IntegratedRoots(place.store, overlays),
    stageSources: (_element, folder) => stageElementSources(planned, folder, sourceWorld(prepared, place, place.signal, () => undefined)),
  }, element, { action: 'main', element: element.name, key }, log)
}
