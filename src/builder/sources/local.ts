/** Source kind `local`: a file or folder of the project itself (BF §7). */
import { hash } from 'node:crypto'
import { lstatSync, realpathSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { contentDigest, copyContent } from './content-tree.ts'
import { FileMemory } from './file-memory.ts'
import { Settings } from './settings.ts'
import type { Source, SourceKind, SourceWorld } from './source-kind.ts'
import { caught, refuse, stageAside } from './staging.ts'
import { success } from '../failure.ts'

export const local: SourceKind = {
  kind: 'local',
  core: true,
  keys: ['path'],
  decode(loaded, context) {
    const settings = new Settings(loaded, context)
    const path = settings.needed('path')
    if (path === undefined) return undefined
    const reason = isAbsolute(path) ? 'is absolute' : path.split('/')[0] === '..' ? 'leads out of the project' : undefined
    if (reason === undefined) return settings.faulty ? undefined : localSource(path)
    context.collector.report('source/local-path', { path, reason }, settings.at('path'))
    return undefined
  },
}

function localSource(path: string): Source {
  return {
    // Not the path: where the content lies in the project changes nothing (BF §9).
    identity: (world) => caught('disk', () => Promise.resolve({ kind: 'local', content: digestOf(world, placeOf(world, path)) })),
    state: () => Promise.resolve('cached'),
    fetch: () => Promise.resolve(success(null)),
    stage: (world, directory) => stageAside(world, directory, (folder) => {
      copyContent(placeOf(world, path), folder)
      return Promise.resolve()
    }),
  }
}

function digestOf(world: SourceWorld, place: string): string {
  const memory = new FileMemory(join(world.folder, 'local', hash('sha256', place)), world.work)
  const digest = contentDigest(place, memory)
  memory.save()
  return digest
}

/** The absolute path of what is meant, which is there, within the project and no link. */
function placeOf(world: SourceWorld, path: string): string {
  const place = join(world.projectRoot, path)
  const stat = lstatSync(place, { throwIfNoEntry: false })
  if (!stat) return refuse(`the path "${path}" of a local source does not exist`)
  if (stat.isSymbolicLink()) return refuse(`the path "${path}" of a local source is a symbolic link`, { hint: 'name what it points to' })
  if (!stat.isDirectory() && !stat.isFile()) return refuse(`the path "${path}" of a local source is neither a file nor a folder`)
  const [root, real] = [realpathSync(world.projectRoot), realpathSync(place)]
  if (real === root || real.startsWith(`${root === '/' ? '' : root}/`)) return real
  return refuse(`the path "${path}" of a local source leads out of the project`)
}
