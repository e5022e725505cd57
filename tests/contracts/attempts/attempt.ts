/** What builds may try to do to the host, and how to tell whether they did. */
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../../../src/builder/store/store.ts'
import type { Built, Files } from '../../support/lab.ts'

/** What builds must leave alone, and what they may know of it. */
export interface Host {
  /** A folder of the host with the file `file`, which nobody may read or write. */
  readonly canary: string
  readonly store: string
  /** A process of the host. */
  readonly pid: number
  /** Where a server of the host listens. */
  readonly port: number
  /** An abstract socket that a server of the host listens at, without the leading NUL. */
  readonly socket: string
}

/** Text of the canary's file. */
export const SECRET = 'secret of the host'

/** Something that builds try. Whatever comes of the build, the host is looked at afterwards. */
export interface Attempt {
  readonly title: string
  readonly files: (host: Host) => Files
  readonly targets: readonly string[]
  /** What must hold besides. */
  readonly expects?: (built: Built) => void
}

/** All that can be told of a folder from outside: names, modes, times, contents. */
export function stateOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((found) => {
    const path = join(folder, found.name)
    const { mode, mtimeMs, nlink, uid, gid } = lstatSync(path)
    const line = `${path} ${(mode & 0o7777).toString(8)} ${mtimeMs} ${nlink} ${uid} ${gid}`
    return found.isDirectory() ? [line, ...stateOf(path)] : [`${line} ${found.isFile() ? readFileSync(path, 'utf8') : ''}`]
  })
}

/** Objects of a store that are not what their names say. */
export function damagedObjects(store: Store): readonly string[] {
  return readdirSync(store.objects.folder, { withFileTypes: true }).filter((found) => found.isDirectory()).flatMap(({ name: prefix }) => (
    readdirSync(join(store.objects.folder, prefix)).filter((name) => {
      const path = join(store.objects.folder, prefix, name)
      const { mode } = lstatSync(path)
      const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
      return `${prefix}${name.replace(/\.x$/, '')}` !== digest || (mode & 0o7777) !== (name.endsWith('.x') ? 0o755 : 0o644)
    }).map((name) => `${prefix}/${name}`)))
}

/** Layers that do not hold what the tree of their name says, judged by modes, kinds and links. */
export function oddLayerEntries(store: Store): readonly string[] {
  const below = (folder: string): readonly string[] => readdirSync(folder, { withFileTypes: true }).flatMap((found) => {
    const path = join(folder, found.name)
    const mode = lstatSync(path).mode & 0o7777
    if (found.isDirectory()) return [...(mode === 0o755 ? [] : [path]), ...below(path)]
    return found.isSymbolicLink() || (found.isFile() && (mode === 0o755 || mode === 0o644)) ? [] : [path]
  })
  return below(join(store.folder, 'layers'))
}
