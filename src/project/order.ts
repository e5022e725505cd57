/** The order in which an element's direct dependencies are staged (BF §5.1 steps 1-2), and dependencies that go in a circle. */
import type { Collector } from '../diagnostics/collector.ts'
import type { LoadedDependency } from '../ir/loaded-project.ts'

/** Dependencies by the name of their element, in the order of declaration. */
export type Graph = ReadonlyMap<string, readonly LoadedDependency[]>

interface Step {
  readonly name: string
  readonly dependencies: readonly LoadedDependency[]
  next: number
}

/** Names with each one after all it depends on. A dependency that closes a circle is reported with the whole chain. */
export function upwards(graph: Graph, roots: readonly string[], collector: Collector): readonly string[] {
  const order: string[] = []
  const entered = new Map<string, 'open' | 'done'>()
  const path: Step[] = []
  const enter = (name: string): void => {
    entered.set(name, 'open')
    path.push({ name, dependencies: graph.get(name) ?? [], next: 0 })
  }
  for (const root of roots) {
    if (graph.has(root) && !entered.has(root)) enter(root)
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const dependency = step.dependencies[step.next++]
      if (!dependency) {
        entered.set(step.name, 'done')
        order.push(step.name)
        path.pop()
      } else if (entered.get(dependency.name) === 'open') {
        const names = path.map(({ name }) => name)
        collector.report('project/circle', { path: [...names.slice(names.indexOf(dependency.name)), dependency.name] }, dependency.at)
      } else if (graph.has(dependency.name) && !entered.has(dependency.name)) enter(dependency.name)
    }
  }
  return order
}

/** Which elements each one depends on, directly or not, as one bit each. */
export class Reach {
  private readonly index = new Map<string, number>()
  private readonly rows: Uint32Array[] = []

  /** `order` has each element after all it depends on. */
  constructor(graph: Graph, order: readonly string[]) {
    const width = Math.ceil(order.length / 32)
    for (const [position, name] of order.entries()) {
      const row = new Uint32Array(width)
      for (const dependency of graph.get(name) ?? []) this.add(row, dependency.name)
      this.index.set(name, position)
      this.rows.push(row)
    }
  }

  /** The dependencies of one element in staging order. */
  sort(dependencies: readonly LoadedDependency[]): readonly LoadedDependency[] {
    return dependencies.length < 2 ? dependencies : dependencies.toSorted((a, b) => this.compare(a, b))
  }

  private add(row: Uint32Array, name: string): void {
    const position = this.index.get(name)
    const other = position === undefined ? undefined : this.rows[position]
    if (position === undefined || !other) return
    // Plain counting: this is the innermost loop of reading a project.
    for (let index = 0; index < other.length; index++) row[index] = (row[index] ?? 0) | (other[index] ?? 0)
    row[position >> 5] = (row[position >> 5] ?? 0) | (1 << (position & 31))
  }

  private reaches(from: string, to: string): boolean {
    const row = this.rows[this.index.get(from) ?? -1]
    const position = this.index.get(to)
    return row !== undefined && position !== undefined && ((row[position >> 5] ?? 0) >>> (position & 31) & 1) === 1
  }

  /** Not transitive, so the result depends on the sort: V8's agrees with the one that BuildStream carries along (BF §5.1 step 3). */
  private compare(a: LoadedDependency, b: LoadedDependency): number {
    if (this.reaches(a.name, b.name)) return 1
    if (this.reaches(b.name, a.name)) return -1
    if (a.build !== b.build || a.runtime !== b.runtime) {
      if (!a.build) return 1
      if (!b.build) return -1
    }
    return a.name < b.name ? -1 : Number(a.name > b.name)
  }
}
