import fc from 'fast-check'
import { globsOfRegex, type PatternGlobs } from './globs-of-regex.ts'

function check(pattern: string, expected: Partial<PatternGlobs>): void {
  const { globs, excess, differences } = globsOfRegex(pattern)
  expect({ globs, excess, differences }).toEqual({ excess: [], differences: [], ...expected })
}

/** A glob as a regular expression of JavaScript, for globs as we write them. */
function regexOfGlob(glob: string): RegExp {
  const body = glob.replace(/\*\*|\*|\?|\[(!?)(\]?[^\]]*)\]|[^]/g, (token, negated: string, set: string) =>
    token === '**' ? '.*' : token === '*' ? '[^/]*' : token === '?' ? '[^/]'
      : token.startsWith('[') ? `[${negated ? '^' : ''}${set.replace(/[\][\\^]/g, '\\$&')}]` : token.replace(/[.+^${}()|\]\\]/, '\\$&'))
  return new RegExp(`^${body}$`)
}

function matchesAny(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => regexOfGlob(glob).test(`/${path}`))
}

const piece = fc.constantFrom('a', 'b/', '/', '.', '.*', '[^/]*', '[^/]+', '[ab]*', '[ab]+', '(\\.a+)*', '\\.', '(a/)?', '(ab)?', '(a|b/)', '[^a]', '(a/)*', '.+', '$')
const regex = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''))
const path = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))

describe('globsOfRegex', () => {
  it('spells choices out and takes the directory along', () => {
    check('(usr/)?s?bin/.*', { globs: ['/bin', '/bin/**', '/sbin', '/sbin/**', '/usr/bin', '/usr/bin/**', '/usr/sbin', '/usr/sbin/**'] })
    check('usr/share/.+', { globs: ['/usr/share/**'] })
    check('lib(32|64)?/lib.*\\.a', { globs: ['/lib/lib**.a', '/lib32/lib**.a', '/lib64/lib**.a'] })
    check('.*', { globs: ['/**'] })
  })

  it('lets a dot be a slash', () => {
    check('etc/ld.so.conf', { globs: ['/etc/ld?so?conf', '/etc/ld?so/conf', '/etc/ld/so?conf', '/etc/ld/so/conf'] })
  })

  it('gives up the slashes of very many dots', () => {
    check('1.2.3.4.5.6.7.8', { globs: ['/1?2?3?4?5?6?7?8'], differences: [{ side: 'narrower', example: '1x2x3x4x5x6x7/8' }] })
  })

  it('tells what globs take too much', () => {
    check('usr/gems/\\d[\\w.]*/doc/.*', {
      globs: ['/usr/gems/[0-9]*/doc', '/usr/gems/[0-9]*/doc/**'],
      excess: ['/usr/gems/[0-9]*[!0-9A-Za-z._/]*/doc', '/usr/gems/[0-9]*[!0-9A-Za-z._/]*/doc/**'],
    })
    check('a+b+', { globs: ['/a*b*'], excess: ['/a*[!ab/]*b*', '/a*b*[!b/]*'] })
  })

  it('says where that is not exact', () => {
    check('lib[^/]*\\.so(\\.\\d+)*', {
      globs: ['/lib*.so', '/lib*.so.[0-9]*'],
      excess: ['/lib*.so.[0-9]*[!0-9./]*', '/lib*.so.[0-9]*..*', '/lib*.so.[0-9]*.'],
      differences: [{ side: 'narrower', example: 'lib.so.0.so' }],
    })
  })

  it('reports what it cannot read as matching nothing', () => {
    expect(globsOfRegex('(?=a)b')).toMatchObject({ globs: [], excess: [], failure: { offset: 0 } })
    expect(globsOfRegex('.*a.{14}')).toMatchObject({ globs: [], failure: { reason: 'too many cases to keep apart' } })
  })

  it('is equal to the pattern unless it says not', () => {
    fc.assert(fc.property(regex, fc.array(path, { minLength: 1, maxLength: 12 }), (pattern, paths) => {
      const { globs, excess, differences } = globsOfRegex(pattern)
      const sides = differences.map(({ side }) => side)
      const whole = new RegExp(`^(?:${pattern})$`)
      for (const each of [...paths, ...differences.map(({ example }) => example)]) {
        const wanted = whole.test(each) || whole.test(`${each}/`)
        const taken = matchesAny(globs, each) && !matchesAny(excess, each)
        if (taken && !wanted) expect([pattern, each, sides]).toEqual([pattern, each, expect.arrayContaining(['wider'])])
        if (wanted && !taken) expect([pattern, each, sides]).toEqual([pattern, each, expect.arrayContaining(['narrower'])])
      }
      for (const { side, example } of differences) {
        expect(matchesAny(globs, example) && !matchesAny(excess, example)).toBe(side === 'wider')
      }
    }), { numRuns: 800 })
  })
})
