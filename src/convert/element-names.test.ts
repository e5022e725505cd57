import { Collector } from '../diagnostics/collector.ts'
import { ElementNames, legalStem, stemOf } from './element-names.ts'

const at = { file: 'f', start: 0, end: 0 }

test.each([
  ['strata/core/gtk+', 'strata/core/gtk+'], ['strata/core/u-boot@jetson', 'strata/core/u-boot@jetson'], ['strata/core/gstreamer@0.10', 'strata/core/gstreamer@0.10'],
  ['a/b c', 'a/b_c'], ['a/ü', 'a/_'], ['a/x:y', 'a/x_y'], ['a/%{x}', 'a/__x_'], ['a/.hidden', 'a/_hidden'], ['a/-x', 'a/_x'], ['a/x.bst', 'a/x_bst'], ['//a/./b', 'a/b'], ['a/..', 'a/_.'],
  ['a/vice\u202etsb', 'a/vice_tsb'], [`a/${'x'.repeat(300)}`, `a/${'x'.repeat(200)}`],
])('%j is written %j', (stem, legal) => {
  expect(legalStem(stem)).toBe(legal)
})

test('files at the root are sorted by kind', () => {
  expect(stemOf('core', 'strata')).toBe('strata/core')
  expect(stemOf('genivi/strata/core', 'strata')).toBe('genivi/strata/core')
})

test.each<[string, readonly string[], readonly string[], readonly string[]]>([
  ['different names stay', ['a/b', 'a/c'], ['a/b.bst', 'a/c.bst'], []],
  ['a taken name gets a number', ['a/b', 'a/b', 'a/b'], ['a/b.bst', 'a/b-2.bst', 'a/b-3.bst'], ['convert/name-taken', 'convert/name-taken']],
  ['so does one that is taken only when made legal', ['a/b_c', 'a/b c'], ['a/b_c.bst', 'a/b_c-2.bst'], ['convert/name-taken', 'convert/name-changed']],
  ['a number can be taken too', ['a/b-2', 'a/b', 'a/b'], ['a/b-2.bst', 'a/b.bst', 'a/b-3.bst'], ['convert/name-taken']],
  ['the base is taken', ['base'], ['base-2.bst'], ['convert/name-taken']],
  ['case alone is said', ['a/b', 'a/B'], ['a/b.bst', 'a/B.bst'], ['convert/case-clash']],
  ['case does not hide a taken name', ['a/b', 'a/B', 'a/b'], ['a/b.bst', 'a/B.bst', 'a/b-2.bst'], ['convert/case-clash', 'convert/name-taken']],
])('%s', (_, stems, expected, codes) => {
  const collector = new Collector()
  const names = new ElementNames(collector)
  expect(stems.map((stem, index) => names.take(stem, { ...at, start: index }))).toEqual(expected)
  expect(collector.list().map(({ code }) => code)).toEqual(codes)
})
