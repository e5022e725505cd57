/** `morph2bst.yaml` → options and chunk overrides; what is wrong with it becomes located diagnostics. Knows no command line. */
import type { z } from 'zod'
import type { Collector } from '../diagnostics/collector.ts'
import type { Span } from '../diagnostics/diagnostic.ts'
import { pathKey } from '../reader/morph-file.ts'
import { NO_OVERRIDES, overridesOf, type Overrides } from '../reader/overrides.ts'
import { STEPS } from '../ir/definitions.ts'
import { nearest } from '../std/nearest.ts'
import { nodeAt, type MapNode, type YamlNode } from '../yaml/located.ts'
import { parseYaml } from '../yaml/parse.ts'
import { scalarValue } from '../yaml/scalar.ts'
import { configSchema, EXPECTED, type Config } from './config-schema.ts'

/** A configuration as read. */
export interface ConfigFile {
  readonly config: Config
  readonly overrides: Overrides
}

/** Reads the text of a configuration; nothing (and diagnostics) where it cannot be used. `file` names it in diagnostics. */
export function readConfig(file: string, text: string, collector: Collector): ConfigFile | undefined {
  if (/^(?:\s*(?:#.*)?\n)*\s*(?:#.*)?$/.test(text)) return { config: {}, overrides: NO_OVERRIDES }
  const root = parseYaml(file, text, collector)
  if (!root) return undefined
  if (root.kind !== 'map') {
    collector.report('config/not-a-mapping', { found: root.kind === 'list' ? 'a list' : 'text' }, spanOf(file, root))
    return undefined
  }
  const decoded = configSchema.safeParse(plain(root))
  if (!decoded.success) {
    for (const issue of decoded.error.issues) reportIssue(issue, file, root, collector)
    return undefined
  }
  return { config: decoded.data, overrides: normalised(overridesOf(file, root)) }
}

/** Overrides by path key, however the user wrote the paths. */
function normalised(overrides: Overrides): Overrides {
  return { ...overrides, chunks: new Map([...overrides.chunks].map(([path, fields]) => [pathKey(path), fields])) }
}

type Plain = string | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

/** A node as plain values; numbers stay as written, since names and refs may look like some. */
function plain(node: YamlNode): Plain {
  if (node.kind === 'list') return node.items.map((item) => plain(item.value))
  if (node.kind === 'map') return Object.fromEntries(node.entries.map((entry) => [entry.key.text, plain(entry.value)]))
  const value = scalarValue(node)
  return typeof value === 'boolean' || value === null ? value : node.text
}

function reportIssue(issue: z.core.$ZodIssue, file: string, root: MapNode, collector: Collector): void {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? '' : step))
  const where = path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const known = path[0] === 'chunks' ? CHUNK_FIELDS : Object.keys(configSchema.shape)
    for (const key of issue.keys) {
      collector.report('config/unknown-key', { key, where, known, suggestion: nearest(key, known) }, spanOf(file, nodeAt(root, [...path, key], { key: true })))
    }
    return
  }
  const node = nodeAt(root, path, { key: issue.code === 'invalid_key' })
  const found = issue.code === 'invalid_key' ? `named "${String(path.at(-1))}"` : foundWords(node)
  collector.report('config/wrong-value', { key: where, expected: expectedWords(issue, path), found }, spanOf(file, node))
}

const CHUNK_FIELDS: readonly string[] = [
  'build-system', 'repo', 'ref', 'unpetrify-ref', 'build-depends', 'build-mode', 'prefix', 'max-jobs', 'submodules', 'products', 'artifacts',
  'devices', 'system-integration', 'description', ...STEPS,
]

const TYPES: Readonly<Record<string, string>> = {
  string: 'text (in quotes, if it looks like something else)', boolean: 'true or false', array: 'a list', object: 'a mapping', record: 'a mapping',
}

function expectedWords(issue: z.core.$ZodIssue, path: readonly (string | number)[]): string {
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' or ')
  if (issue.code === 'invalid_key') return 'a name without blanks, colons and slashes'
  const name = String(path.at(-1) ?? '')
  const special = EXPECTED[name]
  if (special !== undefined) return special
  if (issue.code === 'invalid_type') return TYPES[issue.expected] ?? issue.expected
  if (issue.code === 'too_small') return 'text that is not empty'
  return name.endsWith('-commands') || path.some((step) => String(step).endsWith('-commands')) ? 'a list of commands' : 'another value'
}

function foundWords(node: YamlNode): string {
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a mapping'
  return node.text === '' && node.plain ? 'nothing' : JSON.stringify(node.text)
}

function spanOf(file: string, node: YamlNode): Span {
  return { file, start: node.start, end: node.end }
}
