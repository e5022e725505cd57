/** Kind `import`: sources as they are, or a part of them, elsewhere (BF §5.9). */
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { confText } from '../../ir/conf.ts'
import type { Assembly } from '../assembly/assembly.ts'
import { Failed } from '../failure.ts'
import type { Directory } from '../store/tree.ts'
import type { ElementKind } from './element-kind.ts'
import { normalPath } from './settings.ts'

/** The kind. */
export const importKind: ElementKind = {
  declaration: {
    kind: 'import', core: true, configKeys: ['source', 'target'], sources: 'required', dependencies: 'any', dependencyConfigKeys: [],
    defaults: 'config:\n  source: /\n  target: /\n',
  },
  version: 1, runsCommands: false,
  prepare: ({ config }) => {
    const [source, target] = [normalPath(confText(config, 'source') ?? '/'), normalPath(confText(config, 'target') ?? '/')]
    return { key: { source, target }, assemble: (assembly) => assemble(source, target, assembly) }
  },
}

async function assemble(source: string, target: string, assembly: Assembly): Promise<Directory> {
  const staged = assembly.newFolder('sources')
  await assembly.step('Staging sources', () => assembly.stageSources(staged))
  checkSource(staged, source)
  const output = join(assembly.newFolder('output'), target)
  if (target === '/') return assembly.step('Caching artifact', () => assembly.store.take(join(staged, source)))
  mkdirSync(dirname(output), { recursive: true })
  renameSync(join(staged, source), output)
  const top = output.slice(0, output.length - target.length)
  return assembly.step('Caching artifact', () => assembly.store.take(top))
}

/** No link on the way is followed: what it leads to is not among the sources. */
function checkSource(staged: string, source: string): void {
  let path = staged
  for (const part of source.split('/')) {
    path = join(path, part)
    const found = existsSync(path) || lstatSync(path, { throwIfNoEntry: false }) ? lstatSync(path) : undefined
    if (!found) throw new Failed({ reason: 'nothing-collected', message: `the sources have no ${source}`, hint: '"source" of the element\'s config names a directory among its sources' })
    if (!found.isDirectory()) throw new Failed({ reason: 'nothing-collected', message: `${source} of the sources is not a directory` })
  }
  if (readdirSync(path).length === 0) throw new Failed({ reason: 'nothing-collected', message: `${source} of the sources is an empty directory` })
}
