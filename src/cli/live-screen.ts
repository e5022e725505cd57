/** Text that scrolls, over a few lines that are redrawn in place. Knows nothing of what they say. */
import type { Io, Screen } from './io.ts'

/** Makes the lines to show; none is wider than the terminal. */
export type DrawLines = (size: { readonly columns: number; readonly rows: number }) => readonly string[]

const REDRAW_MS = 1000

/** Owns the lower end of the terminal until it is closed. Where there is no terminal it only lets text through. */
export class LiveScreen {
  private readonly io: Io
  private readonly draw: DrawLines
  private screen: Screen | undefined
  private shown: readonly string[] = []
  private readonly timer: NodeJS.Timeout | undefined

  constructor(io: Io, draw: DrawLines) {
    this.io = io
    this.draw = draw
    this.screen = io.screen
    if (!this.screen) return
    this.timer = setInterval(() => this.write(''), REDRAW_MS)
    this.timer.unref()
  }

  /** Writes text of whole lines above the live ones. */
  write(text: string): void {
    const erase = this.erasing()
    this.shown = this.screen ? this.draw({ columns: this.screen.columns(), rows: this.screen.rows() }) : []
    const all = erase + text + this.shown.map((line) => `${line}\n`).join('')
    if (all !== '') this.io.stderr(all)
  }

  /** Removes the live lines for good; text may still be written. */
  close(): void {
    clearInterval(this.timer)
    const erase = this.erasing()
    this.screen = undefined
    this.shown = []
    if (erase !== '') this.io.stderr(erase)
  }

  /** Up to the first live line, and everything below it away. A terminal made narrower has broken long lines into several. */
  private erasing(): string {
    if (!this.screen || this.shown.length === 0) return ''
    const columns = Math.max(1, this.screen.columns())
    const rows = this.shown.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / columns)), 0)
    return `\r\u001b[${Math.min(rows, this.screen.rows())}A\u001b[J`
  }
}

function widthOf(line: string): number {
  return line.replace(/\u001b\[[0-9;]*m/g, '').length
}
