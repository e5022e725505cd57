/** Staged places → what a sandbox is to be made of: layers where the kernel lays them over each other, else files. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { InternalError } from '../../std/internal-error.ts'
import type { Mount, RootSource } from '../sandbox/request.ts'
import { RootMerge } from '../staging/merge.ts'
import { layOut } from '../store/layers.ts'
import { makeFolders } from '../store/make-folders.ts'
import type { Store } from '../store/store.ts'
import { splitPath, type Directory } from '../store/tree.ts'
import { SANDBOX_PLACES } from './sandbox-places.ts'
import type { Layout, StagedPlace } from './layout.ts'

/** The kernel takes 500 layers, and 4096 bytes of their names. */
const MOST_LAYERS = 400

/** What integration made of a root: a layer to lay over it, or the whole root anew. */
export type Integrated = { readonly kind: 'layer'; readonly folder: string } | { readonly kind: 'root'; readonly folder: string }

/** How a sandbox sees its places. */
export interface RootsOrder {
  readonly layout: Layout
  readonly integrated?: Integrated | undefined
  /** Whether what is staged can be written over; what is written goes away with the sandbox. */
  readonly writable: boolean
  /** Folders that are seen at places of their own, outer ones first. Where they are, nothing else is staged. */
  readonly folders: readonly { readonly at: string; readonly folder: string }[]
  /** Directory that commands start in; it is there even if nothing has brought it. */
  readonly cwd: string
}

/** What {@link SandboxRequest} takes of it. */
export interface Roots {
  readonly root: RootSource
  readonly mounts: readonly Mount[]
}

/** Makes the roots of a sandbox in `work`, a folder of its own. */
export async function makeRoots(order: RootsOrder, store: Store, work: string, overlays: boolean): Promise<Roots> {
  const whole = order.folders.find(({ at }) => at === '/')
  if (whole) {
    makePoints(whole.folder, ['dev', 'proc', 'tmp'])
    return { root: { kind: 'folder', folder: whole.folder, writable: true }, mounts: [] }
  }
  const covered = (at: string): boolean => order.folders.some((other) => at === other.at || at.startsWith(`${other.at}/`))
  const places = [order.layout.root, ...order.layout.places.filter(({ at, layers }) => !covered(at) && (layers.length > 0 || order.writable))]
  const scaffold = makeScaffold(order, places, join(work, 'scaffold'))
  const targets = [...SANDBOX_PLACES.map((name) => `/${name}`), ...places.slice(1).map(({ at }) => at), ...scaffold.targets, ...(order.cwd === '/' || covered(order.cwd) ? [] : [order.cwd])]
  const sources: RootSource[] = []
  for (const [index, place] of places.entries()) {
    const points = targets.filter((target) => target !== place.at && innermost(target, places) === place)
    const folder = join(work, `place-${index}`)
    const integrated = place.at === '/' ? order.integrated : undefined
    sources.push(await (overlays ? overlay : plain)({ place, integrated, points, folder, writable: order.writable }, store))
  }
  const [root, ...others] = sources
  if (!root) throw new InternalError('a sandbox without a root')
  const mounts: Mount[] = [
    ...others.map((from, index) => ({ at: places[index + 1]?.at ?? '/', from })), ...scaffold.mounts,
    ...order.folders.map(({ at, folder }) => ({ at, from: { kind: 'folder' as const, folder, writable: true } })),
  ]
  return { root, mounts: mounts.sort((a, b) => (a.at < b.at ? -1 : 1)) }
}

/** Places that others are mounted at, and mounts that make them. */
interface Scaffold {
  readonly targets: readonly string[]
  readonly mounts: readonly Mount[]
}

/**
 * For folders deep in the root, such as the one that sources are staged in, the way there is a mount of its own: thus all
 * elements can have the same ground, whatever their names are. Only where the root has nothing of that name itself.
 */
function makeScaffold({ folders, layout, writable }: RootsOrder, places: readonly StagedPlace[], folder: string): Scaffold {
  const targets: string[] = []
  const mounts = new Map<string, Mount>()
  for (const { at } of folders) {
    const [top = '', ...below] = splitPath(at)
    const isTaken = below.length === 0 || writable || layout.root.tree.entries.has(top) || places.some((place) => place.at === `/${top}` || place.at.startsWith(`/${top}/`))
      || folders.some((other) => other.at === `/${top}`)
    if (isTaken) {
      targets.push(at)
      continue
    }
    mkdirSync(join(folder, top, ...below), { recursive: true })
    targets.push(`/${top}`)
    mounts.set(top, { at: `/${top}`, from: { kind: 'folder', folder: join(folder, top), writable: false } })
  }
  return { targets: [...new Set(targets)], mounts: [...mounts.values()] }
}

function innermost(target: string, places: readonly StagedPlace[]): StagedPlace | undefined {
  return places.filter(({ at }) => at === '/' || target.startsWith(`${at}/`)).reduce((a, b) => (b.at.length > a.at.length ? b : a))
}

interface PlaceOrder {
  readonly place: StagedPlace
  readonly integrated: Integrated | undefined
  /** Places of the sandbox that something else is mounted at. */
  readonly points: readonly string[]
  readonly folder: string
  readonly writable: boolean
}

async function overlay({ place, integrated, points, folder, writable }: PlaceOrder, store: Store): Promise<RootSource> {
  const below = points.map((point) => splitPath(point).slice(splitPath(place.at).length).join('/')).sort()
  const ground = store.session.shared(`ground ${JSON.stringify(below)}`, (made) => { makePoints(made, below) })
  const layers = [ground]
  for (const tree of fewEnough(place.layers)) layers.push(await store.layers.provide(tree, store.session.folder))
  if (integrated) layers.push(integrated.folder)
  if (writable) {
    const upper = join(folder, 'upper')
    mkdirSync(upper, { recursive: true })
    mkdirSync(`${upper}.work`)
    return { kind: 'overlay', layers, upper }
  }
  return layers.length === 1 ? { kind: 'folder', folder: ground, writable: false } : { kind: 'overlay', layers }
}

/** As many layers as the kernel takes: the lowest ones become one. */
function fewEnough(layers: readonly Directory[]): readonly Directory[] {
  if (layers.length <= MOST_LAYERS) return layers
  const merge = new RootMerge()
  const lowest = layers.length - MOST_LAYERS + 1
  for (const tree of layers.slice(0, lowest)) merge.add({ element: '', tree, mayOverlap: () => true })
  return [merge.finish(), ...layers.slice(lowest)]
}

async function plain({ place, integrated, points, folder, writable }: PlaceOrder, store: Store): Promise<RootSource> {
  // A root that integration made file by file is this task's own.
  const own = integrated?.folder ?? folder
  if (!integrated) await layOut(place.tree, folder, store.objects, writable ? 'copy' : 'link')
  makePoints(own, points.map((point) => splitPath(point).slice(splitPath(place.at).length).join('/')))
  return { kind: 'folder', folder: own, writable }
}

/** The directories that others are mounted on have to be there before. */
function makePoints(folder: string, points: readonly string[]): void {
  for (const point of points) makeFolders(folder, splitPath(point))
}
