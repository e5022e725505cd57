/** One chunk entry of a stratum and the file it names → Chunk (BD §3.2, §1.6). Siblings are left to the stratum. */
import type { BuildMode, Chunk } from '../ir/definitions.ts'
import type { Comments, Located } from '../ir/origin.ts'
import type { ListItem, MapNode } from '../yaml/located.ts'
import type { Library } from './library.ts'
import { pathKey, spanOf, type MorphFile, type ReadContext } from './morph-file.ts'
import { isUsableName } from './names.ts'
import type { Overrides } from './overrides.ts'
import { chunkFields, mergeFields, type ChunkFields } from './schema/chunk.ts'
import { keyAt, textOf } from './schema/fields.ts'

/** An entry as it stands in a stratum file. */
export interface Entry {
  readonly file: MorphFile
  readonly map: MapNode
  readonly item: ListItem
  readonly stratumName: string
}

/** A chunk whose siblings are still names. */
export interface ChunkDraft {
  readonly chunk: Chunk
  readonly depends: readonly Located<string>[]
  /** The entry says what it depends on, be it nothing. */
  readonly givesDepends: boolean
}

/** Reads an entry with its file and the user's overrides. */
export function entryChunk(entry: Entry, library: Library, overrides: Overrides, context: ReadContext): ChunkDraft | undefined {
  const { file, map } = entry
  const name = textOf(file, map, 'alias') ?? textOf(file, map, 'name') ?? baseName(textOf(file, map, 'morph'))
  if (!name) return undefined
  if (!isUsableName(name.value)) {
    context.collector.report('reader/bad-name', { name: name.value }, name.at)
    return undefined
  }
  const target = chunkFile(entry, name.value, library, context)
  const path = target?.key ?? ownPath(entry, name.value, library, context)
  const fileName = target && library.nameOf(target)
  const entryName = textOf(file, map, 'name')?.value ?? name.value
  const artifactName = fileName !== undefined && target && library.isBehind(target, file) ? fileName : entryName
  if (fileName !== undefined && fileName !== entryName) context.collector.report('reader/name-differs', { entry: entryName, file: fileName, path: target?.path ?? '' }, name.at)
  const fields = mergedFields(entry, target, artifactName, [path, `${file.key}/${name.value}`], library, overrides, context)
  const fromFile = target !== undefined || library.isUnusable(path)
  const chunk = toChunk(entry, { name: name.value, path, artifactName, fromFile }, fields, target, context)
  return { chunk, depends: fields.buildDepends ?? [], givesDepends: fields.buildDepends !== undefined }
}

