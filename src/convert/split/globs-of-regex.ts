/** One pattern of a split rule as BuildStream globs. Does not know which rule it belongs to, or what was matched before. */
import type { Dfa } from '../../std/automaton/dfa.ts'
import { compile } from '../../std/automaton/compile.ts'
import { choiceOf, type Expression, mapSets } from '../../std/automaton/expression.ts'
import { charsIn, withoutChars } from '../../std/automaton/char-set.ts'
import { regionsWithin } from '../../std/automaton/regions.ts'
import { excessOf, hasLenience, withOneGap } from './excess.ts'
import { languageOfGlob } from './glob.ts'
import {
  coversShape, type Detail, globOfShape, isExact, isPossible, type Shape, shapesOf, withoutEndSlash, withoutNeedless,
} from './glob-shape.ts'
import { allPaths, asPathOrDirectory, knownAs } from './path-language.ts'
import { isRegexFailure, readPythonRegex, type RegexFailure } from './python-regex.ts'

/** A path on which globs and pattern differ: taken by the globs alone (wider) or by the pattern alone (narrower). */
export interface Difference {
  readonly side: 'wider' | 'narrower'
  /** The shortest such path, without leading slash. */
  readonly example: string
}

/** A pattern in BuildStream's terms. */
export interface PatternGlobs {
  /** What it matches, without newlines; nothing where it failed. */
  readonly language: Expression
  /** Globs that match at least what the pattern does, unless `differences` say otherwise. */
  readonly globs: readonly string[]
  /** Globs of what `globs` match beyond the pattern; empty where they match no more. */
  readonly excess: readonly string[]
  /** How `globs` without `excess` still differ from the pattern; empty when they are equal. */
  readonly differences: readonly Difference[]
  /** Set where the pattern could not be read; it then matches nothing. */
  readonly failure?: RegexFailure
}

const MOST_GLOBS = 64
const DETAILS: readonly Detail[] = [
  { dotIsSlashToo: true, spellChoices: true }, { dotIsSlashToo: false, spellChoices: true },
  { dotIsSlashToo: true, spellChoices: false },
]
const known = new Map<string, PatternGlobs>()

/** The globs of the paths p with p or p/ wholly matched by the pattern (YBD splitting.py `compile_rules`, `write_chunk_metafile`). */
export function globsOfRegex(pattern: string): PatternGlobs {
  const found = known.get(pattern) ?? translate(pattern)
  known.set(pattern, found)
  return found
}

/** The automaton of the globs, on paths without leading slash. */
export function automatonOfGlobs(globs: readonly string[]): Dfa {
  return knownAs(`globs ${globs.join('\n')}`, () => choiceOf(globs.map((glob) => languageOfGlob(glob.slice(1)))))
}

function translate(pattern: string): PatternGlobs {
  const read = readPythonRegex(pattern)
  if (isRegexFailure(read)) return failed(read)
  const language = mapSets(read, (set) => withoutChars(set, charsIn('\n')))
  const dfa = compile(language)
  if (!dfa) return failed({ reason: 'too many cases to keep apart', offset: 0 })
  const { shapes, exact } = pathShapes(language)
  // shapes without inexact gaps are the language by construction; regex and globs meet again in splitting.ts
  if (exact) return { language, globs: shapes.map(globOfShape), excess: [], differences: [] }
  return closest(variantsOf(shapes).map(({ globs, excess }) =>
    ({ language, globs, excess, differences: differencesOf(asPathOrDirectory(dfa), globs, excess) })))
}

/** Ways to cover inexact shapes and to tell their excess, the most readable first. */
function variantsOf(shapes: readonly Shape[]): readonly Pick<PatternGlobs, 'globs' | 'excess'>[] {
  const variant = (chosen: readonly Shape[], lenient: boolean): Pick<PatternGlobs, 'globs' | 'excess'> => {
    const excess = distinct(chosen.flatMap((shape) => excessOf(shape, lenient))).map(globOfShape)
    return { globs: chosen.map(globOfShape), excess: excess.length > MOST_GLOBS ? [] : excess }
  }
  const joined = distinct(shapes.map(withOneGap))
  return [
    variant(shapes, false),
    ...(shapes.some(hasLenience) ? [variant(shapes, true)] : []),
    ...(shapes.some((shape) => withOneGap(shape) !== shape) ? [variant(joined, false)] : []),
  ]
}

/** The first without differences, else the one that differs on the least likely paths: the longest. */
function closest(options: readonly PatternGlobs[]): PatternGlobs {
  const likeness = options.map(({ differences }) => Math.min(...differences.map(({ example }) => example.length)))
  return options[likeness.indexOf(Math.max(...likeness))] ?? failed({ reason: 'no globs', offset: 0 })
}

function failed(failure: RegexFailure): PatternGlobs {
  return { language: choiceOf([]), globs: [], excess: [], differences: [], failure }
}

function pathShapes(language: Expression): { readonly shapes: readonly Shape[]; readonly exact: boolean } {
  for (const detail of DETAILS) {
    const shapes = shapesOf(language, detail)
    const all = shapes && distinct(shapes.flatMap((shape) => [...withoutEndSlash(shape), shape]))
    if (!all || all.length > MOST_GLOBS) continue
    return { shapes: all, exact: detail === DETAILS[0] && all.every((shape) => shape.every((piece) => piece.kind === 'one' || isExact(piece))) }
  }
  return { shapes: [[{ kind: 'gap', body: language }]], exact: false }
}

/** The shapes that some path has, without those that another one covers. */
function distinct(shapes: readonly Shape[]): readonly Shape[] {
  const kept: Shape[] = []
  for (const shape of shapes.filter(isPossible).map(withoutNeedless)) {
    if (!kept.some((other) => coversShape(other, shape))) kept.push(shape)
  }
  return kept.filter((shape, i) => !kept.some((other, j) => i < j && coversShape(other, shape)))
}

function differencesOf(language: Dfa, globs: readonly string[], excess: readonly string[]): readonly Difference[] {
  const { regions } = regionsWithin(allPaths(), [language, automatonOfGlobs(globs), automatonOfGlobs(excess)])
  const differing = (side: Difference['side']): readonly Difference[] => {
    const found = regions.find(({ members: [wanted, wide, beyond] }) => {
      const taken = wide && !beyond
      return side === 'wider' ? taken && !wanted : !taken && wanted
    })
    return found ? [{ side, example: found.example }] : []
  }
  return [...differing('wider'), ...differing('narrower')]
}

