/** How a session of the builder is told: to people on stderr, with live lines on a terminal; to programs on stdout. Decides nothing. */
import type { Listener, Task } from '../builder/events.ts'
import type { Failure } from '../builder/failure.ts'
import { eventJson, failureJson, sessionJson, summaryJson } from '../report/build/event-json.ts'
import { renderHeading, type Session } from '../report/build/heading.ts'
import { messageLine, type MessageLine } from '../report/build/message-line.ts'
import { buildPaint } from '../report/build/paint.ts'
import { Progress } from '../report/build/progress.ts'
import { renderEvent, renderRunFailure } from '../report/build/render-event.ts'
import { statusLines } from '../report/build/status-lines.ts'
import { renderSummary, type SessionEnd } from '../report/build/summary.ts'
import type { ExitCode } from './exit-code.ts'
import type { Io } from './io.ts'
import { LiveScreen } from './live-screen.ts'

/** How a session is told. */
export interface ConsoleOptions {
  /** The command, for programs. */
  readonly command: string
  readonly json: boolean
  readonly colour: boolean
  readonly errorLines: number
  /** Queues in the order of work, with their names. */
  readonly queues: readonly (readonly [string, Task['action']])[]
}

/** Tells one session, from its opening to its end. */
export class BuildConsole {
  private readonly io: Io
  private readonly options: ConsoleOptions
  private readonly progress = new Progress()
  private readonly startMs: number
  private readonly screen: LiveScreen
  private session: Session | undefined

  constructor(io: Io, options: ConsoleOptions) {
    this.io = io
    this.options = options
    this.startMs = io.now()
    this.screen = new LiveScreen(options.json ? { ...io, screen: undefined } : io, (size) => this.statusLines(size))
  }

  /** Takes the builder's events. */
  readonly listener: Listener = (event) => {
    const wasRunning = this.progress.isRunning(event)
    this.progress.take(event, this.io.now())
    if (this.options.json) this.io.stdout(eventJson(event, this.io.now()))
    // BuildStream too is silent about what it never began: hundreds of cached elements say nothing.
    else if (event.type === 'skipped' && !wasRunning) return
    else this.screen.write(renderEvent(event, this.options))
  }

  /** Tells what is done for the whole run. */
  say(type: MessageLine['type'], message: string, elapsedMs?: number): void {
    if (this.options.json) return
    const line = messageLine({ type, action: 'main', message, ...(elapsedMs === undefined ? {} : { elapsedMs }) }, buildPaint(this.options.colour))
    this.screen.write(`${line}\n`)
  }

  /** Does a step of the run itself, told before and after. */
  async step<T>(message: string, work: () => T | Promise<T>, isGood: (result: T) => boolean): Promise<T> {
    const startMs = this.io.now()
    this.say('START', message)
    const result = await work()
    this.say(isGood(result) ? 'SUCCESS' : 'FAILURE', message, this.io.now() - startMs)
    return result
  }

  /** Opens the session; from here on a terminal has live lines. */
  open(session: Omit<Session, 'startMs'>): void {
    this.session = { ...session, startMs: this.startMs }
    if (this.options.json) this.io.stdout(sessionJson(this.options.command, this.session))
    else this.screen.write(renderHeading(this.session, this.options.colour))
  }

  /** The person wants it to end: what is live goes away, what ends is still told. */
  stopping(): void {
    this.screen.close()
    this.say('STATUS', 'Stopping what runs; Ctrl-C again ends at once')
  }

  /** Closes the session. */
  close(title: string, isGood: boolean, counts: Pick<SessionEnd, 'total' | 'session'> & Partial<Pick<SessionEnd, 'queues'>>, exitCode: ExitCode): void {
    this.screen.close()
    const end: SessionEnd = { total: counts.total, session: counts.session, queues: counts.queues ?? this.queues(), failures: this.progress.failures() }
    this.say(isGood ? 'SUCCESS' : 'FAILURE', title, this.io.now() - this.startMs)
    if (this.options.json) this.io.stdout(summaryJson(this.options.command, end, exitCode, this.io.now()))
    else this.io.stderr(renderSummary(end, this.options))
  }

  /** The whole of it cannot go on, for a reason that is no single element's. */
  fail(title: string, failure: Failure, exitCode: ExitCode): void {
    this.screen.close()
    if (this.options.json) this.io.stdout(failureJson(this.options.command, failure, exitCode, this.io.now()))
    else this.io.stderr(renderRunFailure(title, failure, this.io.now() - this.startMs, this.options))
  }

  /** Whatever has happened, nothing stays on the terminal. */
  end(): void {
    this.screen.close()
  }

  private queues(): SessionEnd['queues'] {
    return this.options.queues.map(([name, action]) => [name, this.progress.queue(action)])
  }

  private statusLines(size: { readonly columns: number; readonly rows: number }): readonly string[] {
    if (!this.session) return []
    const nowMs = this.io.now()
    const queues = this.queues()
    const last = queues.at(-1)?.[1]
    return statusLines({
      project: this.session.project.name, elapsedMs: nowMs - this.startMs, nowMs, queues, running: this.progress.running(),
      done: last ? last.processed + last.skipped + last.failed : 0, total: this.session.elements.length,
    }, size, this.options.colour)
  }
}
