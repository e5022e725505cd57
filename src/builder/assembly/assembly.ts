/** What a kind may do to make an element's artifact. One for each element that is built; the kinds know nothing else. */
import { mkdirSync, readFileSync } from 'node:fs'
import { machine, type as systemName } from 'node:os'
import { join } from 'node:path'
import { canonicalArch } from '../../std/canonical-arch.ts'
import { elementOf, type Elements } from '../../ir/element-scopes.ts'
import type { LoadedElement, LoadedProject } from '../../ir/loaded-project.ts'
import type { Listener, Task } from '../events.ts'
import { Failed } from '../failure.ts'
import { CHANGES_FILE, type Changes } from '../sandbox/job-script.ts'
import type { Keeper } from '../sandbox/keeper.ts'
import { hasProgram } from '../staging/lookup.ts'
import { splitRulesOf } from '../staging/split.ts'
import type { PathTest } from '../staging/glob.ts'
import { ingest } from '../store/ingest.ts'
import { layOut } from '../store/layers.ts'
import type { Store } from '../store/store.ts'
import { EMPTY, type Directory } from '../store/tree.ts'
import { applyChanges } from './apply-changes.ts'
import type { IntegratedRoots } from './integrated-roots.ts'
import { integrationCommands, type IntegrationCommand } from './integration.ts'
import { layOutPlaces, type Layout, type PlaceOrder, type TreeOf } from './layout.ts'
import { makeRoots, type Integrated, type Roots, type RootsOrder } from './roots.ts'
import { runCommands, type CommandRun } from './run-commands.ts'
import { integrationScript, phaseScript, type PhaseCommand } from './shell-script.ts'
import type { TaskLog } from './task-log.ts'

/** What all assemblies of a build share. */
export interface AssemblyWorld {
  readonly project: LoadedProject
  readonly store: Store
  readonly keeper: Keeper
  readonly integratedRoots: IntegratedRoots
  readonly listener: Listener
  /** The tree of an element that is built already; nothing for elements without an artifact. */
  readonly treeOf: TreeOf
  /** Lays the element's sources out in a folder, which exists. */
  readonly stageSources: (element: LoadedElement, folder: string, log: TaskLog) => Promise<void>
  readonly signal?: AbortSignal | undefined
}

/** Commands to run over a layout. */
export interface RunOrder {
  readonly layout: Layout
  readonly integrated: Integrated | undefined
  readonly writable: boolean
  readonly folders: RootsOrder['folders']
  readonly commands: readonly PhaseCommand[]
  readonly cwd: string
}

/** What all runs of commands have. */
interface AssemblyRun extends Omit<CommandRun, 'freshTmp' | 'sandbox'> {
  readonly layout: Layout
}

/** Makes one artifact. Methods throw {@link Failed}, and what the disk refuses. */
export class Assembly {
  private folders = 0
  /** A folder for this element alone; whoever builds it removes it afterwards. */
  readonly folder: string

  constructor(private readonly world: AssemblyWorld, readonly element: LoadedElement, private readonly task: Task, private readonly log: TaskLog) {
    this.folder = world.store.session.newFolder('element')
  }

  get elements(): Elements { return this.world.project.elements }
  get store(): Store { return this.world.store }

  /** A new empty folder, on the disk of the store. */
  newFolder(what: string): string {
    const folder = join(this.folder, `${what}-${this.folders++}`)
    mkdirSync(folder)
    return folder
  }

  /** Tells of a part of the work; `detail` such as the commands of it. */
  async step<T>(message: string, work: () => T | Promise<T>, detail?: string): Promise<T> {
    const { listener } = this.world
    const began = performance.now()
    const end = (type: 'SUCCESS' | 'FAILURE'): void => {
      this.log.say(type, message)
      listener({ type: 'step-end', task: this.task, message, elapsedMs: performance.now() - began, ...(type === 'FAILURE' ? { failed: true } : {}) })
    }
    this.log.say('START', message)
    listener({ type: 'step-start', task: this.task, message, ...(detail === undefined ? {} : { detail }) })
    try {
      const value = await work()
      end('SUCCESS')
      return value
    } catch (error) {
      end('FAILURE')
      throw error
    }
  }

