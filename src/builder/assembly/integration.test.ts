import { elementsOf, loadedElement } from '../../../tests/support/loaded.ts'
import { integrationCommands } from './integration.ts'

const commands = (...texts: readonly string[]): { readonly bst: { readonly 'integration-commands': readonly string[] } } => ({ bst: { 'integration-commands': texts } })

const ELEMENTS = elementsOf([
  loadedElement('a.bst', { publicData: commands('a1', 'a2'), environment: { OF: 'a' } }), loadedElement('b.bst', { publicData: commands('b'), environment: { OF: 'b' } }), loadedElement('quiet.bst'),
  loadedElement('filter.bst', { kind: 'filter', build: ['a.bst'], publicData: commands('f'), config: { 'pass-integration': 'True' }, environment: { OF: 'f' } }),
  loadedElement('filter2.bst', { kind: 'filter', build: ['filter.bst'], config: { 'pass-integration': 'true' } }),
  loadedElement('silent.bst', { kind: 'filter', build: ['a.bst'], publicData: commands('s'), config: { 'pass-integration': 'False' } }),
])

const check = (names: readonly string[], expected: readonly string[]): void => {
  expect(integrationCommands(ELEMENTS, names).map(({ element, command, environment }) => `${element} ${command} ${environment.get('OF') ?? ''}`.trim())).toEqual(expected)
}

test('commands come in the order of the elements, with their environments', () => check(['b.bst', 'quiet.bst', 'a.bst'], ['b.bst b b', 'a.bst a1 a', 'a.bst a2 a']))
test('a filter that passes integration on has what it filters before its own, all in its own environment', () => check(['filter.bst'], ['filter.bst a1 f', 'filter.bst a2 f', 'filter.bst f f']))
test('also over several filters', () => check(['filter2.bst'], ['filter2.bst a1', 'filter2.bst a2', 'filter2.bst f']))
test('one that does not drops them', () => check(['silent.bst'], ['silent.bst s']))
test('nothing comes of nothing', () => check(['quiet.bst'], []))
