/** Keys and states of all elements, before anything is done. Reads sources of the project and the store, changes neither. */
import { buildScope } from '../ir/element-scopes.ts'
import type { ElementState } from './events.ts'
import type { Failure } from './failure.ts'
import { Failed } from './failure.ts'
import { describeKey, type KeyInputs } from './key/describe.ts'
import { closureKey, hashKey } from './key/hash.ts'
import type { PreparedElement, PreparedProject } from './prepare.ts'
import type { SourceWorld } from './sources/source-kind.ts'
import type { Artifact } from './store/artifacts.ts'
import type { Store } from './store/store.ts'

/** An element as it stands. */
export interface PlannedElement extends PreparedElement {
  /** Absent while a source of it, or of something that it is built with, has no exact version. */
  readonly key?: string
  readonly inputs?: KeyInputs
  readonly state: ElementState
  /** What was built of this key; nothing where there is none, or it cannot be used. */
  readonly artifact?: Artifact
  /** Why an earlier build of this key failed. */
  readonly failure?: Failure
  /** Names of the elements that are staged to build it, in staging order. */
  readonly scope: () => readonly string[]
}

/** The elements by name, dependencies first. */
export type Plan = ReadonlyMap<string, PlannedElement>

/** Finds out how everything stands. Throws what goes wrong with the project's own files as {@link Failed}. */
export async function planBuild({ project, elements }: PreparedProject, store: Store, world: SourceWorld): Promise<Plan> {
  const plan = new Map<string, PlannedElement>()
  const closures = new Map<string, string>()
  for (const prepared of elements.values()) {
    const scope = (): readonly string[] => buildScope(project.elements, prepared.element.name)
    const inputs = await inputsOf(prepared, closures, project.fatalWarnings, world)
    if (!inputs) {
      const isOwn = (await statesOf(prepared, world)).includes('no reference')
      plan.set(prepared.element.name, { ...prepared, scope, state: isOwn ? 'no reference' : 'waiting' })
      continue
    }
    const key = hashKey(inputs)
    const runtime = closuresOf(prepared, closures, 'runtime')
    if (runtime) closures.set(prepared.element.name, closureKey(prepared.element.name, key, runtime))
    const known = store.artifacts.read({ project: project.name, element: prepared.element.name, key })
    const artifact = known && (known.tree === undefined || store.hasTree(known.tree)) ? known : undefined
    const failure = artifact?.failure
    const state = failure ? 'failed' : artifact ? 'cached' : await stateOf(prepared, scope, plan, world)
    plan.set(prepared.element.name, { ...prepared, scope, key, inputs, state, ...(artifact ? { artifact } : {}), ...(failure ? { failure } : {}) })
  }
  return plan
}

async function inputsOf({ element, kind, prepared, sources }: PreparedElement, closures: ReadonlyMap<string, string>, fatalWarnings: readonly string[], world: SourceWorld): Promise<KeyInputs | undefined> {
  const dependencies = closuresOf({ element }, closures, 'build')
  if (!dependencies) return undefined
  const identities = []
  for (const { loaded, source } of sources) {
    const identity = await source.identity(world)
    if (!identity.ok) throw new Failed({ ...identity.failure, message: `${element.name}: ${identity.failure.message}` })
    if (identity.value === undefined) return undefined
    identities.push({ kind: loaded.kind, directory: loaded.directory, identity: identity.value })
  }
  const strict = element.dependencies.filter((dependency) => dependency.strict).map(({ name }) => name).sort()
  return describeKey(element, {
    kindVersion: kind.version, kindKey: prepared.key, runsCommands: kind.runsCommands, sources: identities, dependencies, strict, fatalWarnings,
  })
}

/** Name and closure key of each dependency of a type; nothing if one has none. */
function closuresOf({ element }: Pick<PreparedElement, 'element'>, closures: ReadonlyMap<string, string>, type: 'build' | 'runtime'): readonly (readonly [string, string])[] | undefined {
  const found: (readonly [string, string])[] = []
  for (const dependency of element.dependencies) {
    if (!dependency[type]) continue
    const closure = closures.get(dependency.name)
    if (closure === undefined) return undefined
    found.push([dependency.name, closure])
  }
  return found
}

async function stateOf(prepared: PreparedElement, scope: () => readonly string[], plan: Plan, world: SourceWorld): Promise<ElementState> {
  const states = await statesOf(prepared, world)
  if (states.includes('no reference')) return 'no reference'
  if (states.includes('fetch needed')) return 'fetch needed'
  return scope().every((name) => plan.get(name)?.state === 'cached') ? 'buildable' : 'waiting'
}

async function statesOf({ sources }: PreparedElement, world: SourceWorld): Promise<readonly string[]> {
  return Promise.all(sources.map(({ source }) => source.state(world)))
}

/** The elements that the targets need: with what they need at run time, and what those have to be built with that are not there. */
export function requiredFor(plan: Plan, targets: readonly string[], retryFailed: boolean): ReadonlySet<string> {
  const required = new Set<string>()
  const stack = [...targets]
  for (let name = stack.pop(); name !== undefined; name = stack.pop()) {
    const planned = plan.get(name)
    if (!planned || required.has(name)) continue
    required.add(name)
    stack.push(...planned.element.dependencies.filter(({ runtime }) => runtime).map((dependency) => dependency.name))
    const isBuilt = planned.state === 'cached' || (planned.state === 'failed' && !retryFailed)
    if (!isBuilt) stack.push(...planned.element.dependencies.filter(({ build }) => build).map((dependency) => dependency.name))
  }
  return required
}
