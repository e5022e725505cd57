/** Our reading of BuildStream projects against real BuildStream 2: variables, environment, config, public data, order, refusals. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Collector } from '../../src/diagnostics/collector.ts'
import { DiskProjectFiles } from '../../src/files/project-files.ts'
import { readProject } from '../../src/project/read-project.ts'
import { convertedProject } from '../support/bst.ts'
import { bstLoads, bstShow, ownShow, type ShownElement } from '../support/bst-show.ts'
import { FIXTURES } from '../support/golden.ts'
import { LAYERED_PROJECT } from '../support/layered-project.ts'
import { PROJECT_KINDS } from '../support/project-kinds.ts'
import { quick } from '../support/quick-bst.ts'
import { findBst, needing } from '../support/shared.ts'
import { folderOf } from '../support/space.ts'

const BST = findBst(2)
const { run, why } = needing({ 'BuildStream 2': BST })
const M = 'kind: manual\n'

/** Expects both readings of the targets to be equal, element by element in one order. */
function check(folder: string, targets: readonly string[], options: Readonly<Record<string, string>> = {}): readonly ShownElement[] {
  const shown = bstShow(BST!, folder, targets, options)
  expect(shown.length).toBeGreaterThan(targets.length)
  expect(ownShow(folder, targets, options)).toEqual(shown)
  return shown
}

run.each<[string, Readonly<Record<string, string>>]>([
  ['the defaults', {}],
  ['other options', { mode: 'dbg', tests: 'True', feats: 'z, y' }],
])(`layers, includes, conditions, directives: %s${why}`, (_, options) => {
  const [folder, targets] = [folderOf(LAYERED_PROJECT), ['comp.bst', 'script.bst']]
  const shown = check(folder, targets, options)
  expect(bstShow(BST!, folder, targets, options, quick('show'))).toEqual(shown)
})

// The quickened one is what oracle.test.ts asks.
run(`the GNOME fixture, converted; real BuildStream says the same of it when quickened${why}`, () => {
  const folder = convertedProject(join(FIXTURES, 'gnome/input'))
  const targets = readdirSync(join(folder, 'elements/strata')).filter((name) => name.endsWith('.bst')).sort().map((name) => `strata/${name}`)
  const shown = check(folder, targets)
  expect(bstShow(BST!, folder, targets, {}, quick('show'))).toEqual(shown)
})

run(`the order of ninety elements at random${why}`, () => {
  let seed = 42
  const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below
  const names = Array.from({ length: 90 }, (_, index) => `e${(index * 37) % 97}x${index}.bst`)
  const element = (index: number): string => ['build-depends', 'runtime-depends', 'depends'].map((key) => {
    const chosen = Array.from({ length: random(Math.min(index, 8) + 1) }, () => names[random(index)])
    return `${key}: [${chosen.join(', ')}]\n`
  }).join('')
  const elements = Object.fromEntries(names.map((name, index) => [name, M + element(index)]))
  check(folderOf({ 'project.conf': 'name: r\nmin-version: 2.0\n', ...elements, 'top.bst': `${M}build-depends: [${names.toSorted().join(', ')}]\n` }), ['top.bst'])
})

// A few of those that the unit tests list; all of them were put to BuildStream 2.8.1 once.
run.each<[string, string, boolean]>([
  ['an empty list of dependencies', `${M}depends:\n`, false], ['a merge key', `${M}variables: {<<: 1}\n`, true], ['a tag on a mapping', `${M}variables: !foo {a: 1}\n`, true], ['a tag on a text', `${M}variables: {a: !foo 1}\n`, false],
  ['a plain percent sign', `${M}variables:\n  a: %{prefix}\n`, false], ['a directive without a list', `${M}public: {bst: {integration-commands: {(>): [a]}}}\n`, false],
  ['a choice without brackets', `${M}(?):\n- '"a" if true else "b"': {}\n`, false], ['a choice in brackets', `${M}(?):\n- '("a" if true else "b") == "a"': {}\n`, true], ['a JSON file', '{"kind": "manual"}', true],
])(`%s${why}`, (_, element, loads) => {
  const folder = folderOf({ 'project.conf': 'name: p\nmin-version: 2.0\n', 'x.bst': element })
  const collector = new Collector()
  const project = readProject(new DiskProjectFiles(folder, collector), { targets: ['x.bst'], options: new Map(), maxJobs: 4, host: { arch: 'x86_64', os: 'Linux' } }, PROJECT_KINDS, collector)
  expect({ ours: project !== undefined, bst: bstLoads(BST!, folder, 'x.bst') }).toEqual({ ours: loads, bst: loads })
})
