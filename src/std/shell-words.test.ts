import { shellWords } from './shell-words.ts'

// What Python 3.11's shlex.split gives.
test.each([
  ['a b', ['a', 'b']], ['  a\t\nb  ', ['a', 'b']], ['', []], ['   ', []],
  ['\'a b\' c', ['a b', 'c']], ['"a b"c\'d e\'', ['a bcd e']], ['\'\'', ['']], ['a "" b', ['a', '', 'b']],
  ['a\\ b', ['a b']], ['\\\'a', ['\'a']], ['"a\\"b\\\\c\\d"', ['a"b\\c\\d']], ['\'a\\\'', ['a\\']],
  ['# a', ['#', 'a']], ['a#b', ['a#b']], ['$HOME `x` *', ['$HOME', '`x`', '*']], ['é\u00a0b', ['é\u00a0b']], ['a\\\nb', ['a\nb']],
])('%j is %j', (text, words) => {
  expect(shellWords(text)).toEqual(words)
})

test.each(['\'a', '"a', 'a\\', '"a\\"', '\'a\'\'', 'b "'])('%j is unfinished', (text) => {
  expect(shellWords(text)).toBeUndefined()
})
