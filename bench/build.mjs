// Times our builder and real BuildStream with the same project, in one run: cold build, build with nothing to do, build
// with one leaf changed, checkout; and what `cp -al` of the same tree takes.
// usage: node bench/build.mjs [--elements 300] [--runs 3] [--bst-runs 1] [--no-bst] [--no-ours]      (after npm run build)
// BuildStream is what MORPH2BST_BST2 names, else ../shared/tools/bst2, else bst.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { changeElement, writeProject } from './build-project.mjs'

const { values } = parseArgs({ options: {
  'elements': { type: 'string', default: '300' }, 'runs': { type: 'string', default: '3' }, 'bst-runs': { type: 'string', default: '1' },
  'no-bst': { type: 'boolean', default: false }, 'no-ours': { type: 'boolean', default: false },
} })
const STEPS = ['cold build', 'nothing to do', 'one leaf changed', 'checkout']
const TARGET = 'system.bst'
const space = mkdtempSync(join(tmpdir(), 'morph2bst-bench-'))

function seconds(command, words, cwd) {
  const start = process.hrtime.bigint()
  const { status, stderr } = spawnSync(command, words, { cwd, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: exit ${status}\n${stderr.slice(-2000)}`)
  return Number(process.hrtime.bigint() - start) / 1e9
}

/** Each builder by what it is to be called with; `state` is a folder that is empty before the cold build. */
const builders = {
  ours: {
    build: (project, state) => seconds(process.execPath, [main, 'build', '-C', project, '--store', state, TARGET], project),
    checkout: (project, state, tree) => seconds(process.execPath, [main, 'checkout', '-C', project, '--store', state, TARGET, '--directory', tree], project),
  },
  bst: {
    build: (project, state) => seconds(bst, ['-c', configured(state), '--no-interactive', 'build', TARGET], project),
    checkout: (project, state, tree) => seconds(bst, ['-c', configured(state), '--no-interactive', 'artifact', 'checkout', '--no-integrate', TARGET, '--directory', tree], project),
  },
}
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const shared = fileURLToPath(new URL('../../shared/tools/bst2', import.meta.url))
const bst = process.env.MORPH2BST_BST2 ?? (existsSync(shared) ? shared : 'bst')

/** A configuration of BuildStream by which all that it keeps lies in `state`. */
function configured(state) {
  const path = `${state}.conf`
  mkdirSync(state, { recursive: true })
  writeFileSync(path, `cachedir: ${state}/cache\nlogdir: ${state}/logs\nsourcedir: ${state}/sources\n`)
  return path
}

/** One run through all steps with a project of its own, since a step changes it. */
function run({ build, checkout }, name) {
  const [project, state, tree] = ['project', 'state', 'tree'].map((part) => join(space, `${name}-${part}`))
  const leaf = writeProject(project, Number(values.elements))
  const times = [build(project, state), build(project, state)]
  changeElement(project, leaf)
  times.push(build(project, state), checkout(project, state, tree))
  const linked = hardLinked(tree)
  for (const folder of [project, state, tree]) rmSync(folder, { recursive: true, force: true })
  return { times, linked }
}

/** What hard links to all files of a tree take: the least that staging by links could. */
function hardLinked(tree) {
  const copy = `${tree}-linked`
  const time = seconds('cp', ['-al', tree, copy], space)
  rmSync(copy, { recursive: true })
  return time
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

try {
  const taken = { ours: values['no-ours'] ? 0 : Number(values.runs), bst: values['no-bst'] ? 0 : Number(values['bst-runs']) }
  const medians = {}
  const linked = []
  for (const [name, count] of Object.entries(taken)) {
    const results = Array.from({ length: count }, (_, index) => run(builders[name], `${name}-${index}`))
    linked.push(...results.map((result) => result.linked))
    if (count > 0) medians[name] = STEPS.map((_, step) => median(results.map(({ times }) => times[step])))
  }
  const figure = (number) => (number === undefined ? '-' : number.toFixed(2)).padStart(10)
  console.log(`${values.elements} elements; medians of ${taken.ours} runs of ours, ${taken.bst} of bst; seconds`)
  console.log(`${''.padEnd(20)}${'ours'.padStart(10)}${'bst'.padStart(10)}${'bst/ours'.padStart(10)}`)
  for (const [step, title] of STEPS.entries()) {
    const [ours, theirs] = [medians.ours?.[step], medians.bst?.[step]]
    console.log(`${title.padEnd(20)}${figure(ours)}${figure(theirs)}${figure(ours && theirs && theirs / ours)}`)
  }
  if (linked.length > 0) console.log(`${'cp -al of the tree'.padEnd(20)}${figure(median(linked))}`)
} finally {
  rmSync(space, { recursive: true, force: true })
}
