/** A sandbox request → the shell script that puts its overlays together and runs it, inside the keeper's namespace. Pure. */
import { join } from 'node:path'
import { shellQuote } from '../../std/shell-quote.ts'
import { splitPath } from '../store/tree.ts'
import { bwrapArguments } from './bwrap-arguments.ts'
import type { RootSource, SandboxRequest } from './request.ts'

/** Name of the file in a run's folder that tells why nothing was run: {@link MOUNT_REFUSED}, or the place of a link. */
export const REFUSED_FILE = 'refused'

/** Said when the kernel refused a mount. */
export const MOUNT_REFUSED = 'mount'

/** Programs of the host, and short names for layers: the kernel takes no more than 4096 bytes of them. */
export interface JobSettings {
  readonly bwrap: string
  readonly node: string
  /** Folder with a link for each layer, named shortly. */
  readonly links: string
  readonly linkOf: (layer: string) => string
  /** Folder that the overlay of a place is put together at, by the number of the place: the root is 0. All runs have the same ones. */
  readonly pointOf: (place: number) => string
  /** File with the system calls that are refused. */
  readonly filter: string
}

/** The script. */
export function jobScript(request: SandboxRequest, settings: JobSettings): string {
  const places: readonly (readonly [string, RootSource])[] = [['/', request.root], ...request.mounts.map(({ at, from }) => [at, from] as const)]
  const overlays = places.flatMap(([, from], place) => (from.kind === 'overlay' ? [overlayLine(request, from, settings.pointOf(place), settings)] : []))
  const settled = bwrapArguments(request, (at) => settings.pointOf(places.findIndex(([other]) => other === at))).map(shellQuote).join(' ')
  const command = request.command.map(shellQuote).join(' ')
  const output = request.log === undefined ? '' : ` </dev/null >>${shellQuote(request.log)} 2>&1`
  const progress = request.progress === undefined ? '' : ` 3>>${shellQuote(request.progress)}`
  // From a file, since its own words can be read by what it runs, and they have paths of the host.
  const words = shellQuote(join(request.folder, 'words'))
  const run = `${shellQuote(settings.bwrap)} --seccomp 4 --args 5 -- ${command}${output}${progress} 4<${shellQuote(settings.filter)} 5<${words}`
  // What mount says against it is for the log.
  const complaints = request.log === undefined ? [] : [`exec 2>>${shellQuote(request.log)}`]
  const lines = [...complaints, `printf '%s\\0' ${settled} >${words}`, ...(overlays.length ? [`cd ${shellQuote(settings.links)}`] : []), ...overlays, ...linkLines(request, places, settings)]
  // At a terminal no shell may stand between it and the command.
  if (request.log === undefined) return [...lines, `exec ${run}`, ''].join('\n')
  // Else the shell stays: bubblewrap, which changes its user, would not end when the keeper's child above it does.
  return [...lines, run, 'status=$?', ...(request.listChanges ? [changesLine(request, settings)] : []), 'exit $status', ''].join('\n')
}

function overlayLine({ folder }: SandboxRequest, from: RootSource & { readonly kind: 'overlay' }, point: string, { linkOf }: JobSettings): string {
  const lower = [...from.layers].reverse().map(linkOf).join(':')
  const upper = from.upper === undefined ? '' : `,upperdir=${linkOf(from.upper)},workdir=${linkOf(`${from.upper}.work`)}`
  return `mount -t overlay overlay -o ${shellQuote(`userxattr,lowerdir=${lower}${upper}`)} ${shellQuote(point)} || ${refuse(folder, MOUNT_REFUSED)}`
}

/** bubblewrap follows links to where it mounts, and outside of the root they would lead over the host's disk. */
function linkLines(request: SandboxRequest, places: readonly (readonly [string, RootSource])[], { pointOf }: JobSettings): readonly string[] {
  const targets = ['/dev', '/proc', ...(request.freshTmp ? ['/tmp'] : []), ...request.mounts.map(({ at }) => at)]
  const checks = targets.flatMap((target) => {
    const around = places.map(([at], place) => ({ at, place })).filter(({ at }) => at === '/' || target.startsWith(`${at}/`)).sort((a, b) => b.at.length - a.at.length)[0]
    const from = around && places[around.place]?.[1]
    if (!around || !from) return []
    const folder = from.kind === 'folder' ? from.folder : pointOf(around.place)
    const ground = splitPath(around.at)
    return splitPath(target).slice(ground.length).map((_, index, below) => [`/${[...ground, ...below.slice(0, index + 1)].join('/')}`, join(folder, ...below.slice(0, index + 1))] as const)
  })
  return [...new Map(checks)].map(([at, path]) => `[ ! -L ${shellQuote(path)} ] || ${refuse(request.folder, at)}`)
}

function refuse(folder: string, why: string): string {
  return `{ echo ${shellQuote(why)} >${shellQuote(join(folder, REFUSED_FILE))}; exit 1; }`
}

/**
 * Lists what the overlay shows in each directory of the upper layer: of that layer alone one cannot tell whether a directory
 * of it hides the one below or is laid over it. Only from within the namespace can the overlay be seen, so Node runs there.
 */
function changesLine({ folder, root }: SandboxRequest, { node, pointOf }: JobSettings): string {
  if (root.kind !== 'overlay' || root.upper === undefined) return ':'
  return [node, '-e', LIST_CHANGES, root.upper, pointOf(0), join(folder, CHANGES_FILE)].map(shellQuote).join(' ')
}

/** Name of the file in a run's folder that tells what was written over its root. */
export const CHANGES_FILE = 'changes.json'

/** What is seen in a directory that was written to: 0 what lies below, 1 a file or link that was written, else a directory. */
export type Changes = { readonly [name: string]: 0 | 1 | Changes }

const LIST_CHANGES = `
const { lstatSync, readdirSync, writeFileSync } = require('fs')
const [upper, seen, to] = process.argv.slice(1)
const list = (below) => Object.fromEntries(readdirSync(seen + below).map((name) => {
  const path = below + '/' + name
  const written = lstatSync(upper + path, { throwIfNoEntry: false })
  return [name, written ? (written.isDirectory() ? list(path) : 1) : 0]
}))
writeFileSync(to, JSON.stringify(list('')))
`
