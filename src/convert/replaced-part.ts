/** A stratum that base.bst stands for, taken in part: as much of the base as its default rules can tell apart. */
import { element, NO_PUBLIC, type Element } from '../ir/project.ts'
import { BASE_MINIMAL, type ConvertContext } from './context.ts'
import { StratumArtifacts } from './artifacts.ts'
import { saidAt, saidBy } from './origin.ts'
import type { StratumSelection } from './selection.ts'

/** Domains left out where the wanted artifacts say nothing of the default ones. */
const DEVELOPMENT = ['devel', 'doc']

/** What a system depends on in place of the stratum, and the elements made for it; nothing where the stratum is taken whole. */
export interface ReplacedPart {
  readonly standIn: string
  readonly made: readonly Element[]
}

/** The part of a replaced stratum that a system takes. */
export function replacedPart(selection: StratumSelection, systemElement: string, context: ConvertContext): ReplacedPart | undefined {
  const { part, stratum } = selection
  if (part.artifacts.length === 0) return undefined
  const asked = part.artifacts.map((artifact) => artifact.value)
  const artifacts = new StratumArtifacts(stratum, context.definitions.defaults, context.collector)
  const domains = context.defaultRules.map((rule) => rule.artifact)
  const wanted = domains.filter((domain) => [...artifacts.names].some((name) => asked.includes(name) && generic(artifacts, domain).has(name)))
  if (wanted.length === domains.length) return undefined
  if (wanted.length === 0 && asked.every((name) => name.endsWith('-minimal'))) {
    context.collector.report('convert/replaced-minimal', { stratum: stratum.name, artifacts: asked }, part.at)
    return { standIn: BASE_MINIMAL, made: [] }
  }
  if (wanted.length === 0) context.collector.report('convert/replaced-in-part', { stratum: stratum.name, artifacts: asked }, part.at)
  const exclude = wanted.length ? domains.filter((domain) => !wanted.includes(domain) && domain !== 'misc') : DEVELOPMENT.filter((domain) => domains.includes(domain))
  const stratumElement = context.names.strata.get(stratum.path) ?? ''
  const name = context.names.below(systemElement, stratumElement.replace(/^.*\//, '').replace(/\.bst$/, ''), stratumElement)
  const made = element({
    name, kind: 'compose', origin: part.at, description: { text: `${asked.join(', ')}, as far as base.bst can tell`, ...saidBy(part.artifacts) },
    buildDepends: [{ element: stratumElement, ...saidAt(part.at) }], config: { of: 'select', exclude, integrate: false, ...saidBy(part.artifacts) }, public: NO_PUBLIC,
  })
  return { standIn: name, made: [made] }
}

/** The stratum artifacts that the default artifact of some chunk falls into. */
function generic(artifacts: StratumArtifacts, domain: string): ReadonlySet<string> {
  return artifacts.of(`\u{1}-${domain}`, { artifacts: [] })
}
