/** A split rule in BuildStream's terms: its patterns' globs together. Does not know the rules around it. */
import { type Dfa } from '../../std/automaton/dfa.ts'
import { choiceOf } from '../../std/automaton/expression.ts'
import { regionsWithin } from '../../std/automaton/regions.ts'
import { automatonOfGlobs, type Difference, globsOfRegex, type PatternGlobs } from './globs-of-regex.ts'
import { allPaths, asPathOrDirectory, knownAs } from './path-language.ts'
import type { RegexFailure } from './python-regex.ts'

/** One rule of `split-rules` or `products`. */
export interface SplitRule {
  /** The artifact as a domain is named: without the chunk's name and dash. */
  readonly artifact: string
  /** Python regular expressions, each of which must match a path whole. */
  readonly patterns: readonly string[]
}

/** A pattern whose globs are not equal to it. */
export interface Approximation extends Difference {
  readonly domain: string
  readonly pattern: string
}

/** A pattern that could not be read and so matches nothing. */
export interface UnsupportedPattern extends RegexFailure {
  readonly domain: string
  readonly pattern: string
}

/** What patterns match, as a language and as globs. */
export interface Coverage {
  /** The paths that the patterns match, exactly. */
  readonly language: Dfa
  readonly globs: readonly string[]
  /** Globs of what `globs` match beyond the patterns. */
  readonly excess: readonly string[]
}

const coverages = new Map<string, Coverage>()

/** The coverage of all patterns together. */
export function coverageOf(patterns: readonly string[]): Coverage {
  const key = patterns.join('\n')
  const found = coverages.get(key) ?? unite(patterns, key)
  coverages.set(key, found)
  return found
}

/** Whether the patterns match every path. */
export function matchesAll(patterns: readonly string[]): boolean {
  return regionsWithin(allPaths(), [coverageOf(patterns).language]).regions.every(({ members }) => members[0])
}

/** What of the rules could not be carried over exactly: each pattern once per domain. */
export function flawsOf(rules: readonly SplitRule[]): {
  readonly approximations: readonly Approximation[]
  readonly unsupported: readonly UnsupportedPattern[]
} {
  const uses = rules.flatMap(({ artifact, patterns }) => patterns.map((pattern) => ({ domain: artifact, pattern })))
    .filter((use, i, all) => all.findIndex(({ domain, pattern }) => domain === use.domain && pattern === use.pattern) === i)
  return {
    approximations: uses.flatMap((use) => globsOfRegex(use.pattern).differences.map((difference) => ({ ...use, ...difference }))),
    unsupported: uses.flatMap((use) => {
      const { failure } = globsOfRegex(use.pattern)
      return failure ? [{ ...use, ...failure }] : []
    }),
  }
}

function unite(patterns: readonly string[], key: string): Coverage {
  const parts = patterns.map(globsOfRegex)
  const language = knownAs(`paths ${key}`, () => choiceOf(parts.map((part) => part.language)))
  const globs = [...new Set(parts.flatMap((part) => part.globs))]
  const paths = asPathOrDirectory(language)
  const excess = parts.flatMap((part, i) => excessWithin(part, parts.filter((_, j) => j !== i), paths))
  return { language: paths, globs, excess: [...new Set(excess)] }
}

/** The excess of one pattern, less what the others match whole: that is none of all together. */
function excessWithin({ excess }: PatternGlobs, others: readonly PatternGlobs[], language: Dfa): readonly string[] {
  if (excess.length === 0 || others.length === 0) return excess
  const other = automatonOfGlobs(others.flatMap(({ globs }) => globs))
  const { regions } = regionsWithin(allPaths(), [automatonOfGlobs(excess), other])
  const meets = regions.some(({ members: [taken, matched] }) => taken && matched)
  return meets ? excess.filter((glob) => isBeyond(glob, language)) : excess
}

function isBeyond(glob: string, language: Dfa): boolean {
  const { regions } = regionsWithin(allPaths(), [automatonOfGlobs([glob]), language])
  return regions.some(({ members: [taken, wanted] }) => taken && !wanted)
}
