/** How `verify` is told: to people on stderr, with a live line on a terminal, and a table on stdout; to programs on stdout alone. Decides nothing. */
import { liveLine, stageJson, stageLines, verifyJson, verifyTable, type StageReport, type VerifyEnd } from '../../report/verify.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import type { Io } from '../io.ts'
import { LiveScreen } from '../live-screen.ts'

/** Tells one run. */
export class VerifyConsole {
  private readonly screen: LiveScreen
  private running: { readonly stage: string; readonly startMs: number; progress: string } | undefined

  constructor(private readonly io: Io, private readonly options: { readonly json: boolean; readonly colour: boolean }) {
    this.screen = new LiveScreen(options.json ? { ...io, screen: undefined } : io, ({ columns }) => this.draw(columns))
  }

  /** A stage begins. */
  started(stage: string): void {
    this.running = { stage, startMs: this.io.now(), progress: '' }
    this.screen.write('')
  }

  /** What the running stage is at; shown when the terminal is drawn next. */
  progress(text: string): void {
    if (this.running) this.running.progress = text
  }

  /** A line of the running stage that does not wait for its end. */
  line(text: string): void {
    if (!this.options.json) this.screen.write(`  ${visibleText(text)}\n`)
  }

  /** A stage has ended. */
  ended(report: StageReport): void {
    this.running = undefined
    if (this.options.json) this.io.stdout(stageJson(report))
    else this.screen.write(stageLines(report, this.options.colour))
  }

  /** All have. */
  close(end: VerifyEnd): void {
    this.screen.close()
    this.io.stdout(this.options.json ? verifyJson(end) : verifyTable(end, this.io.stdoutColour && this.options.colour))
  }

  /** Whatever has happened, nothing stays on the terminal. */
  end(): void {
    this.screen.close()
  }

  private draw(columns: number): readonly string[] {
    if (!this.running) return []
    const { stage, startMs, progress } = this.running
    return [liveLine(stage, this.io.now() - startMs, progress, columns, this.options.colour)]
  }
}
