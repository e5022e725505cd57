import { outList, outMap } from './ordered.ts'
import { inlineScalar, printDocument } from './print.ts'

test.each([
  ['plain', 'plain'], ['make DESTDIR="$DESTDIR" install', 'make DESTDIR="$DESTDIR" install'], ['1.10', '1.10'], ['yes', 'yes'], ['-x', '-x'],
  ['', '""'], ['%{prefix}', '"%{prefix}"'], ['@x', '"@x"'], ['`x`', '"`x`"'], ['a: b', '"a: b"'], ['a #b', '"a #b"'], ['a:', '"a:"'], ['- x', '"- x"'],
  ['*x', '"*x"'], ['say "a: b"', "'say \"a: b\"'"], ['[x]', '"[x]"'], ['tab\there: x', '"tab\\there: x"'], ['bell\u0007', '"bell\\u0007"'], ['~', '"~"'], ['---', '"---"'],
])('%j is written %s', (text, written) => expect(inlineScalar(text)).toBe(written))

test('long texts are blocks: literal for lines, folded for one line', () => {
  const words = Array.from({ length: 30 }, (_, index) => `--option-${index}`).join(' ')
  const text = printDocument(outMap([['config', outMap([['commands', outList(['one\n  two\n', words, '  led\nby blanks', 'it\'s "a: b"'])]])]]))
  expect(text).toBe([
    'config:', '  commands:', '  - |', '    one', '      two', '  - >-',
    '    --option-0 --option-1 --option-2 --option-3 --option-4 --option-5 --option-6 --option-7 --option-8',
    '    --option-9 --option-10 --option-11 --option-12 --option-13 --option-14 --option-15 --option-16 --option-17',
    '    --option-18 --option-19 --option-20 --option-21 --option-22 --option-23 --option-24 --option-25',
    '    --option-26 --option-27 --option-28 --option-29',
    '  - |2', '      led', '    by blanks', '  - |', '    it\'s "a: b"', '',
  ].join('\n'))
})

test('comments stand where they stood, blank lines between long entries', () => {
  const text = printDocument({
    of: 'map', after: [' end'],
    entries: [
      { key: 'kind', value: 'manual' },
      { key: 'list', value: { of: 'list', items: [{ value: 'a', comments: { before: [' first', ''], trailing: ' side' } }], after: [' last'] }, comments: { before: [' above'] } },
      { key: 'empty', value: outList([]) },
    ],
  }, [' head'])
  expect(text).toBe('# head\n\nkind: manual\n\n# above\nlist:\n# first\n#\n- a # side\n# last\n\nempty: []\n\n# end\n')
})
