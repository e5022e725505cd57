/** The split rules to write into the project and into an element. Does not know what selects by them. */
import { type Approximation, flawsOf, type SplitRule, type UnsupportedPattern } from './split-rule.ts'
import { type Domain, splittingOf } from './splitting.ts'

/** A domain as it is written: its whole list, or what the list of the project is extended by (`(>)`). */
export type DomainGlobs = { readonly domain: string; readonly artifact: string } & (
  | { readonly replace: readonly string[] }
  | { readonly extend: readonly string[] }
)

/** What to write, and what of the rules it does not say exactly. */
export interface SplitDomains {
  /** The artifacts' domains that are to be written, in the order of the rules. No globs: the artifact is always empty. */
  readonly domains: readonly DomainGlobs[]
  /** Further domains that selections may name. */
  readonly helpers: readonly DomainGlobs[]
  /** The patterns that globs are not equal to even without the excess. */
  readonly approximations: readonly Approximation[]
  /** The patterns that could not be read. They match nothing. */
  readonly unsupported: readonly UnsupportedPattern[]
}

/**
 * The domains of the project: one for each default rule's artifact. A last rule that matches everything has none: its
 * paths are those of no domain, BuildStream's orphans (format reference, split rules).
 */
export function splitProject(defaults: readonly SplitRule[]): SplitDomains {
  const { domains } = splittingOf(defaults, [])
  const written = domains.map(({ name, globs, artifact }) => ({ domain: name, artifact, replace: globs }))
  return {
    domains: written.filter((_, i) => domains[i]?.role === 'main'),
    helpers: written.filter((_, i) => domains[i]?.role !== 'main'),
    ...flawsOf(defaults),
  }
}

/** The domains in which an element with these products differs from the project; none without products. */
export function splitElement(defaults: readonly SplitRule[], products: readonly SplitRule[]): SplitDomains {
  const { domains } = splittingOf(defaults, products)
  const differing = (main: boolean): readonly DomainGlobs[] =>
    domains.filter(({ role }) => (role === 'main') === main).flatMap((domain) => domainInElement(domain, defaults))
  return { domains: differing(true), helpers: differing(false), ...flawsOf(products) }
}

/** The domain as an element writes it; none where the project says the same. */
export function domainInElement({ name, globs, role, artifact }: Domain, defaults: readonly SplitRule[]): readonly DomainGlobs[] {
  const inherited = splittingOf(defaults, []).domains.find((domain) => domain.name === name)?.globs
  if (!inherited) return globs.length > 0 ? [{ domain: name, artifact, replace: globs }] : []
  const added = globs.filter((glob) => !inherited.includes(glob))
  const keepsAll = inherited.every((glob) => globs.includes(glob))
  if (!keepsAll || role !== 'main') return keepsAll && added.length === 0 ? [] : [{ domain: name, artifact, replace: globs }]
  return added.length > 0 ? [{ domain: name, artifact, extend: added }] : []
}
