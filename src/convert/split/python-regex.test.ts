import fc from 'fast-check'
import { compile } from '../../std/automaton/compile.ts'
import { accepts } from '../../std/automaton/dfa.ts'
import { isRegexFailure, readPythonRegex } from './python-regex.ts'

const atom = fc.constantFrom('a', 'b', '/', '.', '\\.', '[^/]', '[ab]', '[^a0]', '\\d', '\\w', '\\W', '[\\d.]', '^', '$', 'lib')
const { regex } = fc.letrec<{ regex: string }>((tie) => ({
  regex: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    atom,
    fc.array(tie('regex'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
    fc.array(tie('regex'), { minLength: 1, maxLength: 3 }).map((parts) => `(${parts.join('|')})`),
    fc.tuple(tie('regex'), fc.constantFrom('*', '+', '?', '*?', '??', '{2}', '{1,3}', '{2,}')).map(([body, times]) => `(?:${body})${times}`),
  ),
}))
const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', '0', '_', '-', 'lib'), maxLength: 7 })

function matches(pattern: string, whole: string): boolean {
  const read = readPythonRegex(pattern)
  if (isRegexFailure(read)) throw new Error(read.reason)
  const dfa = compile(read)
  return dfa !== undefined && accepts(dfa, whole)
}

function check(pattern: string, yes: readonly string[], no: readonly string[]): void {
  for (const whole of yes) expect([whole, matches(pattern, whole)]).toEqual([whole, true])
  for (const whole of no) expect([whole, matches(pattern, whole)]).toEqual([whole, false])
}

describe('readPythonRegex', () => {
  it('means what a regular expression engine makes of it', () => {
    fc.assert(fc.property(regex, fc.array(text, { maxLength: 10 }), (pattern, texts) => {
      const expected = new RegExp(`^(?:${pattern})$`)
      for (const whole of texts) expect([pattern, whole, matches(pattern, whole)]).toEqual([pattern, whole, expected.test(whole)])
    }), { numRuns: 600 })
  })

  it('knows escapes and classes', () => {
    check('\\x41\\101[\\x42-\\x44][]x][a-]', ['AAC]-', 'AABxa'], ['AAEx-'])
    check('[\\w.-]+', ['a_9.-'], ['a/', 'é'])
    check('\\s\\t[\\b]', [' \t\b'], ['  \b'])
    check('a{,2}b{x}', ['b{x}', 'aab{x}'], ['aaab{x}'])
  })

  it('knows groups and comments', () => {
    check('(?P<name>a)(?#note)(?:b|c)', ['ab', 'ac'], ['a', 'bc'])
  })

  it('lets anchors hold only at the ends', () => {
    check('^usr$|lib$', ['usr', 'lib'], ['usrx'])
    check('(^a|b)*', ['', 'a', 'ab', 'abb'], ['ba'])
    check('a(b|$)(c|$)', ['a', 'ab', 'abc'], ['ac'])
    check('a^b', [], ['ab', 'b'])
    check('\\Aa\\Z', ['a'], ['aa'])
  })

  it.each([
    ['(?=a)b', 'lookahead is not supported', 0],
    ['a(?!b)', 'negative lookahead is not supported', 1],
    ['(?<=a)b', 'lookbehind is not supported', 0],
    ['(a)\\1', 'a backreference is not supported', 3],
    ['(?P<n>a)(?P=n)', 'a backreference is not supported', 8],
    ['(?i)lib', 'inline flags are not supported', 0],
    ['a\\b', 'a word boundary is not supported', 1],
    ['(a', 'missing )', 0],
    ['a)', 'unbalanced parenthesis', 1],
    ['[a', 'missing ]', 0],
    ['[z-a]', 'bad character range', 1],
    ['a**', 'multiple repeat', 2],
    ['*a', 'nothing to repeat', 0],
    ['a|+', 'nothing to repeat', 2],
    ['^*', 'nothing to repeat', 0],
    ['a{3,2}', 'bad repeat interval', 1],
    ['(a{99}){99}', 'repeated too often to be spelt out', 7],
    ['a\\', 'a backslash ends the expression', 1],
    ['\\xg', 'a bad \\x escape', 0],
    ['(?&x)', 'unknown extension', 0],
  ])('refuses %s', (pattern, reason, offset) => {
    expect(readPythonRegex(pattern)).toEqual({ reason, offset })
  })
})
