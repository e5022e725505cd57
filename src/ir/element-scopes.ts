/** Which elements come along with others, in staging order (BF §5.1 step 4). Knows nothing of files or builds. */
import { InternalError } from '../std/internal-error.ts'
import type { LoadedElement } from './loaded-project.ts'

export type Elements = ReadonlyMap<string, LoadedElement>

/** The elements `roots` with everything they need at run time: depth first, each one once, after what it needs. */
export function runtimeClosure(elements: Elements, roots: readonly string[]): readonly string[] {
  return visit(elements, roots, runtimeEdges)
}

/** What is staged to build an element: its build dependencies with their runtime closure. */
export function buildScope(elements: Elements, name: string): readonly string[] {
  return runtimeClosure(elements, buildDependencies(elements, name))
}

/** What a person gets who asks for the element: its runtime closure, itself last. */
export function runScope(elements: Elements, name: string): readonly string[] {
  return runtimeClosure(elements, [name])
}

/** All that has to be built for the elements `roots`, themselves too; each one after what it depends on. */
export function allScope(elements: Elements, roots: readonly string[]): readonly string[] {
  return visit(elements, roots, allEdges)
}

/** The direct build dependencies of an element, in staging order. */
export function buildDependencies(elements: Elements, name: string): readonly string[] {
  return elementOf(elements, name).dependencies.filter(({ build }) => build).map((dependency) => dependency.name)
}

/** The element of a name that is known to be there. */
export function elementOf(elements: Elements, name: string): LoadedElement {
  const element = elements.get(name)
  if (!element) throw new InternalError(`element ${name} is not loaded`)
  return element
}

/** The names that an element leads to: first its build edges, then its runtime edges. */
type EdgesOf = (element: LoadedElement) => readonly string[]

const runtimeEdges = remembered((element) => element.dependencies.filter(({ runtime }) => runtime).sort(buildFirst).map(({ name }) => name))
const allEdges = remembered((element) => [...element.dependencies].sort(buildFirst).map(({ name }) => name))

/** Build edges before runtime edges; sorting keeps the order within each. */
function buildFirst(a: LoadedElement['dependencies'][number], b: LoadedElement['dependencies'][number]): number {
  return Number(b.build) - Number(a.build)
}

/** The edges are asked for as often as there are elements that come to one. */
function remembered(edgesOf: EdgesOf): EdgesOf {
  const known = new WeakMap<LoadedElement, readonly string[]>()
  return (element) => {
    let edges = known.get(element)
    if (!edges) known.set(element, edges = edgesOf(element))
    return edges
  }
}

/** Post-order along edges. Not recursive: chains may be long. */
function visit(elements: Elements, roots: readonly string[], edgesOf: EdgesOf): readonly string[] {
  const order: string[] = []
  const seen = new Set<string>()
  const stack: { readonly name: string; readonly edges: readonly string[]; next: number }[] = []
  const enter = (name: string): void => {
    if (seen.has(name)) return
    seen.add(name)
    stack.push({ name, edges: edgesOf(elementOf(elements, name)), next: 0 })
  }
  for (const root of roots) {
    enter(root)
    for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
      const edge = frame.edges[frame.next++]
      if (edge !== undefined) enter(edge)
      else {
        order.push(frame.name)
        stack.pop()
      }
    }
  }
  return order
}
