import { readCommit, secondsOf, soundPerson } from './commit-object.ts'
import { quotedPath } from './import-words.ts'

test('a commit is read byte by byte, without what signs it', () => {
  const bytes = Buffer.from('tree 1\nparent 2\nparent 3\nauthor J\xf6rg <j@x> 12 +0100\ncommitter C <c@x> 13 -0230\ngpgsig -----BEGIN\n author not <me> 1 +0000\n -----END\nencoding ISO-8859-1\n\n\xfcber\r\n\nx', 'latin1')
  expect(readCommit(bytes)).toEqual({
    tree: '1', parents: ['2', '3'], author: 'J\xf6rg <j@x> 12 +0100', committer: 'C <c@x> 13 -0230', encoding: 'ISO-8859-1', message: '\xfcber\r\n\nx',
  })
})

test.each([
  ['tree 1\nauthor a <> 1 +0000\ncommitter a <> 1 +0000\n\n', ''],
  ['tree 1\nauthor a <> 1 +0000\ncommitter a <> 1 +0000\n', ''],
  ['tree 1\nauthor a <> 1 +0000\ncommitter a <> 1 +0000\n\n\n', '\n'],
])('the message of %j', (text, message) => {
  expect(readCommit(Buffer.from(text)).message).toBe(message)
})

test.each([
  ['Ada <ada@x> 12 +0200', 'Ada <ada@x> 12 +0200'],
  ['<ada@x> 12 +0200', '<ada@x> 12 +0200'],
  [' <ada@x> 12 +0200', ' <ada@x> 12 +0200'],
  ['Ada <> 12 -1234', 'Ada <> 12 -1234'],
  ['Ada <ada@x>', 'Ada <ada@x> 0 +0000'],
  ['Ada <ada@x> 12', 'Ada <ada@x> 12 +0000'],
  ['Ada <<ada>@x> 12 +0000', 'Ada <ada> 12 +0000'],
  ['', '<> 0 +0000'],
])('%j is taken as %j', (given, sound) => {
  expect(soundPerson(given)).toBe(sound)
})

test('the time of a person', () => {
  expect([secondsOf('Ada <ada@x> 12 +0200'), secondsOf('Ada')]).toEqual([12, 0])
})

test('any path can be said', () => {
  expect(quotedPath('a "b"\\c\n\u00e9')).toBe('"a \\"b\\"\\\\c\\012\xc3\xa9"')
})
