/** Which artifacts chunks and strata have, and which chunk artifact is in which stratum artifact (BD §6.2, §6.3). */
import type { Collector } from '../diagnostics/collector.ts'
import type { Chunk, Defaults, SplitRule, Stratum } from '../ir/definitions.ts'
import type { Located } from '../ir/origin.ts'
import type { SplitRule as DomainRule } from './split/split-rule.ts'

/** The names of a chunk's artifacts, each once, in the order of the rules. */
export function artifactsOf(chunk: Chunk, defaults: Defaults): ReadonlySet<string> {
  const sets = artifactSets.get(defaults) ?? new WeakMap<Chunk, ReadonlySet<string>>()
  artifactSets.set(defaults, sets)
  const known = sets.get(chunk)
  if (known) return known
  const artifacts = new Set([
    ...chunk.products.map((rule) => rule.artifact),
    ...defaults.chunkRules.map((rule) => defaultArtifact(chunk.artifactName, rule)),
  ])
  sets.set(chunk, artifacts)
  return artifacts
}

const artifactSets = new WeakMap<Defaults, WeakMap<Chunk, ReadonlySet<string>>>()

function defaultArtifact(name: string, rule: SplitRule): string {
  return rule.artifact.startsWith('-') ? name + rule.artifact : rule.artifact
}

/** An artifact's name as a split-rules domain: without the chunk's name. */
export function domainOf(artifact: string, chunkName: string): string {
  const domain = artifact.startsWith(`${chunkName}-`) ? artifact.slice(chunkName.length + 1) : artifact.replace(/^-/, '')
  return domain.replace(/[^A-Za-z0-9._+@-]/g, '_') || 'artifact'
}

/** Rules with their artifacts named as domains. */
export function domainRules(rules: readonly SplitRule[], chunkName: string): readonly DomainRule[] {
  return rules.map((rule) => ({ artifact: domainOf(rule.artifact, chunkName), patterns: rule.include.map((pattern) => pattern.value) }))
}

/** The artifacts of a stratum. */
export class StratumArtifacts {
  /** Their names, each once, in the order of the rules. */
  readonly names: readonly string[]
  private readonly rules: readonly { readonly artifact: string; readonly pattern: RegExp }[]

  constructor(private readonly stratum: Stratum, defaults: Defaults, collector: Collector) {
    const rules = [
      ...stratum.products,
      ...defaults.stratumRules.map((rule) => ({ ...rule, artifact: rule.artifact.startsWith('-') ? stratum.name + rule.artifact : rule.artifact })),
    ]
    this.names = [...new Set(rules.map((rule) => rule.artifact))]
    this.rules = rules.map((rule) => ({ artifact: rule.artifact, pattern: anyOf(rule.include, collector) }))
  }

  /**
   * The stratum artifacts that a chunk artifact is in: the first whose rule matches its name, and besides those that
   * the chunk's entry assigns it to (YBD's union, BD §6.3).
   */
  of(artifact: string, chunk: Pick<Chunk, 'artifacts'>): ReadonlySet<string> {
    const byRule = this.rules.find((rule) => rule.pattern.test(artifact))?.artifact
    const assigned = chunk.artifacts.filter((assignment) => assignment.artifact === artifact).map((assignment) => assignment.stratumArtifact)
    return new Set([...(byRule === undefined ? [] : [byRule]), ...assigned])
  }

  /** Reports assignments to stratum artifacts that do not exist. */
  check(chunk: Chunk, collector: Collector): void {
    for (const { artifact, stratumArtifact, at } of chunk.artifacts) {
      if (!this.names.includes(stratumArtifact)) collector.report('convert/unknown-stratum-artifact', { artifact, target: stratumArtifact }, at)
    }
  }
}

/** One expression for all patterns, anchored at both ends as in YBD; unreadable ones match nothing and are reported. */
function anyOf(patterns: readonly Located<string>[], collector: Collector): RegExp {
  const readable = patterns.filter(({ value, at }) => {
    try {
      new RegExp(`^(?:${value})$`)
      return true
    } catch (error) {
      collector.report('convert/split-pattern', { pattern: value, reason: error instanceof Error ? error.message : 'unreadable' }, at)
      return false
    }
  })
  return readable.length ? new RegExp(`^(?:${readable.map((pattern) => pattern.value).join('|')})$`) : /^(?!)/
}
