/**
 * Real BuildStream and our builder, side by side, make the same trees of the projects in fixtures/builds, and refuse
 * the same elements. BUILD_CASES=one,two limits the projects.
 */
import { BUILD_NAMES, findBusybox, preparedProject, readBuildCase, type Refused } from '../support/build-case.ts'
import { forgetByReal, ourBuilder, realBuilder, saysBuilt, treesOf } from '../support/builders.ts'
import { findBst, needing } from '../support/shared.ts'
import { expectSameTree, type Tree } from '../support/tree.ts'

const BST = findBst(2)
const { run, why } = needing({ 'BuildStream 2': BST, 'static busybox': findBusybox() })
const chosen = process.env['BUILD_CASES']?.split(',') ?? BUILD_NAMES

describe.each(chosen)('%s', (name) => {
  const { builds, fails } = readBuildCase(name)
  const alone = fails.filter((refused) => refused.alone)
  const together = fails.filter((refused) => !refused.alone)

  if (builds.length > 0) {
    run(`gives the same trees${why}`, () => {
      const theirs = treesOf(realBuilder(BST!), preparedProject(name), builds)
      const ours = treesOf(ourBuilder(), preparedProject(name), builds)
      expect([...ours.keys()]).toEqual([...theirs.keys()])
      for (const [tree, entries] of theirs) expectSame(tree, ours.get(tree)!, entries)
    }, 300_000)
  }

  if (alone.length > 0) {
    run(`real BuildStream does not start with what is not to load${why}`, () => {
      const ended = realBuilder(BST!).buildEach(preparedProject(name), alone.map(({ element, options }) => ({ elements: [element], options })))
      expect(alone.map(({ element, options }, index) => ({ element, options, ...ended[index] })))
        .toEqual(alone.map(({ element, options, says }) => ({ element, options, status: 255, said: expect.stringContaining(says) as string })))
    }, 300_000)
  }

  if (together.length > 0) {
    // All in one run: starting BuildStream is most of the time that a failure takes.
    run(`real BuildStream cannot build what is to fail${why}`, () => {
      const project = preparedProject(name)
      const elements = together.map(({ element }) => element)
      forgetByReal(BST!, project, elements)
      const { said } = realBuilder(BST!).build(project, elements, {})
      for (const { element, says } of together) expect({ element, said }).toEqual({ element, said: expect.stringContaining(says) as string })
      expect(elements.filter((element) => saysBuilt(said, element))).toEqual([])
    }, 300_000)
  }

  if (fails.length > 0) run.each(fails)(`ours, with $element, exits $exit${why}`, (refused) => expectEnd(name, refused), 120_000)
})

/** Expects ours to end as it is said, and shows what it said if it does not. */
function expectEnd(name: string, { element, exit, options }: Refused): void {
  const { status, said } = ourBuilder().build(preparedProject(name), [element], options)
  expect({ status, said: status === exit ? '' : said }).toEqual({ status: exit, said: '' })
}

function expectSame(name: string, ours: Tree, theirs: Tree): void {
  try {
    expectSameTree(ours, theirs)
  } catch (problem) {
    throw new Error(`${name}: ${(problem as Error).message}`, { cause: problem })
  }
}
