/** Trees are read with all that builders have to agree on, and differences are told so that a person sees them. */
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from './space.ts'
import { compareTrees, printTree, readTree, type Tree } from './tree.ts'

function tree(files: Readonly<Record<string, string>>, more: (folder: string) => void = () => undefined): Tree {
  const folder = folderOf(files)
  more(folder)
  return readTree(folder)
}

test('a tree is printed with types, modes, targets and texts', () => {
  const made = tree({ 'a/run': '#!/bin/sh\ntrue\n', 'a/data': '\0', 'a b': 'no end', 'none': '' }, (folder) => {
    chmodSync(join(folder, 'a/run'), 0o755)
    symlinkSync('/nowhere', join(folder, 'link'))
    symlinkSync('a', join(folder, 'link-to-folder'))
    mkdirSync(join(folder, 'empty'), { mode: 0o700 })
  })
  expect(printTree(made, new Map([['6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', '<nul>']]))).toBe([
    'dir 755 a', 'file 644 "a b" (no line feed at the end)', '    | no end', 'file 644 a/data <nul>', 'file 755 a/run', '    | #!/bin/sh', '    | true',
    'dir 700 empty', 'link - link -> /nowhere', 'link - link-to-folder -> a', 'file 644 none (empty)', '',
  ].join('\n'))
})

test('equal trees have no differences', () => {
  expect(compareTrees(tree({ 'a/b': 'x' }), tree({ 'a/b': 'x' }))).toEqual([])
})

test.each<readonly [string, Tree, Tree, readonly string[]]>([
  ['a path that is missing', tree({}), tree({ b: '\0' }), ['missing: file 644 b 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d']],
  ['a path too much', tree({ 'd/x': '' }), tree({}), ['too much: dir 755 d', expect.stringMatching(/^too much: file 644 d\/x /) as string]],
  ['another type', tree({}, (folder) => mkdirSync(join(folder, 'p'))), tree({}, (folder) => symlinkSync('q', join(folder, 'p'))), ['dir 755 p, expected link - p -> q']],
  ['another target', tree({}, (folder) => symlinkSync('r', join(folder, 'p'))), tree({}, (folder) => symlinkSync('q', join(folder, 'p'))), ['link - p -> r, expected link - p -> q']],
  ['another mode', tree({ f: '' }, (folder) => chmodSync(join(folder, 'f'), 0o4711)), tree({ f: '' }), ['f has mode 4711, expected 644']],
  ['another text', tree({ f: 'a\nb\nc\n' }), tree({ f: 'a\nB\nc\n' }), ['f differs in line 2:\n      ours: b\n  expected: B']],
  ['a text that ends early', tree({ f: 'a\n' }), tree({ f: 'a\nb\n' }), ['f differs in line 2:\n      ours: \n  expected: b']],
])('%s is told', (_, ours, theirs, expected) => {
  expect(compareTrees(ours, theirs)).toEqual(expected)
})
