import { Collector } from '../diagnostics/collector.ts'
import { allComments, entryOf, type YamlNode } from './located.ts'
import { parseYaml } from './parse.ts'
import { scalarValue } from './scalar.ts'

function read(text: string): { readonly root: YamlNode | undefined; readonly said: readonly string[] } {
  const collector = new Collector()
  const root = parseYaml('f', text, collector)
  return { root, said: collector.list().map(({ code, at }) => `${code}@${at?.start}`) }
}

function value(node: YamlNode | undefined): unknown {
  if (!node) return undefined
  if (node.kind === 'scalar') return scalarValue(node)
  if (node.kind === 'list') return node.items.map((item) => value(item.value))
  return Object.fromEntries(node.entries.map((entry) => [entry.key.text, value(entry.value)]))
}

test('places are those of the text, and text is kept as written', () => {
  const text = 'name: 1_23_1\nref: 12e5\nquoted: "a\\tb"\n'
  const { root } = read(text)
  const name = entryOf(root, 'name')?.value
  expect(name?.kind === 'scalar' && name.text).toBe('1_23_1')
  expect(text.slice(name?.start, name?.end)).toBe('1_23_1')
  expect(value(root)).toEqual({ name: 1231, ref: '12e5', quoted: 'a\tb' })
})

test('comments belong to what they stand at', () => {
  const { root } = read('# head\nname: x # side\n# above\nlist:\n# one\n- a\n- | # block\n  text\n  # inside\n  # behind\n# next\nlast: [1] # flow\n# end\n')
  expect(root?.kind === 'map' && root.head).toEqual([' head'])
  expect(entryOf(root, 'name')?.comments).toEqual({ trailing: ' side' })
  const list = entryOf(root, 'list')
  expect(list?.comments).toEqual({ before: [' above'] })
  expect(list?.value.kind === 'list' && list.value.items.map((item) => item.comments?.before)).toEqual([[' one'], [' block']])
  expect(value(list?.value)).toEqual(['a', 'text\n# inside\n# behind\n'])
  expect(entryOf(root, 'last')?.comments).toEqual({ before: [' next'], trailing: ' flow' })
  expect(root?.kind === 'map' && root.after).toEqual([' end'])
})

test('a comment that is indented deeper than what follows closes the list before it', () => {
  const { root } = read('a:\n- 1\n  # of the list\n# of b\nb: 2\n')
  expect(entryOf(root, 'a')?.value).toMatchObject({ after: [' of the list'] })
  expect(entryOf(root, 'b')?.comments).toEqual({ before: [' of b'] })
})

test('a hash within a word, a text or a block is no comment', () => {
  const { root } = read('a: x#y\nb: "# no"\nc: |\n  # no\n')
  expect(root && allComments(root)).toEqual([])
})

test('merge keys: explicit keys win, then earlier maps', () => {
  const { root } = read('a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\n')
  expect(value(entryOf(root, 'c')?.value)).toEqual({ x: 3, y: 1, z: 2 })
})

test('of duplicate keys the last one counts, and that is said', () => {
  const { root, said } = read('a: 1\nb: 2\na: 3\n')
  expect(value(root)).toEqual({ a: 3, b: 2 })
  expect(said).toEqual(['yaml/duplicate-key@10'])
})

test('JSON of the early days may be indented by tabs', () => {
  expect(value(read('{\n\t"name": "x",\n\t"chunks": [\n\t\t{"name": "a\\tb"}\n\t]\n}\n').root)).toEqual({ name: 'x', chunks: [{ name: 'a\tb' }] })
})

test('a quoted text may go on at any indentation', () => {
  expect(value(read('a:\n  b: "one\ntwo"\n  c: 3\n').root)).toEqual({ a: { b: 'one two', c: 3 } })
})

test.each([
  ['', ['yaml/empty@0']],
  ['# nothing\n', ['yaml/empty@0']],
  ['a: b: c\n', ['yaml/syntax@4']],
  ['a: 1\n---\nb: 2\n', ['yaml/many-documents@5']],
  ['a: *x\n', ['yaml/unknown-alias@3']],
  ['a: !!python/object:os.system {}\n', ['yaml/tag@3']],
  ['? [a]\n: 1\n', ['yaml/key@2']],
  [`a0: &a0 [x, x, x, x, x, x, x, x]\n${[1, 2, 3, 4, 5, 6, 7].map((n) => `a${n}: &a${n} [${Array(8).fill(`*a${n - 1}`).join(', ')}]\n`).join('')}`, ['yaml/alias-bomb@0']],
])('%j is refused', (text, codes) => {
  const { root, said } = read(text)
  expect(root).toBeUndefined()
  expect(said).toEqual(codes)
})
