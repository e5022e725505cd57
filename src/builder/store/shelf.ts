/** Folders in which things stand by digest, its first two digits being a folder of their own. */
import { join } from 'node:path'
import { namesIn } from './disk.ts'

/** A thing in such a folder. */
export interface Shelved {
  /** The digest with what follows it; anything at all where somebody else has put a file there. */
  readonly name: string
  readonly path: string
}

/** The place of a name. */
export function shelfPath(folder: string, name: string): string {
  return join(folder, name.slice(0, 2), name.slice(2))
}

/** Everything in the folder. */
export function* shelved(folder: string): Generator<Shelved> {
  for (const first of namesIn(folder)) {
    for (const rest of namesIn(join(folder, first))) yield { name: `${first}${rest}`, path: join(folder, first, rest) }
  }
}
