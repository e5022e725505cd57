/** File tree → Definitions: the order of the steps of reading, nothing else. */
import type { Collector } from '../diagnostics/collector.ts'
import type { ConversionMemory } from '../ir/conversion-memory.ts'
import { NO_DATA, type DataFiles, type Definitions } from '../ir/definitions.ts'
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
 * is left out of it and reported, and a broken file never stops the others from being read. Of `data` only what deployments
 * name is looked at.
 */
export function readDefinitions(files: FileTree, collector: Collector, overrides: Overrides = NO_OVERRIDES, data: DataFiles = NO_DATA, memory?: ConversionMemory): Definitions {
  const context: ReadContext = { collector, ...readVersion(files.get('VERSION'), collector) }
  const defaults = readDefaults(files.get('DEFAULTS'), collector)
  const { morphs, unusable } = parseAll(files, collector, memory)
  const library = new Library(morphs, unusable, context)
  const { strata, chunks } = readStrata(library, overrides, context)
  const systems = readSystems(library, context)
  const clusters = readClusters(library, context)
  const unreferencedChunks = library.ofKind('chunk').filter((file) => !library.isReferenced(file.key))
  for (const file of unreferencedChunks) collector.report('reader/unreferenced-chunk', { path: file.path }, { file: file.path, start: 0, end: 0 })
  for (const file of library.ofKind('stratum')) {
    if (!library.isReferenced(file.key)) collector.report('reader/unreferenced-stratum', { path: file.path }, { file: file.path, start: 0, end: 0 })
  }
  return {
    version: context.version, preVersion: context.preVersion, defaults, chunks, strata, systems, clusters, data,
    ...readDeploymentData(clusters, systems, data, collector),
    unreferencedChunks: unreferencedChunks.map((file) => file.key), files: morphs.length + unusable.size,
  }
}

function parseAll(files: FileTree, collector: Collector, _memory: ConversionMemory | undefined): { readonly morphs: readonly MorphFile[]; readonly unusable: ReadonlySet<string> } {
  const morphs: MorphFile[] = []
  const unusable = new Set<string>()
  let index = 0
  for (const [path, text] of files) {
    if (!path.endsWith('.morph')) continue
    const file = readMorphFile(path, text, index++, collector)
    if (!file) {
      unusable.add(pathKey(path))
      continue
    }
    validate(file.kind, path, file.root, collector)
    morphs.push(file)
  }
  return { morphs, unusable }
}
