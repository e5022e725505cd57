import { readApplets } from './applets.ts'

test('finds the names in the program', () => {
  const program = Buffer.from('\u007fELF\0text\0[\0[[\0ash\0awk\0zcat\0Usage: x\0', 'latin1')
  expect(readApplets(program)).toEqual(['[', '[[', 'ash', 'awk', 'zcat'])
})

test('ends where the names are no longer sorted', () => {
  expect(readApplets(Buffer.from('\0[\0[[\0sh\0yes\0abc\0', 'latin1'))).toEqual(['[', '[[', 'sh', 'yes'])
})

test('finds nothing in another program', () => {
  expect(readApplets(Buffer.from('nothing'))).toEqual([])
})
