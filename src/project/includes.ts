/** `(@)`: other files' content laid under the mapping that names them (BF §2.6). Each file is read and settled once. */
import type { Collector } from '../diagnostics/collector.ts'
import type { ConfEntry, ConfMap, ConfNode, ConfScalar } from '../ir/conf.ts'
import { compose, without, words } from './compose.ts'
import type { ConfFiles } from './conf-file.ts'
import { leadsOutside, normalPath } from './project-files.ts'

/** What is done to the content of a file before it is laid under another. */
export type Settle = (root: ConfMap) => ConfMap

/** Follows includes. project.conf is read with a `settle` that leaves conditions, for the options are not known yet. */
export class Includes {
  private readonly done = new Map<string, ConfMap>()
  private readonly open: string[] = []

  constructor(private readonly files: ConfFiles, private readonly collector: Collector, private readonly settle: Settle = (root) => root) {}

  /** The tree with all it includes; the tree itself if it includes nothing. */
  follow(map: ConfMap): ConfMap {
    const named = map.entries.get('(@)')
    return this.followValues(named ? this.layUnder(without(map, '(@)'), named.value) : map)
  }

  private layUnder(map: ConfMap, named: ConfNode): ConfMap {
    let composed = map
    for (const path of this.pathsOf(named).toReversed()) composed = compose(composed, this.include(path) ?? { ...map, entries: new Map() }, this.collector)
    return composed
  }

  private pathsOf(named: ConfNode): readonly ConfScalar[] {
    const items = named.kind === 'list' ? named.items : [named]
    return items.filter((item): item is ConfScalar => {
      if (item.kind === 'scalar') return true
      this.collector.report('project/wrong-type', { what: '(@)', expected: 'a path or a list of paths', found: words(item) }, item.at)
      return false
    })
  }

  private include({ text, at }: ConfScalar): ConfMap | undefined {
    const path = normalPath(text, this.files.project.root)
    const ready = this.done.get(path)
    if (ready) return ready
    if (text.includes(':')) this.collector.report('project/junction', { what: `the include "${text}"` }, at)
    else if (leadsOutside(path)) this.collector.report('project/outside', { path: text }, at)
    else if (this.open.includes(path)) this.collector.report('project/include-circle', { path: [...this.open.slice(this.open.indexOf(path)), path] }, at)
    else return this.read(path, at)
    return undefined
  }

  private read(path: string, at: ConfScalar['at']): ConfMap | undefined {
    const file = this.files.load(path)
    if (file === 'missing') this.collector.report('project/missing-file', { file: path }, at)
    if (file === 'missing' || file === 'refused') return undefined
    this.open.push(path)
    const settled = file.hasConditions ? this.settle(file.root) : file.root
    // A branch that was taken may name files; the flag tells of the text as a whole.
    const included = file.hasIncludes ? this.follow(settled) : settled
    this.open.pop()
    this.done.set(path, included)
    return included
  }

  private followValues(map: ConfMap): ConfMap {
    let entries: Map<string, ConfEntry> | undefined
    for (const [key, entry] of map.entries) {
      const value = this.followNode(entry.value)
      if (value !== entry.value) (entries ??= new Map(map.entries)).set(key, { ...entry, value })
    }
    return entries ? { ...map, entries } : map
  }

  private followNode(node: ConfNode): ConfNode {
    if (node.kind === 'scalar') return node
    if (node.kind === 'map') return this.follow(node)
    const items = node.items.map((item) => this.followNode(item))
    return items.some((item, index) => item !== node.items[index]) ? { ...node, items } : node
  }
}
