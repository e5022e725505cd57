/** Decodes single fields of definitions into typed, located values. A value that the schema refused is left out here without a word. */
import * as z from 'zod'
import type { Comments, Located, Span } from '../../ir/origin.ts'
import type { Command, Device, IntegrationGroup, SplitRule, StepCommands } from '../../ir/definitions.ts'
import { entryOf, valueOf, type MapEntry, type YamlNode } from '../../yaml/located.ts'
import { scalarValue } from '../../yaml/scalar.ts'
import { spanOf, type MorphFile } from '../morph-file.ts'
import { plainValue } from '../values.ts'

/** Text, as written in the source; nothing for null. A list of texts, as old descriptions are, becomes paragraphs. */
export function textField(file: MorphFile, node: YamlNode | undefined, comments?: Comments): Located<string> | undefined {
  if (node?.kind === 'list' && node.items.length > 0) {
    const texts = node.items.map((item) => (item.value.kind === 'scalar' ? item.value.text.trimEnd() : ''))
    return { value: texts.join('\n\n'), at: spanOf(file, node), ...(comments ? { comments } : {}) }
  }
  if (node?.kind !== 'scalar' || scalarValue(node) === null) return undefined
  return { value: node.text, at: spanOf(file, node), ...(comments ? { comments } : {}) }
}

/** The text of a key of a map. */
export function textOf(file: MorphFile, map: YamlNode | undefined, key: string): Located<string> | undefined {
  const entry = entryOf(map, key)
  return textField(file, entry?.value, entry?.comments)
}

/** Where a key of a map stands, if it does. */
export function keyAt(file: MorphFile, map: YamlNode | undefined, key: string): Span | undefined {
  const entry = entryOf(map, key)
  return entry && spanOf(file, entry.key)
}

/** The items of a list of names. */
export function textItems(file: MorphFile, node: YamlNode | undefined): readonly Located<string>[] {
  if (node?.kind !== 'list') return []
  return node.items.flatMap((item) => textField(file, item.value, item.comments) ?? [])
}

/** A command list; nothing for null, which means the build system's own (BD §3.2). */
export function commandsField(file: MorphFile, entry: MapEntry): StepCommands | undefined {
  const node = entry.value
  if (node.kind !== 'list') return undefined
  return {
    commands: node.items.flatMap((item) => commandItem(file, item.value, item.comments) ?? []),
    at: spanOf(file, entry.key), ...(entry.comments ? { comments: entry.comments } : {}), ...(node.after?.length ? { after: node.after } : {}),
  }
}

/** One command: text as it is, a truth value as the command of that name (BD §3.2). */
function commandItem(file: MorphFile, node: YamlNode, comments: Comments | undefined): Command | undefined {
  if (node.kind !== 'scalar') return undefined
  const value = scalarValue(node)
  if (typeof value !== 'string' && typeof value !== 'boolean') return undefined
  return { value: String(value), at: spanOf(file, node), ...(comments ? { comments } : {}) }
}

const ruleShape = z.object({ artifact: z.string(), include: z.array(z.string()) })

/** Splitting rules; `prefix` is put before an artifact name that starts with a dash (BD §6.2). */
export function rulesField(file: MorphFile, node: YamlNode | undefined, prefix: string): readonly SplitRule[] {
  if (node?.kind !== 'list') return []
  return node.items.flatMap((item) => {
    const decoded = ruleShape.safeParse(plainValue(item.value))
    if (!decoded.success) return []
    const { artifact } = decoded.data
    return [{
      artifact: artifact.startsWith('-') ? prefix + artifact : artifact,
      include: textItems(file, valueOf(item.value, 'include')),
      at: spanOf(file, item.value), ...(item.comments ? { comments: item.comments } : {}),
    }]
  })
}

const deviceShape = z.object({
  type: z.enum(['c', 'b']), filename: z.string(), major: z.int(), minor: z.int(), uid: z.int(), gid: z.int(), permissions: z.string().regex(/^[0-7]+$/),
})

/** Device nodes (BD §7.3). */
export function devicesField(file: MorphFile, node: YamlNode): readonly Device[] {
  if (node.kind !== 'list') return []
  return node.items.flatMap((item) => {
    const decoded = deviceShape.safeParse(plainValue(item.value))
    return decoded.success ? [{ ...decoded.data, at: spanOf(file, item.value) }] : []
  })
}

/** Integration commands, a group for each artifact and key (BD §7.1). */
export function integrationField(file: MorphFile, node: YamlNode): readonly IntegrationGroup[] {
  if (node.kind !== 'map') return []
  return node.entries.flatMap((artifact) => artifact.value.kind !== 'map' ? [] : artifact.value.entries.map((group, index) => {
    const list = commandsField(file, group)
    const [first, ...more] = list?.commands ?? []
    const above = [...(index === 0 ? linesOf(artifact.comments) : []), ...linesOf(group.comments), ...(list?.after ?? [])]
    return {
      id: `${group.key.text}-${artifact.key.text}`, artifact: artifact.key.text, at: spanOf(file, group.key),
      commands: !first || above.length === 0 ? list?.commands ?? []
        : [{ ...first, comments: { ...first.comments, before: [...above, ...(first.comments?.before ?? [])] } }, ...more],
    }
  }))
}

/** The lines of comments, those above first. */
export function linesOf(comments: Comments | undefined): readonly string[] {
  return [...(comments?.before ?? []), ...(comments?.trailing === undefined ? [] : [comments.trailing])]
}

/** A whole number. */
export function integerField(file: MorphFile, node: YamlNode): Located<number> | undefined {
  const decoded = z.int().min(1).safeParse(plainValue(node))
  return decoded.success ? { value: decoded.data, at: spanOf(file, node) } : undefined
}

const submoduleShape = z.object({ url: z.string() })

/** Submodules by path. */
export function submodulesField(file: MorphFile, node: YamlNode): readonly { readonly path: string; readonly url: string; readonly at: ReturnType<typeof spanOf> }[] {
  if (node.kind !== 'map') return []
  return node.entries.flatMap((entry) => {
    const decoded = submoduleShape.safeParse(plainValue(entry.value))
    return decoded.success ? [{ path: entry.key.text, url: decoded.data.url, at: spanOf(file, entry.key) }] : []
  })
}

/** A map of names to names. */
export function namesField(file: MorphFile, node: YamlNode): readonly { readonly artifact: string; readonly stratumArtifact: string; readonly at: ReturnType<typeof spanOf> }[] {
  if (node.kind !== 'map') return []
  return node.entries.flatMap((entry) => entry.value.kind === 'scalar'
    ? [{ artifact: entry.key.text, stratumArtifact: entry.value.text, at: spanOf(file, entry.key) }] : [])
}
