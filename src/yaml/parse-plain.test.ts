import fc from 'fast-check'
import { Collector } from '../diagnostics/collector.ts'
import { parsePlainYaml } from './parse-plain.ts'
import { parseAnyYaml } from './parse-strict.ts'
import { SEED } from '../../tests/support/seed.ts'

/** Expects the plain reading of a text to be the full one, and to be there if `plain`. */
function check(text: string, plain?: boolean): void {
  const found = parsePlainYaml(text)
  if (plain !== undefined) expect([text, found !== undefined]).toEqual([text, plain])
  if (!found) return
  const collector = new Collector()
  expect([text, found]).toEqual([text, parseAnyYaml('f', text, collector)])
  expect(collector.list()).toEqual([])
}

test.each([
  'kind: manual\n', 'kind: manual', 'a: b # c\n\n# d\nb: c d\n', 'a:\n  b: 1\n  c:\n    d: 2\ne: 3\n', 'a:\n- b\n- c: 1\n  d: 2\n- e\n', 'a:\n  - b\n  -  c: 1\n     d: 2\n',
  'a:\n-\n  b: 1\n- c\n', 'a: "b c"\nd: \'e: f\' # g\n', 'a: ""\nb: \'\'\nc: " d "\n', 'a:\nb:\n', 'a: []\nb: {}\nc: [x, "y z", {k: v, l: [m]}]\nd: {e: f}\n', 'a: |\n  b\n   c\n\n  d: e # f\ng: h\n',
  'a: |-\n\n  b\n\n\n# c\nd: e\n', 'a:\n- |\n  x\n  y\n- z\n', 'a:\n- |\n   x\n\n', '(?):\n- a == "b":\n    c: d\n', '(@): x.yml\n', 'a: -b\n', 'a: x#y\n', 'a:b: c\n', 'a : b\n', 'a: b\t\n'.trim(), 'a: |\n  \tb\n', 'a: ~/x\n'.replace('~', 'y'),
  'a: http://x/y\n', '(<): [a]\n(>): [b]\n', 'a: b:c\n', 'a:\n  - b:\n      c\n'.replace('\n      c', ' c'), 'a:\n# x\n  b: c\n', 'é: b\na: ü\n'.slice(5), 'a: "é"\n',
])('%j is plain', (text) => check(text, true))

test.each([
  '', '# a\n', '- a\n', 'a\n', 'a: &b c\n', 'a: *b\n', 'a: !b c\n', 'a: b\na: c\n', 'a: b\n  c\n', 'a: "b\n  c"\n', 'a: "b\\n"\n', "a: 'b''c'\n", 'a: b: c\n', 'a: |2\n   b\n', 'a: >\n  b\n', 'a: [b,\n  c]\n', '? a\n: b\n', '--- \na: b\n',
  'a: b\n...\n', '%YAML 1.2\n---\na: b\n', '\ta: b\n', 'a: %b\n', 'a: @b\n', 'a: `b\n', '"a": b\n', 'a: - b\n', 'a:\n  b\n', '{"a": "b"}\n', 'a: {b: c, b: d}\n', 'a: [b]]\n', 'a: "b" c\n', 'a: |\nb\n', ' a: b\n', 'a: b\n c: d\n', 'a: [b\n',
  'a:\n- - b\n', 'a:\n  b: c\n d: e\n', 'a: |\n   b\n  c\n', 'a\u00a0: b\u0000\n',
])('%j is left to the full parser', (text) => check(text, false))

test('what is read is read as by the full parser', () => {
  const line = fc.constantFrom('a: b', 'c:', '- d', '- e: f', 'g: |', '- |', 'h', '', '# i', 'j: "k"', "l: 'm' # n", 'o: [p, {q: r}]', 's: -t', '-', '- [u]', 'v: {}', '(?):', '- w == "x":', 'y: z: a', 'b: c #', 'd: #e', 'f: ~', '- "g": h', 'i: {j: k, l: }', 'm: [n , o]', 'p: " q "', 'r:  s', 't: []#', "u: ''", 'v: "w"#x')
  const lines = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), line), { maxLength: 12 })
  let plain = 0
  fc.assert(fc.property(lines, fc.boolean(), (parts, indented) => {
    const text = parts.map(([depth, content]) => ' '.repeat(indented ? depth * 2 : depth) + content).join('\n')
    if (parsePlainYaml(text)) plain++
    check(text)
  }), { seed: SEED, numRuns: 3000 })
  expect(plain).toBeGreaterThan(50)
})

test('any text is read as by the full parser or not at all', () => {
  const letter = fc.constantFrom('a', 'b', ' ', ' ', ' ', '\n', '\n', '\n  ', ': ', ': ', ':', '- ', '-', '"', "'", '#', ' #', '[', ']', '{', '}', ',', '|', '|\n', '>', '&', '!', '%', '\t', '?', '\u00e9', '\u2028', '~', '\\')
  fc.assert(fc.property(fc.array(letter, { maxLength: 24 }), (letters) => check(letters.join(''))), { seed: SEED, numRuns: 4000 })
})
