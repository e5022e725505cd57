/** Where `verify` puts project, images and logs: a folder of the same definitions and system is used again. */
import { createHash } from 'node:crypto'
import { basename, join, resolve } from 'node:path'
import type { Io } from '../io.ts'
import { storeFolder } from '../project-folder.ts'
import type { Refusal } from '../refusal.ts'
import { projectNameOf } from '../settings.ts'

/** The folder; absolute. `system` is a path key. */
export function verifyFolder(given: string | undefined, definitions: string, system: string, io: Pick<Io, 'cwd' | 'environment'>): { readonly folder: string } | Refusal {
  if (given !== undefined) return { folder: resolve(io.cwd, given) }
  const place = storeFolder(undefined, io)
  if ('message' in place) return { ...place, hint: 'name a folder with --output DIR' }
  const root = resolve(io.cwd, definitions)
  const mark = createHash('sha256').update(`${root}\0${system}`).digest('hex').slice(0, 8)
  return { folder: join(`${place.folder}-verify`, `${projectNameOf(root)}-${projectNameOf(basename(system))}-${mark}`) }
}
