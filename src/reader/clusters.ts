/** Cluster files → Cluster: systems resolved, deployment variables merged and stringified as Baserock did (BD §9.2, §9.3). */
import type { Work } from '../ir/conversion-memory.ts'
import type { Cluster, ClusterSystem, Deployment } from '../ir/definitions.ts'
import { pythonQuote } from '../std/python-quote.ts'
import { allComments, commentsApartFrom, valueOf, type MapEntry, type YamlNode } from '../yaml/located.ts'
import { scalarValue } from '../yaml/scalar.ts'
import type { Library } from './library.ts'
import { spanOf, type MorphFile, type ReadContext } from './morph-file.ts'
import { linesOf, textField, textOf } from './schema/fields.ts'

/** Reads all clusters in load order. */
export function readClusters(library: Library, context: ReadContext, work: Work): ReadonlyMap<string, Cluster> {
  return new Map(library.ofKind('cluster').map((file) => [file.key, work.takeValue(`cluster ${file.key}`, readCluster, [file], [library, context])]))
}

function readCluster(file: MorphFile, library: Library, context: ReadContext): Cluster {
  const description = textOf(file, file.root, 'description')
  const names = new Set<string>()
  return {
    path: file.key, name: library.nameOf(file), at: spanOf(file, file.root), ...(description ? { description } : {}),
    systems: readSystemList(file, valueOf(file.root, 'systems'), names, library, context), comments: commentsApartFrom(file.root, 'systems'),
  }
}

function readSystemList(file: MorphFile, node: YamlNode | undefined, names: Set<string>, library: Library, context: ReadContext): readonly ClusterSystem[] {
  if (node?.kind !== 'list') return []
  return node.items.flatMap(({ value, comments }) => {
    const reference = textOf(file, value, 'morph')
    if (!reference) return []
    const target = library.keyOf(reference, 'system', { lenient: true })
    return [{
      ...(target === undefined ? {} : { system: { ...reference, value: target } }), at: reference.at,
      deployments: readDeployments(file, value, names, context),
      subsystems: readSystemList(file, valueOf(value, 'subsystems'), names, library, context),
      comments: [...linesOf(comments), ...(value.kind === 'map' ? commentsApartFrom(value, 'deploy', 'subsystems') : [])],
    }]
  })
}

function readDeployments(file: MorphFile, map: YamlNode, names: Set<string>, context: ReadContext): readonly Deployment[] {
  const deploy = valueOf(map, 'deploy')
  const defaults = valueOf(map, 'deploy-defaults')
  if (deploy?.kind !== 'map') return []
  return deploy.entries.map((entry) => {
    const name = entry.key.text
    if (names.has(name)) context.collector.report('reader/duplicate-deployment', { name }, spanOf(file, entry.key))
    names.add(name)
    const merged = new Map([...entriesOf(defaults), ...entriesOf(entry.value)].map((variable) => [variable.key.text, variable]))
    return deployment(file, entry, merged, context)
  })
}

function entriesOf(node: YamlNode | undefined): readonly MapEntry[] {
  return node?.kind === 'map' ? node.entries : []
}

const OWN_KEYS: ReadonlySet<string> = new Set(['type', 'location', 'upgrade-type', 'upgrade-location'])

function deployment(file: MorphFile, entry: MapEntry, merged: ReadonlyMap<string, MapEntry>, context: ReadContext): Deployment {
  const type = textField(file, merged.get('type')?.value) ?? textField(file, merged.get('upgrade-type')?.value)
  const location = textField(file, merged.get('location')?.value) ?? textField(file, merged.get('upgrade-location')?.value)
  const missing = [...(type ? [] : ['type']), ...(location ? [] : ['location'])]
  if (missing.length) context.collector.report('reader/deployment-incomplete', { name: entry.key.text, missing }, spanOf(file, entry.key))
  return {
    name: entry.key.text, comments: [...linesOf(entry.comments), ...allComments(entry.value)], ...(type ? { type } : {}), ...(location ? { location } : {}), at: spanOf(file, entry.key),
    variables: [...merged.values()].filter((variable) => !OWN_KEYS.has(variable.key.text))
      .map((variable) => ({ name: variable.key.text, value: pythonText(variable.value), at: spanOf(file, variable.key) })),
  }
}

/** A value as Python's `str` gives it, which is what extensions were handed (BD §9.3); null is empty, as for Morph. */
export function pythonText(node: YamlNode): string {
  if (node.kind !== 'scalar') return pythonRepr(node)
  const value = scalarValue(node)
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'number' ? pythonNumber(value, node.text) : value
}

function pythonRepr(node: YamlNode): string {
  if (node.kind === 'list') return `[${node.items.map((item) => pythonRepr(item.value)).join(', ')}]`
  if (node.kind === 'map') return `{${node.entries.map((entry) => `${pythonRepr(entry.key)}: ${pythonRepr(entry.value)}`).join(', ')}}`
  const value = scalarValue(node)
  if (value === null) return 'None'
  if (typeof value !== 'string') return pythonText(node)
  return pythonQuote(value)
}

function pythonNumber(value: number, written: string): string {
  return Number.isInteger(value) && /[.eE]/.test(written) && !/^0x/i.test(written) ? `${value}.0` : String(value)
}
