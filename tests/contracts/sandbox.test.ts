/**
 * One list of what a sandbox has to do (BF §4–§6), held against both ways of staging: layers that the kernel puts over each
 * other, and files.
 */
import { inSandbox, Lab, STRATEGIES } from '../support/lab.ts'
import { FILE_VIEW } from './scenarios/file-view.ts'
import { INTEGRATION } from './scenarios/integration.ts'
import { OUTCOME } from './scenarios/outcome.ts'
import { PROCESS } from './scenarios/process.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { SCRIPT } from './scenarios/script.ts'

const { run, why } = inSandbox
const ROOMS: readonly (readonly [string, readonly Scenario[]])[] = [
  ['the process', PROCESS], ['the files', FILE_VIEW], ['the outcome', OUTCOME], ['integration', INTEGRATION], ['scripts', SCRIPT],
]

describe.each(STRATEGIES)('staged by %s', (strategy) => {
  let lab: Lab
  beforeAll(() => { lab = new Lab(strategy) })
  afterAll(() => { lab.close() })

  describe.each(ROOMS)('%s', (_room, scenarios) => {
    run.each(scenarios)(`$title${why}`, async ({ files, target, expects }) => { expects(await lab.build(files, [target])) })
  })
})
