import fc from 'fast-check'
import { SEED } from '../../tests/support/seed.ts'
import { Collector } from '../diagnostics/collector.ts'
import { confJson, type ConfMap } from '../ir/conf.ts'
import { compose, reportLeftDirectives } from './compose.ts'
import { ConfFiles } from './conf-file.ts'

/** The settings tree of a text; all texts have one name. */
function tree(text: string, collector = new Collector()): ConfMap {
  const file = new ConfFiles({ root: '/', read: () => undefined, list: () => [] }, collector).parse('f', text)
  if (file === 'refused') throw new Error(JSON.stringify(collector.list()))
  return file.root
}

/** Lays texts over each other, the first one lowest, and expects the result and the codes reported. */
function check(texts: readonly string[], expected: unknown, codes: readonly string[] = []): void {
  const collector = new Collector()
  const [lowest, ...others] = texts.map((text) => tree(text))
  const composed = others.reduce((under, over) => compose(over, under, collector), lowest!)
  reportLeftDirectives(composed, collector)
  expect(confJson(composed)).toEqual(expected)
  expect(collector.list().map(({ code }) => code)).toEqual(codes)
}

test('maps merge, texts and lists replace', () => {
  check(['a: {x: 1, y: [2]}\nb: 3', 'a: {x: 4, y: [5]}\nc: 6'], { a: { x: '4', y: ['5'] }, b: '3', c: '6' })
})

test('directives change the list below, and several of them stack up', () => {
  check(['l: [m]', 'l: {(>): [z]}', 'l: {(<): [a], (>): [y]}'], { l: ['a', 'm', 'z', 'y'] })
  check(['l: [m]', 'l: {(=): [n], (<): [a], (>): [z]}'], { l: ['a', 'n', 'z'] })
  check(['l: [m]', 'l: {(>): [z]}', 'l: [own]'], { l: ['own'] })
  check(['l: [m]', 'l: {(>): [z]}', 'l: {(=): []}'], { l: [] })
})

test('a directive without a list below stays and is reported', () => {
  check(['a: 1', 'l: {(>): [z]}'], { a: '1', l: { '(>)': ['z'] } }, ['project/no-list-to-change'])
})

test.each([['a: [x]', 'a: y'], ['a: {x: y}', 'a: y'], ['a: x', 'a: [y]'], ['a: {x: y}', 'a: [y]'], ['a: x', 'a: {y: z}'], ['a: [x]', 'a: {y: z}'], ['a: x', 'a: {(>): [y]}']])('%j under %j does not fit', (under, over) => {
  check([under, over], confJson(tree(under)), ['project/composition'])
})

test('directives stand alone and are lists', () => {
  check(['l: [a]', 'l: {(>): [b], x: y}'], { l: ['a', 'b'] }, ['project/mixed-directives'])
  check(['l: [a]', 'l: {(>): b}'], { l: ['a'] }, ['project/wrong-type'])
})

test('conditions of several files are all kept', () => {
  check(['(?): [{a: {b: c}}]', '(?): [{d: {e: f}}]'], { '(?)': [{ a: { b: 'c' } }, { d: { e: 'f' } }] })
})

test('composition is associative', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 })
  const change = fc.record({ '(<)': list, '(>)': list, '(=)': list }, { requiredKeys: [] }).filter((map) => Object.keys(map).length > 0)
  const layer = fc.record({ l: fc.oneof(list, change), m: fc.record({ t: fc.string({ unit: fc.constantFrom('x', 'y'), minLength: 1 }), n: fc.oneof(list, change) }, { requiredKeys: [] }) }, { requiredKeys: [] })
  fc.assert(fc.property(layer, layer, layer, (a, b, c) => {
    const collector = new Collector()
    const [low, middle, high] = [a, b, c].map((map) => tree(JSON.stringify({ ...map, always: [] })))
    // The lowest layer is a whole one: its lists are lists.
    const base = compose(low!, tree('l: [base]\nm: {n: [base]}'), collector)
    expect(confJson(compose(high!, compose(middle!, base, collector), collector))).toEqual(confJson(compose(compose(high!, middle!, collector), base, collector)))
  }), { seed: SEED })
})
