/** No comment of a reachable definition is lost: each of its lines stands somewhere in the output. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Collector } from '../../src/diagnostics/collector.ts'
import { filesReached } from '../../src/convert/scope.ts'
import { commentsBetween } from '../../src/yaml/comments.ts'
import { parseYaml } from '../../src/yaml/parse.ts'
import type { YamlNode } from '../../src/yaml/located.ts'
import { convertTexts, readTree } from '../support/convert-tree.ts'
import { FIXTURES } from '../support/golden.ts'
import { CORPUS } from '../support/shared.ts'

const REPOSITORIES: readonly (readonly [string, string])[] = [
  ['gnome', join(FIXTURES, 'gnome/input')],
  ...['definitions-v8', 'definitions-v1'].map((name) => [name, join(CORPUS ?? '', name)] as const).filter(([, folder]) => CORPUS !== undefined && existsSync(folder)),
]

test.each(REPOSITORIES)('comments of %s', (_, folder) => {
  const files = readTree(folder, new Collector())
  const { definitions, tree } = convertTexts(files, { base: 'bootstrap' })
  const reached = filesReached(definitions, [...definitions.systems.keys()])
  const output = squeezed([...tree.values()].join('\n'))
  const lost = [...files].filter(([path]) => reached.has(path)).flatMap(([path, text]) =>
    commentsOf(path, text).filter((comment) => !output.includes(squeezed(comment))).map((comment) => `${path}: #${comment}`))
  expect(lost).toEqual([])
})

function squeezed(text: string): string {
  return text.replace(/[\s#]+/g, ' ').trim()
}

/** The comments of a text, which are what is left outside of all scalars. */
function commentsOf(path: string, text: string): readonly string[] {
  const root = parseYaml(path, text, new Collector())
  const scalars: (readonly [number, number])[] = []
  if (root) collectScalars(root, scalars)
  let at = 0
  const found: string[] = []
  for (const [start, end] of [...scalars.sort(([a], [b]) => a - b), [text.length, text.length] as const]) {
    found.push(...commentsBetween(text, at, start).map((comment) => comment.text))
    at = Math.max(at, end)
  }
  return found.filter((comment) => comment.trim() !== '')
}

function collectScalars(node: YamlNode, scalars: (readonly [number, number])[]): void {
  if (node.kind === 'scalar') {
    // A block scalar's range takes in the lines behind it, where comments can stand.
    if (node.end > node.start) scalars.push([node.start, node.end])
  } else if (node.kind === 'list') {
    for (const item of node.items) collectScalars(item.value, scalars)
  } else {
    for (const entry of node.entries) {
      collectScalars(entry.key, scalars)
      collectScalars(entry.value, scalars)
    }
  }
}
