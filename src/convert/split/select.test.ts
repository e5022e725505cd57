import fc from 'fast-check'
import { type DomainGlobs, splitElement, splitProject } from './domains.ts'
import { automatonOfGlobs } from './globs-of-regex.ts'
import { accepts } from '../../std/automaton/dfa.ts'
import { selectArtifacts, type Selection } from './select.ts'
import type { SplitRule } from './split-rule.ts'

const rule = (artifact: string, ...patterns: readonly string[]): SplitRule => ({ artifact, patterns })

/** The default chunk rules of Baserock's DEFAULTS, format 8. */
const DEFAULTS = [
  rule('bins', '(usr/)?s?bin/.*'),
  rule('libs', '(usr/)?lib(32|64)?/lib[^/]*\\.so(\\.\\d+)*', '(usr/)libexec/.*'),
  rule('devel', '(usr/)?include/.*', '(usr/)?lib(32|64)?/lib.*\\.a', '(usr/)?lib(32|64)?/lib.*\\.la', '(usr/)?(lib(32|64)?|share)/pkgconfig/.*\\.pc'),
  rule('doc', '(usr/)?share/doc/.*', '(usr/)?share/man/.*', '(usr/)?share/info/.*'),
  rule('locale', '(usr/)?share/locale/.*', '(usr/)?share/i18n/.*', '(usr/)?share/zoneinfo/.*'),
  rule('misc', '.*'),
]
const GCC = [rule('libs', '(usr/)lib/lib.*\\.so(\\.\\d+)*$'), rule('doc', '(usr/)?share/doc/.*', '(usr/)?share/man/.*', '(usr/)?share/info/.*'), rule('devel', '.*')]
const GLIBC = [
  rule('nss', 'etc/nsswitch.conf', '(usr/)?lib/libnss.*'),
  rule('libs', 'sbin/ldconfig', 'lib(32|64)?/ld-.*'),
  rule('bins', '(usr/)?s?bin/.*', '(usr/)?lib/libSegFault\\.so(\\.\\d+)*$'),
  rule('libs', '(usr/)?lib(32|64)?/lib[^/]*\\.so(\\.\\d+)*$'),
  rule('misc', '.*'),
]

/** The artifact of a path, straight from the rules (YBD). */
function firstMatch(rules: readonly SplitRule[], path: string): string | undefined {
  return rules.find(({ patterns }) => {
    const whole = new RegExp(`^(?:${patterns.join('|')})$`)
    return whole.test(path) || whole.test(`${path}/`)
  })?.artifact
}

/** The split rules of an element as BuildStream puts them together. */
function effective(defaults: readonly SplitRule[], products: readonly SplitRule[], { helpers }: Selection): ReadonlyMap<string, readonly string[]> {
  const domains = new Map<string, readonly string[]>([['runtime', ['/usr/bin/**', '/a']], ['debug', ['/usr/lib/debug/**', '/b/**']]])
  const project = splitProject(defaults)
  const put = (written: DomainGlobs): unknown =>
    domains.set(written.domain, 'replace' in written ? written.replace : [...domains.get(written.domain) ?? [], ...written.extend])
  for (const written of [...project.domains, ...project.helpers, ...splitElement(defaults, products).domains, ...helpers]) put(written)
  return domains
}

/** What BuildStream's filter or compose gives (element.py `__split_filter`). */
function isSelected(domains: ReadonlyMap<string, readonly string[]>, { parts }: Selection, path: string): boolean {
  const matching = new Set([...domains].filter(([, globs]) => accepts(automatonOfGlobs(globs), path)).map(([name]) => name))
  return parts.some(({ include, exclude, orphans }) => {
    for (const name of [...include, ...exclude]) if (!domains.has(name)) throw new Error(`unknown domain ${name}`)
    const included = include.length > 0 ? include.some((name) => matching.has(name)) : matching.size > 0
    return (included || (orphans && matching.size === 0)) && !exclude.some((name) => matching.has(name))
  })
}

function check(products: readonly SplitRule[], wanted: readonly string[], parts: readonly string[]): void {
  const selection = selectArtifacts(DEFAULTS, products, new Set(wanted))
  expect(selection.parts.map(({ include, exclude, orphans }) => `${include.join(' ') || '(all)'} - ${exclude.join(' ')}${orphans ? ' +' : ''}`)).toEqual(parts)
}

describe('splitProject', () => {
  it('gives each default artifact a domain, the catch-all none', () => {
    const { domains, helpers, approximations, unsupported } = splitProject(DEFAULTS)
    expect(domains.map(({ domain }) => domain)).toEqual(['bins', 'libs', 'devel', 'doc', 'locale'])
    expect(helpers.map(({ domain }) => domain)).toEqual(['libs-excess'])
    expect(approximations).toEqual([{ domain: 'libs', pattern: '(usr/)?lib(32|64)?/lib[^/]*\\.so(\\.\\d+)*', side: 'narrower', example: 'lib/lib.so.0.so' }])
    expect(unsupported).toEqual([])
  })

  it('reports unreadable patterns', () => {
    expect(splitProject([rule('bins', 'bin/(?=x)')]).unsupported)
      .toEqual([{ domain: 'bins', pattern: 'bin/(?=x)', reason: 'lookahead is not supported', offset: 4 }])
  })

  it('has nothing to say for one rule that takes everything', () => {
    expect(splitProject([rule('all', '.*')])).toEqual({ domains: [], helpers: [], approximations: [], unsupported: [] })
  })
})

