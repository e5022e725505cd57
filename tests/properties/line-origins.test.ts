/** What lines are said to come from, in the whole fixture: places that there are, commands word by word, and how much has a place at all. */
import { join } from 'node:path'
import { FAILSAFE_SCHEMA, load } from 'js-yaml'
import { withoutRoot } from '../../src/convert/root-commands.ts'
import { lineOrigins } from '../../src/emit/line-origins.ts'
import type { ConvertOptions } from '../../src/ir/convert-options.ts'
import type { Chunk } from '../../src/ir/definitions.ts'
import type { LineOrigin } from '../../src/ir/line-origin.ts'
import { convertFolder, type Converted } from '../support/convert-tree.ts'
import { FIXTURES } from '../support/golden.ts'

const CASES: readonly (readonly [string, Partial<ConvertOptions>])[] = [
  ['bst2', {}], ['bst1', { target: 'bst1' }], ['bst2 with the bootstrap', { base: 'bootstrap', integration: 'system' }], ['bst1, rewritten', { target: 'bst1', base: 'bootstrap', fixRoot: true }],
]

describe.each(CASES)('%s', (_, options) => {
  const converted = convertFolder(join(FIXTURES, 'gnome/input'), options)
  const { conversion: { project }, texts, tree } = converted
  const origins = lineOrigins(project, converted.options.target, texts)

  test('lines and stretches are there, in order, and no stretch is empty but that of an empty line', () => {
    for (const [path, found] of origins) {
      const lines = linesOf(converted, path)
      for (const [index, { from, to, origin: { file, start, end } }] of found.entries()) {
        const text = texts.text(file)
        expect([path, from >= 1 && from <= to && to <= lines.length, from >= (found[index - 1]?.from ?? 1)]).toEqual([path, true, true])
        expect([path, file, text !== undefined && start >= 0 && start <= end && end <= text.length]).toEqual([path, file, true])
        if (start === end) expect(lines.slice(from - 1, to)).toEqual([''])
      }
    }
  })

  test('what is no element, include or project.conf is carried, and has none', () => {
    expect([...origins.keys()].filter((path) => !tree.has(path))).toEqual([])
    expect([...tree.keys()].filter((path) => !origins.has(path)).sort()).toEqual([...project.files.keys()].sort())
  })

  test('each command of a chunk that its element runs comes from just that command', () => {
    const whole = lineOrigins(project, converted.options.target)
    const counts = { placed: 0, missing: [] as string[] }
    for (const { path, chunk } of chunkElements(converted)) {
      for (const command of [...chunk.steps.values()].flatMap(({ commands }) => commands)) {
        const placed = whole.get(path)?.filter(({ origin }) => origin === command.at) ?? []
        counts.placed += placed.length
        if (placed.length === 0) counts.missing.push(`${path}: ${command.value}`)
        for (const lines of placed) {
          expect([path, itemAt(lines, linesOf(converted, path))]).toEqual([path, expected(command.value, converted)])
          expect(texts.text(command.at.file)?.slice(command.at.start, command.at.end)).toContain(command.value.trim().split('\n')[0]?.slice(0, 8))
        }
      }
    }
    expect(counts.missing).toEqual([])
    expect(counts.placed).toBeGreaterThan(100)
  })

  test('lines of blocks are the lines that they come from', () => {
    let compared = 0
    for (const { path } of chunkElements(converted)) {
      for (const { from, to, origin } of origins.get(path) ?? []) {
        const said = texts.text(origin.file)?.slice(origin.start, origin.end) ?? ''
        if (from !== to || !/^[ \t]/.test(said) || said.trim().includes('\n')) continue
        compared++
        expect([path, unescaped(linesOf(converted, path)[from - 1]?.trim() ?? '')]).toEqual([path, expected(said.trim(), converted)])
      }
    }
    expect(compared).toBeGreaterThan(40)
  })

  test('more than nine tenths of the lines of chunks\' elements come from somewhere; others say what BuildStream wants said', () => {
    const rest = new Map<string, number>()
    let all = 0
    for (const { path } of chunkElements(converted)) {
      for (const [index, line] of linesOf(converted, path).entries()) {
        const isSaid = origins.get(path)?.some(({ from, to }) => from <= index + 1 && index + 1 <= to) === true
        if (!isSaid && (line.trim() === '' || line.trimStart().startsWith('#'))) continue
        all++
        if (!isSaid) rest.set(line, (rest.get(line) ?? 0) + 1)
      }
    }
    const without = [...rest.values()].reduce((sum, count) => sum + count, 0)
    expect(without / all).toBeLessThan(0.1)
    const structure = ['build-depends:', 'config:', 'public:', '  bst:', '    split-rules:', 'variables:', 'environment:', '- base.bst', '  percent: "%"']
    expect([...rest.keys()].filter((line) => !structure.includes(line))).toEqual([])
  })
})

interface ChunkElement {
  readonly path: string
  readonly chunk: Chunk
}

/** Elements that were made of chunks. */
function chunkElements({ conversion: { project }, definitions }: Converted): readonly ChunkElement[] {
  const chunks = new Map([...definitions.chunks.values()].map((chunk) => [chunk.at, chunk]))
  return [...project.elements.values()].flatMap((element) => {
    const chunk = element.origin && chunks.get(element.origin)
    return chunk ? [{ path: `elements/${element.name}`, chunk }] : []
  })
}

/** The one text of a list that these lines hold, as YAML has it. */
function itemAt({ from, to }: LineOrigin, lines: readonly string[]): string {
  const [item, ...more] = load(lines.slice(from - 1, to).join('\n'), { schema: FAILSAFE_SCHEMA }) as readonly string[]
  expect(more).toEqual([])
  return unescaped(item?.trim() ?? '')
}

function unescaped(text: string): string {
  return text.replaceAll('%{percent}', '%')
}

function expected(command: string, { options }: Converted): string {
  return (options.fixRoot ? withoutRoot(command) : command).trim()
}

function linesOf({ tree }: Converted, path: string): readonly string[] {
  const text = tree.get(path)
  return typeof text === 'string' ? text.split('\n') : []
}