  /** Says something that is no fault. */
  inform(message: string, detail?: string): void {
    this.log.say('INFO', message, detail)
    this.world.listener({ type: 'info', task: this.task, message, ...(detail === undefined ? {} : { detail }) })
  }

  /** Warns; where the project calls the warning fatal it is a failure (BF §1.8). */
  warn(token: string, message: string, detail: string): void {
    if (this.world.project.fatalWarnings.includes(token)) {
      throw new Failed({ reason: 'staging', message: `${message} (${token} is fatal in this project)`, detail })
    }
    this.log.say('WARNING', `[${token}] ${message}`, detail)
    this.world.listener({ type: 'warning', task: this.task, token, message, detail })
  }

  /** The artifact of an element that is built. */
  treeOf(name: string): Directory | undefined {
    return this.world.treeOf(name)
  }

  /** The domains of an element's files. */
  splitRules(name: string): ReadonlyMap<string, PathTest> {
    return splitRulesOf(elementOf(this.elements, name))
  }

  /** Puts artifacts together, warning of what overlaps (BF §5.2). */
  stage(orders: readonly PlaceOrder[]): Layout {
    const layout = layOutPlaces(this.elements, orders, (name) => this.world.treeOf(name))
    for (const place of [layout.root, ...layout.places]) this.warnOf(place)
    return layout
  }

  private warnOf({ at, overlaps, unstaged }: Layout['root']): void {
    const offending = overlaps.filter(({ offenders }) => offenders.length > 0)
    if (offending.length > 0) {
      const lines = offending.map(({ path, order, offenders }) => `${joined(at, path)}: ${offenders.join(' and ')} ${offenders.length === 1 ? 'is' : 'are'} not permitted to overlap other elements, order ${[...order].reverse().join(' above ')}`)
      this.warn('overlaps', 'Non-whitelisted overlaps detected', `Staged files overwrite existing files in staging area: ${at}\n${lines.join('\n')}`)
    }
    if (unstaged.length > 0) {
      const lines = unstaged.map(({ path, element }) => `${joined(at, path)} of ${element}`)
      this.warn('unstaged-files', 'Not staging files which would have replaced non-empty directories', lines.join('\n'))
    }
  }

  /** The integration commands of what is staged at the root. */
  integrationOf(layout: Layout): readonly IntegrationCommand[] {
    return integrationCommands(this.elements, layout.root.elements)
  }

  /** Runs integration commands over the root; nothing if there are none. */
  async integrate(layout: Layout, emptyFolders: readonly string[]): Promise<Integrated | undefined> {
    const commands = this.integrationOf(layout)
    if (commands.length === 0) return undefined
    return this.step('Integrating sandbox', () => this.world.integratedRoots.provide({
      layout, commands, emptyFolders, sandbox: this.element.sandbox,
      make: (folder, overlays) => this.runIntegration(layout, commands, emptyFolders, folder, overlays, false),
    }))
  }

  /** The tree of the root after integration commands have run. */
  async integratedTree(layout: Layout): Promise<Directory> {
    const commands = this.integrationOf(layout)
    if (commands.length === 0) return layout.root.tree
    return this.step('Integrating sandbox', async () => {
      const folder = this.newFolder('integrate')
      const { root } = await this.runIntegration(layout, commands, [], folder, await this.overlays(), true)
      if (root.kind === 'folder') return ingest(root.folder, this.store.objects)
      const changes = JSON.parse(readFileSync(join(folder, CHANGES_FILE), 'utf8')) as Changes
      return applyChanges(layout.root.tree, changes, root.upper ?? '', this.store.objects)
    })
  }

