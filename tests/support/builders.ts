/** The two builders, called as a person would: real BuildStream 2, and ours by its command line. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nameOf, type Build, type Checkout } from './build-case.ts'
import { folderOf } from './space.ts'
import { readTree, type Tree } from './tree.ts'

const MAIN = join(__dirname, '../../dist/main.js')

/** How a command ended. */
export interface Ended {
  readonly status: number
  /** All that it said. */
  readonly said: string
}

type Options = Readonly<Record<string, string>>

/** Builds the elements of a project, and writes what came of them into folders. */
export interface Builder {
  readonly build: (project: string, elements: readonly string[], options: Options) => Ended
  readonly checkout: (project: string, tree: Checkout, folder: string, options: Options) => Ended
}

function run(command: string, words: readonly string[], cwd: string): Ended {
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (error) throw error
  return { status: status ?? -1, said: stdout + stderr }
}

const chosen = (options: Options): readonly string[] => Object.entries(options).flatMap(([name, value]) => ['-o', name, value])

/** Real BuildStream, under the name `command`. Its cache is the user's. */
export function realBuilder(command: string): Builder {
  const main = (options: Options): readonly string[] => ['--no-colors', '--no-interactive', '--on-error', 'continue', ...chosen(options)]
  return {
    build: (project, elements, options) => run(command, [...main(options), 'build', '--retry-failed', ...elements], project),
    checkout: (project, { element, deps, integrate }, folder, options) =>
      run(command, [...main(options), 'artifact', 'checkout', '--deps', deps, ...(integrate ? [] : ['--no-integrate']), '--directory', folder, element], project),
  }
}

/**
 * Has real BuildStream forget what it made of the elements. An artifact without its install root fails only once: after
 * that 2.8 takes it, empty, from its cache.
 */
export function forgetByReal(command: string, project: string, elements: readonly string[]): void {
  run(command, ['--no-interactive', 'artifact', 'delete', ...elements], project)
}

/** Whether real BuildStream says that it has an artifact of the element, made now or before. */
export function saysBuilt(said: string, element: string): boolean {
  return said.split('\n').some((line) => /^ *cached [0-9a-f]{64} /.test(line) && line.includes(` ${element} `)
    || /\] SUCCESS \S+-build\.\S+\.log$/.test(line) && line.includes(`build:${element} `))
}

/** Ours, with a store that starts empty. */
export function ourBuilder(): Builder {
  if (!existsSync(MAIN)) throw new Error('dist/main.js is not there: run npm run build')
  const store = join(folderOf(), 'store')
  const ours = (project: string, verb: string, ...words: readonly string[]): Ended =>
    run(process.execPath, [MAIN, verb, '-C', project, '--store', store, ...words], '/')
  return {
    build: (project, elements, options) => ours(project, 'build', ...chosen(options), ...elements),
    checkout: (project, { element, deps, integrate }, folder, options) =>
      ours(project, 'checkout', ...chosen(options), '--deps', deps, ...(integrate ? [] : ['--no-integrate']), element, '--directory', folder),
  }
}

/** The trees of all builds of a project, by their names. Throws what the builder said if one is not to be had. */
export function treesOf(builder: Builder, project: string, builds: readonly Build[]): ReadonlyMap<string, Tree> {
  return new Map(builds.flatMap((build) => {
    const elements = [...new Set(build.trees.map(({ element }) => element))]
    expectDone(builder.build(project, elements, build.options), `build ${elements.join(' ')}`)
    return build.trees.map((tree): [string, Tree] => {
      const folder = join(folderOf(), 'tree')
      expectDone(builder.checkout(project, tree, folder, build.options), `check out ${nameOf(build, tree)}`)
      return [nameOf(build, tree), readTree(folder)]
    })
  }))
}

function expectDone({ status, said }: Ended, what: string): void {
  if (status !== 0) throw new Error(`cannot ${what} (exit ${status}):\n${said}`)
}
