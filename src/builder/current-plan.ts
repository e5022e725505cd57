/** How a project stands now, with its sources where the store keeps them. */
import { planBuild, type Plan } from './plan.ts'
import type { PreparedProject } from './prepare.ts'
import type { SourceWorld } from './sources/source-kind.ts'
import type { Store } from './store/store.ts'

/** What the sources of a project may use, with `log` for what they say. */
export function sourceWorld({ project }: PreparedProject, { store }: { readonly store: Store }, signal: AbortSignal, log: (line: string) => void): SourceWorld {
  return {
    projectRoot: project.root, aliases: project.aliases, mirrors: project.mirrors, folder: store.sources, work: store.session.folder, log, signal,
  }
}

/** How everything stands right now. Throws what goes wrong with the project's own files as {@link Failed}. */
export async function currentPlan(prepared: PreparedProject, place: { readonly store: Store; readonly signal: AbortSignal }): Promise<Plan> {
  return planBuild(prepared, place.store, sourceWorld(prepared, place, place.signal, () => undefined))
}
