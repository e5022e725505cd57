/** A shell in the sandbox of an element, for a person (BF §11.1). */
import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { makeRoots } from './assembly/roots.ts'
import { HOSTNAME } from './assembly/run-commands.ts'
import type { BuildPlace } from './build.ts'
import { Failed, type Result } from './failure.ts'
import type { PreparedProject } from './prepare.ts'
import { hasProgram } from './staging/lookup.ts'
import { setStagedTimes } from './store/staged-times.ts'
import { withWorkbench, type Workbench } from './workbench.ts'

/** What kind of shell. */
export interface ShellOrder {
  readonly element: string
  /** As the element is built: its build dependencies and sources; otherwise as it is used. */
  readonly build: boolean
  /** What to run; none: the project's shell. */
  readonly command: readonly string[]
  /** Values of the host's environment that the shell is to have. */
  readonly environment: ReadonlyMap<string, string>
}

/** Runs the shell with this process's terminal; its exit status. */
export async function shell(prepared: PreparedProject, order: ShellOrder, place: BuildPlace): Promise<Result<number>> {
  return withWorkbench(prepared, order.element, order.build ? 'build' : 'run', place, async (bench) => {
    const { assembly, keeper, planned: { element, key = '' }, layout } = bench
    const { shell: settings } = prepared.project
    const command = order.command.length > 0 ? order.command : settings.command.length > 0 ? settings.command : ['sh', '-i']
    const environment = new Map([
      ...element.environment, ...settings.environment, ...order.environment, ['PS1', `[${key.slice(0, 8)}@${element.name}:\${PWD}]$ `],
    ])
    const [program = 'sh'] = command
    if (!program.includes('/') && !hasProgram(layout.root.tree, program, environment.get('PATH') ?? '')) {
      throw new Failed({ reason: 'no-shell', message: `Staged artifacts do not provide command '${program}'` })
    }
    const { cwd, folders } = order.build ? await buildFolders(bench) : { cwd: '/', folders: [] }
    const integrated = await assembly.integrate(layout, folders.map(({ at }) => at))
    const folder = assembly.newFolder('shell')
    const roots = await makeRoots({ layout, integrated, writable: true, folders, cwd }, assembly.store, folder, await assembly.overlays())
    const ended = await keeper.runAlone({
      folder, ...roots, freshTmp: true, command, cwd, environment, uid: element.sandbox.buildUid, gid: element.sandbox.buildGid,
      hostname: order.build ? HOSTNAME : hostname(), network: !order.build, listChanges: false,
    })
    if (!ended.ok) throw new Failed(ended.failure)
    return ended.value.status
  })
}

async function buildFolders({ assembly, planned: { element } }: Workbench): Promise<{ readonly cwd: string; readonly folders: readonly { readonly at: string; readonly folder: string }[] }> {
  const [buildRoot, installRoot] = ['build-root', 'install-root'].map((name) => element.variables.get(name) ?? '')
  const build = assembly.newFolder('build')
  await assembly.stageSources(build)
  setStagedTimes(build)
  const subdir = element.variables.get('command-subdir') ?? ''
  mkdirSync(join(build, subdir), { recursive: true })
  return {
    cwd: join(buildRoot ?? '/', subdir),
    folders: [{ at: buildRoot ?? '', folder: build }, { at: installRoot ?? '', folder: assembly.newFolder('install') }],
  }
}
