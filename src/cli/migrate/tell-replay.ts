/** How a replay is told: a line that is redrawn where there is a terminal, lines now and then where there is none, facts for programs. */
import { counted } from '../../diagnostics/render-text.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { shownText, type CommitObject } from '../../git/commit-object.ts'
import type { ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { LiveScreen } from '../live-screen.ts'
import type { Converted } from './conversions.ts'

/** How much there is. */
export interface ReplaySize {
  readonly all: number
  /** Done by earlier runs. */
  readonly before: number
  readonly branch: string
}

/** What this run did. */
export interface ReplayCounts {
  /** Commits looked at, and those that became one. */
  readonly seen: number
  readonly converted: number
  /** Converted in part, and not at all. */
  readonly withErrors: number
  readonly carried: number
  readonly ms: number
}

/** How it ended. */
export interface ReplayEnd extends ReplayCounts {
  readonly done: boolean
  readonly branch: string
  readonly notes: string
  readonly head: string
  readonly since: string | undefined
  /** The last commit of the branch. */
  readonly made: string | undefined
}

/** Commits with errors named one by one; definitions that are broken stay so for many commits. */
const MOST_TOLD = 20

/** Between two lines where there is no terminal, and between two facts. */
const TELL_MS = 5000

/** Tells one run. */
export class ReplayProgress {
  private readonly screen: LiveScreen | undefined
  private readonly start: number
  private told: number
  private seen = 0
  private converted = 0
  private withErrors = 0
  private carried = 0

  constructor(private readonly io: Io, private readonly how: { readonly json?: boolean | undefined; readonly quiet?: boolean | undefined }, private readonly size: ReplaySize) {
    this.start = this.told = io.now()
    if (how.quiet || how.json) return
    this.screen = new LiveScreen(io, ({ columns }) => [this.line().slice(0, columns)])
    if (size.before > 0) this.screen.write(`${size.before} of ${counted(size.all, 'commit')} were replayed before\n`)
  }

  /** A commit is done; `converted` is what its definitions gave, if it became one. */
  tell(converted: Converted | undefined, commit: Pick<CommitObject, 'message'> & { readonly id: string }): void {
    this.seen++
    if (converted) this.converted++
    if (converted && !converted.files) this.carried++
    else if (converted && converted.counts.error > 0) this.withErrors++
    if (converted && converted.counts.error > 0) this.tellErrors(converted, commit)
    if (this.io.now() - this.told >= TELL_MS) this.tellProgress()
  }

  counts(): ReplayCounts {
    return { seen: this.seen, converted: this.converted, withErrors: this.withErrors, carried: this.carried, ms: this.io.now() - this.start }
  }

  /** Takes the live line away. */
  close(): void {
    this.screen?.close()
  }

  /** The summary. */
  end(end: ReplayEnd, exitCode: ExitCode): void {
    if (this.how.json) this.io.stdout(`${JSON.stringify(summaryFact(end, this.size, exitCode))}\n`)
    else if (!this.how.quiet) this.io.stdout(summaryLines(end, this.size).map((line) => `${visibleText(line)}\n`).join(''))
  }

  private tellErrors({ files, counts }: Converted, { id, message }: Pick<CommitObject, 'message'> & { readonly id: string }): void {
    if (this.how.json) this.io.stdout(`${JSON.stringify({ type: 'commit', commit: id, errors: counts.error, converted: files ? 'in part' : 'nothing' })}\n`)
    const told = this.withErrors + this.carried
    if (told === MOST_TOLD + 1) this.screen?.write('… and more; the notes tell all\n')
    if (told > MOST_TOLD) return
    const subject = shownText(message.split('\n', 1)[0] ?? '')
    this.screen?.write(`${visibleText(`${id.slice(0, 12)} ${files ? 'in part' : 'not converted'}, ${counted(counts.error, 'error')}: ${subject}`)}\n`)
  }

  private tellProgress(): void {
    this.told = this.io.now()
    if (this.how.json) {
      const { seconds, left } = this.pace()
      this.io.stdout(`${JSON.stringify({ type: 'progress', done: this.size.before + this.seen, of: this.size.all, perSecond: round(this.seen / seconds), secondsLeft: Math.round(left), withErrors: this.withErrors + this.carried })}\n`)
    } else if (!this.io.screen) {
      this.screen?.write(`${this.line()}\n`)
    }
  }

  private line(): string {
    const { seconds, left } = this.pace()
    const errors = this.withErrors + this.carried
    const pace = this.seen === 0 ? '' : `, ${round(this.seen / seconds)} a second, ${durationOf(left)} left`
    return `${this.size.before + this.seen} of ${counted(this.size.all, 'commit')}${pace}${errors ? `, ${errors} with errors` : ''}`
  }

  private pace(): { readonly seconds: number; readonly left: number } {
    const seconds = Math.max(0.001, (this.io.now() - this.start) / 1000)
    return { seconds, left: this.seen === 0 ? 0 : (this.size.all - this.size.before - this.seen) * seconds / this.seen }
  }
}

function round(number: number): number {
  return Math.round(number * 10) / 10
}

function durationOf(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

function summaryLines({ done, branch, notes, converted, withErrors, carried, seen, ms, made }: ReplayEnd, { all, before }: ReplaySize): readonly string[] {
  const errors = [...(withErrors ? [`${withErrors} in part`] : []), ...(carried ? [`${carried} not at all`] : [])]
  const work = `${counted(seen, 'commit')} in ${durationOf(ms / 1000)}, ${converted} of them converted${errors.length ? ` (${errors.join(', ')}, because of errors)` : ''}`
  if (!done) return [`stopped at ${before + seen} of ${counted(all, 'commit')}: the same command goes on from there`, work]
  return [
    `${branch}: ${(made ?? '').slice(0, 12)}, for ${counted(all, 'commit')}`, work,
    `see what became of what: git log --notes=${notes.replace(/^refs\/notes\//, '')} ${branch}`,
  ]
}

function summaryFact({ done, branch, notes, head, since, converted, withErrors, carried, seen, ms, made }: ReplayEnd, { all, before }: ReplaySize, exitCode: ExitCode): object {
  return {
    type: 'summary', command: 'migrate', exitCode, outcome: done ? 'done' : 'stopped', branch, notes, head, since: since ?? null, commit: made ?? null,
    commits: { all, before, seen, converted, inPart: withErrors, notConverted: carried }, seconds: round(ms / 1000),
  }
}