function baseName(morph: Located<string> | undefined): Located<string> | undefined {
  return morph && { ...morph, value: pathKey(morph.value).replace(/^.*\//, '') }
}

/** The chunk's own file: by reference, or before version 6 by its name in the root (BD §1.4, §1.6). */
function chunkFile(entry: Entry, name: string, library: Library, context: ReadContext): MorphFile | undefined {
  const morph = textOf(entry.file, entry.map, 'morph')
  const byReference = morph && (library.at(pathKey(morph.value))?.kind === 'stratum' && context.version < 2
    ? undefined : library.find(morph, 'chunk', { lenient: true }))
  if (byReference) return byReference
  const inRoot = context.version < 6 ? library.at(morph && context.preVersion ? pathKey(morph.value) : name) : undefined
  return inRoot?.kind === 'chunk' ? library.find({ value: inRoot.path, at: spanOf(entry.file, entry.map) }, 'chunk') : undefined
}

/** The path of a chunk without a file; one that lies there unmentioned is not meant (BD §3.5). */
function ownPath(entry: Entry, name: string, library: Library, context: ReadContext): string {
  const morph = textOf(entry.file, entry.map, 'morph')
  if (morph) return pathKey(morph.value)
  const path = `${entry.file.key}/${name}`
  const shadowed = library.at(path)
  if (!shadowed) return path
  context.collector.report('reader/shadowed-file', { name, path: shadowed.path }, spanOf(entry.file, entry.map))
  return `${path}.default`
}

/** Entry, file and overrides merged; of the first two, the one that YBD loads later wins (BD §3.2). */
function mergedFields(
  entry: Entry, target: MorphFile | undefined, artifactName: string, keys: readonly string[], library: Library, overrides: Overrides, context: ReadContext,
): ChunkFields {
  let merged = chunkFields(entry.file, entry.map, artifactName)
  if (target) {
    const given = omitDepends(chunkFields(target, target.root, artifactName))
    reportBothGive(merged, given, context)
    merged = library.isBehind(target, entry.file) ? mergeFields(merged, given) : mergeFields(given, merged)
  }
  const override = keys.map((key) => overrides.chunks.get(key)).find((found) => found !== undefined)
  return override ? mergeFields(merged, chunkFields(overrides.file, override, artifactName)) : merged
}

/** `build-depends` of a chunk file was never supported (BD §3.2). */
function omitDepends(fields: ChunkFields): ChunkFields {
  const rest: { -readonly [K in keyof ChunkFields]: ChunkFields[K] } = { ...fields }
  delete rest.buildDepends
  return rest
}

function reportBothGive(entry: ChunkFields, file: ChunkFields, context: ReadContext): void {
  const [one, other] = [entry.texts.get('ref'), file.texts.get('ref')]
  if (one && other && one.value !== other.value) {
    context.collector.report('reader/two-refs', { entry: one.value, file: other.value }, other.at, [{ message: 'the entry says', at: one.at }])
  }
}

interface Identity {
  readonly name: string
  readonly path: string
  readonly artifactName: string
  /** The chunk has a file of its own, be it one that could not be read. */
  readonly fromFile: boolean
}

function toChunk(entry: Entry, identity: Identity, fields: ChunkFields, target: MorphFile | undefined, context: ReadContext): Chunk {
  const at = spanOf(entry.file, entry.map)
  const repo = fields.texts.get('repo') ?? (context.version < 6 ? { value: identity.name, at } : undefined)
  const sha = fields.texts.get('sha')
  const ref = sha && (identity.fromFile || !fields.texts.has('ref')) ? sha : fields.texts.get('ref')
  if (!repo) context.collector.report('reader/no-repo', { chunk: identity.name }, at)
  else if (!ref) context.collector.report('reader/no-ref', { chunk: identity.name, repo: repo.value }, at)
  const optional = {
    description: fields.texts.get('description'), repo, ref,
    unpetrifyRef: fields.texts.get('unpetrify-ref'), modeAt: fields.texts.get('build-mode')?.at, buildDependsAt: keyAt(entry.file, entry.map, 'build-depends'), buildSystemAt: fields.texts.get('build-system')?.at, prefix: fields.texts.get('prefix'), maxJobs: fields.maxJobs,
  }
  return {
    path: identity.path, name: identity.name, artifactName: identity.artifactName, stratum: entry.file.key, at,
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<Chunk>),
    submodules: fields.submodules ?? [], mode: buildMode(fields, context),
    buildSystem: buildSystem(entry, identity, fields, context), steps: fields.steps, buildDepends: [],
    products: fields.products ?? [], artifacts: fields.artifacts ?? [], devices: fields.devices ?? [], integration: fields.integration ?? [],
    comments: allComments(entry, fields, target), after: [...(entry.map.after ?? []), ...(target?.root.after ?? [])],
  }
}

function buildMode(fields: ChunkFields, context: ReadContext): BuildMode {
  const mode = fields.texts.get('build-mode')
  if (mode?.value === 'bootstrap') return 'bootstrap'
  if (mode && mode.value !== 'staging') context.collector.report('reader/build-mode', { mode: mode.value }, mode.at)
  return 'staging'
}

/** The build system's name; without one it is manual, and where Baserock would have looked at the sources that is said (BD §1.6). */
function buildSystem(entry: Entry, identity: Identity, fields: ChunkFields, context: ReadContext): string {
  const given = fields.texts.get('build-system')
  if (given) {
    if (context.version >= 6 && textOf(entry.file, entry.map, 'build-system') && textOf(entry.file, entry.map, 'morph')) {
      context.collector.report('reader/morph-and-build-system', { chunk: identity.name }, given.at)
    }
    return given.value
  }
  if (identity.fromFile || fields.steps.size > 0) return 'manual'
  const at = spanOf(entry.file, entry.map)
  if (context.version < 6) context.collector.report('reader/autodetect', { chunk: identity.name, path: identity.path }, at)
  else context.collector.report('reader/no-build-system', { chunk: identity.name, path: identity.path }, at)
  return 'manual'
}

function allComments(entry: Entry, fields: ChunkFields, target: MorphFile | undefined): ReadonlyMap<string, Comments> {
  const comments = new Map(fields.comments)
  if (entry.item.comments) comments.set('entry', entry.item.comments)
  if (target?.root.head?.length) comments.set('file', { before: target.root.head })
  return comments
}
