/** What a definitions repository holds and what a migration of it leaves to a person, as text and as facts. Knows no terminal. */
import { countSeverities } from '../diagnostics/choose-shown.ts'
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts'
import { counted } from '../diagnostics/render-text.ts'
import { visibleText } from '../diagnostics/visible-text.ts'
import type { Definitions } from '../ir/definitions.ts'
import { deploymentsOf } from './deployments.ts'
import { THEMES } from './themes.ts'

/** What the audit is made from. */
export interface AuditInput {
  readonly definitions: Definitions
  /** Path keys of the systems looked at, in load order, each with the files that it reaches. */
  readonly systems: ReadonlyMap<string, ReadonlySet<string>>
  /** Path keys of systems that a conversion leaves out. */
  readonly refused: readonly string[]
  /** Those of files that the systems reach. */
  readonly diagnostics: readonly Diagnostic[]
  readonly passedOver: number
  readonly exitCode: number
}

interface Reach {
  readonly all: number
  /** How many of them some system uses. */
  readonly reached: number
}

interface SystemFact {
  readonly path: string
  readonly arch: string
  readonly strata: number
  readonly chunks: number
  readonly leftOut: boolean
  /** What a person has to do by hand, by theme; only what there is. */
  readonly byHand: readonly { readonly what: string; readonly count: number }[]
  readonly extensions: readonly string[]
  readonly deployments: readonly { readonly cluster: string; readonly name: string; readonly type: string }[]
}

interface AuditFacts {
  readonly format: number | null
  readonly files: number
  readonly chunks: Reach
  readonly strata: Reach
  readonly systems: number
  readonly clusters: number
  readonly unreferencedChunkFiles: readonly string[]
  readonly unreachedStrata: readonly string[]
  readonly bySystem: readonly SystemFact[]
  readonly diagnostics: Readonly<Record<Severity, number>>
}

/** The audit for a person, without the diagnostics themselves. Ends in a line feed. */
export function auditText(input: AuditInput): string {
  const facts = auditFacts(input)
  const { diagnostics } = facts
  const lines = [
    `format: ${facts.format === null ? 'before version 0 (no VERSION file)' : `version ${facts.format}`}`,
    `files: ${facts.files}`,
    `systems: ${facts.systems}`,
    `strata: ${facts.strata.all}, ${facts.strata.reached} of them in use`,
    `chunks: ${facts.chunks.all}, ${facts.chunks.reached} of them in use`,
    `clusters: ${facts.clusters}`,
    ...listed('chunk files that no stratum names', facts.unreferencedChunkFiles),
    ...listed('strata that no system uses', facts.unreachedStrata),
    `found: ${counted(diagnostics.error, 'error')}, ${counted(diagnostics.warning, 'warning')}, ${counted(diagnostics.note, 'note')}`,
    ...(input.passedOver ? [`passed over ${counted(input.passedOver, 'diagnostic')} in files that the chosen systems do not reach`] : []),
    ...facts.bySystem.flatMap(systemLines),
  ]
  return lines.map((line) => `${visibleText(line)}\n`).join('')
}

/** The audit as the last line of `--json`. */
export function auditJson(input: AuditInput): string {
  const { diagnostics, ...facts } = auditFacts(input)
  return `${JSON.stringify({
    type: 'summary', command: 'audit', exitCode: input.exitCode, ...facts,
    diagnostics: { errors: diagnostics.error, warnings: diagnostics.warning, notes: diagnostics.note, passedOver: input.passedOver },
  })}\n`
}

function listed(what: string, paths: readonly string[]): readonly string[] {
  return paths.length ? [`${what}: ${paths.join(', ')}`] : []
}

function systemLines(system: SystemFact): readonly string[] {
  const head = `${system.path} (${system.arch}): ${system.strata === 1 ? '1 stratum' : `${system.strata} strata`}, ${counted(system.chunks, 'chunk')}${system.leftOut ? '; left out because of errors' : ''}`
  const deployments = system.deployments.map(({ cluster, name, type }) => `${name} (${type}, ${cluster})`)
  return [
    '', head,
    ...system.byHand.map(({ what, count }) => `  ${what}: ${count}`),
    ...(system.extensions.length ? [`  extensions: ${system.extensions.join(', ')}`] : []),
    ...(deployments.length ? [`  deployments: ${deployments.join(', ')}`] : []),
  ]
}

function auditFacts({ definitions, systems, refused, diagnostics }: AuditInput): AuditFacts {
  const files = new Set([...systems.values()].flatMap((reached) => [...reached]))
  const strata = [...definitions.strata.values()]
  const used = strata.filter((stratum) => files.has(stratum.at.file))
  const chunksUsed = new Set(used.flatMap((stratum) => stratum.chunks.map(({ value }) => value)))
  const deployments = deploymentsBySystem(definitions)
  return {
    format: definitions.preVersion ? null : definitions.version, files: definitions.files,
    chunks: { all: definitions.chunks.size, reached: chunksUsed.size }, strata: { all: strata.length, reached: used.length },
    systems: definitions.systems.size, clusters: definitions.clusters.size,
    unreferencedChunkFiles: definitions.unreferencedChunks,
    unreachedStrata: strata.filter((stratum) => !files.has(stratum.at.file)).map((stratum) => stratum.path),
    bySystem: [...systems].flatMap(([path, reached]) => systemFact(path, reached, definitions, diagnostics, refused, deployments.get(path) ?? [])),
    diagnostics: countSeverities(diagnostics),
  }
}

function systemFact(
  path: string, reached: ReadonlySet<string>, definitions: Definitions, diagnostics: readonly Diagnostic[],
  refused: readonly string[], deployments: SystemFact['deployments'],
): readonly SystemFact[] {
  const system = definitions.systems.get(path)
  if (!system) return []
  const own = diagnostics.filter((diagnostic) => concerns(diagnostic, reached))
  const errors = own.filter((diagnostic) => diagnostic.severity === 'error').length
  const codes = countCodes(own.filter((diagnostic) => diagnostic.severity === 'warning'))
  const themes = THEMES.map((theme) => ({ what: theme.toDo, count: theme.topics.reduce((sum, topic) => sum + (codes.get(topic.code) ?? 0), 0) }))
  return [{
    path, arch: system.arch.value, strata: system.strata.length,
    chunks: system.strata.reduce((sum, part) => sum + (definitions.strata.get(part.stratum)?.chunks.length ?? 0), 0),
    leftOut: refused.includes(path),
    byHand: [{ what: 'errors', count: errors }, ...themes].filter(({ count }) => count > 0),
    extensions: system.extensions.map(({ value }) => value), deployments,
  }]
}

/** Whether a diagnostic is about a system that reaches these files. What is told of two places is about one that has both; of several others only some may be named. */
export function concerns({ at, related }: Diagnostic, reached: ReadonlySet<string>): boolean {
  return at !== undefined && reached.has(at.file) && (!related || related.some((other) => reached.has(other.at.file)))
}

function deploymentsBySystem(definitions: Definitions): ReadonlyMap<string, SystemFact['deployments']> {
  const found = new Map<string, { readonly cluster: string; readonly name: string; readonly type: string }[]>()
  for (const cluster of definitions.clusters.values()) {
    for (const { system, name, type } of deploymentsOf(cluster)) {
      if (system === undefined) continue
      const list = found.get(system)
      if (list) list.push({ cluster: cluster.path, name, type })
      else found.set(system, [{ cluster: cluster.path, name, type }])
    }
  }
  return found
}

function countCodes(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { code } of diagnostics) counts.set(code, (counts.get(code) ?? 0) + 1)
  return counts
}
