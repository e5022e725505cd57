import { explainKeys, type KeyChange } from './explain.ts'

const check = (before: unknown, after: unknown, expected: readonly KeyChange[]): void => { expect(explainKeys(before, after)).toEqual(expected) }

test('equal inputs have nothing to explain', () => check({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []))
test('what changed is named by its path', () => check({ config: { commands: ['a', 'b'] } }, { config: { commands: ['a', 'c'] } }, [{ input: 'config / commands / 2', before: '"b"', after: '"c"' }]))
test('what came and what went', () => check({ environment: { A: '1' } }, { environment: { B: '2' } }, [{ input: 'environment / A', before: '"1"' }, { input: 'environment / B', after: '"2"' }]))
test('pairs count by name', () => check({ dependencies: [['a.bst', 'k1'], ['b.bst', 'k2']] }, { dependencies: [['c.bst', 'k3'], ['b.bst', 'k4']] }, [
  { input: 'dependencies / a.bst', before: '"k1"' }, { input: 'dependencies / b.bst', before: '"k2"', after: '"k4"' }, { input: 'dependencies / c.bst', after: '"k3"' },
]))
test('another order is a change too', () => check({ dependencies: [['a', '1'], ['b', '2']] }, { dependencies: [['b', '2'], ['a', '1']] }, [{ input: 'dependencies (order)', before: '["a","b"]', after: '["b","a"]' }]))
test('a value of another shape', () => check({ config: null }, { config: { a: 1 } }, [{ input: 'config', before: 'null', after: '{"a":1}' }]))
test('empty lists', () => check({ strict: [] }, { strict: ['a.bst'] }, [{ input: 'strict / 1', after: '"a.bst"' }]))