describe('splitElement', () => {
  it('is empty without products', () => {
    expect(splitElement(DEFAULTS, [])).toEqual({ domains: [], helpers: [], approximations: [], unsupported: [] })
  })

  it('adds to the domain of a default rule that stays in force', () => {
    expect(splitElement(DEFAULTS, [rule('devel', 'usr/src/linux/.*')]).domains)
      .toEqual([{ domain: 'devel', artifact: 'devel', extend: ['/usr/src/linux', '/usr/src/linux/**'] }])
  })

  it('empties what a catch-all swallows', () => {
    expect(splitElement(DEFAULTS, GCC).domains).toEqual([
      { domain: 'libs', artifact: 'libs', replace: ['/usr/lib/lib**.so', '/usr/lib/lib**.so.[0-9]*'] },
      { domain: 'devel', artifact: 'devel', replace: ['/**'] },
      { domain: 'bins', artifact: 'bins', replace: [] },
      { domain: 'locale', artifact: 'locale', replace: [] },
    ])
  })

  it('keeps the names of helpers free', () => {
    const { domains, helpers } = splitElement(DEFAULTS, [rule('libs-excess', 'opt/.*'), rule('x', '\\d+')])
    expect(domains.map(({ domain }) => domain)).toEqual(['libs-excess', 'x'])
    expect(helpers.map(({ domain }) => domain)).toEqual(['x-excess', 'libs-excess-x'])
  })
})

describe('selectArtifacts', () => {
  it('takes all, or nothing', () => {
    check([], ['bins', 'libs', 'devel', 'doc', 'locale', 'misc'], ['(all) -  +'])
    check([], [], [])
    check([], ['nss'], [])
    check(GCC, ['bins', 'misc'], [])
  })

  it('leaves out what is unwanted', () => {
    check([], ['bins', 'libs', 'locale', 'misc'], ['(all) - devel doc +'])
    check(GCC, ['devel', 'libs'], ['(all) - doc +'])
  })

  it('takes what is wanted', () => {
    check([], ['devel', 'doc'], ['devel doc - '])
    check([], ['bins', 'libs'], ['bins libs - libs-excess'])
    check([rule('tools', 'usr/bin/x.*')], ['bins'], ['bins - tools'])
  })

  it('unites parts where one cannot do', () => {
    check([], ['misc'], ['(all) - bins libs devel doc locale +', 'libs-excess - devel'])
    check(GLIBC, ['nss', 'libs'], ['nss libs-1 - ', 'libs-2 - libs-excess bins'])
  })

  it('says what an element needs for it', () => {
    expect(selectArtifacts(DEFAULTS, GLIBC, new Set(['nss', 'libs'])).helpers.map(({ domain }) => domain)).toEqual(['libs-1', 'libs-2'])
    expect(selectArtifacts(DEFAULTS, [], new Set(['libs']))).toMatchObject({ helpers: [], exact: false, example: 'lib/lib.so.0.so' })
  })

  it.each([
    ['usr/lib/libfoo.so.1', 'libs'], ['usr/lib/libfoo.so.1a', 'misc'], ['usr/lib/libfoo.so.1.', 'misc'], ['usr/lib/libfoo.so.1.a', 'devel'],
    ['usr/bin', 'bins'], ['usr/binx', 'misc'], ['libexec/x', 'misc'], ['usr/libexec/x', 'libs'], ['usr/share/man', 'doc'],
  ])('%s is in %s alone', (path, artifact) => {
    const wanting = (wanted: string): boolean => {
      const selection = selectArtifacts(DEFAULTS, [], new Set([wanted]))
      return isSelected(effective(DEFAULTS, [], selection), selection, path)
    }
    expect(DEFAULTS.map((each) => each.artifact).filter(wanting)).toEqual([artifact])
  })

  it('selects what first match gives, whatever the rules', () => {
    const pattern = fc.constantFrom('.*', 'a/.*', '(a/)?b/.*', 'a.*', '.*b', '[^/]*', 'a/[^/]*b', 'a[ab]*', '(a/)*b', 'b+', 'a/b', '.*/b.*', 'c', '[^a]*')
    const rules = fc.array(fc.record({ artifact: fc.constantFrom('one', 'two', 'three', 'doc'), patterns: fc.array(pattern, { minLength: 1, maxLength: 2 }) }), { maxLength: 4 })
    const path = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))
    const wanted = fc.subarray(['one', 'two', 'three', 'doc'])
    fc.assert(fc.property(rules, rules, wanted, fc.array(path, { minLength: 1, maxLength: 10 }), (defaults, products, names, paths) => {
      const selection = selectArtifacts(defaults, products, new Set(names))
      const domains = effective(defaults, products, selection)
      const right = (each: string): boolean => isSelected(domains, selection, each) === names.includes(firstMatch([...products, ...defaults], each) ?? '')
      if (selection.example !== undefined) expect(right(selection.example)).toBe(false)
      if (selection.exact) for (const each of paths) expect([each, right(each)]).toEqual([each, true])
    }), { numRuns: 500 })
  })

  it('is exact wherever the globs are', () => {
    const pattern = fc.constantFrom('.*', 'a/.*', '(a/)?b/.*', 'a.*', '.*b', '[^/]*', 'a/[^/]*b', 'a/b', '.*/b.*', 'c')
    const rules = fc.array(fc.record({ artifact: fc.constantFrom('one', 'two', 'three', 'four'), patterns: fc.array(pattern, { minLength: 1, maxLength: 2 }) }), { maxLength: 5 })
    fc.assert(fc.property(rules, rules, fc.subarray(['one', 'two', 'three', 'four']), (defaults, products, names) => {
      const { parts, exact } = selectArtifacts(defaults, products, new Set(names))
      expect([exact, parts]).toEqual([true, parts])
    }), { numRuns: 300 })
  })
})
