import fc from 'fast-check'
import { charsIn, withoutChars } from '../../std/automaton/char-set.ts'
import { compile } from '../../std/automaton/compile.ts'
import { accepts } from '../../std/automaton/dfa.ts'
import { globOfSet, languageOfGlob } from './glob.ts'
import { NAME_CHARS } from './path-language.ts'

/** A glob matcher of its own make: takes one construct after the other off both. */
function globMatches(glob: string, path: string): boolean {
  if (glob === '') return path === ''
  if (glob.startsWith('**')) return globMatches(glob.slice(2), path) || (path !== '' && globMatches(glob, path.slice(1)))
  if (glob.startsWith('*')) return globMatches(glob.slice(1), path) || (/^[^/]/.test(path) && globMatches(glob, path.slice(1)))
  const set = /^\[(!?)(\]?[^\]]*)\]/.exec(glob)
  if (set?.[2]) {
    const listed = path !== '' && inSet(set[2], path.charAt(0))
    return path !== '' && listed !== (set[1] === '!') && globMatches(glob.slice(set[0].length), path.slice(1))
  }
  return path !== '' && (glob.startsWith('?') ? !path.startsWith('/') : path.charAt(0) === glob.charAt(0)) && globMatches(glob.slice(1), path.slice(1))
}

function inSet(body: string, char: string): boolean {
  if (body === '') return false
  const [low, dash, high] = body
  if (dash === '-' && high !== undefined) return (low! <= char && char <= high) || inSet(body.slice(3), char)
  return low === char || inSet(body.slice(1), char)
}

function matches(glob: string, path: string): boolean {
  const dfa = compile(languageOfGlob(glob))
  return dfa !== undefined && accepts(dfa, path)
}

const token = fc.constantFrom('a', 'b', '/', '.', '*', '**', '?', '[ab]', '[!a]', '[a-c]', '[!a-c/]', '[]a]', '[^a]', '[a-]', '[', ']', '^')
const path = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '/', '.', '[', ']', '^', '-'), maxLength: 6 })

describe('languageOfGlob', () => {
  it('agrees with an independent matcher', () => {
    fc.assert(fc.property(fc.array(token, { maxLength: 5 }), fc.array(path, { maxLength: 8 }), (tokens, paths) => {
      const glob = tokens.join('')
      for (const each of paths) expect([glob, each, matches(glob, each)]).toEqual([glob, each, globMatches(glob, each)])
    }), { numRuns: 600 })
  })
})

describe('globOfSet', () => {
  it('writes sets that mean what they are', () => {
    const all = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((char) => char !== '/')
    fc.assert(fc.property(fc.subarray(all, { minLength: 1 }), fc.boolean(), (chars, negated) => {
      const set = negated ? withoutChars(NAME_CHARS, charsIn(chars.join(''))) : charsIn(chars.join(''))
      const glob = globOfSet(set)
      for (const char of [...all, '/']) expect([glob, char, matches(glob, char)]).toEqual([glob, char, chars.includes(char) !== negated && !(negated && char === '/')])
    }))
  })

  it.each([
    ['a', 'a'], ['*', '[*]'], ['[', '[[]'], ['?', '[?]'], [']', ']'], ['0123', '[0-3]'], ['a.0', '[.0a]'], ['-a]', '[]a-]'], ['!^', '[^!]'], ['!-', '[-!]'],
  ])('%s becomes %s', (chars, glob) => {
    expect(globOfSet(charsIn(chars))).toBe(glob)
  })

  it('says what is missing where that is shorter', () => {
    expect(globOfSet(NAME_CHARS)).toBe('?')
    expect(globOfSet(withoutChars(NAME_CHARS, charsIn('0123456789.')))).toBe('[!0-9./]')
  })
})
