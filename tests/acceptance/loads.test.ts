/** Real BuildStream, of both generations, loads every element of what is converted, without an error or a warning. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { convertedProject, expectDeploymentsLoad, expectLoads } from '../support/bst.ts'
import { FIXTURES } from '../support/golden.ts'
import { quick } from '../support/quick-bst.ts'
import { CORPUS, findBst, hasPyYaml, needing, ORACLE } from '../support/shared.ts'
import { folderOf } from '../support/space.ts'

/** What YAML texts are, for all projects: most are the same in several. */
let kept: string | undefined
const texts = (): string => (kept ??= folderOf())
const BST1 = findBst(1)
const BST2 = findBst(2)
const OPTIONS: readonly (readonly [string, readonly string[]])[] = [['the default options', []], ['the whole bootstrap', ['--base', 'bootstrap', '--integration', 'system']]]
// oracle.test.ts loads systems and strata, and looks at what is said on the way.
const seenByOracle = ORACLE !== undefined && hasPyYaml()

const repository = (name: string): string | undefined => {
  const folder = name === 'gnome' ? join(FIXTURES, 'gnome/input') : CORPUS && join(CORPUS, name)
  return folder !== undefined && existsSync(folder) ? folder : undefined
}

describe.each(['gnome', 'definitions-v8', 'definitions-v1'])('%s', (name) => {
  const definitions = repository(name)

  const bst2 = needing({ [name]: definitions, 'BuildStream 2': BST2 })
  if (name === 'gnome' || !seenByOracle) {
    bst2.run.each(OPTIONS)(`loads in BuildStream 2 with %s${bst2.why}`, async (_, options) => {
      await expectLoads(BST2!, convertedProject(definitions!, ...options), quick('show'))
    }, 1_200_000)
  } else {
    bst2.run(`has deployments that load in BuildStream 2${bst2.why}`, async () => {
      await expectDeploymentsLoad(BST2!, convertedProject(definitions!), quick('show'))
    }, 1_200_000)
  }

  const bst1 = needing({ [name]: definitions, 'BuildStream 1': BST1 })
  bst1.run.each(name === 'definitions-v1' ? OPTIONS.slice(0, 1) : OPTIONS)(`loads in BuildStream 1 with %s${bst1.why}`, async (_, options) => {
    await expectLoads(BST1!, convertedProject(definitions!, '--target', 'bst1', ...options), quick(`texts:${texts()}`))
  }, 1_200_000)
})
