/** File tree → Definitions: the order of the steps of reading, nothing else. */
import type { Collector } from '../diagnostics/collector.ts'
import { workOf, type ConversionMemory, type Work } from '../ir/conversion-memory.ts'
import { NO_DATA, type DataEntry, type DataFiles, type Definitions } from '../ir/definitions.ts'
import type { FileTree } from '../files/tree.ts'
import { readClusters } from './clusters.ts'
import { readDefaults } from './defaults.ts'
import { readDeploymentData } from './deployment-data.ts'
import { Library } from './library.ts'
import { pathKey, readMorphFile, type MorphFile, type ReadContext } from './morph-file.ts'
import { NO_OVERRIDES, type Overrides } from './overrides.ts'
import { readStrata } from './strata.ts'
import { readSystems } from './systems.ts'
import { validate } from './validate.ts'
import { readVersion } from './version.ts'

/**
 * Reads a whole repository. `files` must be in YBD's load order (BD §1.2). Always yields a value: what cannot be used
 * is left out of it and reported, and a broken file never stops the others from being read. Of `given` only what deployments
 * name is looked at.
 */
export function readDefinitions(files: FileTree, collector: Collector, overrides: Overrides = NO_OVERRIDES, given: DataFiles = NO_DATA, memory?: ConversionMemory): Definitions {
  memory?.begin()
  const work = workOf(memory)
  const data = memory ? readOnce(given, memory) : given
  const context: ReadContext = { collector, ...readVersion(files.get('VERSION'), collector) }
  const defaults = work.takeValue('DEFAULTS', readDefaults, [files.get('DEFAULTS')], [collector])
  const { morphs, unusable } = parseAll(files, collector, work)
  const library = new Library(morphs, unusable, context)
  const { strata, chunks } = readStrata(library, work.same('overrides', overrides), context, work)
  const systems = readSystems(library, context, work)
  const clusters = readClusters(library, context, work)
  const unreferencedChunks = library.ofKind('chunk').filter((file) => !library.isReferenced(file.key))
  for (const file of unreferencedChunks) collector.report('reader/unreferenced-chunk', { path: file.path }, { file: file.path, start: 0, end: 0 })
  for (const file of library.ofKind('stratum')) {
    if (!library.isReferenced(file.key)) collector.report('reader/unreferenced-stratum', { path: file.path }, { file: file.path, start: 0, end: 0 })
  }
  return {
    version: context.version, preVersion: context.preVersion, defaults, chunks, strata, systems, clusters, data,
    ...readDeploymentData(clusters, systems, data, collector, work),
    unreferencedChunks: unreferencedChunks.map((file) => file.key), files: morphs.length + unusable.size,
  }
}

/** Every entry is asked for once, and is the object that it was in an earlier conversion if it is equal to that. */
function readOnce(data: DataFiles, { same }: ConversionMemory): DataFiles {
  const entries = new Map<string, DataEntry | undefined>()
  const entry = (path: string): DataEntry | undefined => {
    if (!entries.has(path)) entries.set(path, same(`data ${path}`, data.entry(path)))
    return entries.get(path)
  }
  return { entry, fault: (path) => data.fault(path) }
}

interface Parsed {
  readonly morphs: readonly MorphFile[]
  readonly unusable: ReadonlySet<string>
}

function parseAll(files: FileTree, collector: Collector, work: Work): Parsed {
  const morphs: MorphFile[] = []
  const unusable = new Set<string>()
  for (const [path, text] of files) {
    if (!path.endsWith('.morph')) continue
    const file = work.take(`file ${path}`, readSound, [path, text], [collector])
    if (file) morphs.push(file)
    else unusable.add(pathKey(path))
  }
  return { morphs, unusable }
}

function readSound(path: string, text: string, collector: Collector): MorphFile | undefined {
  const file = readMorphFile(path, text, collector)
  if (file) validate(file.kind, path, file.root, collector)
  return file
}
