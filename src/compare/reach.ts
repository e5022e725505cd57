/** Which systems an element is in: a bit for each system, handed down from systems to what they use. */
import type { ProjectSide } from '../ir/difference.ts'

/** A set of systems: bit n is the nth of all. */
export type Systems = bigint

/** The systems of both sides as one list. */
export interface AllSystems {
  /** Path keys: those after the change in load order, then those that are gone. */
  readonly all: readonly string[]
  readonly moved: readonly { readonly from: string; readonly to: string }[]
  /** Path key, as it is or was → its place in `all`. */
  readonly bitOf: ReadonlyMap<string, number>
}

/** Puts the systems of both sides together; `newName` gives what an element of the side before is called after. */
export function allSystems(before: ProjectSide, after: ProjectSide, newName: (element: string) => string): AllSystems {
  const all = after.systems.map(({ path }) => path)
  const bitOf = new Map(all.map((path, bit) => [path, bit]))
  const byElement = new Map(after.systems.map(({ element, path }) => [element, path]))
  const old = new Set(before.systems.map(({ path }) => path))
  const moved: { readonly from: string; readonly to: string }[] = []
  for (const { path, element } of before.systems) {
    if (bitOf.has(path)) continue
    const to = byElement.get(newName(element))
    if (to !== undefined && !old.has(to)) moved.push({ from: path, to })
    bitOf.set(path, to !== undefined && !old.has(to) ? bitOf.get(to) ?? 0 : all.push(path) - 1)
  }
  return { all, moved, bitOf }
}

/** The systems of each element of one side, found when first asked. */
export interface Reach {
  readonly ofElement: (element: string) => Systems
}

/**
 * By `uses`, from the systems down. An element that no system uses counts for the systems of the deployments that use it: what images are
 * made of. `known` has the systems and deployments, which a folder does not know itself.
 */
export function reachOf(uses: ProjectSide['uses'], known: Pick<ProjectSide, 'systems' | 'deployments'>, { bitOf }: AllSystems): Reach {
  const bit = (path: string): Systems => { const at = bitOf.get(path); return at === undefined ? 0n : 1n << BigInt(at) }
  let inSystems: ReadonlyMap<string, Systems> | undefined
  let inDeployments: ReadonlyMap<string, Systems> | undefined
  return {
    ofElement: (element) => {
      inSystems ??= handedDown(uses, known.systems.map((system) => [system.element, bit(system.path)]))
      const own = inSystems.get(element)
      if (own) return own
      inDeployments ??= handedDown(uses, known.deployments.map((deployment) => [deployment.element, bit(deployment.system)]))
      return inDeployments.get(element) ?? 0n
    },
  }
}

/** Each element with all bits of those above it. Users come before what they use, so that once is enough unless there is a circle. */
function handedDown(uses: ProjectSide['uses'], roots: readonly (readonly [string, Systems])[]): ReadonlyMap<string, Systems> {
  const sets = new Map<string, Systems>()
  for (const [element, own] of roots) sets.set(element, (sets.get(element) ?? 0n) | own)
  const { order, circle } = usersFirst(uses, [...sets.keys()])
  for (let again = true; again; ) {
    again = false
    for (const element of order) {
      const own = sets.get(element) ?? 0n
      for (const used of uses.get(element) ?? []) {
        const set = sets.get(used) ?? 0n
        if ((set | own) === set) continue
        sets.set(used, set | own)
        again = circle
      }
    }
  }
  return sets
}

function usersFirst(uses: ProjectSide['uses'], roots: readonly string[]): { readonly order: readonly string[]; readonly circle: boolean } {
  const done = new Map<string, boolean>()
  const finished: string[] = []
  let circle = false
  for (const root of roots) {
    const path: { readonly element: string; readonly rest: Iterator<string> }[] = []
    const enter = (element: string): void => {
      if (done.has(element)) {
        if (done.get(element) === false) circle = true
        return
      }
      done.set(element, false)
      path.push({ element, rest: (uses.get(element) ?? [])[Symbol.iterator]() })
    }
    enter(root)
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.rest.next()
      if (!next.done) {
        enter(next.value)
        continue
      }
      done.set(top.element, true)
      finished.push(top.element)
      path.pop()
    }
  }
  return { order: finished.reverse(), circle }
}
