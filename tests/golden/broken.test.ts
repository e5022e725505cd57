/** Repositories with one thing wrong each: the full text that a user sees, and how the run ends. Nothing throws. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Collector } from '../../src/diagnostics/collector.ts'
import { planWrite } from '../../src/files/plan-write.ts'
import { executeWrite } from '../../src/files/write-tree.ts'
import { asText, convertFolder, withReport } from '../support/convert-tree.ts'
import { readCase } from '../support/case.ts'
import { expectGoldenText, filesBelow, FIXTURES } from '../support/golden.ts'
import { folderOf } from '../support/space.ts'

const BROKEN = join(FIXTURES, 'broken')

describe.each(readdirSync(BROKEN).sort())('broken/%s', (name) => {
  const folder = join(BROKEN, name)

  test('is told as expected', () => {
    const converted = convertFolder(join(folder, 'input'), { projectName: 'broken' })
    const exit = converted.diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0
    expectGoldenText(join(folder, 'expected.txt'), asText(converted))
    expect(exit).toBe(readCase(folder).exit)
  })

  test('writes nothing outside the output', () => {
    const tree = withReport(convertFolder(join(folder, 'input')))
    const space = folderOf({ 'beside.txt': 'untouched\n' })
    const plan = planWrite(join(space, 'out'), tree, { force: false, definitions: join(folder, 'input') }, new Collector())
    if (plan.ok) executeWrite(plan.value)
    const written = filesBelow(space).filter((path) => path !== 'beside.txt')
    expect(written.filter((path) => !path.startsWith('out/'))).toEqual([])
    expect(written.filter((path) => path !== 'out/.morph2bst.json').map((path) => path.slice(4))).toEqual([...tree.keys()].sort())
  })
})
