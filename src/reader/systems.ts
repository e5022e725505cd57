/** System files → System, strata resolved (BD §3.4). */
import type { Work } from '../ir/conversion-memory.ts'
import type { System, SystemStratum } from '../ir/definitions.ts'
import type { Comments } from '../ir/origin.ts'
import { isKnownArchitecture, KNOWN_ARCHITECTURES } from '../ir/architecture.ts'
import { nearest } from '../std/nearest.ts'
import { allComments, commentsApartFrom, valueOf, type ListItem } from '../yaml/located.ts'
import type { Library } from './library.ts'
import { spanOf, type MorphFile, type ReadContext } from './morph-file.ts'
import { referenceOf } from './strata.ts'
import { keyAt, textItems, textOf } from './schema/fields.ts'

/** Reads all systems in load order. One without a usable `arch` is left out; validation has said so. */
export function readSystems(library: Library, context: ReadContext, work: Work): ReadonlyMap<string, System> {
  return new Map(library.ofKind('system').flatMap((file) => {
    const system = work.takeValue(`system ${file.key}`, readSystem, [file], [library, context])
    return system ? [[file.key, system] as const] : []
  }))
}

function readSystem(file: MorphFile, library: Library, context: ReadContext): System | undefined {
  const arch = textOf(file, file.root, 'arch')
  if (!arch) return undefined
  if (!/^[\w.+-]+$/.test(arch.value)) {
    context.collector.report('reader/bad-value', { field: 'arch', value: JSON.stringify(arch.value), expected: 'must be letters, digits, and any of "_.+-"' }, arch.at)
    return undefined
  }
  if (!isKnownArchitecture(arch.value)) {
    context.collector.report('reader/unknown-arch', { arch: arch.value, suggestion: nearest(arch.value, KNOWN_ARCHITECTURES) }, arch.at)
  }
  const description = textOf(file, file.root, 'description')
  const strataAt = keyAt(file, file.root, 'strata')
  return {
    path: file.key, name: library.nameOf(file), arch, ...(description ? { description } : {}), ...(strataAt ? { strataAt } : {}),
    strata: readStrataList(file, library, context),
    extensions: textItems(file, valueOf(file.root, 'configuration-extensions')),
    at: spanOf(file, file.root), comments: commentsApartFrom(file.root, 'strata'),
  }
}

function readStrataList(file: MorphFile, library: Library, context: ReadContext): readonly SystemStratum[] {
  const list = valueOf(file.root, 'strata')
  if (list?.kind !== 'list') return []
  const seen = new Set<string>()
  return list.items.flatMap((item) => {
    const reference = referenceOf(file, item)
    const target = reference && library.keyOf(reference, 'stratum')
    if (!reference || target === undefined) return []
    if (seen.has(target)) {
      context.collector.report('reader/duplicate-stratum', { path: reference.value }, reference.at)
      return []
    }
    seen.add(target)
    const comments = itemComments(item)
    return [{
      stratum: target, artifacts: textItems(file, valueOf(item.value, 'artifacts')), at: reference.at, ...(comments ? { comments } : {}),
    }]
  })
}

/** The comments of an item and of everything within it, on its one line of output. */
function itemComments(item: ListItem): Comments | undefined {
  const before = [...(item.comments?.before ?? []), ...allComments(item.value)]
  const trailing = item.comments?.trailing
  if (before.length === 0 && trailing === undefined) return undefined
  return { ...(before.length ? { before } : {}), ...(trailing === undefined ? {} : { trailing }) }
}
