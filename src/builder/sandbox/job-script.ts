/** A sandbox request → the shell script that puts its overlays together and runs it, inside the keeper's namespace. Pure. */
import { join } from 'node:path'
import { shellQuote } from '../../std/shell-quote.ts'
import { bwrapArguments } from './bwrap-arguments.ts'
import type { RootSource, SandboxRequest } from './request.ts'

/** Status by which a script says that the kernel refused a mount. */
export const MOUNT_REFUSED = 251

/** Programs of the host, and short names for layers: the kernel takes no more than 4096 bytes of them. */
export interface JobSettings {
  readonly bwrap: string
  readonly node: string
  /** Folder with a link for each layer, named shortly. */
  readonly links: string
  readonly linkOf: (layer: string) => string
}

/** Where the overlay for a place of the sandbox is put together. */
export function assembledAt(folder: string, at: string): string {
  return join(folder, at === '/' ? 'root' : `root${at.replaceAll('-', '--').replaceAll('/', '-')}`)
}

/** The script. */
export function jobScript(request: SandboxRequest, settings: JobSettings): string {
  const places: readonly (readonly [string, RootSource])[] = [['/', request.root], ...request.mounts.map(({ at, from }) => [at, from] as const)]
  const overlays = places.flatMap(([at, from]) => (from.kind === 'overlay' ? [overlayLine(request, at, from, settings)] : []))
  const words = bwrapArguments(request, (at) => assembledAt(request.folder, at)).map(shellQuote).join(' ')
  const output = request.log === undefined ? '' : ` </dev/null >>${shellQuote(request.log)} 2>&1`
  const progress = request.progress === undefined ? '' : ` 3>>${shellQuote(request.progress)}`
  const run = `${shellQuote(settings.bwrap)} ${words}${output}${progress}`
  const lines = [...(overlays.length ? [`cd ${shellQuote(settings.links)}`] : []), ...overlays]
  if (!request.listChanges) return [...lines, `exec ${run}`, ''].join('\n')
  return [...lines, run, 'status=$?', changesLine(request, settings.node), 'exit $status', ''].join('\n')
}

function overlayLine({ folder }: SandboxRequest, at: string, from: RootSource & { readonly kind: 'overlay' }, { linkOf }: JobSettings): string {
  const place = assembledAt(folder, at)
  const lower = [...from.layers].reverse().map(linkOf).join(':')
  const upper = from.upper === undefined ? '' : `,upperdir=${linkOf(from.upper)},workdir=${linkOf(`${from.upper}.work`)}`
  return `mount -t overlay overlay -o ${shellQuote(`userxattr,lowerdir=${lower}${upper}`)} ${shellQuote(place)} || exit ${MOUNT_REFUSED}`
}

/**
 * Lists what the overlay shows in each directory of the upper layer: of that layer alone one cannot tell whether a directory
 * of it hides the one below or is laid over it. Only from within the namespace can the overlay be seen, so Node runs there.
 */
function changesLine({ folder, root }: SandboxRequest, node: string): string {
  if (root.kind !== 'overlay' || root.upper === undefined) return ':'
  return [node, '-e', LIST_CHANGES, root.upper, assembledAt(folder, '/'), join(folder, CHANGES_FILE)].map(shellQuote).join(' ')
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
