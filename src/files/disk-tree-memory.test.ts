import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Collector } from '../diagnostics/collector.ts'
import { parseStrictYaml } from '../yaml/parse-strict.ts'
import { folderOf } from '../../tests/support/space.ts'
import { DiskTreeMemory } from './disk-tree-memory.ts'

const TEXT = 'kind: manual\nconfig:\n  install-commands:\n  - make\n'

function tree(text: string) {
  const parsed = parseStrictYaml('a.bst', text, new Collector())
  if (!parsed) throw new Error('not parsed')
  return parsed
}

test('a later run recalls the same tree, and forgets what it did not ask for', () => {
  const path = join(folderOf(), 'below', 'trees')
  const first = new DiskTreeMemory(path)
  expect(first.recall(TEXT)).toBeUndefined()
  first.remember(TEXT, tree(TEXT))
  first.remember('kind: stack\n', tree('kind: stack\n'))
  first.save()
  const second = new DiskTreeMemory(path)
  expect(second.recall(TEXT)).toEqual(tree(TEXT))
  expect(second.recall(`${TEXT}# more\n`)).toBeUndefined()
  second.remember(`${TEXT}# more\n`, tree(`${TEXT}# more\n`))
  second.save()
  const third = new DiskTreeMemory(path)
  expect(third.recall(TEXT)).toEqual(tree(TEXT))
  expect(third.recall('kind: stack\n')).toBeUndefined()
})

test.each<readonly [string, (text: string) => string]>([
  ['cut short', (text) => text.slice(0, -5)], ['edited', (text) => text.replace('make', 'fake')], ['empty', () => ''], ['of another program', () => '{}'],
])('a memory that is %s is none', (_, damage) => {
  const path = join(folderOf(), 'trees')
  const memory = new DiskTreeMemory(path)
  memory.remember(TEXT, tree(TEXT))
  memory.save()
  writeFileSync(path, damage(readFileSync(path, 'utf8')))
  expect(new DiskTreeMemory(path).recall(TEXT)).toBeUndefined()
})

test('a place that cannot be written to is no fault', () => {
  const memory = new DiskTreeMemory(join(folderOf({ file: '' }), 'file', 'trees'))
  memory.remember(TEXT, tree(TEXT))
  expect(() => { memory.save() }).not.toThrow()
})
