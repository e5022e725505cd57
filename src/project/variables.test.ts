import fc from 'fast-check'
import { SEED } from '../../tests/support/seed.ts'
import { Collector } from '../diagnostics/collector.ts'
import type { ConfScalar } from '../ir/conf.ts'
import { SharedVariables, Splitter, Variables } from './variables.ts'

type Given = Readonly<Record<string, string>>

function scalars(given: Given): ReadonlyMap<string, ConfScalar> {
  return new Map(Object.entries(given).map(([name, text]) => [name, { kind: 'scalar', text, at: { file: name, start: 0, end: text.length } }]))
}

/** The values of an element's variables over its kind's, and the codes reported. */
function settle(shared: Given, own: Given): { readonly values: Given; readonly said: readonly string[]; readonly variables: Variables; readonly collector: Collector } {
  const collector = new Collector()
  const variables = new Variables(new SharedVariables(scalars(shared), new Splitter()), scalars(own), collector, new Map())
  return { values: Object.fromEntries(variables.values), said: collector.list().map(({ code, at, message }) => `${at?.file ?? ''}: ${code} ${/: (.*->.*)/.exec(message)?.[1] ?? ''}`.trim()), variables, collector }
}

/** Expects the values and what is reported. */
function check(shared: Given, own: Given, values: Given, said: readonly string[] = []): void {
  const settled = settle(shared, own)
  expect({ values: settled.values, said: settled.said }).toEqual({ values, said })
}

test('values in any order; own ones reach those that are shared', () => {
  check({ c: '%{b}/c', b: '%{a}/b', a: 'A', other: 'x' }, {}, { a: 'A', b: 'A/b', c: 'A/b/c', other: 'x' })
  check({ c: '%{b}/c', b: '%{a}/b', a: 'A', other: 'x' }, { a: 'O' }, { a: 'O', b: 'O/b', c: 'O/b/c', other: 'x' })
  check({ root: '/%{element-name}' }, { 'element-name': 'e.bst' }, { root: '/e.bst', 'element-name': 'e.bst' })
})

test('what is put in is not looked at again, and what only looks like a reference stays', () => {
  check({ pct: '%', x: '%{pct}{y}' }, {}, { pct: '%', x: '%{y}' })
  check({ a: '%{} %{1a} %{a b} %{_a} %{a.b} %{ a } ${a} %\\{a} %{a' }, {}, { a: '%{} %{1a} %{a b} %{_a} %{a.b} %{ a } ${a} %\\{a} %{a' })
  check({ a: '1', b: '%%{a} \\%{a}' }, {}, { a: '1', b: '%1 \\1' })
})

test('circles and unknown names are told where they are', () => {
  check({ a: '%{b}', b: '%{c}', c: '%{a}', d: '%{c}' }, {}, { a: '', b: '', c: '', d: '' }, ['a: project/variable-circle a -> b -> c -> a'])
  check({ a: '%{a}' }, { a: 'x' }, { a: 'x' })
  check({ a: '%{nope}' }, {}, { a: '' }, ['a: project/unknown-variable'])
  check({ a: '%{nope}', b: '%{a}' }, { a: '%{b}' }, { a: '', b: '' }, ['a: project/variable-circle a -> b -> a'])
})

test('values that double endlessly are refused', () => {
  const doubling = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`v${index}`, index === 0 ? 'xx' : `%{v${index - 1}}%{v${index - 1}}`]))
  expect(settle(doubling, {}).said.length).toBeGreaterThan(0)
})

test('settling and expanding never throw', () => {
  const text = fc.array(fc.constantFrom('%{a}', '%{b}', '%{c}', '%{x}', '%', '{', '}', 'a', '%{'), { maxLength: 5 }).map((parts) => parts.join(''))
  const given = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), text)
  fc.assert(fc.property(given, given, text, (shared, own, used) => {
    const { values, variables } = settle(shared, own)
    expect(Object.keys(values).sort()).toEqual([...new Set([...Object.keys(shared), ...Object.keys(own)])].sort())
    expect(typeof variables.expand({ kind: 'scalar', text: used, at: { file: 'f', start: 0, end: 0 } })).toBe('string')
    // Sharing changes nothing: the same definitions as the element's own give the same values.
    expect(settle({}, { ...shared, ...own }).values).toEqual(values)
  }), { seed: SEED })
})
