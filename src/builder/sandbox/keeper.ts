/**
 * Runs sandboxes. A keeper is a shell in a user and mount namespace of its own, where overlays may be put together without
 * root; it starts each run's script and tells how it ended. When it dies, for whatever reason, the kernel ends every run
 * and takes every mount away. Knows nothing of elements.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import type { Readable, Writable } from 'node:stream'
import { createInterface } from 'node:readline'
import { failed, success, type Result } from '../failure.ts'
import { remove } from '../store/remove.ts'
import { withoutInherited } from './descriptors.ts'
import { jobScript, MOUNT_REFUSED, REFUSED_FILE } from './job-script.ts'
import type { SandboxRequest, SandboxResult } from './request.ts'
import { xattrFilter } from './xattr-filter.ts'

/** Runs sandboxes one after the other or side by side. */
export class Keeper {
  private child: ChildProcessByStdio<Writable, Readable, Readable> | undefined
  private starting: Promise<Result<boolean>> | undefined
  private readonly waiting = new Map<number, (status: number | undefined) => void>()
  private readonly links = new Map<string, string>()
  private count = 0
  private points = 0
  private lastWords = ''

  /**
   * `folder`: of the store's session, for the keeper alone. `environment`: of the host, for finding programs; with
   * `MORPH2BST_STAGING=files` in it nothing is laid over each other, even where the kernel could.
   */
  constructor(private readonly folder: string, private readonly environment: Readonly<Record<string, string | undefined>>) {}

  /** Starts, unless it has; tells whether the kernel lets overlays be put together here. */
  async start(): Promise<Result<boolean>> {
    return this.starting ??= this.begin()
  }

  /** Runs an order to its end. With `signal` the run is killed, with all it started. */
  async run(request: SandboxRequest, signal?: AbortSignal): Promise<Result<SandboxResult>> {
    const started = await this.start()
    if (!started.ok) return started
    if (signal?.aborted) return failed('stopped', 'the build was stopped')
    this.prepare(request)
    const number = this.count++
    const ended = new Promise<number | undefined>((resolve) => this.waiting.set(number, resolve))
    const stop = (): void => { this.say(`stop ${number} ${request.folder}`) }
    signal?.addEventListener('abort', stop, { once: true })
    this.say(`run ${number} ${request.folder}`)
    const status = await ended
    signal?.removeEventListener('abort', stop)
    if (signal?.aborted) return failed('stopped', 'the build was stopped')
    if (status === undefined) return failed('host', `the process that keeps the sandboxes ended${this.lastWords === '' ? '' : `: ${this.lastWords}`}`)
    return status === 0 ? success({ status }) : refusalOf(request.folder) ?? success({ status })
  }

  /** Runs an order with this process's terminal, in a namespace of its own. */
  async runAlone(request: SandboxRequest): Promise<Result<SandboxResult>> {
    const started = await this.start()
    if (!started.ok) return started
    const apart = started.value ? ['unshare', '-m'] : []
    const words = [...NAMESPACE, '--', 'sh', '-c', 'mount -t proc proc /proc && exec "$@"', 'sh', ...apart, 'sh', this.prepare(request)]
    const child = withoutInherited((more) => spawn('bwrap', words, {
      stdio: ['inherit', 'inherit', 'inherit', ...more], env: { PATH: this.environment.PATH, LC_ALL: 'C', ...LONG_OPTIONS },
    }))
    return new Promise((resolve) => {
      child.on('error', (error) => { resolve(failed('host', `bubblewrap cannot be started: ${error.message}`)) })
      child.on('close', (status, signal) => { resolve(success({ status: status ?? 128 + (signal === null ? 0 : constants.signals[signal]) })) })
    })
  }

  /** Writes the script of a run and makes the folders it needs; the script's path. */
  private prepare(request: SandboxRequest): string {
    const script = jobScript(request, {
      bwrap: 'bwrap', node: process.execPath, links: join(this.folder, 'l'), linkOf: (layer) => this.linkOf(layer), pointOf: (place) => this.pointOf(place), filter: join(this.folder, 'filter'),
    })
    const path = join(request.folder, 'run.sh')
    writeFileSync(path, script)
    return path
  }

  /** Removes a folder that nobody uses any more, without waiting for it. */
  discard(folder: string): void {
    if (this.child) this.say(`discard 0 ${folder}`)
    else remove(folder)
  }

  /** Ends the keeper, and with it whatever still runs. */
  close(): void {
    this.child?.stdin.end()
    this.child?.kill('SIGKILL')
    this.child = undefined
  }

  private say(line: string): void {
    this.child?.stdin.write(`${line}\n`)
  }

