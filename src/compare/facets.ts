/** One YAML file of a project → what it says, key by key, and its comments. Knows which keys hold what, not what a change of them means. */
import { Collector } from '../diagnostics/collector.ts'
import { allComments, valueOf, type Comments, type ListNode, type MapNode, type YamlNode } from '../yaml/located.ts'
import { parseYaml } from '../yaml/parse.ts'
import { DEPENDENCY_KEYS, dependencyMembers, layoutPlaces, type Member } from './dependency-members.ts'
import { inline } from './inline.ts'
import { sourcesOf, type Source } from './sources.ts'
import { leavesOf } from './leaves.ts'

/** What stands under one key. */
export type Facet = { readonly path: readonly string[] } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly members: readonly Member[] }
  | { readonly kind: 'sources'; readonly sources: readonly Source[] }
)

/** A comment line, and what it stands at: the id of a key or of a member of a list. */
export interface Remark {
  readonly about: string
  readonly text: string
}

/** All that a file says. */
export interface FileFacets {
  /** By id of the key, in document order. */
  readonly facets: ReadonlyMap<string, Facet>
  readonly remarks: readonly Remark[]
  /** Ids of all keys and members: what a comment can be about. */
  readonly said: ReadonlySet<string>
}

/** A file that says nothing. */
export const NO_FACETS: FileFacets = { facets: new Map(), remarks: [], said: new Set(['']) }

/** What the text of a file says; nothing where it is no sound YAML map. `isElement`: its keys are an element's. */
export function facetsOf(text: string, isElement: boolean): FileFacets | undefined {
  const collector = new Collector()
  const root = parseYaml('', text, collector)
  if (root?.kind !== 'map' || collector.list().length > 0) return undefined
  return new Reader(isElement, root).read()
}

const INCLUDE = '(@)'
const CONDITIONS = '(?)'
const LAYOUT = 'layout'
/** Variables of images that hold a table, one row a line. */
const TABLES = /^(?:(?:system-|common-)?ownership|partitions)$/

class Reader {
  private readonly facets = new Map<string, Facet>()
  private readonly remarks: Remark[] = []
  private readonly said = new Set<string>([''])
  private readonly places: ReadonlyMap<string, string> | undefined

  constructor(private readonly isElement: boolean, private readonly root: MapNode) {
    this.places = isElement ? placesOf(root) : undefined
  }

  read(): FileFacets {
    for (const text of this.root.head ?? []) this.remarks.push({ about: '', text })
    this.map(this.root, [])
    return { facets: this.facets, remarks: this.remarks, said: this.said }
  }

  private map(node: MapNode, path: readonly string[]): void {
    for (const { key, value, comments } of node.entries) {
      const own = [...path, key.text]
      this.say(own, comments)
      this.value(value, own)
    }
    this.after(node, path)
  }

  private value(node: YamlNode, path: readonly string[]): void {
    const key = path.at(-1)
    if (node.kind === 'scalar' && TABLES.test(key ?? '')) this.list(node.text.trim().split('\n').map((text) => ({ text })), path)
    else if (node.kind === 'scalar' && key !== INCLUDE) this.put({ path, kind: 'text', text: node.text.trim() })
    else if (node.kind === 'scalar') this.list([{ text: node.text.trim() }], path)
    else if (node.kind === 'list') this.listNode(node, path)
    else if (node.entries.length === 0) this.put({ path, kind: 'text', text: '{}' })
    else this.map(node, path)
  }

