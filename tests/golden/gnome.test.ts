/** The GNOME fixture, which holds every construct, in both dialects and with the bootstrap converted. */
import { join } from 'node:path'
import type { ConvertOptions } from '../../src/ir/convert-options.ts'
import { convertFolder, withReport } from '../support/convert-tree.ts'
import { expectGoldenTree, FIXTURES } from '../support/golden.ts'

const GNOME = join(FIXTURES, 'gnome')

test.each<[string, Partial<ConvertOptions>]>([
  ['expected-bst2', {}],
  ['expected-bst1', { target: 'bst1' }],
  ['expected-bootstrap', { base: 'bootstrap', integration: 'system' }],
])('gnome/%s', (folder, options) => {
  const converted = convertFolder(join(GNOME, 'input'), { projectName: 'gnome', ...options })
  expect(converted.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expectGoldenTree(join(GNOME, folder), withReport(converted))
})
