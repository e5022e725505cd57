import { blockLines } from './block-lines.ts'

/** The texts of what each line comes from, for a stretch of `text` and so many lines written. */
function parts(text: string, stretch: string, lines: number): readonly string[] {
  const start = text.indexOf(stretch)
  const split = blockLines({ from: 5, to: 4 + lines, origin: { file: 'f', start, end: start + stretch.length } }, text)
  return split.map(({ from, to, origin }) => `${from}-${to} ${text.slice(origin.start, origin.end)}`)
}

test('lines of a literal block are told apart, the sign is the first one', () => {
  expect(parts('a:\n- |\n  one\n    two\n\n  three\n\n- x\n', '  one\n    two\n\n  three\n\n', 5)).toEqual(['5-5 |', '6-6   one', '7-7     two', '8-8 ', '9-9   three'])
})

test.each([['- |2-  # why\n  one\n  two\n'], ['key: |+\n  one\n  two\n'], ['- ? |\n  one\n  two\n'], ['- |\r\n  one\n  two\n']])('the signs of %j', (text) => {
  expect(parts(text, '  one\n  two\n', 3)).toEqual(['5-5 |', '6-6   one', '7-7   two'])
})

test('empty lines that a block begins with are written nowhere', () => {
  expect(parts('- |\n\n  one\n  two\n', '\n  one\n  two\n', 3)).toEqual(['5-5 |', '6-6   one', '7-7   two'])
})

test.each([
  ['a folded block', '- >\n  one\n  two\n'], ['text without a sign', '- # either |\n  one\n  two\n'], ['text in quotes', '- "\n  one\n  two\n"'], ['a key that ends so', 'a|\n  one\n  two\n'],
])('%s is one', (_, text) => {
  expect(parts(text, '  one\n  two\n', 3)).toEqual(['5-7   one\n  two\n'])
})

test('a block of which another number of lines is written stays whole, as does one of a file that is not at hand', () => {
  expect(parts('- |\n  one\n  two\n', '  one\n  two\n', 2)).toEqual(['5-6   one\n  two\n'])
  const lines = { from: 1, to: 3, origin: { file: 'f', start: 4, end: 10 } }
  expect(blockLines(lines, undefined)).toEqual([lines])
})
