/** Variables put into settings trees. Trees of a kind's defaults are expanded once for all elements that do not touch them. */
import type { Collector } from '../diagnostics/collector.ts'
import type { ConfEntry, ConfMap, ConfNode, ConfScalar } from '../ir/conf.ts'
import { LIST_DIRECTIVES } from './compose.ts'
import { references, type SharedVariables, type Variables } from './variables.ts'

/** What expanding a node gave under the shared variables, and which names it looked at. */
interface Prepared {
  readonly names: ReadonlySet<string>
  /** Missing where some name has no shared value. */
  readonly expanded: ConfNode | undefined
}

/** The expansions that the elements of a kind share, by node. */
export class SharedTrees {
  private readonly prepared = new Map<ConfNode, Prepared>()

  constructor(private readonly variables: SharedVariables) {}

  /** Expands a tree of the kind's defaults beforehand. */
  prepare(node: ConfNode): Prepared {
    const known = this.prepared.get(node)
    if (known) return known
    const prepared = node.kind === 'scalar' ? this.scalar(node) : this.collection(node)
    this.prepared.set(node, prepared)
    return prepared
  }

  /** The shared expansion of a node, if there is one and no name in it has another value. */
  get(node: ConfNode, affected: ReadonlySet<string>): ConfNode | undefined {
    const known = this.prepared.get(node)
    if (!known?.expanded) return undefined
    for (const name of known.names) if (affected.has(name)) return undefined
    return known.expanded
  }

  private scalar(node: ConfScalar): Prepared {
    const pieces = this.variables.splitter.split(node.text)
    if (pieces.length === 1) return { names: new Set(), expanded: node }
    const names = new Set(references(pieces))
    for (const name of names) if (!this.variables.values.has(name)) return { names, expanded: undefined }
    const text = pieces.map((piece, index) => (index % 2 === 0 ? piece : this.variables.values.get(piece) ?? '')).join('')
    return { names, expanded: { ...node, text } }
  }

  private collection(node: Exclude<ConfNode, ConfScalar>): Prepared {
    const names = new Set<string>()
    let lacking = 0
    const rebuilt = rebuild(node, (child, key) => {
      const { names: inner, expanded } = this.prepare(child)
      for (const name of inner) names.add(name)
      if (!expanded || (key !== undefined && LIST_DIRECTIVES.includes(key))) lacking++
      return expanded ?? child
    })
    return { names, expanded: lacking === 0 ? rebuilt : undefined }
  }
}

/** Puts an element's variables into trees. A list directive that is still there has met no list and is reported (BF §2.4). */
export class Expander {
  constructor(readonly variables: Variables, private readonly shared: SharedTrees | undefined, private readonly collector: Collector) {}

  expand<N extends ConfNode>(node: N): N
  expand(node: ConfNode): ConfNode {
    const known = this.shared?.get(node, this.variables.affected)
    if (known) return known
    if (node.kind === 'scalar') {
      const text = this.variables.expand(node)
      return text === node.text ? node : { ...node, text }
    }
    if (node.kind === 'map') this.reportDirectives(node)
    return rebuild(node, (child) => this.expand(child))
  }

  private reportDirectives(map: ConfMap): void {
    for (const key of LIST_DIRECTIVES) {
      const entry = map.entries.get(key)
      if (entry) this.collector.report('project/no-list-to-change', { directive: key }, entry.keyAt)
    }
  }
}

/** A list or map with other children; itself if they are the same. */
function rebuild(node: Exclude<ConfNode, ConfScalar>, change: (child: ConfNode, key?: string) => ConfNode): ConfNode {
  if (node.kind === 'list') {
    const items = node.items.map((item) => change(item))
    return items.some((item, index) => item !== node.items[index]) ? { ...node, items } : node
  }
  let entries: Map<string, ConfEntry> | undefined
  for (const [key, entry] of node.entries) {
    const value = change(entry.value, key)
    if (value !== entry.value) (entries ??= new Map(node.entries)).set(key, { ...entry, value })
  }
  return entries ? { ...node, entries } : node
}
