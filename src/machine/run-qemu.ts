/** One QEMU from its start to its end: what it says, what it tells of the machine, and that nothing of it stays. Knows no meaning of either. */
import { spawn, type ChildProcess } from 'node:child_process'
import type { Duplex, Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as delay } from 'node:timers/promises'
import type { MachineWorld } from './order.ts'
import { findProgram } from './programs.ts'
import { CONTROL_FD, FIRMWARE_FD } from './qemu-words.ts'

/** What is to be run, and who listens. */
export interface QemuRun {
  /** The program, absolute. */
  readonly program: string
  readonly words: readonly string[]
  readonly environment: MachineWorld['environment']
  /** Ends it. */
  readonly signal: AbortSignal
  readonly console: (bytes: Buffer) => void
  /** Takes what the firmware says, as it comes. */
  readonly firmware: (text: string) => void
}

/** How it ended. */
export interface QemuEnd {
  /** Nothing if a signal ended it. */
  readonly status: number | undefined
  /** Why the machine ended, in QEMU's words (`guest-shutdown`, `guest-reset`); nothing if that was not told. */
  readonly shutdown: string | undefined
  /** All that it said as a program. */
  readonly said: string
  /** It could not be started at all. */
  readonly refused?: string
}

/** How long a QEMU that was asked to end may take. */
const GRACE_MS = 3000
/** How long what it said may still be on its way when it has ended. */
const DRAIN_MS = 1000

/** Runs QEMU to its end; with `signal` that is soon. */
export async function runQemu({ program, words, environment, signal, console, firmware }: QemuRun): Promise<QemuEnd> {
  if (signal.aborted) return { status: undefined, shutdown: undefined, said: '' }
  // Whatever ends us, even without a word, the kernel ends QEMU then.
  const setpriv = findProgram('setpriv', environment)
  const child = spawn(setpriv ?? program, [...setpriv === undefined ? [] : ['--pdeathsig', 'KILL', '--', program], ...words], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'], env: { ...environment },
    // Ctrl-C is ours then: what QEMU would make of it is not told apart from a machine that ends.
    detached: setpriv !== undefined,
  })
  let [said, shutdown] = ['', undefined as string | undefined]
  const ended = endOf(child)
  const drained = Promise.all([
    listen(child.stdout, console),
    listen(child.stderr, (bytes) => { said += bytes.toString() }),
    listen(child.stdio[CONTROL_FD] as Duplex | undefined, toldShutdown(child, (reason) => { shutdown ??= reason })),
    listen(child.stdio[FIRMWARE_FD] as Duplex | undefined, (bytes) => { firmware(bytes.toString('latin1')) }),
  ])
  const stop = (): void => { void end(child, ended) }
  signal.addEventListener('abort', stop, { once: true })
  const how = await ended
  signal.removeEventListener('abort', stop)
  // A program that QEMU has left behind could keep them open for ever.
  await Promise.race([drained, delay(DRAIN_MS, undefined, { ref: false })])
  for (const stream of child.stdio) stream?.destroy()
  return { ...how, shutdown, said: said.trim() }
}

function endOf(child: ChildProcess): Promise<Pick<QemuEnd, 'status' | 'refused'>> {
  return new Promise((resolve) => {
    child.on('error', (error) => { resolve({ status: undefined, refused: error.message }) })
    child.on('exit', (status) => { resolve({ status: status ?? undefined }) })
  })
}

/** Asks it to end, and sees to it that it does. */
async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM')
  const hangs = await Promise.race([ended.then(() => false), delay(GRACE_MS, true, { ref: false })])
  if (hangs) child.kill('SIGKILL')
}

function listen(stream: Readable | null | undefined, take: (bytes: Buffer) => void): Promise<void> {
  if (!stream) return Promise.resolve()
  return new Promise((resolve) => {
    // QEMU's end of a pipe that breaks is QEMU's end; that is told by its status.
    stream.on('error', () => { resolve() })
    stream.on('close', () => { resolve() })
    stream.on('data', take)
  })
}

/** Listens to QEMU's control lines, one JSON object each; it tells of events once it was answered. */
function toldShutdown(child: ChildProcess, tell: (reason: string) => void): (bytes: Buffer) => void {
  const decoder = new StringDecoder('utf8')
  let begun = ''
  return (bytes) => {
    const lines = (begun + decoder.write(bytes)).split('\n')
    begun = lines.pop() ?? ''
    for (const line of lines) {
      const told = parsed(line)
      if (told.QMP !== undefined) (child.stdio[CONTROL_FD] as Duplex | undefined)?.write('{"execute":"qmp_capabilities"}\n')
      if (told.event === 'SHUTDOWN' && told.data?.reason !== undefined) tell(told.data.reason)
    }
  }
}

interface ControlLine {
  readonly QMP?: unknown
  readonly event?: string
  readonly data?: { readonly reason?: string }
}

function parsed(line: string): ControlLine {
  try {
    return (JSON.parse(line) ?? {}) as ControlLine
  } catch {
    return {}
  }
}
