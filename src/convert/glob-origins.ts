/** Which rules and patterns of the definitions say the globs of domains. */
import type { SplitRule } from '../ir/definitions.ts'
import type { GlobOrigins } from '../ir/project.ts'
import { domainOf } from './artifacts.ts'
import { saidBy, type Said } from './origin.ts'
import type { DomainGlobs } from './split/domains.ts'
import { globsOfRegex } from './split/globs-of-regex.ts'

/** A set of rules whose artifacts are named after `chunkName`, or begin with a dash. */
export interface NamedRules {
  readonly rules: readonly SplitRule[]
  readonly chunkName: string
}

/** What says a domain as a whole: the rules of its artifact, in the first group that has some. */
export function domainSaid({ artifact }: DomainGlobs, groups: readonly NamedRules[]): Said {
  return saidBy(groups.map((group) => rulesOf(artifact, [group])).find((rules) => rules.length > 0) ?? [])
}

/** The globs that come of single patterns. What takes several of them together has the domain's origin. */
export function globOriginsOf(domains: readonly DomainGlobs[], groups: readonly NamedRules[]): GlobOrigins {
  return new Map(domains.map((written) => {
    const patterns = rulesOf(written.artifact, groups).flatMap(({ include }) => include)
    const globs = 'replace' in written ? written.replace : written.extend
    return [written.domain, new Map(globs.flatMap((glob) => {
      const { origin } = saidBy(patterns.filter(({ value }) => isOf(glob, value)))
      return origin ? [[glob, origin] as const] : []
    }))]
  }))
}

function rulesOf(domain: string, groups: readonly NamedRules[]): readonly SplitRule[] {
  return groups.flatMap(({ rules, chunkName }) => rules.filter(({ artifact }) => domainOf(artifact, chunkName) === domain))
}

function isOf(glob: string, pattern: string): boolean {
  const { globs, excess } = globsOfRegex(pattern)
  return globs.includes(glob) || excess.includes(glob)
}
