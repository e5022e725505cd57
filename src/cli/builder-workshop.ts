/** The real project reader and builder behind {@link Workshops}; each part is loaded when it is used. */
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism, machine, type as systemName } from 'node:os'
import { join } from 'node:path'
import type { BuildPlace, BuildSummary } from '../builder/build.ts'
import { success, type Result } from '../builder/failure.ts'
import { currentPlan } from '../builder/current-plan.ts'
import type { Plan } from '../builder/plan.ts'
import { prepareProject, type PreparedProject } from '../builder/prepare.ts'
import { ELEMENT_KINDS } from '../builder/elements/element-kinds.ts'
import { SOURCE_KINDS } from '../builder/sources/source-kinds.ts'
import { normalName } from '../builder/store/artifacts.ts'
import { onDisk } from '../builder/store/disk.ts'
import { openStore, type Store } from '../builder/store/store.ts'
import type { Collector } from '../diagnostics/collector.ts'
import { DiskTreeMemory } from '../files/disk-tree-memory.ts'
import { DiskProjectFiles } from '../files/project-files.ts'
import { readProject } from '../project/read-project.ts'
import type { Io } from './io.ts'
import { treesFile } from './project-folder.ts'
import type { PlannedElement, ProjectOrder, ReadProject, SessionOrder, SessionResult, Workshop, Workshops } from './workshop.ts'

type Environment = Io['environment']

/** More jobs of one command than this gain nothing, BuildStream holds. */
const MOST_JOBS = 8

/** The real ones. `environment` is the host's, for finding programs. */
export function builderWorkshops(environment: Environment): Workshops {
  return {
    readProject: (order, collector) => Promise.resolve(read(order, environment, collector)),
    open: async (folder) => {
      const store = await openStore(folder)
      return store.ok ? success(workshopOf(store.value, environment)) : store
    },
  }
}

function read({ root, targets, options, maxJobs }: ProjectOrder, environment: Environment, collector: Collector): ReadProject {
  const path = treesFile(root, environment)
  const trees = path === undefined ? undefined : new DiskTreeMemory(path)
  const files = new DiskProjectFiles(root, collector, trees)
  const wanted = { targets, options, maxJobs: maxJobs ?? Math.min(MOST_JOBS, availableParallelism()), host: { arch: machine(), os: systemName() } }
  const elements = new Map([...ELEMENT_KINDS].map(([kind, { declaration }]) => [kind, declaration]))
  const project = readProject(files, wanted, { elements, sources: SOURCE_KINDS }, collector)
  trees?.save()
  return { project: project && prepareProject(project, collector), texts: project?.texts ?? files.texts }
}

function workshopOf(store: Store, environment: Environment): Workshop {
  const place = ({ listener, signal }: Pick<BuildPlace, 'listener' | 'signal'>): BuildPlace => ({ store, listener, signal, environment })
  const standing = new Standing(store)
  return {
    folder: store.folder,
    plan: (project) => standing.look(project),
    build: async (order) => {
      const { build } = await import('../builder/build.ts')
      const plan = await standing.take(order.project)
      return plan.ok ? counted(await build(order.project, plan.value, order.targets, order, place(order)), ['Fetch', 'Build']) : plan
    },
    fetch: async (order) => {
      const { fetchSources } = await import('../builder/fetch.ts')
      const plan = await standing.take(order.project)
      return plan.ok ? counted(await fetchSources(order.project, plan.value, order.targets, order, place(order)), ['Fetch']) : plan
    },
    track: (order) => track(order, place(order)),
    checkout: async (order) => (await import('../builder/checkout.ts')).checkout(order.project, order, place(order)),
    shell: async ({ signal, ...order }) => {
      const { shell } = await import('../builder/shell.ts')
      return shell(order.project, { ...order, environment: terminalOf(environment) }, place({ signal, listener: order.listener }))
    },
    measure: async (project, element, signal) => (await import('../builder/measure.ts')).measureArtifact(project, element, { store, signal }),
    stat: async () => (await import('../builder/store/stat.ts')).statStore(store),
    verify: async () => {
      const { verifyFacts, verifyStore } = await import('../builder/store/verify.ts')
      const report = await verifyStore(store)
      return report.ok ? success(verifyFacts(report.value)) : report
    },
    collect: async (keepBytes) => (await import('../builder/store/collect-garbage.ts')).collectGarbage(store, { keepBytes }),
    earlierInputs: (project, element, key) => earlierInputs(store, project, element, key),
    lastLog: (project, element) => lastLog(join(store.logs, project, normalName(element))),
    close: () => store.close(),
  }
}

/** The counts of a summary under the names that the queues have. */
function counted(summary: Result<BuildSummary>, queues: readonly ('Fetch' | 'Build')[]): Result<SessionResult> {
  if (!summary.ok) return summary
  const { ok, total, session, fetch, build } = summary.value
  return success({ ok, total, session, queues: queues.map((name) => [name, name === 'Fetch' ? fetch : build]) })
}

async function track(order: SessionOrder, place: BuildPlace): Promise<Result<SessionResult>> {
  const { trackSources } = await import('../builder/fetch.ts')
  const result = await trackSources(order.project, order.targets, order, place)
  if (!result.ok) return result
  const { summary: { ok, total, session, fetch }, tracked } = result.value
  const { writeRefs } = await import('./write-refs.ts')
  const written = writeRefs(order.project.project, tracked, order.listener)
  return written.ok ? success({ ok, total, session, queues: [['Track', fetch]] }) : written
}

/** What a shell has of the terminal it is in. */
function terminalOf({ TERM, COLORTERM }: Environment): ReadonlyMap<string, string> {
  return new Map(Object.entries({ TERM, COLORTERM }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])))
}

function earlierInputs(store: Store, project: string, element: string, key: string): unknown {
  const found = store.artifacts.ofElement(project, element).find(({ name }) => name.key.startsWith(key))
  return found && store.artifacts.inputs(found.name)
}

/** How a project stands. What was found out for showing it is not found out again for the work that follows at once. */
class Standing {
  private known: { readonly project: PreparedProject; readonly plan: Plan } | undefined

  constructor(private readonly store: Store) {}

  async look(project: PreparedProject): Promise<Result<readonly PlannedElement[]>> {
    return onDisk(this.store.folder, async () => {
      const plan = await currentPlan(project, { store: this.store, signal: new AbortController().signal })
      this.known = { project, plan }
      return [...plan.values()]
    })
  }

  /** The plan to work by; the work makes it outdated. */
  async take(project: PreparedProject): Promise<Result<Plan>> {
    if (this.known?.project !== project) {
      const looked = await this.look(project)
      if (!looked.ok) return looked
    }
    const plan = this.known?.plan ?? new Map<string, never>()
    this.known = undefined
    return success(plan)
  }
}

/** The newest log of a build in a folder of logs, by the time in its name: a build that was stopped has one, too. */
function lastLog(folder: string): string | undefined {
  const timeOf = (name: string): string => /-build\.([\d-]+)\.log$/.exec(name)?.[1] ?? ''
  try {
    const [newest] = readdirSync(folder).filter((name) => timeOf(name) !== '').sort((a, b) => (timeOf(a) > timeOf(b) ? -1 : 1))
    return newest === undefined ? undefined : readFileSync(join(folder, newest), 'utf8')
  } catch {
    return undefined
  }
}
