/** The fields of a chunk, wherever they are given: in its file, in its stratum's entry, or in the user's overrides (BD §3.2). */
import { STEPS, type Chunk, type StepCommands } from '../../ir/definitions.ts'
import type { Comments, Located } from '../../ir/origin.ts'
import { allComments, type MapEntry, type MapNode } from '../../yaml/located.ts'
import type { MorphFile } from '../morph-file.ts'
import { commandsField, devicesField, integerField, integrationField, namesField, rulesField, submodulesField, textField, textItems } from './fields.ts'

type Text = 'name' | 'alias' | 'morph' | 'description' | 'repo' | 'ref' | 'sha' | 'unpetrify-ref' | 'build-system' | 'build-mode' | 'prefix'
const TEXT_FIELDS: ReadonlySet<string> = new Set<Text>([
  'name', 'alias', 'morph', 'description', 'repo', 'ref', 'sha', 'unpetrify-ref', 'build-system', 'build-mode', 'prefix',
])
const STEP_FIELDS: ReadonlySet<string> = new Set(STEPS)

/** What one place says of a chunk. */
export interface ChunkFields {
  readonly texts: ReadonlyMap<string, Located<string>>
  readonly steps: ReadonlyMap<string, StepCommands>
  readonly comments: ReadonlyMap<string, Comments>
  readonly buildDepends?: readonly Located<string>[]
  readonly products?: Chunk['products']
  readonly devices?: Chunk['devices']
  readonly integration?: Chunk['integration']
  readonly artifacts?: Chunk['artifacts']
  readonly submodules?: Chunk['submodules']
  readonly maxJobs?: Located<number>
}

type Writable = { -readonly [K in keyof ChunkFields]: ChunkFields[K] }

/** Decodes the fields of `map`; `artifactName` completes product names that start with a dash. */
export function chunkFields(file: MorphFile, map: MapNode, artifactName: string): ChunkFields {
  const texts = new Map<string, Located<string>>()
  const steps = new Map<string, StepCommands>()
  const comments = new Map<string, Comments>()
  const fields: Writable = { texts, steps, comments }
  for (const entry of map.entries) {
    const key = entry.key.text
    if (TEXT_FIELDS.has(key)) {
      const text = textField(file, entry.value, entry.comments)
      if (text) texts.set(key, text)
    } else if (STEP_FIELDS.has(key)) {
      const commands = commandsField(file, entry)
      if (commands) steps.set(key, commands)
    } else {
      structuredField(file, entry, artifactName, fields)
    }
    const carried = withInnerComments(entry)
    if (carried) comments.set(key, carried)
  }
  return fields
}

function structuredField(file: MorphFile, entry: MapEntry, artifactName: string, fields: Writable): void {
  const node = entry.value
  switch (entry.key.text) {
    case 'build-depends': fields.buildDepends = textItems(file, node); break
    case 'products': fields.products = rulesField(file, node, artifactName); break
    case 'devices': fields.devices = devicesField(file, node); break
    case 'system-integration': fields.integration = integrationField(file, node); break
    case 'artifacts': fields.artifacts = namesField(file, node); break
    case 'submodules': fields.submodules = submodulesField(file, node); break
    case 'max-jobs': {
      const jobs = integerField(file, node)
      if (jobs) fields.maxJobs = { ...jobs, ...(entry.comments ? { comments: entry.comments } : {}) }
      break
    }
    default:
  }
}

/** The key's comments, with those inside values that have no line of their own in the output. */
function withInnerComments(entry: MapEntry): Comments | undefined {
  const inner = SPREAD_OUT.has(entry.key.text) ? allComments(entry.value)
    : entry.key.text === 'build-depends' && entry.value.kind === 'list' ? entry.value.after ?? [] : []
  const before = [...(entry.comments?.before ?? []), ...inner]
  const trailing = entry.comments?.trailing
  if (before.length === 0 && trailing === undefined) return undefined
  return { ...(before.length ? { before } : {}), ...(trailing === undefined ? {} : { trailing }) }
}

/** Fields whose inner structure is not kept line by line. */
const SPREAD_OUT: ReadonlySet<string> = new Set(['products', 'devices', 'artifacts', 'submodules'])

/** Two sayings of one chunk as one: `over` wins key by key (BD §3.2). */
export function mergeFields(under: ChunkFields, over: ChunkFields): ChunkFields {
  return {
    ...under, ...over,
    texts: new Map([...under.texts, ...over.texts]),
    steps: new Map([...under.steps, ...over.steps]),
    comments: mergeComments(under.comments, over.comments),
  }
}

function mergeComments(under: ReadonlyMap<string, Comments>, over: ReadonlyMap<string, Comments>): ReadonlyMap<string, Comments> {
  const merged = new Map(under)
  for (const [key, comments] of over) {
    const before = [...(merged.get(key)?.before ?? []), ...(comments.before ?? [])]
    const trailing = comments.trailing ?? merged.get(key)?.trailing
    merged.set(key, { ...(before.length ? { before } : {}), ...(trailing === undefined ? {} : { trailing }) })
  }
  return merged
}
