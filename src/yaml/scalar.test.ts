import { scalarValue } from './scalar.ts'

const plain = (text: string): unknown => scalarValue({ kind: 'scalar', text, plain: true, start: 0, end: 0 })

describe('plain scalars have the types of YAML 1.1', () => {
  test.each([
    ['yes', true], ['Yes', true], ['ON', true], ['off', false], ['False', false], ['NO', false], ['y', 'y'], ['n', 'n'], ['yEs', 'yEs'],
    ['', null], ['~', null], ['null', null], ['NULL', null], ['nUll', 'nUll'],
    ['1_23_1', 1231], ['0755', 493], ['0x1f', 31], ['0b101', 5], ['12:30', 750], ['-7', -7], ['+7', 7], ['0', 0], ['0o17', '0o17'], ['089', '089'],
    ['1.10', 1.1], ['5.', 5], ['.5', 0.5], ['1.5e+3', 1500], ['12e5', '12e5'], ['1.5e3', '1.5e3'], ['-.inf', -Infinity], ['1:30.5', 90.5],
    ['1.2.3', '1.2.3'], ['2015-01-31', '2015-01-31'], ['v1', 'v1'], ['-', '-'], ['.', '.'],
  ])('%j', (text, value) => expect(plain(text)).toEqual(value))

  test('quoted ones are text', () => {
    expect(scalarValue({ kind: 'scalar', text: 'yes', plain: false, start: 0, end: 0 })).toBe('yes')
  })
})
