/** What a machine says on its serial console → what that means. Pure; knows neither QEMU nor terminals. */
import { StringDecoder } from 'node:string_decoder'
import { stripVTControlCharacters } from 'node:util'
import type { MachineOrder, Verdict } from './order.ts'

/** What a console has come to. */
export type Finding =
  | { readonly what: 'expected' }
  | { readonly what: 'fail-text'; readonly text: string }
  /** `line`: what the kernel says of it. */
  | { readonly what: 'panic'; readonly line: string }

/** A line that is longer is looked at in parts. */
const LONGEST_LINE = 16_384
const PANIC = /Kernel panic - not syncing.*/
const VERDICT = /^(?:(PASS|ok)|FAIL|not ok)\b/

/** Listens to one console. Texts are looked for in lines without their escape sequences, as a person reads them. */
export class ConsoleWatch {
  private readonly decoder = new StringDecoder('utf8')
  private readonly waiting: Set<string>
  private line = ''
  private last = ''
  private readonly found: Verdict[] = []

  constructor(private readonly order: Pick<MachineOrder, 'expect' | 'failOn'>) {
    this.waiting = new Set(order.expect)
  }

  /** Takes bytes; answers with the first thing that decides the run. Of one line, what must not be said counts first. */
  take(bytes: Buffer): Finding | undefined {
    const parts = (this.line + this.decoder.write(bytes)).split('\n')
    const rest = parts.pop() ?? ''
    let finding: Finding | undefined
    for (const part of parts) {
      finding ??= this.look(part)
      this.end(part)
    }
    // What has no line feed yet may be a prompt, which never gets one.
    finding ??= this.look(rest)
    this.line = rest.length > LONGEST_LINE ? rest.slice(-LONGEST_LINE / 2) : rest
    return finding
  }

  /** The last line has ended with the machine. */
  close(): void {
    if (this.line !== '') this.end(this.line)
    this.line = ''
  }

  /** What was expected and has not been said, in the order it was asked for. */
  missing(): readonly string[] {
    return this.order.expect.filter((text) => this.waiting.has(text))
  }

  /** The last line that says something, as a person reads it. */
  lastLine(): string {
    return readable(this.line).trim() === '' ? this.last : readable(this.line)
  }

  /** What the machine says of itself, so far. */
  verdicts(): readonly Verdict[] {
    return this.found
  }

  private look(raw: string): Finding | undefined {
    const line = readable(raw)
    const text = this.order.failOn.find((one) => line.includes(one))
    if (text !== undefined) return { what: 'fail-text', text }
    for (const expected of this.waiting) if (line.includes(expected)) this.waiting.delete(expected)
    if (this.order.expect.length > 0 && this.waiting.size === 0) return { what: 'expected' }
    const [panic] = PANIC.exec(line) ?? []
    return panic === undefined ? undefined : { what: 'panic', line: panic }
  }

  private end(raw: string): void {
    const line = readable(raw)
    if (line.trim() !== '') this.last = line
    const verdict = VERDICT.exec(line)
    if (verdict) this.found.push({ good: verdict[1] !== undefined, line })
  }
}

/** Without what steers a terminal. */
function readable(line: string): string {
  return stripVTControlCharacters(line).replaceAll('\r', '').trimEnd()
}
