import type { Diagnostic } from './diagnostic.ts'
import { renderJson } from './render-json.ts'
import { renderText, type RenderOptions } from './render-text.ts'
import { SourceTexts } from './source-text.ts'

const TEXT = 'name: core\nkind: stratum\nchunks:\n-\tname: zlib\t# ok\n- name: 日本 語x\n'
const texts = new SourceTexts(new Map([['strata/core.morph', TEXT]]))

function at(words: string, file = 'strata/core.morph', text = TEXT): { readonly at: { readonly file: string; readonly start: number; readonly end: number } } {
  const start = text.indexOf(words)
  return { at: { file, start, end: start + words.length } }
}

function given(more: Partial<Diagnostic> = {}): Diagnostic {
  return { code: 'a/b', severity: 'warning', message: 'it is so', ...more }
}

function check(diagnostics: readonly Diagnostic[], expected: string, options: Partial<RenderOptions> = {}, source = texts): void {
  const all = { severities: new Set(['error', 'warning', 'note'] as const), total: 100, perCode: 100, colour: false, restIn: 'all there', ...options }
  expect(renderText(diagnostics, source, all)).toBe(expected)
}

describe('renderText', () => {
  test('place, words, line, underline, hint', () => {
    check([given({ ...at('stratum'), severity: 'error', hint: 'do that' })], `strata/core.morph:2:7 error[a/b]: it is so
    2 | kind: stratum
      |       ^^^^^^^
  hint: do that
`)
  })

  test('without a place', () => check([given()], 'warning[a/b]: it is so\n'))

  test('a place that is the whole file has no line', () => {
    check([given({ at: { file: 'strata/core.morph', start: 0, end: 0 } })], 'strata/core.morph:1:1 warning[a/b]: it is so\n')
  })

  test('a file that is not at hand', () => check([given({ at: { file: 'x.morph', start: 5, end: 6 } })], 'x.morph:1:6 warning[a/b]: it is so\n'))

  test('tabs and wide letters keep the underline below the words', () => {
    check([given(at('zlib'))], 'strata/core.morph:4:9 warning[a/b]: it is so\n    4 | -    name: zlib    # ok\n      |            ^^^^\n')
    check([given(at('語x'))], 'strata/core.morph:5:12 warning[a/b]: it is so\n    5 | - name: 日本 語x\n      |              ^^^\n')
  })

  test('a span over several lines is marked to the end of its first', () => {
    check([given(at('core\nkind'))], 'strata/core.morph:1:7 warning[a/b]: it is so\n    1 | name: core\n      |       ^^^^\n')
  })

  test('an empty span is marked by one caret', () => {
    check([given({ at: { file: 'strata/core.morph', start: 10, end: 10 } })], 'strata/core.morph:1:11 warning[a/b]: it is so\n    1 | name: core\n      |           ^\n')
  })

  test('related places', () => {
    check([given({ ...at('core'), related: [{ message: 'the other', ...at('zlib') }] })], `strata/core.morph:1:7 warning[a/b]: it is so
    1 | name: core
      |       ^^^^
  strata/core.morph:4:9 the other
    4 | -    name: zlib    # ok
      |            ^^^^
`)
  })

  test('long lines are cut around the mark', () => {
    const text = `${'a '.repeat(100)}HERE${' b'.repeat(100)}\n`
    const source = new SourceTexts(new Map([['f', text]]))
    const lead = 'a '.repeat(15)
    check([given(at('HERE', 'f', text))], `f:1:201 warning[a/b]: it is so\n    1 | …${lead}HERE${' b'.repeat(33)}…\n      |  ${' '.repeat(30)}^^^^\n`, {}, source)
    const start = `HERE${' b'.repeat(100)}`
    check([given(at('HERE', 'f', start))], `f:1:1 warning[a/b]: it is so\n    1 | HERE${' b'.repeat(48)}…\n      | ^^^^\n`, {}, new SourceTexts(new Map([['f', start]])))
  })

  test('what would steer the terminal is made visible', () => {
    const text = 'x: \u001b[31m\u202e\n'
    check([given({ message: 'a\u001b[2Jb\nc\u009b', hint: '\r', at: { file: 'f\u0007', start: 3, end: 4 } })],
      'f\\u0007:1:4 warning[a/b]: a\\u001b[2Jb\\nc\\u009b\n    1 | x: \\u001b[31m\\u202e\n      |    ^^^^^^\n  hint: \\r\n', {}, new SourceTexts(new Map([['f\u0007', text]])))
  })

  test('errors come first into the quota; the order stays', () => {
    const many = [given({ message: 'w1' }), given({ message: 'w2' }), given({ severity: 'error', message: 'e' }), given({ severity: 'note', message: 'n' })]
    check(many, 'warning[a/b]: w1\nerror[a/b]: e\n… and 1 warning not shown (all there)\n… and 1 note not shown (all there)\n', { total: 2 })
  })

  test('many warnings of one code are counted, errors never', () => {
    const many = (['warning', 'error'] as const).flatMap((severity) => ['1', '2', '3'].map((message) => given({ severity, message })))
    check(many, 'warning[a/b]: 1\nerror[a/b]: 1\nerror[a/b]: 2\nerror[a/b]: 3\n… and 2 more a/b (all there)\n', { perCode: 1 })
  })

  test('severities that are not asked for are left out and not counted', () => {
    check([given({ severity: 'note' })], '', { severities: new Set(['error'] as const) })
  })

  test('colours', () => {
    check([given({ hint: 'h' })], '\u001b[1m\u001b[22m\u001b[33mwarning[a/b]\u001b[39m: it is so\n  \u001b[36mhint:\u001b[39m h\n', { colour: true })
  })
})

test('renderJson gives one object a line', () => {
  const lines = renderJson([
    given({ ...at('core\nkind'), hint: 'h', related: [{ message: 'm', ...at('zlib') }] }), given({ message: '\u001b' }),
  ], texts)
  expect(lines).toBe(`{"type":"diagnostic","code":"a/b","severity":"warning","message":"it is so","hint":"h","file":"strata/core.morph","line":1,"column":7,"endLine":2,"related":[{"message":"m","file":"strata/core.morph","line":4,"column":9}]}
{"type":"diagnostic","code":"a/b","severity":"warning","message":"\\u001b","related":[]}
`)
})
