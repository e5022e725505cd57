/** Elements as `project/` would give them, from literals. */
import type { ConfMap, ConfNode } from '../../src/ir/conf.ts'
import type { Elements } from '../../src/ir/element-scopes.ts'
import type { LoadedElement } from '../../src/ir/loaded-project.ts'

/** JSON that stands for settings. */
export type Settings = string | readonly Settings[] | { readonly [key: string]: Settings }

/** What of an element is of interest. */
export interface Given {
  readonly kind?: string
  readonly build?: readonly string[]
  readonly runtime?: readonly string[]
  readonly config?: Readonly<Record<string, Settings>>
  readonly publicData?: Readonly<Record<string, Settings>>
  readonly environment?: Readonly<Record<string, string>>
  readonly environmentNocache?: readonly string[]
  readonly sandbox?: Partial<LoadedElement['sandbox']>
  readonly description?: string
  readonly variables?: Readonly<Record<string, string>>
}

const AT = { file: 'elements/x.bst', start: 0, end: 0 }

/** An element of a name. */
export function loadedElement(name: string, given: Given = {}): LoadedElement {
  const { build = [], runtime = [] } = given
  const dependencies = [...new Set([...build, ...runtime])].map((other) => ({
    name: other, at: AT, build: build.includes(other), runtime: runtime.includes(other), strict: false, config: [],
  }))
  return {
    name, kind: given.kind ?? 'manual', description: given.description ?? '', at: AT, dependencies, variables: new Map(Object.entries(given.variables ?? {})), environment: new Map(Object.entries(given.environment ?? {})),
    environmentNocache: given.environmentNocache ?? [], config: confMap(given.config ?? {}), public: confMap(given.publicData ?? {}), sources: [],
    sandbox: { buildUid: 0, buildGid: 0, buildArch: 'x86_64', buildOs: 'linux', ...given.sandbox },
  }
}

/** Elements by name. */
export function elementsOf(elements: readonly LoadedElement[]): Elements {
  return new Map(elements.map((element) => [element.name, element]))
}

function confMap(entries: Readonly<Record<string, Settings>>): ConfMap {
  return { kind: 'map', at: AT, entries: new Map(Object.entries(entries).map(([key, value]) => [key, { value: confNode(value), keyAt: AT }])) }
}

function confNode(value: Settings): ConfNode {
  if (typeof value === 'string') return { kind: 'scalar', text: value, at: AT }
  if (Array.isArray(value)) return { kind: 'list', items: (value as readonly Settings[]).map(confNode), at: AT }
  return confMap(value as Readonly<Record<string, Settings>>)
}