  /** A short name for a layer, in one folder with all others: the kernel takes 4096 bytes for all names of a mount. */
  private linkOf(layer: string): string {
    let name = this.links.get(layer)
    if (name === undefined) {
      name = this.links.size.toString(36)
      symlinkSync(layer, join(this.folder, 'l', name))
      this.links.set(layer, name)
    }
    return name
  }

  /** Mounts of a run are seen by that run alone, so one folder serves all. */
  private pointOf(place: number): string {
    while (this.points <= place) mkdirSync(join(this.folder, `m${this.points++}`))
    return join(this.folder, `m${place}`)
  }

  private async begin(): Promise<Result<boolean>> {
    const missing = (this.environment.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'bwrap')))
      ? undefined : failed('host', 'bubblewrap is not installed (no bwrap in PATH)', { hint: 'install the package bubblewrap' })
    if (missing) return missing
    // Runs are told to the keeper in lines.
    if (this.folder.includes('\n')) return failed('host', 'the path of the store holds a line feed', { hint: 'choose another place with --store' })
    for (const name of ['l', 'probe', 'probe/a', 'probe/b', 'probe/m']) mkdirSync(join(this.folder, name), { recursive: true })
    writeFileSync(join(this.folder, 'filter'), xattrFilter())
    const words = [...NAMESPACE, '--', 'sh', '-c', KEEPER, 'keeper', this.folder, this.environment.MORPH2BST_STAGING ?? '']
    const child = withoutInherited((more) => spawn('bwrap', words, {
      stdio: ['pipe', 'pipe', 'pipe', ...more], env: { PATH: this.environment.PATH, LC_ALL: 'C', ...LONG_OPTIONS },
    })) as ChildProcessByStdio<Writable, Readable, Readable>
    this.child = child
    child.stdin.on('error', () => undefined)
    child.stderr.on('data', (bytes: Buffer) => { this.lastWords = bytes.toString().trim().split('\n').at(-1) ?? '' })
    return new Promise((resolve) => {
      child.on('error', (error) => { resolve(failed('host', `bubblewrap cannot be started: ${error.message}`)) })
      child.on('close', () => {
        this.child = undefined
        resolve(failed('host', `bubblewrap cannot make a namespace here: ${this.lastWords}`, { hint: 'user namespaces have to be allowed: sysctl kernel.unprivileged_userns_clone=1, or kernel.apparmor_restrict_unprivileged_userns=0' }))
        for (const tell of this.waiting.values()) tell(undefined)
        this.waiting.clear()
      })
      createInterface({ input: child.stdout }).on('line', (line) => {
        const [word, status] = line.split(' ')
        if (word === 'ready') resolve(success(status === 'overlay'))
        else {
          this.waiting.get(Number(word))?.(Number(status))
          this.waiting.delete(Number(word))
        }
      })
    })
  }
}

/** Why a run was not begun, if the script of it says so. */
function refusalOf(folder: string): Result<never> | undefined {
  const path = join(folder, REFUSED_FILE)
  if (!existsSync(path)) return undefined
  const why = readFileSync(path, 'utf8').trim()
  if (why === MOUNT_REFUSED) return failed('host', 'the kernel refused to lay the dependencies over each other', { hint: 'set MORPH2BST_STAGING=files to stage file by file' })
  return failed('staging', `the dependencies have a symbolic link at ${why}, where the sandbox needs a directory`, { hint: 'the link may come from integration commands as well' })
}

/** Newer versions of mount would pass options one by one, which the kernel takes only up to 256 bytes each. */
const LONG_OPTIONS = { LIBMOUNT_FORCE_MOUNT2: 'always' }

/**
 * All capabilities, over nothing but what is made in here; the disk as it is. Not bubblewrap's own /proc: it covers parts of
 * it, and then the kernel lets nobody mount another one further in.
 */
const NAMESPACE = ['--unshare-user', '--uid', '0', '--gid', '0', '--unshare-pid', '--cap-add', 'ALL', '--die-with-parent', '--dev-bind', '/', '/']

/**
 * The keeper's loop. Each run has namespaces of its own: its mounts go when it ends, and nothing that it has left running is
 * alive any more when it is told to have ended, since what it wrote is looked at then.
 */
const KEEPER = `
cd "$1" || exit 1
mount -t proc proc /proc || exit 1
kind=files
if [ "$2" != files ] && unshare -m mount -t overlay overlay -o userxattr,lowerdir=probe/a:probe/b probe/m 2>/dev/null; then kind=overlay; fi
echo "ready $kind"
while read -r word number folder; do
  case $word in
    run)
      ( unshare --mount --pid --fork --kill-child --mount-proc sh "$folder/run.sh" & echo $! > "$folder/pid"; wait $!; echo "$number $?" ) & ;;
    stop)
      until [ -s "$folder/pid" ]; do sleep 0.01; done
      kill -KILL "$(cat "$folder/pid")" ;;
    discard) rm -rf "$folder" & ;;
  esac
done
`
