import { countLines, hunksOf, hunksWithin, splitRows } from './hunks.ts'

const TWO = `@@ -1,4 +1,5 @@ kind: x
 a
-b: 1
-c
+b: 2
+d
+e
 f
@@ -20 +21,0 @@
-last
\\ No newline at end of file
`

test('rows have the numbers that they have in each file', () => {
  const [first, second] = hunksOf(TWO)
  expect(first).toMatchObject({ before: 1, after: 1, heading: 'kind: x' })
  expect(first?.rows.map(({ kind, before, after, text }) => [kind, before, after, text])).toEqual([
    ['same', 1, 1, 'a'], ['removed', 2, undefined, 'b: 1'], ['removed', 3, undefined, 'c'], ['added', undefined, 2, 'b: 2'], ['added', undefined, 3, 'd'], ['added', undefined, 4, 'e'], ['same', 4, 5, 'f'],
  ])
  expect(second?.rows).toEqual([{ kind: 'removed', before: 20, text: 'last', open: true }])
  expect(countLines(hunksOf(TWO))).toEqual({ removed: 3, added: 3 })
})

test('lines that look like heads or signs are lines as long as the hunk lasts', () => {
  const [hunk, ...others] = hunksOf('@@ -1,2 +1,2 @@\n--- a\n-@@ -1 +1 @@\n+++ b\n+@@ -9 +9 @@\n')
  expect(others).toEqual([])
  expect(hunk?.rows.map(({ text }) => text)).toEqual(['-- a', '@@ -1 +1 @@', '++ b', '@@ -9 +9 @@'])
})

test('beside each other: removed and added lines in pairs, what is over stands alone', () => {
  const rows = hunksOf(TWO)[0]!.rows
  expect(splitRows(rows).map(({ left, right }) => [left?.text, right?.text])).toEqual([['a', 'a'], ['b: 1', 'b: 2'], ['c', 'd'], [undefined, 'e'], ['f', 'f']])
})

test('what differs within a line is marked where enough of it is common', () => {
  const changed = (before: string, after: string): readonly unknown[] => hunksOf(`@@ -1 +1 @@\n-${before}\n+${after}\n`)[0]!.rows.map((row) => row.changed && row.text.slice(...row.changed))
  expect(changed('  ref: 1234abcd', '  ref: 1239abcd')).toEqual(['4', '9'])
  expect(changed('make install', 'make DESTDIR=/x install')).toEqual(['', 'DESTDIR=/x '])
  expect(changed('one', 'another thing')).toEqual([undefined, undefined])
})

test.each(['', 'no hunk at all', '@@ broken @@\n+a\n'])('%j has no hunks', (text) => {
  expect(hunksOf(text)).toEqual([])
})

test('hunks of a range are those in which one of its lines went or came', () => {
  const hunks = hunksOf(TWO)
  const within = (from: number, to: number, side: 'before' | 'after'): readonly number[] => hunksWithin(hunks, [from, to], side).map((hunk) => hunks.indexOf(hunk))
  expect([within(1, 1, 'after'), within(5, 12, 'after'), within(4, 4, 'after'), within(2, 30, 'after')]).toEqual([[], [], [0], [0, 1]])
  expect([within(2, 3, 'before'), within(20, 20, 'before'), within(5, 19, 'before')]).toEqual([[0], [1], []])
})
