/** `(?)` and `(!)` settled under the options chosen (BF §2.5). Knows nothing of what the settings mean. */
import type { Collector } from '../diagnostics/collector.ts'
import type { ConfEntry, ConfMap, ConfNode } from '../ir/conf.ts'
import { compose, without, words } from './compose.ts'
import { evaluate, type Verdict } from './expression/evaluate.ts'
import type { Value } from './expression/functions.ts'

/** Settles trees under fixed options; each expression is evaluated once. */
export class Conditionals {
  private readonly verdicts = new Map<string, Verdict>()

  constructor(private readonly options: ReadonlyMap<string, Value>, private readonly collector: Collector) {}

  /** The tree without conditions and assertions; the tree itself if it has none. `fixed` keys may not depend on conditions at its top. */
  settle(map: ConfMap, fixed: readonly string[] = []): ConfMap {
    let settled = map
    for (;;) {
      const assertion = settled.entries.get('(!)')
      if (assertion) {
        const { value } = assertion
        this.collector.report('project/assertion', { text: value.kind === 'scalar' ? value.text : 'an assertion without a text' }, value.at)
        settled = without(settled, '(!)', '(?)')
      }
      const conditions = settled.entries.get('(?)')
      if (!conditions) break
      settled = this.apply(conditions.value, without(settled, '(?)'), fixed)
    }
    return this.settleValues(settled)
  }

  private apply(conditions: ConfNode, under: ConfMap, fixed: readonly string[]): ConfMap {
    if (conditions.kind !== 'list') {
      this.collector.report('project/wrong-type', { what: '(?)', expected: 'a list', found: words(conditions) }, conditions.at)
      return under
    }
    let settled = under
    for (const condition of conditions.items) {
      const branch = this.branch(condition)
      if (!branch) continue
      for (const key of fixed) {
        const entry = branch.map.entries.get(key)
        if (entry) this.collector.report('project/fixed-key', { key }, entry.keyAt)
      }
      if (branch.taken) settled = compose(branch.map, settled, this.collector)
    }
    return settled
  }

  private branch(condition: ConfNode): { readonly map: ConfMap; readonly taken: boolean } | undefined {
    const entries: readonly (readonly [string, ConfEntry])[] = condition.kind === 'map' ? [...condition.entries] : []
    const [first, second] = entries
    if (!first || second) {
      const found = second ? 'a mapping with several' : words(condition)
      this.collector.report('project/wrong-type', { what: 'an item of (?)', expected: 'a mapping with one expression as key', found }, condition.at)
      return undefined
    }
    const [expression, { value, keyAt }] = first
    const verdict = this.verdict(expression)
    if ('problem' in verdict) {
      this.collector.report('project/condition', { expression, reason: verdict.problem }, keyAt)
      return undefined
    }
    if (value.kind === 'map') return { map: value, taken: verdict.holds }
    this.collector.report('project/wrong-type', { what: `what holds if ${expression}`, expected: 'a mapping', found: words(value) }, value.at)
    return undefined
  }

  private verdict(expression: string): Verdict {
    const known = this.verdicts.get(expression)
    if (known) return known
    const verdict = evaluate(expression, this.options)
    this.verdicts.set(expression, verdict)
    return verdict
  }

  private settleValues(map: ConfMap): ConfMap {
    let entries: Map<string, ConfEntry> | undefined
    for (const [key, entry] of map.entries) {
      const value = this.settleNode(entry.value)
      if (value !== entry.value) (entries ??= new Map(map.entries)).set(key, { ...entry, value })
    }
    return entries ? { ...map, entries } : map
  }

  private settleNode(node: ConfNode): ConfNode {
    if (node.kind === 'scalar') return node
    if (node.kind === 'map') return this.settle(node)
    const items = node.items.map((item) => this.settleNode(item))
    return items.some((item, index) => item !== node.items[index]) ? { ...node, items } : node
  }
}
