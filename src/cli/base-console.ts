/** How making a sysroot is told: to people on stderr, with a live line on a terminal; to programs on stdout. Decides nothing. */
import type { SysrootFailure } from '../sysroot/failure.ts'
import type { Sysroot, SysrootEvent } from '../sysroot/request.ts'
import type { ExitCode } from './exit-code.ts'
import type { Io } from './io.ts'
import { LiveScreen } from './live-screen.ts'
import { sizeText } from './size.ts'
import { tellFailure } from './terminal.ts'

/** How often a line says how far it is where there is no terminal. */
const LINE_MS = 10_000
const BAR_WIDTH = 30

/** Tells one run. */
export class BaseConsole {
  private readonly screen: LiveScreen
  private readonly startMs: number
  private lastLineMs: number
  private current: SysrootEvent | undefined

  constructor(private readonly io: Io, private readonly options: { readonly json: boolean; readonly quiet: boolean }) {
    this.startMs = this.lastLineMs = io.now()
    this.screen = new LiveScreen(options.json || options.quiet ? { ...io, screen: undefined } : io, ({ columns }) => this.liveLines(columns))
  }

  /** Takes what happens. */
  readonly listener = (event: SysrootEvent): void => {
    const isNew = this.current?.of !== event.of
    this.current = event
    if (this.options.json) {
      this.json({ type: event.of, ...event, of: undefined })
      return
    }
    if (this.options.quiet) return
    const line = isNew ? opening(event) : undefined
    if (line !== undefined) this.screen.write(`${line}\n`)
    else if (!this.io.screen && !isNew && this.io.now() - this.lastLineMs >= LINE_MS) this.screen.write(`${state(event) ?? ''}\n`)
    else {
      // The live line follows by itself, once a second.
      if (isNew) this.screen.write('')
      return
    }
    this.lastLineMs = this.io.now()
  }

  /** Tells what there is now. */
  done(sysroot: Sysroot): void {
    this.screen.close()
    const seconds = (this.io.now() - this.startMs) / 1000
    if (this.options.json) {
      this.json({ type: 'done', ...sysroot, seconds })
      return
    }
    if (this.options.quiet) return
    const holds = `${sysroot.packages} packages, ${sysroot.files} files, ${sizeText(sysroot.bytes)}`
    const text = sysroot.state === 'kept'
      ? `${sysroot.folder} is what is asked for already: ${holds}\n  hint: --force makes it anew, with the versions of today\n`
      : `Made ${sysroot.folder}: ${holds}, in ${seconds.toFixed(1)} s\nManifest: ${sysroot.manifest}\n`
    this.io.stderr(text)
  }

  /** Tells why there is nothing new. */
  fail(failure: SysrootFailure, exitCode: ExitCode): void {
    this.screen.close()
    if (this.options.json) this.json({ type: 'failure', ...failure, exitCode })
    if (failure.reason === 'stopped') this.io.stderr('morph2bst: stopped; what was fetched is kept\n')
    else tellFailure(failure, this.io)
  }

  private json(value: object): void {
    this.io.stdout(`${JSON.stringify(value)}\n`)
  }

  private liveLines(columns: number): readonly string[] {
    const line = this.current && state(this.current)
    return line === undefined ? [] : [line.slice(0, Math.max(1, columns - 1))]
  }
}

/** A line for the beginning of a part. */
function opening(event: SysrootEvent): string | undefined {
  switch (event.of) {
    case 'waiting': return 'Waiting for another run that uses the same cache'
    case 'indexes': return `Fetching the indexes of ${event.suite}`
    case 'resolved': return `${event.packages} packages of ${sizeText(event.bytes)}, ${event.missingBytes === 0 ? 'all in the cache' : `${sizeText(event.missingBytes)} to fetch`}`
    case 'finishing': return 'Finishing the tree'
    default: return undefined
  }
}

/** How far a part is. */
function state(event: SysrootEvent): string | undefined {
  switch (event.of) {
    case 'downloading': return `Fetching  ${bar(event.bytes / Math.max(1, event.totalBytes))} ${sizeText(event.bytes)} of ${sizeText(event.totalBytes)}`
    case 'unpacking': return `Unpacking ${bar(event.packages / Math.max(1, event.totalPackages))} ${event.packages} of ${event.totalPackages} packages`
    default: return undefined
  }
}

function bar(part: number): string {
  const full = Math.round(Math.min(1, part) * BAR_WIDTH)
  return `[${'='.repeat(full)}${' '.repeat(BAR_WIDTH - full)}]`
}
