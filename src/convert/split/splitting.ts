/** A chunk's rules and domains laid over each other: which artifact and which domains the paths of each region have. */
import type { Dfa } from '../../std/automaton/dfa.ts'
import { type Region, regionsWithin } from '../../std/automaton/regions.ts'
import { automatonOfGlobs } from './globs-of-regex.ts'
import { allPaths, TOO_LARGE } from './path-language.ts'
import { coverageOf, matchesAll, type SplitRule } from './split-rule.ts'

/** A domain of a chunk's element. */
export interface Domain {
  readonly name: string
  readonly globs: readonly string[]
  /** `main`: all of an artifact; `excess`: what that takes too much; `part`: one of several rules of an artifact. */
  readonly role: 'main' | 'excess' | 'part'
  readonly artifact: string
}

/** Paths that no rule and no domain tells apart. */
export interface PathClass {
  /** The artifact that first match gives them; undefined: no rule matches. */
  readonly artifact: string | undefined
  /** By number of the domain: whether it has them. */
  readonly inDomain: readonly boolean[]
  /** Whether the globs of some rule are wrong about them, excess taken into account. */
  readonly blurred: boolean
  /** The shortest such path. */
  readonly example: string
}

/** A chunk's rules, understood. */
export interface Splitting {
  readonly domains: readonly Domain[]
  readonly classes: readonly PathClass[]
  /** False where there were too many cases to look at them all. */
  readonly complete: boolean
}

/** BuildStream has these in every element (data/projectconfig.yaml); no helper may take their names. */
const BUILT_IN = ['runtime', 'devel', 'debug', 'doc', 'locale']

const splittings = new Map<string, Splitting>()

/**
 * The splitting of a chunk with these products under these defaults. The products come first; a default rule of a
 * product's name stays in force (YBD splitting.py `write_chunk_metafile`).
 */
export function splittingOf(defaults: readonly SplitRule[], products: readonly SplitRule[]): Splitting {
  const key = JSON.stringify([defaults, products])
  const found = splittings.get(key) ?? layOut(defaults, products)
  splittings.set(key, found)
  return found
}

function layOut(defaults: readonly SplitRule[], products: readonly SplitRule[]): Splitting {
  const rules = [...products, ...defaults]
  const artifacts = [...new Set(rules.map(({ artifact }) => artifact))]
  const live = reachable(rules)
  const last = live.at(-1)
  // a last default rule that matches everything needs no domain: its paths are those of no domain
  const rest = last && defaults.includes(last) && matchesAll(last.patterns) ? last : undefined
  const listed = live.filter((rule) => rule !== rest)
  const named = artifacts.filter((artifact) => artifact !== rest?.artifact || listed.some((rule) => rule.artifact === artifact))
  const domains = domainsOf(named, listed)
  return { domains, ...classify(live, domains) }
}

/** The rules that some path reaches. */
function reachable(rules: readonly SplitRule[]): readonly SplitRule[] {
  const { regions, complete } = regionsWithin(allPaths(), rules.map(({ patterns }) => coverageOf(patterns).language))
  if (!complete) return rules
  const reached = new Set(regions.map(({ members }) => members.indexOf(true)))
  return rules.filter((_, i) => reached.has(i))
}

function domainsOf(artifacts: readonly string[], rules: readonly SplitRule[]): readonly Domain[] {
  const taken = new Set([...artifacts, ...BUILT_IN])
  const domains: Domain[] = []
  const addHelper = (role: 'excess' | 'part', artifact: string, wanted: string, globs: readonly string[]): void => {
    if (globs.length === 0 || domains.some((domain) => domain.artifact === artifact && sameList(domain.globs, globs))) return
    let name = wanted
    while (taken.has(name)) name += '-x'
    taken.add(name)
    domains.push({ name, globs, role, artifact })
  }
  for (const artifact of artifacts) {
    const own = rules.filter((rule) => rule.artifact === artifact)
    const { globs, excess } = coverageOf(own.flatMap(({ patterns }) => patterns))
    domains.push({ name: artifact, globs, role: 'main', artifact })
    addHelper('excess', artifact, `${artifact}-excess`, excess)
  }
  for (const artifact of artifacts) {
    const own = rules.filter((rule) => rule.artifact === artifact)
    if (own.length < 2) continue
    own.forEach(({ patterns }, i) => {
      const { globs, excess } = coverageOf(patterns)
      addHelper('part', artifact, `${artifact}-${i + 1}`, globs)
      addHelper('excess', artifact, `${artifact}-${i + 1}-excess`, excess)
    })
  }
  return domains
}

function classify(rules: readonly SplitRule[], domains: readonly Domain[]): Pick<Splitting, 'classes' | 'complete'> {
  const coverages = rules.map(({ patterns }) => coverageOf(patterns))
  const languages = [
    ...coverages.map(({ language }) => language),
    ...coverages.map(({ globs }) => automatonOfGlobs(globs)),
    ...coverages.map(({ excess }) => automatonOfGlobs(excess)),
    ...domains.map(({ globs }) => automatonOfGlobs(globs)),
  ]
  const distinct: readonly Dfa[] = [...new Set(languages)]
  const places = languages.map((dfa) => distinct.indexOf(dfa))
  const { regions, complete } = regionsWithin(allPaths(), distinct)
  const count = rules.length
  const classOf = ({ members, example }: Region): PathClass => {
    const has = places.map((place) => members[place] ?? false)
    const first = has.indexOf(true)
    return {
      artifact: first < count ? rules[first]?.artifact : undefined,
      inDomain: has.slice(3 * count),
      blurred: rules.some((_, i) => has[i] !== (has[count + i] && !has[2 * count + i])),
      example,
    }
  }
  return { classes: regions.map(classOf), complete: complete && !distinct.includes(TOO_LARGE) }
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i])
}
