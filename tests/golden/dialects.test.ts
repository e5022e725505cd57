/** Small repositories in the older dialects: what they become, and what is said of them. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { asText, convertFolder, withReport } from '../support/convert-tree.ts'
import { readCase } from '../support/case.ts'
import { expectGoldenText, expectGoldenTree, FIXTURES } from '../support/golden.ts'

const DIALECTS = join(FIXTURES, 'dialects')

test.each(readdirSync(DIALECTS).sort())('dialects/%s', (name) => {
  const converted = convertFolder(join(DIALECTS, name, 'input'), { projectName: name })
  const hasErrors = converted.diagnostics.some(({ severity }) => severity === 'error')
  expect(hasErrors ? 1 : 0).toBe(readCase(join(DIALECTS, name)).exit)
  expectGoldenText(join(DIALECTS, name, 'expected.txt'), asText(converted))
  expectGoldenTree(join(DIALECTS, name, 'expected'), withReport(converted))
})
