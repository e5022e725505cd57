/** Values out of settings trees by key and type; what has another type is reported at its place. */
import { nearest } from '../std/nearest.ts'
import type { Collector } from '../diagnostics/collector.ts'
import type { ConfList, ConfMap, ConfNode, ConfScalar } from '../ir/conf.ts'
import { LIST_DIRECTIVES, words } from './compose.ts'

const TRUTHS: ReadonlyMap<string, boolean> = new Map([['True', true], ['true', true], ['1', true], ['False', false], ['false', false], ['0', false]])

/** Asks for values; each answer is nothing where there is none or a diagnostic says why it is no good. */
export class Settings {
  constructor(readonly collector: Collector) {}

  map(parent: ConfMap, key: string): ConfMap | undefined {
    const node = parent.entries.get(key)?.value
    if (!node || node.kind === 'map') return node
    this.reportType(key, 'a mapping', node)
    return undefined
  }

  list(parent: ConfMap, key: string): ConfList | undefined {
    const node = parent.entries.get(key)?.value
    if (!node || node.kind === 'list') return node
    this.reportType(key, 'a list', node)
    return undefined
  }

  scalar(parent: ConfMap, key: string): ConfScalar | undefined {
    const node = parent.entries.get(key)?.value
    if (!node || node.kind === 'scalar') return node
    this.reportType(key, 'a text', node)
    return undefined
  }

  text(parent: ConfMap, key: string): string | undefined {
    return this.scalar(parent, key)?.text
  }

  /** The scalars of a list; items of other kinds are reported and left out. */
  scalars(parent: ConfMap, key: string): readonly ConfScalar[] | undefined {
    return this.list(parent, key)?.items.filter((item): item is ConfScalar => {
      if (item.kind !== 'scalar') this.reportType(`an item of ${key}`, 'a text', item)
      return item.kind === 'scalar'
    })
  }

  texts(parent: ConfMap, key: string): readonly string[] | undefined {
    return this.scalars(parent, key)?.map(({ text }) => text)
  }

  /** The maps of a list; items of other kinds are reported and left out. */
  maps(parent: ConfMap, key: string): readonly ConfMap[] {
    return (this.list(parent, key)?.items ?? []).filter((item): item is ConfMap => {
      if (item.kind !== 'map') this.reportType(`an item of ${key}`, 'a mapping', item)
      return item.kind === 'map'
    })
  }

  boolean(parent: ConfMap, key: string): boolean | undefined {
    const scalar = this.scalar(parent, key)
    return scalar && this.truth(scalar, key)
  }

  /** The truth value that a scalar stands for. */
  truth(scalar: ConfScalar, key: string): boolean | undefined {
    const truth = TRUTHS.get(scalar.text)
    if (truth === undefined) this.collector.report('project/bad-value', { what: key, value: scalar.text, expected: 'True or False' }, scalar.at)
    return truth
  }

  integer(parent: ConfMap, key: string): number | undefined {
    const scalar = this.scalar(parent, key)
    if (!scalar) return undefined
    if (/^[-+]?[0-9]+$/.test(scalar.text)) return Number(scalar.text)
    this.collector.report('project/bad-value', { what: key, value: scalar.text, expected: 'a whole number' }, scalar.at)
    return undefined
  }

  /** A scalar that has to be there. */
  required(parent: ConfMap, key: string, where: string): ConfScalar | undefined {
    if (!parent.entries.has(key)) this.collector.report('project/missing-key', { key, where }, parent.at)
    return this.scalar(parent, key)
  }

  /** Reports keys that are not among `known`. */
  checkKeys(map: ConfMap, known: readonly string[], where: string): void {
    for (const [key, { keyAt }] of map.entries) {
      if (known.includes(key)) continue
      if (LIST_DIRECTIVES.includes(key)) this.collector.report('project/no-list-to-change', { directive: key }, keyAt)
      else this.collector.report('project/unknown-key', { key, where, suggestion: nearest(key, known) }, keyAt)
    }
  }

  private reportType(what: string, expected: string, node: ConfNode): void {
    const directive = node.kind === 'map' ? LIST_DIRECTIVES.find((key) => node.entries.has(key)) : undefined
    if (directive !== undefined) this.collector.report('project/no-list-to-change', { directive }, node.at)
    else this.collector.report('project/wrong-type', { what, expected, found: words(node) }, node.at)
  }
}
