import fc from 'fast-check'
import { charRange, charsIn, complementOf, coversSet, hasChar, unionOfSets, withoutChars } from './char-set.ts'
import { compile } from './compile.ts'
import { acceptingBefore, accepts, type Dfa } from './dfa.ts'
import { choiceOf, EMPTY, type Expression, isNullable, nonEmptyOf, NOTHING, oneOf, sequenceOf, sizeOf, starOf } from './expression.ts'
import { neighboursOf } from './neighbours.ts'
import { regionsWithin } from './regions.ts'

const ALPHABET = ['a', 'b', '/', '0']
const text = fc.string({ unit: fc.constantFrom(...ALPHABET), maxLength: 6 })

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.subarray(ALPHABET).map((chars) => oneOf(charsIn(chars.join('')))),
    fc.constantFrom(EMPTY, NOTHING),
    fc.array(tie('expression'), { maxLength: 3 }).map(sequenceOf),
    fc.array(tie('expression'), { maxLength: 3 }).map(choiceOf),
    tie('expression').map(starOf),
  ),
}))

function automaton(of: Expression): Dfa {
  const dfa = compile(of)
  if (!dfa) throw new Error('too large')
  return dfa
}

/** The meaning of an expression, straight from its definition. */
function holds(of: Expression, whole: string): boolean {
  switch (of.kind) {
    case 'set': return whole.length === 1 && hasChar(of.set, whole)
    case 'choice': return of.parts.some((part) => holds(part, whole))
    case 'star': return whole === '' || cuts(whole).some(([head, tail]) => head !== '' && holds(of.body, head) && holds(of, tail))
    case 'sequence': {
      const [first, ...rest] = of.parts
      return first ? cuts(whole).some(([head, tail]) => holds(first, head) && holds({ kind: 'sequence', parts: rest }, tail)) : whole === ''
    }
  }
}

function cuts(whole: string): readonly (readonly [string, string])[] {
  return Array.from({ length: whole.length + 1 }, (_, i) => [whole.slice(0, i), whole.slice(i)] as const)
}

const anything = automaton(starOf(oneOf(complementOf([]))))
const word = (of: string): Expression => sequenceOf(Array.from(of, (char) => oneOf(charsIn(char))))

describe('sets of characters', () => {
  it('keeps ranges sorted, disjoint and apart', () => {
    expect(unionOfSets([charsIn('cab'), charRange('x', 'z'), charsIn('y')])).toEqual([[97, 99], [120, 122]])
    expect(charRange('z', 'a')).toEqual([])
  })

  it('takes away and completes', () => {
    expect(withoutChars(charRange('a', 'e'), charsIn('ace'))).toEqual([[98, 98], [100, 100]])
    expect(complementOf(complementOf(charsIn('a/')))).toEqual(charsIn('a/'))
    expect(coversSet(charRange('a', 'z'), charsIn('az'))).toBe(true)
    expect(coversSet(charRange('a', 'y'), charsIn('az'))).toBe(false)
  })
})

describe('compile', () => {
  it('accepts what the expression means', () => {
    fc.assert(fc.property(expression, fc.array(text, { maxLength: 8 }), (of, texts) => {
      const dfa = automaton(of)
      for (const whole of texts) expect(accepts(dfa, whole)).toBe(holds(of, whole))
    }), { numRuns: 400 })
  })

  it('gives up on what takes too many states', () => {
    const any = oneOf(charsIn('ab'))
    expect(compile(sequenceOf([starOf(any), oneOf(charsIn('a')), ...Array.from({ length: 14 }, () => any)]))).toBeUndefined()
  })

  it('reads code points, not halves of them', () => {
    expect(accepts(automaton(oneOf(charsIn('\u{1f600}'))), '\u{1f600}')).toBe(true)
  })
})

describe('expressions', () => {
  it('know the empty text and can lose it', () => {
    fc.assert(fc.property(expression, text, (of, whole) => {
      expect(isNullable(of)).toBe(holds(of, ''))
      expect(holds(nonEmptyOf(of), whole)).toBe(whole !== '' && holds(of, whole))
    }))
  })

  it('join single characters of a choice', () => {
    expect(choiceOf([oneOf(charsIn('a')), word('bc'), oneOf(charsIn('b'))])).toEqual(choiceOf([oneOf(charsIn('ab')), word('bc')]))
    expect(sizeOf(word('abc'))).toBe(3)
  })
})

describe('acceptingBefore', () => {
  it('takes what the character completes', () => {
    fc.assert(fc.property(expression, text, (of, whole) => {
      expect(accepts(acceptingBefore(automaton(of), '/'), whole)).toBe(holds(of, whole) || holds(of, whole + '/'))
    }))
  })
})

describe('regionsWithin', () => {
  it('finds every combination, with its shortest text', () => {
    const [a, b] = [automaton(sequenceOf([word('lib'), starOf(oneOf(complementOf(charsIn('/'))))])), automaton(sequenceOf([starOf(oneOf(complementOf([]))), word('.a')]))]
    expect(regionsWithin(anything, [a, b])).toEqual({
      complete: true,
      regions: [
        { members: [false, false], example: '' },
        { members: [false, true], example: '.a' },
        { members: [true, false], example: 'lib' },
        { members: [true, true], example: 'lib.a' },
      ],
    })
  })

  it('agrees with membership', () => {
    fc.assert(fc.property(expression, expression, text, (one, other, whole) => {
      const dfas = [automaton(one), automaton(other)]
      const { regions } = regionsWithin(anything, dfas)
      for (const { members, example } of regions) expect(dfas.map((dfa) => accepts(dfa, example))).toEqual(members)
      const found = regions.find(({ members }) => members.every((member, i) => member === accepts(dfas[i]!, whole)))
      expect(found?.example.length).toBeLessThanOrEqual(whole.length)
    }))
  })
})

describe('neighboursOf', () => {
  it('sees what stands first, last and next to each other', () => {
    const [dot, digit] = [charsIn('.'), charRange('0', '9')]
    const digits = starOf(oneOf(digit))
    const { all, first, last, follow } = neighboursOf(automaton(sequenceOf([digits, starOf(sequenceOf([oneOf(dot), oneOf(digit), digits]))])))
    expect([all, first, last]).toEqual([unionOfSets([dot, digit]), unionOfSets([dot, digit]), digit])
    expect(follow).toEqual(expect.arrayContaining([{ chars: dot, next: digit }, { chars: digit, next: unionOfSets([dot, digit]) }]))
  })
})
