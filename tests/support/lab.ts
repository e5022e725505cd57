/** A place to build tiny projects in: a base of busybox, a store, and the strategy by which roots are staged. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build, type BuildOptions, type BuildSummary } from '../../src/builder/build.ts'
import { currentPlan } from '../../src/builder/current-plan.ts'
import type { BuildEvent } from '../../src/builder/events.ts'
import type { Failure } from '../../src/builder/failure.ts'
import { planBuild } from '../../src/builder/plan.ts'
import type { PreparedProject } from '../../src/builder/prepare.ts'
import { openStore, type Store } from '../../src/builder/store/store.ts'
import { entryAt, walkTree, type Directory } from '../../src/builder/store/tree.ts'
import { builderWorkshops } from '../../src/cli/builder-workshop.ts'
import { Collector } from '../../src/diagnostics/collector.ts'
import { findBusybox, makeBase } from './build-case.ts'
import { needing } from './shared.ts'
import { folderOf } from './space.ts'

/** How roots are made of artifacts: the kernel lays them over each other, or file by file. */
export type Strategy = 'overlay' | 'files'

export const STRATEGIES: readonly Strategy[] = ['overlay', 'files']

/** The test function to use where sandboxes are needed, and the end of its name. */
export const inSandbox = needing({ 'static busybox': findBusybox(), bwrap: spawnSync('bwrap', ['--version']).status === 0 })

/** What came of a build. */
export interface Built {
  readonly summary: BuildSummary
  readonly events: readonly BuildEvent[]
  /** The failure of an element; nothing if it did not fail. */
  readonly failureOf: (element: string) => Failure | undefined
  /** Text of a file of an element's artifact. */
  readonly text: (element: string, path: string) => string
  /** Paths of an artifact, in order; a link with where it leads. */
  readonly paths: (element: string) => readonly string[]
  /** The artifact. */
  readonly tree: (element: string) => Directory | undefined
  /** All that was logged of an element. */
  readonly log: (element: string) => string
}

/** Files of a project by path. */
export type Files = Readonly<Record<string, string>>

const OPTIONS: BuildOptions = { builders: 2, fetchers: 1, onError: 'continue', retryFailed: true, errorLines: 20 }

/** One store with one strategy; projects are added as they are built. */
export class Lab {
  private opened: Store | undefined
  private projects = 0
  private readonly base = join(folderOf(), 'base')

  /** `storeFolder`: below a temporary folder, for stores with odd names. */
  constructor(private readonly strategy: Strategy, private readonly storeFolder = 'store', private readonly projectFolder = 'project') {
    makeBase(this.base)
  }

  async store(): Promise<Store> {
    if (this.opened) return this.opened
    const opened = await openStore(join(folderOf(), this.storeFolder))
    if (!opened.ok) throw new Error(opened.failure.message)
    return this.opened = opened.value
  }

  /** The environment that a build gets of the host. */
  get environment(): Readonly<Record<string, string | undefined>> {
    return { PATH: process.env['PATH'], ...(this.strategy === 'files' ? { MORPH2BST_STAGING: 'files' } : {}) }
  }

  /** Writes a project, with `base.bst`, and builds the targets of it. */
  async build(files: Files, targets: readonly string[], options: Partial<BuildOptions> = {}): Promise<Built> {
    const root = join(folderOf(), `${this.projectFolder}${this.projects++}`)
    return this.buildIn(await this.prepare(root, files), targets, options)
  }

  /** Writes a project and reads it. */
  async prepare(root: string, files: Files): Promise<PreparedProject> {
    write(root, { 'project.conf': 'name: lab\nmin-version: 2.0\nelement-path: elements\n', ...files })
    spawnSync('cp', ['-a', this.base, join(root, 'base')])
    write(root, { 'elements/base.bst': 'kind: import\nsources: [{kind: local, path: base}]\n' })
    const collector = new Collector()
    const { project } = await builderWorkshops({}).readProject({ root, targets: [], options: new Map(), maxJobs: 2 }, collector)
    if (!project) throw new Error(collector.list().map(({ message }) => message).join('\n'))
    return project
  }

  /** Builds targets of a project that was read. */
  async buildIn(prepared: PreparedProject, targets: readonly string[], options: Partial<BuildOptions> = {}): Promise<Built> {
    const store = await this.store()
    const events: BuildEvent[] = []
    const ended = await build(prepared, await currentPlan(prepared, { store, signal: new AbortController().signal }), targets, { ...OPTIONS, ...options }, {
      store, signal: new AbortController().signal, environment: this.environment, listener: (event) => events.push(event),
    })
    if (!ended.ok) throw new Error(`${ended.failure.message}\n${ended.failure.detail ?? ''}`)
    const plan = await planBuild(prepared, store, {
      projectRoot: prepared.project.root, aliases: new Map(), mirrors: new Map(), folder: store.sources, work: store.session.folder,
      log: () => undefined, signal: new AbortController().signal,
    })
    const tree = (element: string): Directory | undefined => {
      const digest = plan.get(element)?.artifact?.tree
      return digest === undefined ? undefined : store.readTree(digest)
    }
    const log = (element: string): string => {
      const names = events.flatMap((event) => (event.type === 'start' && event.task.element === element && event.log !== undefined ? [event.log] : []))
      return names.map((name) => readFileSync(join(store.logs, name), 'utf8')).join('')
    }
    return {
      summary: ended.value, events, tree, log, failureOf: (element) => ended.value.failures.find((other) => other.element === element)?.failure,
      text: (element, path) => contentAt(store, tree(element), path), paths: (element) => pathsOf(tree(element)),
    }
  }

  close(): void {
    this.opened?.close()
  }
}

function contentAt(store: Store, tree: Directory | undefined, path: string): string {
  const entry = tree && entryAt(tree, path)
  if (entry?.type !== 'file') throw new Error(`there is no file ${path}${tree ? `, but ${pathsOf(tree).join(' ')}` : ': nothing was built'}`)
  return readFileSync(store.objects.path(entry), 'utf8')
}

function pathsOf(tree: Directory | undefined): readonly string[] {
  return tree ? [...walkTree(tree)].map(([path, entry]) => (entry.type === 'link' ? `${path} -> ${entry.target}` : path)) : []
}

/** Writes files below a folder. */
export function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** The file of an element; JSON is YAML. */
export function element(kind: string, settings: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ kind, ...settings })
}

/** A manual element over the base, with these commands. */
export function manual(commands: readonly string[], settings: Readonly<Record<string, unknown>> = {}): string {
  return element('manual', { 'build-depends': ['base.bst'], config: { 'install-commands': commands, 'strip-commands': [] }, ...settings })
}

/** An element that brings the files of the folder `path` of the project. */
export function imported(path: string, settings: Readonly<Record<string, unknown>> = {}): string {
  return element('import', { sources: [{ kind: 'local', path }], ...settings })
}
