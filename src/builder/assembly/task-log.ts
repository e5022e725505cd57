/** The log of one task: what a person reads who wants to know what happened to an element. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { normalName } from '../store/artifacts.ts'

/** A log that grows. */
export class TaskLog {
  /** Absolute. */
  readonly path: string
  private pending = ''
  private readonly began = performance.now()

  /** `name`: below the folder of logs. */
  constructor(logs: string, readonly name: string, private readonly subject: string) {
    this.path = join(logs, name)
    mkdirSync(dirname(this.path), { recursive: true })
  }

  /** A line with the time since the beginning, such as `[00:00:03] START   [1b9d04e8] app.bst: Staging sources`. */
  say(type: string, message: string, detail = ''): void {
    const more = detail === '' ? '' : `\n\n${detail.replace(/^(?=.)/gm, '    ')}\n`
    this.raw(`[${clock(performance.now() - this.began)}] ${type.padEnd(7)} ${this.subject}: ${message}\n${more}`)
  }

  /** Text as it is. */
  raw(text: string): void {
    this.pending += text
  }

  /** Writes what was said so far, before others write to the file. */
  flush(): void {
    if (this.pending === '') return
    appendFileSync(this.path, this.pending)
    this.pending = ''
  }

  /** The last lines of it. */
  tail(lines: number): readonly string[] {
    this.flush()
    return lastLines(this.path, lines)
  }
}

/** The last lines of a log, of those behind its heading; none of one that is gone. */
export function lastLines(path: string, lines: number): readonly string[] {
  if (!existsSync(path)) return []
  const all = readFileSync(path, 'utf8').trimEnd().split('\n')
  const begin = Math.max(0, all.findIndex((line) => /^\[\d\d:\d\d:\d\d\] START/.test(line)))
  return all.slice(Math.max(begin, all.length - lines))
}

/** Milliseconds as `HH:MM:SS`. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return [seconds / 3600, seconds / 60 % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')
}

/** Where the log of a task begun at `date` goes (BF §11.2): `PROJECT/NAME/KEY8-ACTION.YYYYMMDD-HHMMSS.log`. */
export function logName(project: string, element: string, key: string, action: string, date: Date): string {
  const stamp = date.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  return `${project}/${normalName(element)}/${key.slice(0, 8)}-${action}.${stamp}.log`
}
