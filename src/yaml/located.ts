/** YAML as a tree that knows its places and its comments. Says nothing of what the keys mean. */

/** Comments that belong to a map entry or list item: text without `#`, as written after it. */
export interface Comments {
  /** Whole-line comments above; an empty string stands for an empty comment line. */
  readonly before?: readonly string[]
  /** The comment at the end of the line. */
  readonly trailing?: string
}

interface Located {
  /** Offset of the first character (of a block scalar: of its text). */
  readonly start: number
  /** Offset behind the last character. */
  readonly end: number
}

/** A scalar; `text` is its content after quotes, escapes and folding, always kept as written otherwise. */
export interface ScalarNode extends Located {
  readonly kind: 'scalar'
  readonly text: string
  /** Written without quotes or block indicator, so that YAML 1.1 gives it a type. */
  readonly plain: boolean
}

/** One item of a list, with its comments. */
export interface ListItem {
  readonly value: YamlNode
  readonly comments?: Comments
}

export interface ListNode extends Located {
  readonly kind: 'list'
  readonly items: readonly ListItem[]
  /** Comments after the last item. */
  readonly after?: readonly string[]
}

/** One entry of a map, with its comments. */
export interface MapEntry {
  readonly key: ScalarNode
  readonly value: YamlNode
  readonly comments?: Comments
}

/** A map: each key once, in document order; merge keys (`<<`) are already followed. */
export interface MapNode extends Located {
  readonly kind: 'map'
  readonly entries: readonly MapEntry[]
  /** Comments above the first entry; only the root of a file has them here. */
  readonly head?: readonly string[]
  /** Comments after the last entry. */
  readonly after?: readonly string[]
}

export type YamlNode = ScalarNode | ListNode | MapNode

/** The entry of a key, if the node is a map that has it. */
export function entryOf(node: YamlNode | undefined, key: string): MapEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key.text === key) : undefined
}

/** The value of a key, if the node is a map that has it. */
export function valueOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entryOf(node, key)?.value
}

/**
 * The node at a path of keys and indices, or the deepest one on the way to it; for an error that is about a missing
 * thing this is the place that lacks it. `key: true` gives the key of the last map step instead of its value.
 */
export function nodeAt(root: YamlNode, path: readonly (string | number)[], options: { readonly key?: boolean } = {}): YamlNode {
  let node = root
  for (const [index, step] of path.entries()) {
    if (node.kind === 'map') {
      const entry = entryOf(node, String(step))
      if (!entry) return node
      if (options.key && index === path.length - 1) return entry.key
      node = entry.value
    } else if (node.kind === 'list') {
      const item = node.items[Number(step)]
      if (!item) return node
      node = item.value
    } else {
      return node
    }
  }
  return node
}

/** Every comment within a node, in order. */
export function allComments(node: YamlNode): readonly string[] {
  if (node.kind === 'scalar') return []
  const members: readonly { readonly comments?: Comments; readonly value: YamlNode }[] = node.kind === 'list' ? node.items : node.entries
  return [
    ...members.flatMap(({ comments, value }) => [...(comments?.before ?? []), ...(comments?.trailing === undefined ? [] : [comments.trailing]), ...allComments(value)]),
    ...(node.after ?? []),
  ]
}

/** The comments of a file but those within the values of some keys: its head, its keys, its end. */
export function commentsApartFrom(root: MapNode, ...apart: readonly string[]): readonly string[] {
  return [
    ...(root.head ?? []),
    ...root.entries.flatMap(({ key, comments, value }) => [
      ...(comments?.before ?? []), ...(comments?.trailing === undefined ? [] : [comments.trailing]),
      ...(!apart.includes(key.text) ? allComments(value) : value.kind === 'list' ? value.after ?? [] : []),
    ]),
    ...(root.after ?? []),
  ]
}
