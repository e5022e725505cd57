import { listChange } from './list-edit.ts'

test.each([
  ['nothing', ['a', 'b'], ['a', 'b'], [], [], false],
  ['one more', ['a', 'b'], ['a', 'x', 'b'], [], ['x'], false],
  ['one less of equal ones', ['make', 'cd', 'make'], ['make', 'cd'], ['make'], [], false],
  ['the first of equal ones less', ['make', 'cd', 'make'], ['cd', 'make'], ['make'], [], false],
  ['another order', ['a', 'b', 'c'], ['c', 'a', 'b'], [], [], true],
  ['another order of equal ones', ['a', 'b', 'a', 'c'], ['a', 'a', 'c', 'b'], [], [], true],
  ['another order, and others', ['a', 'b', 'c'], ['b', 'a', 'd'], ['c'], ['d'], true],
  ['all others', ['a'], ['b'], ['a'], ['b'], false],
  ['from nothing', [], ['a', 'a'], [], ['a', 'a'], false],
])('%s', (_, before, after, removed, added, reordered) => {
  expect(listChange(before, after, (member) => member)).toEqual({ removed, added, reordered })
})
