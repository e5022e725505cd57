/** Gives a person the files of elements: a folder of copies, or a tar file (BF §11.1). */
import { existsSync, linkSync, lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { withSandboxPlaces } from './assembly/sandbox-places.ts'
import type { BuildPlace } from './build.ts'
import { writeTar } from './checkout-tar.ts'
import { Failed, failed, type Result } from './failure.ts'
import type { PreparedProject } from './prepare.ts'
import { diskFailure, makeFolder } from './store/disk.ts'
import { remove } from './store/remove.ts'
import type { Store } from './store/store.ts'
import type { Directory } from './store/tree.ts'
import { withWorkbench, type Scope, type Workbench } from './workbench.ts'

/** What is wanted, and where. */
export interface CheckoutOrder {
  readonly element: string
  readonly deps: Scope
  /** Whether integration commands run over it. */
  readonly integrate: boolean
  /** Absolute paths. A folder that holds something is refused unless `force`; `hardlinks`: files may be the store's own. */
  readonly target: CheckoutFolder | { readonly tar: string }
}

/** A folder to write to. */
export interface CheckoutFolder {
  readonly directory: string
  readonly hardlinks: boolean
  readonly force: boolean
}

/** Writes the files of an element that is built. They are there all at once, or not at all. */
export async function checkout(prepared: PreparedProject, order: CheckoutOrder, place: BuildPlace): Promise<Result<null>> {
  const { target } = order
  const refusal = 'tar' in target ? undefined : refuseFolder(target)
  if (refusal) return refusal
  return withWorkbench(prepared, order.element, order.deps, place, async (bench) => {
    const tree = await treeOf(bench, order.integrate)
    await atTarget('tar' in target ? target.tar : target.directory, () => (
      'tar' in target ? writeTar(tree, target.tar, place.store.objects) : writeFolder(tree, target, place.store, place.signal)))
    return null
  })
}

function refuseFolder({ directory, force }: CheckoutFolder): Result<null> | undefined {
  const found = lstatSync(directory, { throwIfNoEntry: false })
  if (found && !found.isDirectory()) return failed('disk', `${directory} is not a folder`)
  if (!found || force || readdirSync(directory).length === 0) return undefined
  return failed('disk', `the folder ${directory} is not empty`, { hint: 'name another one, or give --force: files of the same names are replaced, others stay' })
}

/** A disk that refuses here is not the store's. */
async function atTarget(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const failure = diskFailure(error, dirname(path))
    throw failure ? new Failed({ ...failure, hint: 'what was there before is unchanged' }) : error
  }
}

async function treeOf({ assembly, layout }: Workbench, integrate: boolean): Promise<Directory> {
  if (!integrate || assembly.integrationOf(layout).length === 0) return layout.root.tree
  return withSandboxPlaces(await assembly.integratedTree(layout))
}

async function writeFolder(tree: Directory, { directory, hardlinks }: CheckoutFolder, store: Store, signal: AbortSignal): Promise<void> {
  makeFolder(dirname(directory))
  const aside = join(dirname(directory), `.${basename(directory)}.morph2bst-${process.pid}`)
  try {
    mkdirSync(aside)
    await new Copying(store, hardlinks, signal).directory(tree, aside)
    moveOver(aside, directory)
  } finally {
    remove(aside)
  }
}

/** How long files are copied before others get a turn. */
const TURN_MS = 20

class Copying {
  private turnEnds = performance.now() + TURN_MS
  constructor(private readonly store: Store, private readonly hardlinks: boolean, private readonly signal: AbortSignal) {}

  async directory({ entries }: Directory, path: string): Promise<void> {
    if (performance.now() > this.turnEnds) {
      await nextTurn()
      if (this.signal.aborted) throw new Failed({ reason: 'stopped', message: 'the checkout was stopped' })
      this.turnEnds = performance.now() + TURN_MS
    }
    for (const [name, entry] of entries) {
      const to = `${path}/${name}`
      if (entry.type === 'link') symlinkSync(entry.target, to)
      else if (entry.type === 'file') {
        if (this.hardlinks) linkSync(this.store.objects.path(entry), to)
        else this.store.objects.copy(entry, to)
      } else {
        mkdirSync(to, 0o755)
        await this.directory(entry, to)
      }
    }
  }
}

/** Moves a folder to where one may be already: then its content goes over that one's. */
function moveOver(from: string, to: string): void {
  const there = lstatSync(to, { throwIfNoEntry: false })
  if (there?.isDirectory() && readdirSync(to).length === 0) rmdirSync(to)
  if (!existsSync(to) && !lstatSync(to, { throwIfNoEntry: false })) {
    renameSync(from, to)
    return
  }
  for (const found of readdirSync(from, { withFileTypes: true })) {
    const target = join(to, found.name)
    const old = lstatSync(target, { throwIfNoEntry: false })
    if (found.isDirectory() && old?.isDirectory()) moveOver(join(from, found.name), target)
    else {
      if (old && (old.isDirectory() || found.isDirectory())) rmSync(target, { recursive: true })
      renameSync(join(from, found.name), target)
    }
  }
}
