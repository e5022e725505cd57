import { pythonQuote } from './python-quote.ts'

test.each([
  ['', "''"], ['a b', "'a b'"], ["it's", '"it\'s"'], ['say "x"', "'say \"x\"'"], ['it\'s "x"', "'it\\'s \"x\"'"], ['a\\b', "'a\\\\b'"], ['a\nb', "'a\\nb'"],
])('%j is %s', (text, quoted) => {
  expect(pythonQuote(text)).toBe(quoted)
})
