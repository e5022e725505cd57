import { describeKey } from './describe.ts'
import { closureKey, hashKey } from './hash.ts'
import { loadedElement } from '../../../tests/support/loaded.ts'

const PARTS = { kindVersion: 1, kindKey: { b: 1 }, runsCommands: true, sources: [], dependencies: [], strict: [], fatalWarnings: [] }

test('a key has 64 digits, and equal inputs have equal ones', () => {
  const key = hashKey(describeKey(loadedElement('a.bst'), PARTS))
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(hashKey(describeKey(loadedElement('a.bst'), { ...PARTS }))).toBe(key)
})

test('the key of an element that needs nothing stands for itself', () => { expect(closureKey('a.bst', 'k', [])).toBe('k') })

test('what an element needs at run time stands behind it, in order', () => {
  const [one, two] = [['x.bst', '1'], ['y.bst', '2']] as const
  const keys = [closureKey('a.bst', 'k', [one]), closureKey('a.bst', 'k', [two]), closureKey('a.bst', 'k', [one, two]), closureKey('a.bst', 'k', [two, one]), closureKey('b.bst', 'k', [one]), closureKey('a.bst', 'l', [one])]
  expect(new Set(keys).size).toBe(keys.length)
})
