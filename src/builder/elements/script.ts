/** Kind `script`: commands over staged elements, and what they leave in one directory (BF §5.8). */
import type { Assembly } from '../assembly/assembly.ts'
import { seenAt } from '../assembly/layout.ts'
import type { Directory } from '../store/tree.ts'
import type { ElementKind } from './element-kind.ts'
import { placesOf, type Places } from './places.ts'
import { normalPath, readBoolean, readTexts, variable } from './settings.ts'

interface ScriptSettings {
  readonly commands: readonly string[]
  readonly cwd: string
  readonly installRoot: string
  readonly rootReadOnly: boolean
}

/** The kind. */
export const scriptKind: ElementKind = {
  declaration: {
    kind: 'script', core: true, configKeys: ['commands', 'root-read-only'], sources: 'none', dependencies: 'build', dependencyConfigKeys: ['location'],
    defaults: 'variables:\n  cwd: /\nconfig:\n  root-read-only: False\n  commands: []\n',
  },
  version: 1, runsCommands: true,
  prepare: (element, _project, collector) => {
    const places = placesOf(element, collector)
    if (!places) return undefined
    const settings: ScriptSettings = {
      commands: readTexts(element.config, 'commands', collector), cwd: normalPath(variable(element, 'cwd')),
      installRoot: normalPath(variable(element, 'install-root')), rootReadOnly: readBoolean(element.config, 'root-read-only', false, collector),
    }
    return { key: { ...settings, places: places.key }, assemble: (assembly) => assemble(places, settings, assembly) }
  },
}

async function assemble(places: Places, { commands, cwd, installRoot, rootReadOnly }: ScriptSettings, assembly: Assembly): Promise<Directory> {
  const layout = await assembly.step('Staging dependencies', () => assembly.stage(places.orders))
  const isWhole = installRoot === '/'
  const integrated = isWhole ? undefined : await assembly.integrate(layout, [installRoot])
  const seen = isWhole ? { ...layout, root: { ...layout.root, tree: await assembly.integratedTree(layout) } } : layout
  const output = await assembly.copyOf(seenAt(seen, installRoot), 'install')
  if (commands.length > 0) {
    await assembly.step('Running commands', () => assembly.runPhases({
      layout, integrated, writable: !rootReadOnly, commands: commands.map((command) => ({ group: 'commands', command })), cwd,
      folders: [{ at: installRoot, folder: output }],
    }), commands.join('\n'))
  }
  return assembly.step('Caching artifact', () => assembly.store.take(output))
}
