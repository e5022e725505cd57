/** The two builders, called as a person would: real BuildStream 2, and ours by its command line. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nameOf, type Build, type Checkout } from './build-case.ts'
import { runMany, runOne, type Ended } from './quick-bst.ts'
import { folderOf } from './space.ts'
import { readTree, type Tree } from './tree.ts'

export type { Ended }

const MAIN = join(__dirname, '../../dist/main.js')

type Options = Readonly<Record<string, string>>

/** Elements that are to be built under some options. */
export interface BuildWish {
  readonly elements: readonly string[]
  readonly options: Options
}

/** A tree that is to be written into a folder. */
export interface CheckoutWish {
  readonly tree: Checkout
  readonly folder: string
  readonly options: Options
}

/** Builds the elements of a project, and writes what came of them into folders. Several wishes are commands of their own. */
export interface Builder {
  readonly build: (project: string, elements: readonly string[], options: Options) => Ended
  readonly checkout: (project: string, tree: Checkout, folder: string, options: Options) => Ended
  readonly buildEach: (project: string, wishes: readonly BuildWish[]) => readonly Ended[]
  readonly checkoutEach: (project: string, wishes: readonly CheckoutWish[]) => readonly Ended[]
}

const chosen = (options: Options): readonly string[] => Object.entries(options).flatMap(([name, value]) => ['-o', name, value])

/** Real BuildStream, under the name `command`. Its cache is the user's. */
export function realBuilder(command: string): Builder {
  const main = (options: Options): readonly string[] => ['--no-colors', '--no-interactive', '--on-error', 'continue', ...chosen(options)]
  const build = ({ elements, options }: BuildWish): readonly string[] => [...main(options), 'build', '--retry-failed', ...elements]
  const checkout = ({ tree: { element, deps, integrate }, folder, options }: CheckoutWish): readonly string[] =>
    [...main(options), 'artifact', 'checkout', '--deps', deps, ...(integrate ? [] : ['--no-integrate']), '--directory', folder, element]
  return {
    build: (project, elements, options) => runOne(command, build({ elements, options }), project),
    checkout: (project, tree, folder, options) => runOne(command, checkout({ tree, folder, options }), project),
    buildEach: (project, wishes) => runMany(command, wishes.map(build), project),
    checkoutEach: (project, wishes) => runMany(command, wishes.map(checkout), project, 2),
  }
}

/**
 * Has real BuildStream forget what it made of the elements. An artifact without its install root fails only once: after
 * that 2.8 takes it, empty, from its cache.
 */
export function forgetByReal(command: string, project: string, elements: readonly string[]): void {
  runOne(command, ['--no-interactive', 'artifact', 'delete', ...elements], project)
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
    runOne(process.execPath, [MAIN, verb, '-C', project, '--store', store, ...words], '/')
  const build = (project: string, { elements, options }: BuildWish): Ended => ours(project, 'build', ...chosen(options), ...elements)
  const checkout = (project: string, { tree: { element, deps, integrate }, folder, options }: CheckoutWish): Ended =>
    ours(project, 'checkout', ...chosen(options), '--deps', deps, ...(integrate ? [] : ['--no-integrate']), element, '--directory', folder)
  return {
    build: (project, elements, options) => build(project, { elements, options }),
    buildEach: (project, wishes) => wishes.map((wish) => build(project, wish)),
    checkout: (project, tree, folder, options) => checkout(project, { tree, folder, options }),
    checkoutEach: (project, wishes) => wishes.map((wish) => checkout(project, wish)),
  }
}

/** The trees of all builds of a project, by their names. Throws what the builder said if one is not to be had. */
export function treesOf(builder: Builder, project: string, builds: readonly Build[]): ReadonlyMap<string, Tree> {
  const wishes = builds.map(({ options, trees }) => ({ options, elements: [...new Set(trees.map(({ element }) => element))] }))
  builder.buildEach(project, wishes).forEach((ended, index) => expectDone(ended, `build ${wishes[index]!.elements.join(' ')}`))
  return checkedOut(builder, project, builds)
}

/** The trees of builds that are done. */
export function checkedOut(builder: Builder, project: string, builds: readonly Build[]): ReadonlyMap<string, Tree> {
  const wishes = builds.flatMap((build) => build.trees.map((tree) => ({ name: nameOf(build, tree), tree, folder: join(folderOf(), 'tree'), options: build.options })))
  const ended = builder.checkoutEach(project, wishes)
  return new Map(wishes.map(({ name, folder }, index) => {
    expectDone(ended[index]!, `check out ${name}`)
    return [name, readTree(folder)]
  }))
}

function expectDone({ status, said }: Ended, what: string): void {
  if (status !== 0) throw new Error(`cannot ${what} (exit ${status}):\n${said}`)
}
