/**
 * Our builder makes of each project in fixtures/builds the trees that real BuildStream made: those in `expected.tree`.
 * UPDATE_GOLDEN=1 has them made anew by real BuildStream, never by ours, and tests nothing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BUILD_NAMES, BUILDS, findBusybox, machineDigests, preparedProject, readBuildCase } from '../support/build-case.ts'
import { ourBuilder, realBuilder, treesOf, type Builder } from '../support/builders.ts'
import { findBst, needing } from '../support/shared.ts'
import { printTree } from '../support/tree.ts'

const UPDATES = process.env['UPDATE_GOLDEN'] === '1'
const bst = UPDATES ? findBst(2) : undefined
const { run, why } = needing({ 'static busybox': findBusybox(), ...(UPDATES ? { 'BuildStream 2': bst } : {}) })

const withTrees = BUILD_NAMES.filter((name) => readBuildCase(name).builds.length > 0)
run.each(withTrees)(`%s${why}`, (name) => {
  const golden = join(BUILDS, name, 'expected.tree')
  if (bst !== undefined) writeFileSync(golden, printedTrees(realBuilder(bst), name))
  else expect(printedTrees(ourBuilder(), name)).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : `(no ${golden})`)
}, 300_000)

function printedTrees(builder: Builder, name: string): string {
  const trees = treesOf(builder, preparedProject(name), readBuildCase(name).builds)
  return [...trees].map(([title, tree]) => `=== ${title}\n${printTree(tree, machineDigests())}`).join('')
}