  private listNode(node: ListNode, path: readonly string[]): void {
    const [top, key] = [path.length === 1 ? path[0] ?? '' : '', path.at(-1)]
    const sources = this.isElement && top === 'sources' ? sourcesOf(node) : undefined
    if (sources) {
      this.put({ path, kind: 'sources', sources })
      for (const [index, { value, comments }] of node.items.entries()) this.source(value, [...path, sources[index]?.identity ?? ''], comments)
    } else if (this.isElement && DEPENDENCY_KEYS.has(top)) {
      this.list(dependencyMembers(node, this.places), path)
      for (const { value, comments } of node.items) for (const { text } of dependencyMembers({ ...node, items: [{ value }] }, this.places)) this.remark(memberId(path, text), comments, value)
    } else if (this.places && path.join('.') === `config.${LAYOUT}`) {
      this.said.add(idOf(path))
    } else if (key !== 'plugins' || !this.byPackage(node, path)) {
      const members = key === CONDITIONS ? node.items.map(({ value }) => conditionTexts(value)) : node.items.map(({ value }) => [inline(value)])
      this.list(members.flat().map((text) => ({ text })), path)
      for (const [index, { value, comments }] of node.items.entries()) this.remark(memberId(path, members[index]?.[0] ?? ''), comments, value)
    }
    this.after(node, path)
  }

  /** Plugins by the package that they come from, so that one more is one more; not where that names two alike. */
  private byPackage(node: ListNode, path: readonly string[]): boolean {
    const names = node.items.map(({ value }) => valueOf(value, 'package-name') ?? valueOf(value, 'junction') ?? valueOf(value, 'path'))
    const texts = names.map((name) => (name ? inline(name) : ''))
    if (texts.includes('') || new Set(texts).size < texts.length) return false
    for (const [index, { value, comments }] of node.items.entries()) {
      const own = [...path, texts[index] ?? '']
      this.say(own, comments)
      this.value(value, own)
    }
    return true
  }

  private source(node: YamlNode, path: readonly string[], comments: Comments | undefined): void {
    this.say(path, comments)
    if (node.kind !== 'map') return
    for (const entry of node.entries) this.remark(idOf([...path, entry.key.text]), entry.comments, entry.value)
    this.after(node, path)
  }

  private list(members: readonly Member[], path: readonly string[]): void {
    this.put({ path, kind: 'list', members })
    for (const { text } of members) this.said.add(memberId(path, text))
  }

  private put(facet: Facet): void {
    this.facets.set(idOf(facet.path), facet)
  }

  private say(path: readonly string[], comments: Comments | undefined): void {
    this.remark(idOf(path), comments)
  }

  /** Comments at one thing, and those within its value where that is told as one. */
  private remark(about: string, comments: Comments | undefined, value?: YamlNode): void {
    this.said.add(about)
    for (const text of comments?.before ?? []) this.remarks.push({ about, text })
    if (comments?.trailing !== undefined) this.remarks.push({ about, text: comments.trailing })
    for (const text of value ? allComments(value) : []) this.remarks.push({ about, text })
  }

  private after(node: MapNode | ListNode, path: readonly string[]): void {
    for (const text of node.after ?? []) this.remarks.push({ about: idOf(path), text })
  }
}

/** Where `config.layout` stages dependencies; nothing where it says more than that. */
function placesOf(root: MapNode): ReadonlyMap<string, string> | undefined {
  const places = layoutPlaces(valueOf(valueOf(root, 'config'), LAYOUT))
  if (!places) return undefined
  const named = new Set(root.entries.flatMap(({ key, value }) => (DEPENDENCY_KEYS.has(key.text) ? dependencyMembers(value).flatMap(({ element }) => element ?? []) : [])))
  return [...places.keys()].every((element) => named.has(element)) ? places : undefined
}

/** A condition and what holds then, one text for each value (BF §2.5). */
function conditionTexts(node: YamlNode): readonly string[] {
  if (node.kind !== 'map') return [inline(node)]
  return node.entries.flatMap(({ key, value }) => leavesOf(value).map(([path, text]) => `${[key.text, path].filter((part) => part !== '').join(': ')}: ${text}`))
}

function idOf(path: readonly string[]): string {
  return path.join('\0')
}

function memberId(path: readonly string[], text: string): string {
  return `${idOf(path)}\0\0${text}`
}
