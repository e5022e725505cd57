/** What all kinds have in common that run phases of commands (BF §8): configure, build, install, strip. */
import { confTexts } from '../../ir/conf.ts'
import type { KindDeclaration } from '../../ir/kind-declaration.ts'
import type { LoadedElement } from '../../ir/loaded-project.ts'
import type { Assembly } from '../assembly/assembly.ts'
import { seenAt } from '../assembly/layout.ts'
import { Failed } from '../failure.ts'
import { makeFolders } from '../store/make-folders.ts'
import { setStagedTimes } from '../store/staged-times.ts'
import { splitPath, type Directory } from '../store/tree.ts'
import type { ElementKind } from './element-kind.ts'
import { placesOf, type Places } from './places.ts'
import { normalPath, readTexts, variable } from './settings.ts'

/** The phases, in the order in which they run, as keys of `config`. */
export const PHASES: readonly string[] = ['configure-commands', 'build-commands', 'install-commands', 'strip-commands']

/** Keys of `config:` of a build dependency of such a kind. */
export const DEPENDENCY_KEYS: readonly string[] = ['location', 'digest-environment']

/** The declaration of a kind with phases. */
export function phasesDeclaration(kind: string, core: boolean, defaults: string): KindDeclaration {
  return { kind, core, defaults, configKeys: PHASES, sources: 'any', dependencies: 'any', dependencyConfigKeys: DEPENDENCY_KEYS }
}

/** The kind that a declaration with phases describes. */
export function phasesKind(declaration: KindDeclaration): ElementKind {
  return {
    declaration, version: 1, runsCommands: true,
    prepare: (element, _project, collector) => {
      const places = placesOf(element, collector)
      const commands = PHASES.map((phase) => [phase, readTexts(element.config, phase, collector)] as const)
      if (!places) return undefined
      return {
        key: {
          commands, subdir: variable(element, 'command-subdir'), buildRoot: variable(element, 'build-root'), installRoot: variable(element, 'install-root'),
          notparallel: variable(element, 'notparallel'), places: places.key,
        },
        assemble: (assembly) => assemble(element, places, assembly),
      }
    },
  }
}

async function assemble(element: LoadedElement, places: Places, assembly: Assembly): Promise<Directory> {
  const [buildRoot, installRoot] = [normalPath(variable(element, 'build-root')), normalPath(variable(element, 'install-root'))]
  const layout = await assembly.step('Staging dependencies', () => assembly.stage(places.orders))
  const integrated = await assembly.integrate(layout, [buildRoot, installRoot])
  const install = await assembly.copyOf(seenAt(layout, installRoot), 'install')
  const build = await stageSources(element, assembly, seenAt(layout, buildRoot), buildRoot)
  const commands = PHASES.flatMap((phase) => confTexts(element.config, phase).map((command) => ({ group: phase, command })))
  if (commands.length === 0) {
    throw new Failed({ reason: 'nothing-collected', message: `Directory '${installRoot}' was not found inside the sandbox: the element has no commands`, hint: 'give it at least one command, or make it a stack or an import' })
  }
  const subdir = variable(element, 'command-subdir')
  makeFolders(build, splitPath(subdir))
  await assembly.step('Running commands', () => assembly.runPhases({
    layout, integrated, writable: false, commands, cwd: subdir === '' ? buildRoot : `${buildRoot}/${subdir}`,
    folders: [{ at: buildRoot, folder: build }, { at: installRoot, folder: install }],
  }), commands.map(({ command }) => command).join('\n'))
  return assembly.step('Caching artifact', () => assembly.store.take(install))
}

async function stageSources(element: LoadedElement, assembly: Assembly, there: Directory, buildRoot: string): Promise<string> {
  if (element.sources.length === 0) return assembly.copyOf(there, 'build')
  if (there.entries.size > 0) {
    throw new Failed({ reason: 'staging', message: `Staging directory '${buildRoot}' is not empty: a dependency has files there`, hint: 'nothing may be installed at the place where sources are staged' })
  }
  const folder = assembly.newFolder('build')
  await assembly.step('Staging sources', async () => {
    await assembly.stageSources(folder)
    setStagedTimes(folder)
  })
  return folder
}
