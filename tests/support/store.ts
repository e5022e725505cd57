/** Stores with a little in them. Knows no projects and no sandboxes. */
import { chmodSync, lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Result } from '../../src/builder/failure.ts'
import type { ArtifactName } from '../../src/builder/store/artifacts.ts'
import { digestOf } from '../../src/builder/store/digest.ts'
import { openStore, type Store } from '../../src/builder/store/store.ts'
import type { Directory } from '../../src/builder/store/tree.ts'
import { folderOf } from './space.ts'

/** The value of a success; anything else fails the test. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

/** The words of a failure. */
export function wordsOf(result: Result<unknown>): string {
  return result.ok ? 'no failure' : result.failure.message
}

const open: Store[] = []
afterEach(() => { open.splice(0).forEach((store) => { store.close() }) })

/** An open store, in a new folder if none is given; closed after the test. */
export async function storeAt(folder = join(folderOf(), 'store')): Promise<Store> {
  const store = valueOf(await openStore(folder))
  open.push(store)
  return store
}

/** Files by path: a text; `x` before a text for a program; `-> target` for a link; `/` for an empty folder. */
export type Files = Readonly<Record<string, string>>

/** Writes files into a folder. */
export function writeFiles(folder: string, files: Files): string {
  for (const [path, text] of Object.entries(files)) {
    const at = join(folder, path)
    mkdirSync(text === '/' ? at : dirname(at), { recursive: true })
    if (text.startsWith('-> ')) symlinkSync(text.slice(3), at)
    else if (text !== '/') writeFileSync(at, text.replace(/^x/, ''))
    if (text.startsWith('x')) chmodSync(at, 0o755)
  }
  return folder
}

/** Puts files into a store as a build would. */
export function take(store: Store, files: Files): Promise<Directory> {
  return store.take(writeFiles(store.session.newFolder('made'), files))
}

/** The name of an artifact of the element, at a key of its own. */
export function nameFor(element: string): ArtifactName {
  return { project: 'p', element, key: digestOf(element) }
}

/** An artifact with files. */
export async function makeArtifact(store: Store, element: string, files: Files): Promise<Directory> {
  const tree = await take(store, files)
  const { project, key } = nameFor(element)
  const log = `${project}/${element}/${key.slice(0, 8)}-build.log`
  writeFiles(store.logs, { [log]: 'log\n' })
  store.artifacts.publish(nameFor(element), { tree: tree.digest, log }, {})
  return tree
}

/** What a folder holds, a line each: mode, path, and where a link leads to. */
export function listing(folder: string, below = ''): readonly string[] {
  return readdirSync(join(folder, below)).sort().flatMap((name) => {
    const path = `${below}/${name}`
    const stat = lstatSync(join(folder, path))
    if (stat.isSymbolicLink()) return [`link ${path} -> ${readlinkSync(join(folder, path))}`]
    const mode = (stat.mode & 0o7777).toString(8)
    return stat.isDirectory() ? [`${mode} ${path}/`, ...listing(folder, path)] : [`${mode} ${path}`]
  })
}
