import { change } from '../../../tests/support/difference.ts'
import type { Change } from '../../ir/difference.ts'
import { changeWords, wordsTellAll } from './change-words.ts'

test.each<[string, Change]>([
  ['strata/core/zlib.bst: added', change('element', ['strata/core/zlib.bst'], { state: 'added' })],
  ['linux: v4.4 (1a2b3c4) → (none)', change('ref', ['strata/bsp/linux.bst'], { ref: { url: 'u', before: { ref: `1a2b3c4${'0'.repeat(33)}`, name: 'v4.4' }, after: undefined } })],
  ['a.bst → b/a.bst (1 element names it by its new name)', change('moved', ['b/a.bst'], { state: 'moved', before: 'a.bst', after: 'b/a.bst', follows: ['elements/c.bst'] })],
  ['a.bst, depends: loses x.bst, gains y.bst, z.bst', change('dependencies', ['a.bst'], { key: 'depends', removed: ['x.bst'], added: ['y.bst', 'z.bst'] })],
  ['a.bst, depends: in another order', change('dependencies', ['a.bst'], { key: 'depends', reordered: true })],
  ['a.bst, config.install-commands: gains 4 lines', change('commands', ['a.bst'], { key: 'config.install-commands', added: ['a\nb\n', 'c', 'd'] })],
  ['a.bst, variables.prefix: /usr → /opt', change('settings', ['a.bst'], { key: 'variables.prefix', before: '/usr', after: '/opt' })],
  ['a.bst, description: has another text', change('remarks', ['a.bst'], { key: 'description', before: 'a\nb', after: 'c' })],
  ['2 elements of strata/core, build-depends: gains x.bst', change('dependencies', ['a.bst', 'b.bst'], { key: 'build-depends', together: 'strata/core', added: ['x.bst'] })],
  ['a.bst, b.bst, c.bst: gains x.bst', change('dependencies', ['a.bst', 'b.bst', 'c.bst'], { added: ['x.bst'] })],
  ['a.bst, b.bst and 2 more: gains x.bst', change('dependencies', ['a.bst', 'b.bst', 'c.bst', 'd.bst'], { added: ['x.bst'] })],
])('%s', (words, told) => expect(changeWords(told)).toBe(words))

test.each<[boolean, string, Change]>([
  [true, 'a short value', change('settings', ['a.bst'], { key: 'variables.prefix', before: '/usr', after: '/opt' })],
  [true, 'a value that came', change('settings', ['a.bst'], { key: 'variables.prefix', state: 'added', after: '/opt' })],
  [true, 'a commit', change('ref', ['a.bst'], { ref: { url: 'u', before: { ref: '1'.repeat(40) }, after: undefined } })],
  [true, 'names', change('moved', ['b/a.bst'], { state: 'moved', before: 'a.bst', after: 'b/a.bst' })],
  [true, 'few short members', change('dependencies', ['a.bst'], { key: 'depends', removed: ['x.bst'], added: ['y.bst', 'z.bst'] })],
  [false, 'many members', change('dependencies', ['a.bst'], { key: 'depends', added: ['a', 'b', 'c', 'd'] })],
  [false, 'a long text, though its words stand in the name of the element', change('commands', ['make.bst'], { key: 'config.build-commands', before: 'make\nma\n', after: 'make\n' })],
  [false, 'a long member', change('commands', ['a.bst'], { key: 'config.build-commands', removed: ['x'], added: ['y\nz'] })],
])('%p: the words say all of %s', (told, _, one) => expect(wordsTellAll(one)).toBe(told))