  private async runIntegration(layout: Layout, commands: readonly IntegrationCommand[], emptyFolders: readonly string[], folder: string, overlays: boolean, listChanges: boolean): Promise<Roots> {
    const environment = commands[0]?.environment ?? new Map<string, string>()
    const folders = emptyFolders.map((at) => ({ at, folder: this.newFolder('empty') }))
    const roots = await makeRoots({ layout, writable: true, folders, cwd: '/' }, this.store, folder, overlays)
    await this.run({
      folder, roots, layout, script: integrationScript(commands), titles: commands.map(({ element }, index) => `integration-commands of ${element} (${index + 1} of ${commands.length} in all)`),
      cwd: '/', environment, listChanges,
    })
    return roots
  }

  /** Whether overlays can be had here. */
  async overlays(): Promise<boolean> {
    const started = await this.world.keeper.start()
    if (!started.ok) throw new Failed(started.failure)
    return started.value
  }

  /** Runs the element's commands. What they write outside of `folders` goes away, or is the root that is given back. */
  async runPhases(order: RunOrder): Promise<Roots> {
    const folder = this.newFolder('run')
    // What a dependency has in /tmp can be seen there, and be written to like the rest of /tmp (BF §4.1).
    const tmp = tmpOf(order.layout)
    const folders = order.writable || tmp.entries.size === 0 ? order.folders : [...order.folders, { at: '/tmp', folder: await this.copyOf(tmp, 'tmp') }]
    const roots = await makeRoots({ ...order, folders }, this.store, folder, await this.overlays())
    const count = (group: string): number => order.commands.filter((command) => command.group === group).length
    const seen = new Map<string, number>()
    const titles = order.commands.map(({ group }) => {
      const number = (seen.get(group) ?? 0) + 1
      seen.set(group, number)
      return count(group) === 1 ? group : `${group} (${number} of ${count(group)})`
    })
    await this.run({ folder, roots, layout: order.layout, script: phaseScript(order.commands), titles, cwd: order.cwd, environment: this.element.environment, listChanges: false })
    return roots
  }

  /** Programs of another machine cannot run here, and nothing of theirs would be of use (BF §1.10). */
  private refuseForeign(): void {
    const { buildArch, buildOs } = this.element.sandbox
    const here = canonicalArch(machine()) ?? machine()
    if (buildArch === here && buildOs === systemName().toLowerCase()) return
    throw new Failed({ reason: 'host', message: `the element is for ${buildArch} and ${buildOs}, which is not supported on this machine (${here})`, hint: 'build it on such a machine: sandbox: build-arch and build-os say which' })
  }

  private async run(run: AssemblyRun): Promise<void> {
    const { layout, environment } = run
    this.refuseForeign()
    if (!hasProgram(layout.root.tree, 'sh', environment.get('PATH') ?? '')) {
      throw new Failed({ reason: 'no-shell', message: 'Staged artifacts do not provide command \'sh\'', hint: 'the build dependencies have to bring a shell: such as the base of the system' })
    }
    const ended = await runCommands({ ...run, freshTmp: tmpOf(layout).entries.size === 0, sandbox: this.element.sandbox }, { keeper: this.world.keeper, log: this.log, signal: this.world.signal })
    if (!ended.ok) throw new Failed(ended.failure)
  }

  /** Lays sources out in a new folder, with the times of staged files. */
  async stageSources(folder: string): Promise<void> {
    await this.world.stageSources(this.element, folder, this.log)
  }

  /** A private copy of a tree, to be written to. */
  async copyOf(tree: Directory, what: string): Promise<string> {
    const folder = this.newFolder(what)
    await layOut(tree, folder, this.store.objects, 'copy')
    return folder
  }
}

function tmpOf({ root }: Layout): Directory {
  const entry = root.tree.entries.get('tmp')
  return entry?.type === 'directory' ? entry : EMPTY
}

function joined(at: string, path: string): string {
  return at === '/' ? path : `${at}${path}`
}
